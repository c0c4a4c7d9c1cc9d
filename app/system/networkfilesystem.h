// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

namespace candor {

/// Is \a type, the system's name for it ("nfs4", "cifs", "fuse.sshfs"), a file system that sends no notifications here
/// for changes made on another machine?
[[nodiscard]] bool isNetworkFileSystem(const QByteArray &type);

/// The same for the file system of \a path or of its nearest existing ancestor. May block while a server is
/// unreachable: do not call it on the GUI thread.
[[nodiscard]] bool isOnNetworkFileSystem(const QString &path);

} // namespace candor
