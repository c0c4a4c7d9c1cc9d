// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "collector/collector.h"

#include "collector/catalogueaudit.h"
#include "collector/eventlog.h"
#include "collector/gunzip.h"
#include "collector/loopbackserver.h"
#include "system/clock.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QHttpServerRequest>
#include <QHttpServerResponder>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimeZone>
#include <QUrlQuery>

#include <algorithm>
#include <array>
#include <utility>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

using Status = QHttpServerResponse::StatusCode;

constexpr qsizetype longestBody = 4 * 1024 * 1024; // bytes as received
constexpr std::size_t longestPlainBody = 20 * 1024 * 1024; // bytes after decompression: PostHog's own limit
constexpr qint64 longestUnanswered = 16 * 1024 * 1024; // leaves room to answer 413 to a body that is not much too long

/// Qt HTTP Server was a preview until Qt 6.8, which changed this interface; the available one is used.
template<typename Response>
void setHeader(Response &response, const QByteArray &name, const QByteArray &value)
{
    if constexpr (requires { response.setHeader(name, value); }) {
        response.setHeader(name, value);
    } else {
        auto headers = response.headers();
        headers.replaceOrAppend(name, value);
        response.setHeaders(std::move(headers));
    }
}

template<typename Server, typename Handler>
void setMissingHandler(Server &server, const Handler &handler)
{
    if constexpr (requires { server.setMissingHandler(handler); })
        server.setMissingHandler(handler);
    else
        server.setMissingHandler(&server, handler);
}

QHttpServerResponse answer(const QByteArray &type, const QByteArray &body, Status status)
{
    QHttpServerResponse response(type, body, status);
    setHeader(response, "Cache-Control", "no-store");
    setHeader(response, "X-Content-Type-Options", "nosniff");
    // The page shows what other programs have sent: it may load, run and send nothing but its own parts.
    setHeader(response, "Content-Security-Policy",
              "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
              "base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    return response;
}

QHttpServerResponse json(const QJsonObject &object, Status status)
{
    return answer("application/json", QJsonDocument(object).toJson(QJsonDocument::Compact), status);
}

QHttpServerResponse refusal(CollectorProtocol protocol, Status status, const QString &why)
{
    if (protocol == CollectorProtocol::Segment)
        return json({{u"success"_s, false}, {u"message"_s, why}}, status);
    const bool noKey = status == Status::Unauthorized;
    return json({{u"type"_s, noKey ? u"authentication_error"_s : u"validation_error"_s},
                 {u"code"_s, noKey ? u"invalid_api_key"_s : u"invalid_request"_s},
                 {u"detail"_s, why}},
                status);
}

/// "Basic base64(key:)" with a key and no password.
bool hasSegmentKey(const QByteArray &authorization)
{
    const QByteArray scheme = "basic ";
    if (authorization.size() <= scheme.size() || authorization.first(scheme.size()).toLower() != scheme)
        return false;
    const auto decoded =
        QByteArray::fromBase64Encoding(authorization.sliced(scheme.size()).trimmed(),
                                       QByteArray::Base64Encoding | QByteArray::AbortOnBase64DecodingErrors);
    return decoded && decoded.decoded.size() > 1 && decoded.decoded.indexOf(':') == decoded.decoded.size() - 1;
}

/// Why \a request is rejected; empty if it is not. The host name of a foreign web page may point to 127.0.0.1: then the
/// requested host is not one of ours. A page may also send to our address without being allowed to read the answer:
/// then the browser's headers say where the request comes from.
QString foreignness(const QHttpServerRequest &request)
{
    const QByteArray asked = request.value("Host");
    const QString host = QUrl(u"http://"_s + QString::fromLatin1(asked)).host();
    if (host != "127.0.0.1"_L1 && host != "localhost"_L1)
        return u"wrong host: this receiver answers to 127.0.0.1 and localhost only"_s;
    const QByteArray origin = request.value("Origin");
    const QByteArray site = request.value("Sec-Fetch-Site").trimmed().toLower();
    const bool isOwnOrigin = origin.isEmpty() || origin.toLower() == "http://" + asked.toLower();
    const bool isOwnSite = site.isEmpty() || site == "same-origin" || site == "none"; // none: typed by the user
    if (!isOwnOrigin || !isOwnSite)
        return u"another web page may not use this receiver"_s;
    return {};
}

/// Wraps \a handler to reject requests of foreign web pages.
template<typename Handler>
auto guarded(Handler handler)
{
    return [handler](const QHttpServerRequest &request) -> QHttpServerResponse {
        const QString why = foreignness(request);
        return why.isEmpty() ? handler(request) : json({{u"error"_s, why}}, Status::Forbidden);
    };
}

/// False: the line could not be written.
bool print(std::FILE *file, const QByteArray &line)
{
    const QByteArray whole = line + '\n';
    const auto size = static_cast<std::size_t>(whole.size());
    return std::fwrite(whole.constData(), 1, size, file) == size && std::fflush(file) == 0;
}

/// Names come from other programs: they must not move the cursor of a terminal or begin a new line.
QByteArray printable(const std::string &text)
{
    QByteArray result;
    for (const QChar character : QString::fromStdString(text))
        result += character.isPrint() || character.isSurrogate() ? QString(character).toUtf8() : QByteArray("?");
    return result;
}

} // namespace

