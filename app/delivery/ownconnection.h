// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "system/tcpconnection.h"

#include <QHostAddress>
#include <QSet>

#include <optional>

namespace candor {

/// The connection of a request, found without QNetworkAccessManager, which does not tell. Qt reads everything before an
/// answer's body in a loop that ends only when no more bytes are available, on a thread of its own. A server that keeps
/// sending interim answers or header lines prevents that thread from noticing an abort, so the connection is cut from
/// outside.
///
/// A connection counts as ours only if that is certain: it is the only one of this process to the same address and port
/// that did not exist before the request. If it is not certain (the host application connects to the same server at the
/// same moment; /proc is missing; another system than Linux), nothing is cut. With Qt 6.4 the connection then stays
/// open for as long as the other side keeps sending: measured on a loopback, a deadline of 3 s ends after 8 s, one of
/// 10 s after 15 s, because ~QNetworkAccessManager waits 5 s for its thread; one core is busy until the other side
/// stops, and with header lines memory grows by 2 MB/s.
class OwnConnection
{
public:
    /// Call before a request to \a peer. The request may use the connection of the previous one.
    void expect(const QHostAddress &peer, quint16 port);
    /// Call when Qt writes the request, possibly for the second time: its connection exists now. Before this call the
    /// only new connection could be one of the host application.
    void established();
    /// The bytes received since expect(), as the system counts them; nothing if that is unknown.
    [[nodiscard]] std::optional<qint64> received();
    /// Ends the connection at once for both sides and discards unread bytes. No effect if the connection was not found.
    void cut();
    /// Call when the connections of all requests so far are closed.
    void letGo();

private:
    void find();

    QHostAddress m_peer;
    quint16 m_port = 0;
    QSet<quint64> m_others;
    TcpConnection m_connection; // destroying it leaves the connection open for as long as Qt wants it to be
    bool m_found = false; // the connection was found since expect()
    bool m_established = false; // established() was called since expect()
    // A request has used a connection that was not found. A later request may reuse it, so a new connection proves
    // nothing.
    bool m_lost = false;
    qint64 m_before = 0;
};

} // namespace candor
