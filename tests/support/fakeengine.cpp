// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "support/fakeengine.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocalSocket>
#include <QUuid>
#include <QtDebug>

#include <algorithm>

namespace candor::test {

using namespace Qt::StringLiterals;

namespace {

QByteArray json(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray list(int length)
{
    QJsonArray result;
    for (int i = 0; i < length; ++i)
        result.append(QJsonObject{{u"Id"_s, i}});
    return QJsonDocument(result).toJson(QJsonDocument::Compact);
}

} // namespace

// Paths of local sockets must be short: the usual folder may be too deep.
FakeEngine::FakeEngine(Kind kind, const QString &path)
    : m_kind(kind)
    , m_folder(u"/tmp/candor-XXXXXX"_s)
    , m_path(path.isEmpty() ? m_folder.filePath(u"engine.sock"_s) : path)
    , m_store(m_folder.path())
    , m_version(kind == Kind::Podman ? u"4.3.1"_s : u"20.10.24"_s)
{
    if (!start())
        qFatal("the fake engine can't listen at %s", qPrintable(m_path));
}

FakeEngine::~FakeEngine()
{
    stop();
}

bool FakeEngine::start()
{
    QFile::remove(m_path);
    m_server = std::make_unique<QLocalServer>();
    connect(m_server.get(), &QLocalServer::newConnection, this, &FakeEngine::accept);
    return m_server->listen(m_path);
}

void FakeEngine::stop()
{
    m_server.reset();
    for (const QPointer<QLocalSocket> &socket : std::as_const(m_sockets))
        delete socket;
    m_sockets.clear();
    QFile::remove(m_path);
}

void FakeEngine::abandon()
{
    // The server removes its socket when it ends; it does not find it under another name.
    const QString kept = m_path + u'k';
    QFile::rename(m_path, kept);
    stop();
    QFile::rename(kept, m_path);
}

void FakeEngine::setPlace(const QString &computer, const QString &store)
{
    m_computer = computer;
    m_store = store;
}

void FakeEngine::addContainer(const QString &name, const QString &state, const QString &image,
                              const QJsonObject &labels)
{
    m_containers.append({u"%1"_s.arg(m_containers.size() + 1, 64, 16, QLatin1Char('0')), name, image, state, labels});
}

void FakeEngine::addContainers(int number)
{
    for (int i = 0; i < number; ++i)
        addContainer(u"worker-%1"_s.arg(i), i % 3 == 0 ? u"running"_s : u"exited"_s);
}

void FakeEngine::failNextAction(int status, const QString &message)
{
    m_nextFailure = Reply{status, json({{u"message"_s, message}})};
}

void FakeEngine::happen(const QString &type, const QString &action, const QJsonObject &attributes)
{
    const QJsonObject actor{{u"ID"_s, u"0123"_s}, {u"Attributes"_s, attributes}};
    sendToListeners(json({{u"Type"_s, type}, {u"Action"_s, action}, {u"Actor"_s, actor}, {u"time"_s, 1}}) + '\n');
}

void FakeEngine::sendToListeners(const QByteArray &bytes)
{
    for (const QPointer<QLocalSocket> &socket : std::as_const(m_listeners)) {
        if (socket) {
            begin(socket);
            socket->write(QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n");
            socket->flush();
        }
    }
}

void FakeEngine::begin(QLocalSocket *socket)
{
    if (socket->property("begun").toBool())
        return;
    socket->setProperty("begun", true);
    socket->write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
    socket->flush();
}

qsizetype FakeEngine::listeners() const
{
    return std::count_if(m_listeners.cbegin(), m_listeners.cend(),
                         [](const auto &socket) { return socket && socket->state() == QLocalSocket::ConnectedState; });
}

QString FakeEngine::stateOf(const QString &name) const
{
    for (const FakeContainer &container : m_containers) {
        if (container.name == name)
            return container.state;
    }
    return {};
}

QString FakeEngine::idOf(const QString &name) const
{
    for (const FakeContainer &container : m_containers) {
        if (container.name == name)
            return container.id;
    }
    return {};
}

void FakeEngine::accept()
{
    while (QLocalSocket *const socket = m_server->nextPendingConnection()) {
        ++m_connections;
        socket->setParent(this);
        m_sockets.append(socket);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] { readFrom(socket); });
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        readFrom(socket);
    }
}

void FakeEngine::readFrom(QLocalSocket *socket)
{
    const QByteArray seen = socket->peek(64 * 1024);
    const qsizetype end = seen.indexOf("\r\n\r\n");
    if (end < 0)
        return;
    (void)socket->read(end + 4);
    answer(socket, seen.left(end));
}

void FakeEngine::answer(QLocalSocket *socket, const QByteArray &head)
{
    const QList<QByteArray> words = head.left(head.indexOf("\r\n")).split(' ');
    const QByteArray target = words.value(1);
    m_requests.append(QString::fromUtf8(words.value(0) + ' ' + target));
    if (m_manner != Manner::Proper && target.contains(m_mannerFor)) {
        misbehave(socket);
        return;
    }
    const qsizetype mark = target.indexOf('?');
    const QByteArray path = mark < 0 ? target : target.left(mark);
    if (path.endsWith("/events")) {
        if (m_kind == Kind::Docker) // Podman waits for the first event
            begin(socket);
        m_listeners.append(socket);
        return;
    }
    // Podman does the same.
    if (words.value(0) == "POST" && !head.toLower().contains("\r\ncontent-type:")) {
        write(socket, {400, json({{u"message"_s, u"no Content-Type"_s}})});
        return;
    }
    write(socket, replyTo(words.value(0), path, mark < 0 ? QByteArray() : target.mid(mark + 1)));
}

void FakeEngine::misbehave(QLocalSocket *socket)
{
    switch (m_manner) {
    case Manner::Proper:
    case Manner::Silent:
        return;
    case Manner::Garbage:
        socket->write("SSH-2.0-OpenSSH_9.2\r\nwhat is this\r\n\r\n");
        return;
    case Manner::EndlessHeader:
        socket->write("HTTP/1.1 200 OK\r\n");
        pour(socket, QByteArray("X-More: and more and more and more\r\n").repeated(100));
        return;
    case Manner::EndlessBody:
        socket->write("HTTP/1.1 200 OK\r\n\r\n");
        pour(socket, QByteArray(64 * 1024, ' '));
        return;
    case Manner::EndlessChunkLine:
        socket->write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;");
        pour(socket, QByteArray(64 * 1024, 'x'));
        return;
    case Manner::Denied:
        write(socket, {403, json({{u"message"_s, u"not for you"_s}})});
        return;
    case Manner::DiesHalfway:
        socket->write("HTTP/1.1 200 OK\r\nApi-Version: 1.41\r\nContent-Length: 1000\r\n\r\n[{\"Id\":");
        socket->flush();
        socket->disconnectFromServer();
        return;
    case Manner::HangsUp:
        socket->disconnectFromServer();
        return;
    case Manner::Failing:
        write(socket, {500, json({{u"message"_s, u"not yet"_s}})});
        return;
    case Manner::Old:
        socket->write("HTTP/1.1 200 OK\r\nApi-Version: 1.30\r\nContent-Length: 2\r\n\r\nOK");
        return;
    case Manner::NoEngine:
        socket->write("HTTP/1.1 404 Not Found\r\nContent-Length: 9\r\n\r\nNot found");
        return;
    }
}

/// Writes \a bytes endlessly, as fast as they are read.
void FakeEngine::pour(QLocalSocket *socket, const QByteArray &bytes)
{
    connect(socket, &QLocalSocket::bytesWritten, socket, [socket, bytes] {
        if (socket->bytesToWrite() < bytes.size())
            socket->write(bytes);
    });
    socket->write(bytes);
}

void FakeEngine::write(QLocalSocket *socket, const Reply &reply)
{
    QByteArray bytes = "HTTP/1.1 " + QByteArray::number(reply.status) + " Fake\r\nApi-Version: 1.41\r\n";
    if (m_kind == Kind::Podman)
        bytes += "Libpod-Api-Version: " + m_version.toLatin1() + "\r\n";
    if (reply.status == 204 || reply.status == 304) {
        bytes += "\r\n";
    } else if (m_chunked) {
        bytes += "Transfer-Encoding: chunked\r\n\r\n";
        for (qsizetype at = 0; at < reply.body.size(); at += 1000) {
            const QByteArray piece = reply.body.mid(at, 1000);
            bytes += QByteArray::number(piece.size(), 16) + "\r\n" + piece + "\r\n";
        }
        bytes += "0\r\n\r\n";
    } else {
        bytes += "Content-Length: " + QByteArray::number(reply.body.size()) + "\r\n\r\n" + reply.body;
    }
    socket->write(bytes);
}

FakeEngine::Reply FakeEngine::replyTo(const QByteArray &method, const QByteArray &path, const QByteArray &query)
{
    if (path == "/_ping")
        return {200, "OK"};
    const QList<QByteArray> parts = path.split('/'); // "", "v1.41", "containers", ...
    if (parts.size() < 3 || !parts.at(1).startsWith('v'))
        return {404, json({{u"message"_s, u"paths begin with a version"_s}})};
    const QByteArray below = path.mid(parts.at(1).size() + 1);
    if (below == "/version") {
        return {200, json({{u"Version"_s, m_version}, {u"ApiVersion"_s, u"1.41"_s}})};
    }
    if (below == "/info") {
        const QString id = m_kind == Kind::Podman ? QUuid::createUuid().toString() : m_id;
        return {200, json({{u"ID"_s, id}, {u"Name"_s, m_computer}, {u"DockerRootDir"_s, m_store}})};
    }
    if (below == "/images/json")
        return {200, list(m_images)};
    if (below == "/volumes")
        return {200, json({{u"Volumes"_s, QJsonArray{QJsonObject{}, QJsonObject{}}}})};
    if (below == "/libpod/pods/json" && m_kind == Kind::Podman)
        return {200, list(1)};
    if (below == "/containers/json") {
        QJsonArray all;
        for (const FakeContainer &container : std::as_const(m_containers)) {
            all.append(QJsonObject{{u"Id"_s, container.id},
                                   {u"Names"_s, QJsonArray{u'/' + container.name}},
                                   {u"Image"_s, container.image},
                                   {u"State"_s, container.state},
                                   {u"Status"_s, u"Up 3 hours"_s},
                                   {u"Labels"_s, container.labels}});
        }
        return {200, QJsonDocument(all).toJson(QJsonDocument::Compact)};
    }
    if (parts.value(2) == "containers")
        return act(method, parts.value(3), parts.value(4), query);
    return {404, json({{u"message"_s, u"no such path"_s}})};
}

FakeEngine::Reply FakeEngine::act(const QByteArray &method, const QByteArray &id, const QByteArray &verb,
                                  const QByteArray &query)
{
    if (m_nextFailure)
        return *std::exchange(m_nextFailure, std::nullopt);
    const auto container = std::find_if(m_containers.begin(), m_containers.end(),
                                        [&id](const FakeContainer &each) { return each.id.toUtf8() == id; });
    if (container == m_containers.end())
        return {404, json({{u"message"_s, u"no such container: "_s + QString::fromUtf8(id)}})};
    const QJsonObject attributes{{u"name"_s, container->name}, {u"image"_s, container->image}};
    const bool isRunning = container->state == "running"_L1;
    if (method == "DELETE") {
        if (isRunning && query != "force=true")
            return {409, json({{u"message"_s, u"cannot remove a running container"_s}})};
        m_containers.erase(container);
        happen(u"container"_s, m_kind == Kind::Podman ? u"remove"_s : u"destroy"_s, attributes);
        return {204, {}};
    }
    if (verb == "start" || verb == "restart") {
        if (isRunning && verb == "start")
            return {304, {}};
        container->state = u"running"_s;
        happen(u"container"_s, u"start"_s, attributes);
    } else {
        if (!isRunning)
            return {304, {}};
        container->state = u"exited"_s;
        happen(u"container"_s, u"die"_s, attributes);
    }
    return {204, {}};
}

} // namespace candor::test