Collector::Collector(std::unique_ptr<EventLog> log, std::unique_ptr<CatalogueAudit> audit,
                     std::shared_ptr<const Clock> clock, const Output &output)
    : m_log(std::move(log))
    , m_audit(std::move(audit))
    , m_clock(std::move(clock))
    , m_output(output)
{
    addRoutes();
}

Collector::~Collector() = default;

bool Collector::listen(quint16 port, QString *error)
{
    auto server = std::make_unique<LoopbackServer>(longestUnanswered);
    if (!server->start(port)) {
        //: @info candor-collector; %1 is a port, %2 the system's reason
        *error = QCoreApplication::translate("Collector", "can't listen on 127.0.0.1:%1: %2")
                     .arg(QString::number(port), server->errorString());
        return false;
    }
    const QByteArray address = "http://127.0.0.1:" + QByteArray::number(server->serverPort());
    m_http.bind(server.release()); // takes ownership
    if (!print(m_output.lines, "candor-collector: listening on " + address)) {
        //: @info candor-collector; %1 is the system's reason
        *error = QCoreApplication::translate("Collector", "can't print the address: %1").arg(qt_error_string());
        return false;
    }
    return true;
}

void Collector::printSummary() const
{
    QByteArray line = "candor-collector: events received: " + QByteArray::number(m_received)
        + ", of them a second time: " + QByteArray::number(m_copies);
    line += m_audit ? "; undeclared: " + QByteArray::number(m_undeclared) : "; not compared with a catalogue";
    (void)print(m_output.lines, line);
}

void Collector::addRoutes()
{
    using Method = QHttpServerRequest::Method;
    const auto postHog =
        guarded([this](const QHttpServerRequest &request) { return receive(CollectorProtocol::PostHog, request); });
    const auto part = [this](const QString &resource, const QByteArray &type) {
        return guarded([this, resource, type](const QHttpServerRequest &) { return page(resource, type); });
    };
    m_http.route(u"/batch/"_s, Method::Post, postHog);
    m_http.route(u"/batch"_s, Method::Post, postHog);
    m_http.route(u"/v1/batch"_s, Method::Post, guarded([this](const QHttpServerRequest &request) {
                     return receive(CollectorProtocol::Segment, request);
                 }));
    m_http.route(u"/events"_s, Method::Get,
                 guarded([this](const QHttpServerRequest &request) { return events(request); }));
    m_http.route(u"/"_s, Method::Get, part(u"index.html"_s, "text/html; charset=utf-8"));
    m_http.route(u"/page.css"_s, Method::Get, part(u"page.css"_s, "text/css; charset=utf-8"));
    m_http.route(u"/page.js"_s, Method::Get, part(u"page.js"_s, "text/javascript; charset=utf-8"));
    setMissingHandler(m_http, [](const QHttpServerRequest &request, auto &&responder) {
        static constexpr std::array paths = {"/batch/"_L1, "/batch"_L1, "/v1/batch"_L1, "/events"_L1, "/"_L1};
        const bool known = std::find(paths.begin(), paths.end(), request.url().path()) != paths.end();
        responder.write(
            QJsonDocument(QJsonObject{
                {u"error"_s,
                 known ? u"this address takes another method"_s
                       : u"events go to /batch/ (PostHog) or /v1/batch (Segment); / and /events show them"_s}}),
            known ? QHttpServerResponder::StatusCode::MethodNotAllowed : QHttpServerResponder::StatusCode::NotFound);
    });
}

