// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

#include <string>
#include <string_view>

/// What kind of file system a path is on. Any thread.
namespace candor::filesystemtype {

/// Is \a path on one in memory (tmpfs, ramfs)? False on systems other than Linux.
[[nodiscard]] bool isInMemory(const std::string &path);

/// Is the file \a path lost when the computer is switched off? True on Linux for a file in memory, also if it is
/// mounted over another file, as systemd does with a machine id that it can't keep, or if it is in an overlay whose
/// upper layer is in memory, as on live systems. False for a missing file, and on other systems.
[[nodiscard]] bool isVolatile(const std::string &path);
/// The upper layer of the overlay that contains the absolute \a path, according to \a mountInfo (the text of
/// /proc/self/mountinfo); empty if there is none.
[[nodiscard]] std::string overlayUpperFolder(std::string_view mountInfo, std::string_view path);

/// False for the network and user-space file systems that are known here by their \a type, the number that statfs(2)
/// reports on Linux.
[[nodiscard]] bool isLocal(long type);
/// The same for the file system of \a path; also on macOS. False if that is unknown.
[[nodiscard]] bool isLocal(const std::string &path);

/// Is \a type ("nfs4", "cifs", "fuse.sshfs") the name of a file system that sends no notifications here for changes
/// made on another machine? The number tells less: it is the same for every file system in user space.
[[nodiscard]] bool isNetwork(const QByteArray &type);
/// The same for the file system of \a path or of its nearest existing ancestor. May block while a server is
/// unreachable: do not call it on the GUI thread.
[[nodiscard]] bool isOnNetwork(const QString &path);

} // namespace candor::filesystemtype
