// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "delivery/httpexchange.h"

#include "delivery/ownconnection.h"

#include <QAuthenticator>
#include <QCoreApplication>
#include <QIODevice>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QPointer>
#include <QTimer>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>
#include <functional>
#include <utility>

namespace candor {

using namespace Qt::StringLiterals;
using Kind = AttemptResult::Kind;

struct HttpExchange::Private
{
    Private(HttpExchange *exchange, std::shared_ptr<AddressLookup::Threads> lookups)
        : q(exchange)
        , lookup(std::move(lookups), exchange)
        , deadline(exchange)
        , addressTimer(exchange)
        , headTimer(exchange)
    {
    }

    HttpExchange *q;
    AddressLookup lookup;
    QTimer deadline; // a timer of our own: every byte restarts that of QNetworkRequest
    QTimer addressTimer;
    QTimer headTimer; // runs until the body begins
    bool tooMuchHead = false; // at the last check
    OwnConnection connection;
    Request request;
    AddressLookup::Answer way;
    qsizetype nextAddress = 0;
    bool left = false; // the request was written, to the host or the proxy
    bool proxyAsked = false; // the proxy has asked for a name and a password
    QByteArray body;
    std::unique_ptr<QNetworkAccessManager> network;
    QNetworkReply *reply = nullptr; // owned by the network manager

    void sendToNext();
    void lookAtHead();
    [[nodiscard]] QNetworkRequest networkRequest(const QHostAddress &address) const;
    void read();
    void concludeSoon();
    void conclude();
    void fail(const AttemptResult &problem);
    void dropReply();
    void finish(const Answer &answer);
};

namespace {

// How long to wait for an address while there is another one to try.
constexpr std::chrono::seconds addressPatience{3};
// How often to check how much has come before the body.
constexpr std::chrono::milliseconds headInterval{100};

/// Qt reads a request's body from this device. It does so on our thread, after the connection is established and before
/// it reads an answer. So we know the connection before an endless answer can begin, even if Qt's signals come late.
class RequestBody final : public QIODevice
{
public:
    RequestBody(QByteArray bytes, std::function<void()> asked)
        : m_bytes(std::move(bytes))
        , m_asked(std::move(asked))
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }
    [[nodiscard]] qint64 size() const override { return m_bytes.size(); }

protected:
    qint64 readData(char *data, qint64 maximum) override
    {
        if (pos() == 0) // also if Qt repeats the request
            m_asked();
        const qint64 count = std::min<qint64>(maximum, m_bytes.size() - pos());
        std::memcpy(data, m_bytes.constData() + pos(), static_cast<std::size_t>(count));
        return count;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    const QByteArray m_bytes;
    const std::function<void()> m_asked;
};

/// Qt's texts for an unknown error.
bool saysNothing(const QString &description)
{
    constexpr std::array contexts = {"QIODevice", "QAbstractSocket", "QNativeSocketEngine"};
    return description.isEmpty() || std::any_of(contexts.begin(), contexts.end(), [&](const char *context) {
               return description == QCoreApplication::translate(context, "Unknown error");
           });
}

} // namespace

HttpExchange::HttpExchange(std::shared_ptr<AddressLookup::Threads> lookups, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, std::move(lookups)))
{
    d->deadline.setSingleShot(true);
    d->deadline.setTimerType(Qt::PreciseTimer);
    connect(&d->lookup, &AddressLookup::answered, this, [this](const AddressLookup::Answer &answer) {
        if (answer.addresses.isEmpty())
            return d->fail(answer.problem);
        d->way = answer;
        d->nextAddress = 0;
        d->sendToNext();
    });
    d->addressTimer.setSingleShot(true);
    connect(&d->addressTimer, &QTimer::timeout, this, [this] { d->sendToNext(); });
    d->headTimer.setInterval(headInterval);
    connect(&d->headTimer, &QTimer::timeout, this, [this] { d->lookAtHead(); });
    connect(&d->deadline, &QTimer::timeout, this,
            [this] { d->fail({Kind::Deadline, d->request.deadline.count(), {}}); });
}

HttpExchange::~HttpExchange()
{
    abort();
}