QHttpServerResponse Collector::receive(CollectorProtocol protocol, const QHttpServerRequest &request)
{
    if (request.body().size() > longestBody)
        return refusal(protocol, Status::PayloadTooLarge, u"the body is longer than 4 MB"_s);
    if (protocol == CollectorProtocol::Segment && !hasSegmentKey(request.value("Authorization"))) {
        QHttpServerResponse response = refusal(protocol, Status::Unauthorized,
                                               u"basic authentication with the write key and no password is needed"_s);
        setHeader(response, "WWW-Authenticate", "Basic realm=\"write key\"");
        return response;
    }

    const QByteArray body = request.body();
    const std::string_view arrived(body.constData(), static_cast<std::size_t>(body.size()));
    const QByteArray encoding = request.value("Content-Encoding").trimmed().toLower();
    if (encoding.isEmpty() || encoding == "identity")
        return store(protocol, arrived);
    if (encoding != "gzip")
        return refusal(protocol, Status::UnsupportedMediaType, u"the body may be plain or gzip"_s);
    std::string plain;
    switch (gunzip(arrived, longestPlainBody, &plain)) {
    case GunzipStatus::Ok:
        return store(protocol, plain);
    case GunzipStatus::TooLarge:
        return refusal(protocol, Status::PayloadTooLarge, u"unpacked, the body is longer than 20 MB"_s);
    case GunzipStatus::Malformed:
        break;
    }
    return refusal(protocol, Status::BadRequest, u"the body is not gzip, or damaged"_s);
}

QHttpServerResponse Collector::store(CollectorProtocol protocol, std::string_view body)
{
    const ReceivedBatch batch = ReceivedBatch::parse(protocol, body);
    if (batch.problem != ReceivedBatch::Problem::None) {
        const bool noKey = batch.problem == ReceivedBatch::Problem::NoKey;
        return refusal(protocol, noKey ? Status::Unauthorized : Status::BadRequest,
                       QString::fromStdString(batch.error));
    }

    const QByteArray received = now();
    std::vector<EventLog::Kind> kinds;
    QString error;
    if (!m_log->append(protocol, batch.events, received, &kinds, &error)) {
        (void)print(m_output.warnings, "candor-collector: " + error.toUtf8());
        return refusal(protocol, Status::InternalServerError, error);
    }
    const std::string_view protocolText = protocolName(protocol);
    for (std::size_t i = 0; i < batch.events.size(); ++i) {
        const ReceivedEvent &event = batch.events[i];
        QByteArray line = received.first(19) + "Z  " + printable(event.name) + "  " + printable(event.id) + "  ";
        line.append(protocolText.data(), static_cast<qsizetype>(protocolText.size()));
        ++m_received;
        if (kinds[i] != EventLog::Kind::New)
            ++m_copies;
        if (kinds[i] == EventLog::Kind::Resent)
            line += "  resent";
        else if (kinds[i] == EventLog::Kind::ResentDiffers)
            line += "  resent, with other bytes";
        printReceived(line);
        audit(protocol, event);
    }
    if (protocol == CollectorProtocol::Segment)
        return answer("application/json", "{\"success\": true}", Status::Ok);
    return answer("application/json", "{\"status\":\"Ok\"}", Status::Ok);
}

void Collector::audit(CollectorProtocol protocol, const ReceivedEvent &event)
{
    if (!m_audit)
        return;
    for (const std::string &finding : m_audit->undeclared(protocol, event)) {
        ++m_undeclared;
        (void)print(m_output.warnings,
                    "candor-collector: warning: " + printable(event.name) + ": " + printable(finding));
    }
}

QHttpServerResponse Collector::events(const QHttpServerRequest &request) const
{
    const QString from = request.query().queryItemValue(u"from"_s);
    bool ok = true;
    const qsizetype first = from.isEmpty() ? 0 : from.toLongLong(&ok);
    if (!ok || first < 0)
        return json({{u"error"_s, u"from is a number of events to leave out"_s}}, Status::BadRequest);
    return answer("application/json",
                  "{\"events\":[" + m_log->lines(first) + "],\"total\":" + QByteArray::number(m_log->count())
                      + ",\"resent\":" + QByteArray::number(m_log->resent()) + '}',
                  Status::Ok);
}

QHttpServerResponse Collector::page(const QString &resource, const QByteArray &type) const
{
    QFile file(u":/collector/page/"_s + resource);
    if (!file.open(QIODevice::ReadOnly))
        return json({{u"error"_s, file.errorString()}}, Status::InternalServerError);
    return answer(type, file.readAll(), Status::Ok);
}

/// A failure to print is not fatal: the event is in the store.
void Collector::printReceived(const QByteArray &line)
{
    if (print(m_output.lines, line) || m_linesLost)
        return;
    m_linesLost = true;
    const QByteArray reason = qt_error_string().toUtf8();
    (void)print(m_output.warnings,
                "candor-collector: warning: lines about events can't be printed any more (" + reason
                    + "); events are still received");
}

QByteArray Collector::now() const
{
    const auto time = QDateTime::fromMSecsSinceEpoch(unixMilliseconds(m_clock->now()), QTimeZone::utc());
    return time.toString(u"yyyy-MM-dd'T'HH:mm:ss.zzz'Z'"_s).toLatin1();
}

} // namespace candor
