// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "support/scriptedserver.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPointer>
#include <QSet>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <zlib.h>

#include <algorithm>

namespace candor::test {

using namespace Qt::StringLiterals;

struct ScriptedServer::Private
{
    QTcpServer server;
    QList<Script> scripts;
    qsizetype next = 0;
    QHash<QTcpSocket *, QByteArray> unread;
    QSet<QTcpSocket *> open;
};

ScriptedServer::ScriptedServer(QList<Script> scripts, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    setScripts(scripts);
    connect(&d->server, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *socket = d->server.nextPendingConnection()) {
            ++m_connections;
            d->open.insert(socket);
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { readFrom(socket); });
            connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
                d->unread.remove(socket);
                d->open.remove(socket);
                socket->deleteLater();
            });
        }
    });
}

qsizetype ScriptedServer::openConnections() const
{
    return d->open.size();
}

ScriptedServer::~ScriptedServer()
{
    close();
}

void ScriptedServer::setScripts(const QList<Script> &scripts)
{
    d->scripts = scripts;
    d->next = 0;
}

bool ScriptedServer::listen(quint16 port)
{
    return d->server.listen(QHostAddress::LocalHost, port);
}

void ScriptedServer::close()
{
    d->server.close();
    const auto sockets = d->server.findChildren<QTcpSocket *>();
    for (QTcpSocket *socket : sockets) {
        socket->disconnect(this);
        delete socket;
    }
    d->unread.clear();
}

quint16 ScriptedServer::port() const
{
    return d->server.serverPort();
}

QUrl ScriptedServer::url(const QString &scheme) const
{
    return QUrl(u"%1://127.0.0.1:%2"_s.arg(scheme).arg(port()));
}

QStringList ScriptedServer::ids(const QString &member) const
{
    QStringList result;
    for (const Request &request : m_requests) {
        const QJsonArray batch = QJsonDocument::fromJson(request.body).object().value(u"batch"_s).toArray();
        for (const auto &event : batch)
            result.append(event.toObject().value(member).toString());
    }
    return result;
}

void ScriptedServer::readFrom(QTcpSocket *socket)
{
    const QByteArray bytes = socket->readAll();
    m_received += bytes;
    QByteArray &unread = d->unread[socket];
    unread += bytes;
    for (;;) {
        const qsizetype end = unread.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        Request request;
        request.headerLines = unread.left(end).replace("\r\n", "\n").split('\n');
        const QList<QByteArray> first = request.headerLines.takeFirst().split(' ');
        request.method = first.value(0);
        request.path = first.value(1);
        for (const QByteArray &line : request.headerLines)
            request.headers.insert(line.left(line.indexOf(':')).toLower(), line.mid(line.indexOf(':') + 1).trimmed());
        const qsizetype length = request.headers.value("content-length").toLongLong();
        if (unread.size() < end + 4 + length)
            return;
        request.rawBody = unread.mid(end + 4, length);
        unread.remove(0, end + 4 + length);
        request.body = request.headers.value("content-encoding") == "gzip" ? gunzip(request.rawBody) : request.rawBody;
        m_requests.append(request);

        const Script script = d->scripts.isEmpty() ? Script() : d->scripts.at(std::min(d->next, d->scripts.size() - 1));
        ++d->next;
        QPointer<QTcpSocket> alive(socket);
        Q_EMIT requestReceived(); // a slot may have closed the server
        if (!alive)
            return;
        if (script.manner == Manner::CloseUnanswered) {
            socket->abort();
            return;
        }
        if (script.manner != Manner::NeverAnswer) {
            const auto delay = script.manner == Manner::ByteAtATime ? std::chrono::milliseconds(0) : script.delay;
            QTimer::singleShot(delay, socket, [this, socket, script] { answer(socket, script); });
        }
    }
}

void ScriptedServer::answer(QTcpSocket *socket, const Script &script)
{
    QByteArray bytes = "HTTP/1.1 " + QByteArray::number(script.status) + " Scripted\r\n";
    bytes += "Content-Length: " + QByteArray::number(script.body.size()) + "\r\n";
    for (const QByteArray &header : script.headers)
        bytes += header + "\r\n";
    bytes += "\r\n" + script.body;

    switch (script.manner) {
    case Manner::CloseHalfway:
        socket->write(bytes.chopped(script.body.size() / 2));
        socket->disconnectFromHost();
        return;
    case Manner::ByteAtATime: {
        auto *timer = new QTimer(socket);
        auto position = std::make_shared<qsizetype>(0);
        connect(timer, &QTimer::timeout, socket, [socket, timer, bytes, position] {
            socket->write(bytes.mid(*position, 1));
            if (++*position >= bytes.size())
                timer->stop();
        });
        timer->start(script.delay);
        return;
    }
    default:
        socket->write(bytes);
    }
}

QByteArray gunzip(const QByteArray &packed)
{
    z_stream stream{};
    if (inflateInit2(&stream, 15 + 16) != Z_OK)
        return {};
    QByteArray input = packed;
    stream.next_in = reinterpret_cast<Bytef *>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    QByteArray result;
    char chunk[16384];
    int status = Z_OK;
    while (status == Z_OK) {
        stream.next_out = reinterpret_cast<Bytef *>(chunk);
        stream.avail_out = sizeof chunk;
        status = inflate(&stream, Z_NO_FLUSH);
        result.append(chunk, static_cast<qsizetype>(sizeof chunk - stream.avail_out));
    }
    const bool whole = status == Z_STREAM_END && stream.avail_in == 0;
    inflateEnd(&stream);
    return whole ? result : QByteArray();
}

} // namespace candor::test
