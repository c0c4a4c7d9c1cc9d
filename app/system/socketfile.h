// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace candor {

/// What is at the path of a local socket, or of a named pipe on Windows. Looking does not connect.
struct SocketFile
{
    bool exists = false;
    qint64 owner = -1; ///< a user id; -1 if unknown, as on Windows
    QString identity; ///< the same for all paths to one socket; empty if there is none

    [[nodiscard]] static SocketFile at(const QString &path);
};

} // namespace candor
