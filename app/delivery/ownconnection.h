// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "system/tcpconnection.h"

#include <QHostAddress>
#include <QSet>

#include <optional>

namespace candor {

/// The connection that a request goes over, beside QNetworkAccessManager, which does not tell. Qt reads what comes
/// before an answer's body in a loop that ends only when nothing more is there, in a thread of its own. A server that
/// goes on and on with interim answers or header lines keeps that thread from hearing of an abort: so the connection is
/// cut from outside.
///
/// A connection counts as ours where that is certain: the only one of this process to the same address and port that
/// was not there before the request. Where it is not (the host connects to the same server in the same moment; /proc is
/// not there; not Linux), nothing is cut, and with Qt 6.4 the connection stays open for as long as the other side goes
/// on: measured on a loopback, a deadline of 3 s ends after 8 s, one of 10 s after 15 s, since ~QNetworkAccessManager
/// waits 5 s for its thread; one core is busy until the other side stops, and with header lines memory grows by 2 MB/s.
class OwnConnection
{
public:
    /// A request is about to be made to \a peer. It may use the connection of the one before.
    void expect(const QHostAddress &peer, quint16 port);
    /// Qt writes the request, perhaps for the second time, so its connection exists. Before this call the only new
    /// connection could be the host's.
    void established();
    /// Bytes that came since expect(), as the system counts them; nothing where that is not known.
    [[nodiscard]] std::optional<qint64> received();
    /// Ends it at once for both sides; what came and was not read yet is thrown away. Without effect where it was not
    /// found.
    void cut();
    /// The connections of the requests so far are closed.
    void letGo();

private:
    void find();

    QHostAddress m_peer;
    quint16 m_port = 0;
    QSet<quint64> m_others;
    TcpConnection m_connection; // destroying it leaves the connection open for as long as Qt wants it to be
    bool m_found = false; // since expect()
    bool m_established = false; // likewise
    // A request went out on a connection that is not known: a later one may use it, so that a new one proves nothing.
    bool m_lost = false;
    qint64 m_before = 0;
};

} // namespace candor
