// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QHostAddress>
#include <QSet>

#include <optional>

namespace candor {

/// Our own descriptor of a TCP connection that other code of this process has opened. It stays valid whatever that code
/// does with its descriptor. Linux, through /proc; on other systems no connection is ever found.
class TcpConnection
{
public:
    TcpConnection() = default;
    ~TcpConnection(); ///< as close()
    TcpConnection(const TcpConnection &) = delete;
    TcpConnection &operator=(const TcpConnection &) = delete;

    /// The inodes of the connections of this process to \a peer. Our own descriptor does not count, since the code that
    /// opened that connection may have closed it.
    [[nodiscard]] QSet<quint64> others(const QHostAddress &peer, quint16 port) const;
    /// Replaces the connection by the one to \a peer that has \a inode. False: there is none, nothing is open now.
    [[nodiscard]] bool open(const QHostAddress &peer, quint16 port, quint64 inode);
    /// Closes our descriptor only: the connection stays open.
    void close();

    [[nodiscard]] quint64 inode() const { return m_inode; } ///< 0: nothing is open
    /// All bytes that it has received, as the system counts them; nothing if that is unknown.
    [[nodiscard]] std::optional<qint64> received() const;
    /// Ends the connection for both sides at once, discards unread bytes, and closes our descriptor.
    void cut();

private:
    int m_descriptor = -1;
    quint64 m_inode = 0;
};

} // namespace candor
