// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QHostAddress>
#include <QSet>

#include <optional>

namespace candor {

/// A descriptor of our own for a TCP connection that other code of this process has opened: it stays the same
/// connection whatever that code does with its descriptor. Linux, through /proc; elsewhere there is never one.
class TcpConnection
{
public:
    TcpConnection() = default;
    ~TcpConnection(); ///< as close()
    TcpConnection(const TcpConnection &) = delete;
    TcpConnection &operator=(const TcpConnection &) = delete;

    /// The inodes of the connections of this process to \a peer, without our own descriptor: the code that opened that
    /// connection may have closed it.
    [[nodiscard]] QSet<quint64> others(const QHostAddress &peer, quint16 port) const;
    /// Replaces the connection by the one to \a peer that has \a inode. False: there is none, nothing is open now.
    [[nodiscard]] bool open(const QHostAddress &peer, quint16 port, quint64 inode);
    /// Closes our descriptor only: the connection goes on.
    void close();

    [[nodiscard]] quint64 inode() const { return m_inode; } ///< 0: nothing is open
    /// All bytes that it has received, as the system counts them; nothing where that is not known.
    [[nodiscard]] std::optional<qint64> received() const;
    /// Ends the connection for both sides at once and closes it. Bytes that were not read yet are thrown away.
    void cut();

private:
    int m_descriptor = -1;
    quint64 m_inode = 0;
};

} // namespace candor
