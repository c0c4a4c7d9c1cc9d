// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "delivery/ownconnection.h"

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

/// Where \a descriptor is a connection to \a peer; 0: it is not.
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

QSet<quint64> OwnConnection::connections() const
{
    QSet<quint64> result;
    for (const int descriptor : openDescriptors()) {
        if (const quint64 inode = descriptor == m_socket ? 0 : inodeOf(descriptor, m_peer, m_port); inode != 0)
            result.insert(inode);
    }
    return result;
}

bool OwnConnection::take(quint64 inode)
{
    for (const int descriptor : openDescriptors()) {
        if (inodeOf(descriptor, m_peer, m_port) != inode)
            continue;
        // Another thread may have closed it meanwhile: what counts is what the copy is.
        const int copy = ::fcntl(descriptor, F_DUPFD_CLOEXEC, 0);
        if (copy >= 0 && inodeOf(copy, m_peer, m_port) == inode) {
            m_socket = copy;
            m_inode = inode;
            return true;
        }
        if (copy >= 0)
            ::close(copy);
    }
    return false;
}

std::optional<qint64> OwnConnection::total() const
{
    tcp_info info = {};
    socklen_t size = sizeof info;
    if (m_socket < 0 || ::getsockopt(m_socket, IPPROTO_TCP, TCP_INFO, &info, &size) != 0
        || size < offsetof(tcp_info, tcpi_bytes_received) + sizeof info.tcpi_bytes_received)
        return std::nullopt;
    return static_cast<qint64>(info.tcpi_bytes_received);
}

void OwnConnection::cut()
{
    find();
    if (!m_found)
        return;
    // Unlike shutdown() this throws away what came: Qt would go on reading that for seconds. What comes next wakes it.
    sockaddr nobody = {};
    nobody.sa_family = AF_UNSPEC;
    (void)::connect(m_socket, &nobody, sizeof nobody);
    (void)::shutdown(m_socket, SHUT_RDWR);
    closeCopy();
}

void OwnConnection::closeCopy()
{
    if (m_socket >= 0)
        ::close(m_socket);
    m_socket = -1;
    m_inode = 0;
    m_found = false;
}

#else

QSet<quint64> OwnConnection::connections() const
{
    return {};
}

bool OwnConnection::take(quint64)
{
    return false;
}

std::optional<qint64> OwnConnection::total() const
{
    return std::nullopt;
}

void OwnConnection::cut() { }

void OwnConnection::closeCopy() { }

#endif

OwnConnection::~OwnConnection()
{
    closeCopy();
}

void OwnConnection::letGo()
{
    closeCopy();
    m_port = 0;
    m_established = false;
    m_lost = false;
}

void OwnConnection::expect(const QHostAddress &peer, quint16 port)
{
    m_lost = m_lost || (m_established && !m_found);
    if (peer != m_peer || port != m_port)
        closeCopy();
    m_peer = peer;
    m_port = port;
    m_found = false;
    m_established = false;
    m_others = connections();
    m_others.remove(m_inode);
    m_before = total().value_or(0);
}

void OwnConnection::established()
{
    m_established = true;
    m_found = false;
    find();
}

void OwnConnection::find()
{
    if (!m_established || m_found || m_lost || m_port == 0)
        return;
    QSet<quint64> fresh = connections();
    fresh.subtract(m_others);
    if (fresh.size() != 1)
        return;
    if (*fresh.cbegin() != m_inode) {
        closeCopy();
        m_before = 0;
        if (!take(*fresh.cbegin()))
            return;
    }
    m_found = true;
}

std::optional<qint64> OwnConnection::received()
{
    find();
    const std::optional<qint64> all = m_found ? total() : std::nullopt;
    return all ? std::optional(*all - m_before) : std::nullopt;
}

} // namespace candor
