// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <string>

/// Kinds of file systems, identified by the number that statfs(2) reports on Linux. Qt-free; any thread.
namespace candor::filesystemtype {

/// The type of the file system of \a path; 0 if unknown.
[[nodiscard]] long of(const std::string &path);

/// Is it in memory (tmpfs, ramfs)?
[[nodiscard]] bool isInMemory(long type);

/// False for the network and user-space file systems that are known here.
[[nodiscard]] bool isLocal(long type);
/// The same for the file system of \a path; also on macOS. False if that is unknown.
[[nodiscard]] bool isLocal(const std::string &path);

} // namespace candor::filesystemtype
