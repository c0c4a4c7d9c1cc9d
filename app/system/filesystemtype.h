// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <string>

/// What kind of file system something is on, by the number that statfs(2) reports on Linux. Qt-free; any thread.
namespace candor::filesystemtype {

/// The type of the file system that \a path is on; 0 where that is not known.
[[nodiscard]] long of(const std::string &path);

/// Is it in memory (tmpfs, ramfs)?
[[nodiscard]] bool isInMemory(long type);

/// Is it known not to be a network or user-space file system?
[[nodiscard]] bool isLocal(long type);
/// The same for the file system that \a path is on; also on macOS. False where it can't be told.
[[nodiscard]] bool isLocal(const std::string &path);

} // namespace candor::filesystemtype