void HttpExchange::post(const Request &request)
{
    abort();
    d->request = request;
    d->left = false;
    d->proxyAsked = false;
    d->deadline.start(request.deadline);
    d->lookup.ask(request.way);
}

void HttpExchange::abort()
{
    d->deadline.stop();
    d->addressTimer.stop();
    d->lookup.cancel();
    d->dropReply();
}

void HttpExchange::close()
{
    abort();
    d->network.reset();
    d->connection.letGo();
}

AttemptResult HttpExchange::problemOf(QNetworkReply::NetworkError error, const QString &description)
{
    const std::string detail = saysNothing(description) ? std::string() : description.toStdString();
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
        return {Kind::NotAccepting, 0, {}};
    case QNetworkReply::RemoteHostClosedError:
        return {Kind::Closed, 0, {}};
    case QNetworkReply::HostNotFoundError:
        return {Kind::NameNotFound, 0, detail};
    case QNetworkReply::TimeoutError:
        return {Kind::NoAnswer, 0, {}};
    case QNetworkReply::OperationCanceledError:
        return {Kind::Interrupted, 0, {}};
    case QNetworkReply::SslHandshakeFailedError:
        return {Kind::Untrusted, 0, {}};
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::UnknownProxyError:
        return {Kind::ProxyUnreachable, 0, {}};
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return {Kind::ProxyPassword, 0, {}};
    case QNetworkReply::TemporaryNetworkFailureError:
    case QNetworkReply::NetworkSessionFailedError:
        return {Kind::Network, 0, detail};
    case QNetworkReply::BackgroundRequestNotAllowedError:
    case QNetworkReply::UnknownNetworkError:
        break;
    default: // an error of an answer, which has a status, or something that is not an answer
        return {Kind::NotHttp, 0, {}};
    }
    return detail.empty() ? AttemptResult{Kind::Interrupted, 0, {}} : AttemptResult{Kind::Network, 0, detail};
}

std::vector<HttpHeader> HttpExchange::commonHeaders()
{
    return {
        {"user-agent", "Candor"},
        // Without this Qt sends the user's language, and an empty value does not prevent that.
        {"accept-language", "*"},
        {"accept-encoding", "identity"},
        {"content-type", "application/json"},
        {"content-encoding", "gzip"},
        {"connection", "Keep-Alive"},
    };
}

QNetworkRequest HttpExchange::Private::networkRequest(const QHostAddress &address) const
{
    // Qt gets an address and resolves no name: an unanswered look-up would delay the end of the program. The
    // certificate and the host header still use the name.
    const QUrl &asked = request.way.url;
    QUrl url = asked;
    if (way.proxy.type() == QNetworkProxy::NoProxy)
        url.setHost(address.toString());
    QNetworkRequest result(url);
    result.setPeerVerifyName(asked.host());
    result.setRawHeader("host", asked.authority(QUrl::FullyEncoded).toLatin1());
    result.setRawHeader("content-length", QByteArray::number(request.body.size()));
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

void HttpExchange::Private::sendToNext()
{
    addressTimer.stop(); // it belongs to the previous address
    dropReply();
    body.clear();
    const QHostAddress address = way.addresses.at(nextAddress++);
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
        // The user is not asked for a password, and none is guessed.
        QObject::connect(network.get(), &QNetworkAccessManager::proxyAuthenticationRequired, q, [this] {
            proxyAsked = true;
            concludeSoon();
        });
    }
    QNetworkProxy proxy = way.proxy;
    if (proxy.type() == QNetworkProxy::HttpCachingProxy)
        proxy.setType(QNetworkProxy::HttpProxy); // Qt asks this type for a tunnel
    if (proxy.type() != QNetworkProxy::NoProxy)
        proxy.setHostName(address.toString());
    network->setProxy(proxy);
    request.leaves();
    const bool direct = proxy.type() == QNetworkProxy::NoProxy;
    const int standardPort = request.way.url.scheme() == "https"_L1 ? 443 : 80;
    connection.expect(address, static_cast<quint16>(direct ? request.way.url.port(standardPort) : proxy.port()));
    auto outgoing = std::make_unique<RequestBody>(request.body, [this] { connection.established(); });
    reply = network->post(networkRequest(address), outgoing.get());
    outgoing.release()->setParent(reply);
    reply->setReadBufferSize(maximumAnswerBytes);
    QObject::connect(reply, &QNetworkReply::requestSent, q, [this] {
        left = true;
        addressTimer.stop();
    });
    QObject::connect(reply, &QNetworkReply::metaDataChanged, &headTimer, &QTimer::stop);
    tooMuchHead = false;
    headTimer.start();
    QObject::connect(reply, &QNetworkReply::readyRead, q, [this] { read(); });
    QObject::connect(reply, &QNetworkReply::finished, q, [this] { concludeSoon(); });
    if (nextAddress < way.addresses.size())
        addressTimer.start(addressPatience);
}

