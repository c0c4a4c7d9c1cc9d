// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "system/tcpconnection.h"

#include <QtGlobal>

#ifdef Q_OS_LINUX
#include <QDir>
#include <QStringList>

#include <cstddef>
#include <fcntl.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace candor {

#ifdef Q_OS_LINUX

namespace {

union Address {
    sockaddr any;
    sockaddr_in ipv4;
    sockaddr_in6 ipv6;
};

/// The inode of \a descriptor if it is a connection to \a peer, otherwise 0.
quint64 inodeOf(int descriptor, const QHostAddress &peer, quint16 port)
{
    Address address = {};
    socklen_t size = sizeof address;
    if (::getpeername(descriptor, &address.any, &size) != 0)
        return 0;
    quint16 found = 0;
    if (address.any.sa_family == AF_INET)
        found = ntohs(address.ipv4.sin_port);
    else if (address.any.sa_family == AF_INET6)
        found = ntohs(address.ipv6.sin6_port);
    struct stat info = {};
    if (found != port || !QHostAddress(&address.any).isEqual(peer) || ::fstat(descriptor, &info) != 0)
        return 0;
    return info.st_ino;
}

QList<int> openDescriptors()
{
    QList<int> result;
    const QStringList names = QDir(QStringLiteral("/proc/self/fd")).entryList(QDir::System | QDir::AllEntries);
    for (const QString &name : names) {
        bool ok = false;
        if (const int descriptor = name.toInt(&ok); ok)
            result.append(descriptor);
    }
    return result;
}

} // namespace

QSet<quint64> TcpConnection::others(const QHostAddress &peer, quint16 port) const
{
    QSet<quint64> result;
    for (const int descriptor : openDescriptors()) {
        if (const quint64 inode = descriptor == m_descriptor ? 0 : inodeOf(descriptor, peer, port); inode != 0)
            result.insert(inode);
    }
    return result;
}

bool TcpConnection::open(const QHostAddress &peer, quint16 port, quint64 inode)
{
    close();
    for (const int descriptor : openDescriptors()) {
        if (inodeOf(descriptor, peer, port) != inode)
            continue;
        // Another thread may have closed the descriptor meanwhile, so check the copy.
        const int copy = ::fcntl(descriptor, F_DUPFD_CLOEXEC, 0);
        if (copy >= 0 && inodeOf(copy, peer, port) == inode) {
            m_descriptor = copy;
            m_inode = inode;
            return true;
        }
        if (copy >= 0)
            ::close(copy);
    }
    return false;
}

void TcpConnection::close()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
    m_descriptor = -1;
    m_inode = 0;
}

std::optional<qint64> TcpConnection::received() const
{
    tcp_info info = {};
    socklen_t size = sizeof info;
    if (m_descriptor < 0 || ::getsockopt(m_descriptor, IPPROTO_TCP, TCP_INFO, &info, &size) != 0
        || size < offsetof(tcp_info, tcpi_bytes_received) + sizeof info.tcpi_bytes_received)
        return std::nullopt;
    return static_cast<qint64>(info.tcpi_bytes_received);
}

void TcpConnection::cut()
{
    // Unlike shutdown() this discards unread bytes, which Qt would continue to read for seconds. The shutdown() after
    // it wakes Qt.
    sockaddr nobody = {};
    nobody.sa_family = AF_UNSPEC;
    (void)::connect(m_descriptor, &nobody, sizeof nobody);
    (void)::shutdown(m_descriptor, SHUT_RDWR);
    close();
}

#else

QSet<quint64> TcpConnection::others(const QHostAddress &, quint16) const
{
    return {};
}

bool TcpConnection::open(const QHostAddress &, quint16, quint64)
{
    return false;
}

void TcpConnection::close() { }

std::optional<qint64> TcpConnection::received() const
{
    return std::nullopt;
}

void TcpConnection::cut() { }

#endif

TcpConnection::~TcpConnection()
{
    close();
}

} // namespace candor
