// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "engines/enginerequest.h"

#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>

#include <QLocalSocket>
#include <QPointer>
#include <QTimer>

#include <array>
#include <utility>

namespace candor {

namespace http = boost::beast::http;

namespace {

constexpr qint64 readAhead = 256 * 1024; // bytes; then an engine that sends endlessly has to wait for us
constexpr qsizetype longestError = 64 * 1024; // bytes

/// Headers that callers use.
constexpr std::array usedHeaders{"api-version", "libpod-api-version"};

} // namespace

struct EngineRequest::Private
{
    QString name;
    EngineLimits limits;
    Body kind = Body::Whole;
    QByteArray request;
    QLocalSocket socket;
    QTimer total;
    QTimer idle;
    QByteArray unread;
    http::response_parser<http::buffer_body> parser;
    bool hasHeaders = false;
    bool hasEnded = false;
    EngineAnswer answer;

    [[nodiscard]] bool isStreamed() const { return kind == Body::Streamed && answer.status == 200; }
};

EngineRequest::EngineRequest(const QString &socket, const EngineLimits &limits, Body body, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    d->name = socket;
    d->limits = limits;
    d->kind = body;
    d->parser.eager(true);
    d->parser.body_limit(boost::none); // EngineLimits::body is used instead
    d->parser.header_limit(static_cast<std::uint32_t>(limits.header));
    d->socket.setReadBufferSize(readAhead);
    d->total.setSingleShot(true);
    d->idle.setSingleShot(true);
    connect(&d->total, &QTimer::timeout, this, &EngineRequest::expire);
    connect(&d->idle, &QTimer::timeout, this, &EngineRequest::expire);
    // Queued, so that no slot runs inside the socket, which a receiver of our signals may destroy.
    connect(&d->socket, &QLocalSocket::connected, this, &EngineRequest::send, Qt::QueuedConnection);
    connect(&d->socket, &QLocalSocket::readyRead, this, &EngineRequest::read, Qt::QueuedConnection);
    connect(&d->socket, &QLocalSocket::disconnected, this, &EngineRequest::finishReading, Qt::QueuedConnection);
    connect(&d->socket, &QLocalSocket::errorOccurred, this, &EngineRequest::failToConnect, Qt::QueuedConnection);
}

EngineRequest::~EngineRequest()
{
    d->socket.disconnect(this);
    d->socket.abort(); // closing would wait for unwritten data
}

void EngineRequest::start(const QByteArray &method, const QByteArray &target)
{
    d->request = method + ' ' + target
        + " HTTP/1.1\r\nHost: localhost\r\nUser-Agent: Candor\r\nAccept: application/json\r\nConnection: close\r\n";
    if (method == "POST")
        d->request += "Content-Type: application/json\r\nContent-Length: 0\r\n";
    d->request += "\r\n";
    if (d->limits.total.count() > 0)
        d->total.start(d->limits.total);
    if (d->limits.idle.count() > 0)
        d->idle.start(d->limits.idle);
    d->socket.connectToServer(d->name);
}

void EngineRequest::send()
{
    d->socket.write(d->request);
}

void EngineRequest::read()
{
    if (d->hasEnded)
        return;
    const QByteArray piece = d->socket.readAll();
    if (piece.isEmpty())
        return;
    if (d->idle.isActive())
        d->idle.start();
    d->unread += piece;
    (void)parse();
}

bool EngineRequest::parse()
{
    const QPointer<EngineRequest> self(this);
    std::array<char, 16 * 1024> piece;
    qsizetype used = 0;
    while (used < d->unread.size()) {
        boost::system::error_code error;
        auto &body = d->parser.get().body();
        body.data = piece.data();
        body.size = piece.size();
        body.more = true;
        const auto taken = d->parser.put(
            boost::asio::buffer(d->unread.constData() + used, static_cast<std::size_t>(d->unread.size() - used)),
            error);
        used += static_cast<qsizetype>(taken);
        if (!d->hasHeaders && d->parser.is_header_done()) {
            d->hasHeaders = true;
            d->answer.status = static_cast<int>(d->parser.get().result_int());
            for (const char *name : usedHeaders) {
                const auto value = d->parser.get()[name];
                d->answer.headers.insert(name, QByteArray(value.data(), static_cast<qsizetype>(value.size())));
            }
        }
        const QByteArray got(piece.data(), static_cast<qsizetype>(piece.size() - body.size));
        if (!got.isEmpty()) {
            if (d->isStreamed()) {
                Q_EMIT received(got);
                if (!self || d->hasEnded)
                    return false;
            } else {
                const qsizetype limit = d->kind == Body::Streamed ? longestError : d->limits.body;
                if (got.size() > limit - d->answer.body.size()) {
                    end(EngineAnswer::End::TooLong);
                    return false;
                }
                d->answer.body += got;
            }
        }
        if (d->parser.is_done()) {
            end(EngineAnswer::End::Answered);
            return false;
        }
        if (error == http::error::need_more || (!error && taken == 0))
            break;
        if (error && error != http::error::need_buffer) {
            end(error == http::error::header_limit || error == http::error::body_limit ? EngineAnswer::End::TooLong
                                                                                       : EngineAnswer::End::Garbled);
            return false;
        }
    }
    d->unread.remove(0, used);
    // The remainder is part of a header, or of the line before a chunk.
    if (d->unread.size() > d->limits.header) {
        end(EngineAnswer::End::TooLong);
        return false;
    }
    return true;
}

void EngineRequest::finishReading()
{
    if (d->hasEnded)
        return;
    d->unread += d->socket.readAll();
    if (!d->unread.isEmpty() && !parse())
        return;
    boost::system::error_code error;
    if (d->hasHeaders)
        d->parser.put_eof(error); // the end of the connection may be the end of the body
    end(d->hasHeaders && !error && d->parser.is_done() ? EngineAnswer::End::Answered : EngineAnswer::End::BrokenOff);
}

void EngineRequest::failToConnect()
{
    if (d->hasEnded)
        return;
    switch (d->socket.error()) {
    case QLocalSocket::PeerClosedError:
        return; // disconnected() follows
    case QLocalSocket::SocketAccessError:
        end(EngineAnswer::End::Denied);
        return;
    case QLocalSocket::SocketTimeoutError:
        end(EngineAnswer::End::Late);
        return;
    default:
        end(d->hasHeaders || !d->unread.isEmpty() ? EngineAnswer::End::BrokenOff : EngineAnswer::End::NotRunning);
    }
}

void EngineRequest::expire()
{
    end(EngineAnswer::End::Late);
}

void EngineRequest::end(EngineAnswer::End end)
{
    if (d->hasEnded)
        return;
    d->hasEnded = true;
    d->total.stop();
    d->idle.stop();
    d->socket.abort();
    d->answer.end = end;
    Q_EMIT finished(std::exchange(d->answer, {})); // this object may have been destroyed
}

} // namespace candor
