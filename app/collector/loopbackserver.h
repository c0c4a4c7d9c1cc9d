// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QTcpServer>

namespace candor {

/// Listens on 127.0.0.1. Qt HTTP Server reads a whole request before it can be rejected. So a connection on which more
/// than the limit arrives without an answer in between is cut, so that a sender can't fill the memory.
class LoopbackServer final : public QTcpServer
{
    Q_OBJECT

public:
    explicit LoopbackServer(qint64 requestLimit, QObject *parent = nullptr);

    /// \a port 0: any free port. False, with errorString(), if it is not available.
    [[nodiscard]] bool start(quint16 port);

    QTcpSocket *nextPendingConnection() override;

private:
    qint64 m_requestLimit;
};

} // namespace candor
