// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "delivery/ownconnection.h"

namespace candor {

void OwnConnection::cut()
{
    find();
    if (m_found)
        m_connection.cut();
    m_found = false;
}

void OwnConnection::letGo()
{
    m_connection.close();
    m_port = 0;
    m_found = false;
    m_established = false;
    m_lost = false;
}

void OwnConnection::expect(const QHostAddress &peer, quint16 port)
{
    m_lost = m_lost || (m_established && !m_found);
    if (peer != m_peer || port != m_port)
        m_connection.close();
    m_peer = peer;
    m_port = port;
    m_found = false;
    m_established = false;
    m_others = m_connection.others(m_peer, m_port);
    m_others.remove(m_connection.inode());
    m_before = m_connection.received().value_or(0);
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
    QSet<quint64> fresh = m_connection.others(m_peer, m_port);
    fresh.subtract(m_others);
    if (fresh.size() != 1)
        return;
    if (*fresh.cbegin() != m_connection.inode()) {
        m_before = 0;
        if (!m_connection.open(m_peer, m_port, *fresh.cbegin()))
            return;
    }
    m_found = true;
}

std::optional<qint64> OwnConnection::received()
{
    find();
    const std::optional<qint64> all = m_found ? m_connection.received() : std::nullopt;
    return all ? std::optional(*all - m_before) : std::nullopt;
}

} // namespace candor
