// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "collector/loopbackserver.h"

#include <QTcpSocket>

#include <memory>

namespace candor {

LoopbackServer::LoopbackServer(qint64 requestLimit, QObject *parent)
    : QTcpServer(parent)
    , m_requestLimit(requestLimit)
{
}

bool LoopbackServer::start(quint16 port)
{
    return listen(QHostAddress(QHostAddress::LocalHost), port);
}

QTcpSocket *LoopbackServer::nextPendingConnection()
{
    QTcpSocket *socket = QTcpServer::nextPendingConnection();
    if (!socket)
        return nullptr;
    // Qt HTTP Server writes head and body of an answer separately: without this each answer waits 40 ms for an
    // acknowledgement.
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);

    // Connected before the HTTP server connects, so that all received bytes are still unread and can be counted.
    const auto received = std::make_shared<qint64>(0);
    connect(socket, &QTcpSocket::readyRead, socket, [this, socket, received] {
        *received += socket->bytesAvailable();
        if (*received > m_requestLimit)
            socket->abort();
    });
    connect(socket, &QTcpSocket::bytesWritten, socket, [received] { *received = 0; });
    return socket;
}

} // namespace candor
