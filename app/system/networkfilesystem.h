// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

namespace candor {

/// Does \a type, as the system names it ("nfs4", "cifs", "fuse.sshfs"), belong to a file system whose changes on
/// another machine are not notified here?
[[nodiscard]] bool isNetworkFileSystem(const QByteArray &type);

/// The same for the file system that \a path, or its nearest existing ancestor, is on. May block when a server is away:
/// not for the GUI thread.
[[nodiscard]] bool isOnNetworkFileSystem(const QString &path);

} // namespace candor
