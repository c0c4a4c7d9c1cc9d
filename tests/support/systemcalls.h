// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QSet>
#include <QString>

namespace candor::test {

/// What a program did, seen from outside: read from the log of `strace -f`.
struct SystemCalls
{
    QSet<QString> created; ///< paths made, renamed to, or opened for writing
    QSet<QString> read; ///< paths opened for reading that exist
    QSet<QString> watched; ///< paths given to inotify_add_watch
    QStringList sockets; ///< "AF_INET SOCK_STREAM" of each socket() or socketpair()
    QStringList connections; ///< the address of each connect()
    int threads = 0; ///< clone() of whatever kind that succeeded, without threads that have ended since

    /// Names that differ from run to run (temporary suffixes, process ids) are made the same; \a home becomes "~".
    [[nodiscard]] static SystemCalls fromLog(const QByteArray &log, const QString &home);
};

} // namespace candor::test
