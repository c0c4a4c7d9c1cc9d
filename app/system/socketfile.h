// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace candor {

/// What stands at the path of a local socket, or of a pipe on Windows. Looking at it connects nothing.
struct SocketFile
{
    bool exists = false;
    qint64 owner = -1; ///< a user; -1 where that is not known: on Windows
    QString identity; ///< the same for all paths to one socket; empty where there is none

    [[nodiscard]] static SocketFile at(const QString &path);
};

} // namespace candor
