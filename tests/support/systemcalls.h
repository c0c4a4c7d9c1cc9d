// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QSet>
#include <QString>

namespace candor::test {

/// The actions of a program, read from the log of `strace -f`.
struct SystemCalls
{
    QSet<QString> created; ///< paths created, renamed to, or opened for writing
    QSet<QString> read; ///< paths opened for reading that exist
    QSet<QString> watched; ///< paths given to inotify_add_watch
    QStringList sockets; ///< "AF_INET SOCK_STREAM" of each socket() or socketpair()
    QStringList connections; ///< the address of each connect()
    int threads = 0; ///< successful clone() calls of any kind, without threads that have ended since

    /// Normalizes names that differ from run to run (temporary suffixes, process ids); \a home becomes "~".
    [[nodiscard]] static SystemCalls fromLog(const QByteArray &log, const QString &home);
};

} // namespace candor::test