/// Qt reads everything before the body without a limit, and does not report it.
void HttpExchange::Private::lookAtHead()
{
    const bool before = std::exchange(tooMuchHead, connection.received().value_or(0) > maximumAnswerBytes);
    if (before && tooMuchHead) // otherwise the body may have just begun
        fail({Kind::NotHttp, 0, {}});
}

void HttpExchange::Private::read()
{
    body += reply->read(maximumAnswerBytes - body.size());
    if (body.size() < maximumAnswerBytes)
        return;
    // No destination answers with more than this; what was read is enough to tell what it is.
    concludeSoon();
}

/// Posted, so that it does not run inside a signal of the reply: it deletes the reply, and possibly the network
/// manager.
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
    const bool failed = reply->error() != QNetworkReply::NoError;
    if (failed && !left && !proxyAsked && nextAddress < way.addresses.size()) {
        sendToNext();
        return;
    }
    Answer answer;
    body += reply->read(std::max<qint64>(0, maximumAnswerBytes - body.size()));
    answer.body = body;
    answer.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    answer.retryAfter = reply->rawHeader("Retry-After");
    const bool success = answer.status >= 200 && answer.status <= 299;
    // If Qt notices the end of the connection before it counts the bytes, it reports no error.
    bool lengthKnown = false;
    const qint64 length = reply->rawHeader("Content-Length").toLongLong(&lengthKnown);
    const bool cutShort = lengthKnown && body.size() < std::min(length, maximumAnswerBytes);
    if (proxyAsked)
        answer.problem = {Kind::ProxyPassword, 0, {}};
    else if (failed && !left && way.proxy.type() != QNetworkProxy::NoProxy
             && reply->error() != QNetworkReply::SslHandshakeFailedError)
        answer.problem = {Kind::ProxyUnreachable, 0, {}};
    else if (failed && (success || answer.status == 0))
        // A status without the complete answer is not a success.
        answer.problem = problemOf(reply->error(), reply->errorString());
    else if (success && cutShort)
        answer.problem = {Kind::Closed, 0, {}};
    else if (answer.status < 200 || answer.status > 599)
        answer.problem = {Kind::NotHttp, 0, {}}; // Qt accepts many things as an answer
    if (answer.problem.kind != Kind::None)
        answer.status = 0;
    finish(answer);
}

void HttpExchange::Private::fail(const AttemptResult &problem)
{
    Answer answer;
    answer.problem = problem;
    finish(answer);
}

/// Deleting a reply ends it as soon as Qt's thread is notified. abort() would make Qt print a warning if it has already
/// reported an error.
void HttpExchange::Private::dropReply()
{
    headTimer.stop();
    if (QNetworkReply *dropped = std::exchange(reply, nullptr)) {
        const bool goesOn = !dropped->isFinished();
        dropped->disconnect(q);
        delete dropped;
        // Cut the connection only after deleting: Qt's thread repeats a request whose connection has ended, unless it
        // knows that the answer is no longer wanted. Qt 6.8 does this even for a POST.
        if (goesOn)
            connection.cut();
    }
}

void HttpExchange::Private::finish(const Answer &answer)
{
    deadline.stop();
    addressTimer.stop();
    lookup.cancel();
    dropReply();
    request = Request(); // frees the copies that it holds
    Q_EMIT q->finished(answer);
}

} // namespace candor
