// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "delivery/httpexchange.h"

#include <QCoreApplication>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QPointer>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace candor {

using namespace Qt::StringLiterals;

struct HttpExchange::Private
{
    explicit Private(HttpExchange *exchange)
        : q(exchange)
        , lookup(exchange)
        , deadline(exchange)
    {
    }

    HttpExchange *q;
    AddressLookup lookup;
    QTimer deadline; // our own: QNetworkRequest's is started anew by every byte
    Request request;
    QByteArray body;
    std::unique_ptr<QNetworkAccessManager> network;
    QNetworkReply *reply = nullptr; // the network manager's

    void send(const QNetworkProxy &proxy);
    void read();
    void concludeSoon();
    void conclude();
    void fail(const QString &problem);
    void dropReply();
    void finish(const Answer &answer);
};

namespace {

QNetworkRequest networkRequest(const HttpExchange::Request &request)
{
    QNetworkRequest result(request.way.url);
    result.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    result.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    result.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    result.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    result.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    result.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    result.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    for (const HttpHeader &header : request.headers)
        result.setRawHeader(QByteArray::fromStdString(header.name), QByteArray::fromStdString(header.value));
    return result;
}

/// In our words: Qt's name the address and are not always translated.
QString describe(const QNetworkReply &reply)
{
    switch (reply.error()) {
    case QNetworkReply::ConnectionRefusedError:
        //: @info why an upload failed
        return QCoreApplication::translate("HttpExchange", "the server does not accept connections");
    case QNetworkReply::RemoteHostClosedError:
        //: @info why an upload failed
        return QCoreApplication::translate("HttpExchange", "the server closed the connection");
    case QNetworkReply::HostNotFoundError:
        //: @info why an upload failed
        return QCoreApplication::translate("HttpExchange", "the server's name can't be found");
    case QNetworkReply::SslHandshakeFailedError:
        //: @info why an upload failed
        return QCoreApplication::translate("HttpExchange", "no trustworthy encrypted connection can be made");
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
        //: @info why an upload failed
        return QCoreApplication::translate("HttpExchange", "the proxy can't be reached");
    case QNetworkReply::ProxyAuthenticationRequiredError:
        //: @info why an upload failed
        return QCoreApplication::translate("HttpExchange", "the proxy wants a name and a password");
    default:
        //: @info why an upload failed; %1 is the system's description
        return QCoreApplication::translate("HttpExchange", "the server can't be reached (%1)").arg(reply.errorString());
    }
}

} // namespace

HttpExchange::HttpExchange(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this))
{
    d->deadline.setSingleShot(true);
    d->deadline.setTimerType(Qt::PreciseTimer);
    connect(&d->lookup, &AddressLookup::answered, this, [this](const AddressLookup::Answer &answer) {
        if (answer.found) {
            d->send(answer.proxy);
        } else {
            //: @info why an upload failed; %1 is a host name, %2 the system's description
            d->fail(QCoreApplication::translate("HttpExchange", "the name %1 can't be found (%2)")
                        .arg(d->request.way.url.host(), answer.error));
        }
    });
    connect(&d->deadline, &QTimer::timeout, this, [this] {
        const auto seconds = std::chrono::duration<double>(d->request.deadline).count();
        //: @info why an upload failed; %1 is a number of seconds
        d->fail(QCoreApplication::translate("HttpExchange", "no complete answer came within %1 s")
                    .arg(QString::number(seconds, 'g', 3)));
    });
}

HttpExchange::~HttpExchange()
{
    abort();
}

void HttpExchange::post(const Request &request)
{
    abort();
    d->request = request;
    d->body.clear();
    d->deadline.start(request.deadline);
    d->lookup.ask(request.way);
}

void HttpExchange::abort()
{
    d->deadline.stop();
    d->lookup.cancel();
    d->dropReply();
}

void HttpExchange::close()
{
    abort();
    d->network.reset();
}

std::vector<HttpHeader> HttpExchange::commonHeaders()
{
    return {
        {"User-Agent", "Candor"},
        // Qt sends the person's language otherwise, and an empty value does not keep it from doing so.
        {"Accept-Language", "*"},
        {"Accept-Encoding", "identity"},
        {"Content-Type", "application/json"},
        {"Content-Encoding", "gzip"},
    };
}

void HttpExchange::Private::send(const QNetworkProxy &proxy)
{
    if (!request.mayLeave()) {
        Answer answer;
        answer.withheld = true;
        finish(answer);
        return;
    }
    if (!network) {
        network = std::make_unique<QNetworkAccessManager>();
        network->setAutoDeleteReplies(false);
        network->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    }
    network->setProxy(proxy);
    reply = network->post(networkRequest(request), request.body);
    reply->setReadBufferSize(maximumAnswerBytes);
    QObject::connect(reply, &QNetworkReply::readyRead, q, [this] { read(); });
    QObject::connect(reply, &QNetworkReply::finished, q, [this] { concludeSoon(); });
}

void HttpExchange::Private::read()
{
    body += reply->read(maximumAnswerBytes - body.size());
    if (body.size() < maximumAnswerBytes)
        return;
    // More than this is nobody's answer to us; what it is shows in what was read.
    concludeSoon();
}

/// Not from within the reply's own signals: what follows deletes it, and perhaps the network manager as well.
void HttpExchange::Private::concludeSoon()
{
    QMetaObject::invokeMethod(
        q,
        [this, expected = QPointer<QNetworkReply>(reply)] {
            if (expected && expected == reply)
                conclude();
        },
        Qt::QueuedConnection);
}

void HttpExchange::Private::conclude()
{
    Answer answer;
    body += reply->read(std::max<qint64>(0, maximumAnswerBytes - body.size()));
    answer.body = body;
    answer.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    answer.retryAfter = reply->rawHeader("Retry-After");
    answer.proxyRefused = reply->error() == QNetworkReply::ProxyAuthenticationRequiredError;
    // A status with less than the whole answer behind it is no success.
    const bool success = answer.status >= 200 && answer.status <= 299;
    if (answer.proxyRefused || (reply->error() != QNetworkReply::NoError && (success || answer.status == 0))) {
        answer.status = 0;
        answer.problem = describe(*reply);
    }
    finish(answer);
}

void HttpExchange::Private::fail(const QString &problem)
{
    Answer answer;
    answer.problem = problem;
    finish(answer);
}

/// Deleting a reply ends it at once. abort() would have Qt complain where it has reported an error already.
void HttpExchange::Private::dropReply()
{
    if (QNetworkReply *dropped = std::exchange(reply, nullptr)) {
        dropped->disconnect(q);
        delete dropped;
    }
}

void HttpExchange::Private::finish(const Answer &answer)
{
    deadline.stop();
    lookup.cancel();
    dropReply();
    request = Request(); // with the copies that it holds
    Q_EMIT q->finished(answer);
}

} // namespace candor
