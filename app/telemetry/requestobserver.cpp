// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "telemetry/requestobserver.h"

#include "catalogue/catalogue.h"
#include "catalogue/errorproperties.h"
#include "telemetry/errordata.h"
#include "telemetry/routetemplates.h"
#include "telemetry/telemetry_p.h"

#include <QChildEvent>
#include <QHash>
#include <QLoggingCategory>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QPointer>
#include <QThread>

#include <algorithm>
#include <utility>

namespace candor {

Q_LOGGING_CATEGORY(logRequests, "candor.requests", QtWarningMsg)

namespace {

constexpr std::string_view eventName = "request.completed";
// Requests that finish before the catalogue has been read, which takes a moment after a yes.
constexpr std::size_t maximumUnmatched = 64;

struct Base
{
    QString scheme;
    QString host;
    int port = 0;
    std::vector<std::string> path;
};

int portOf(const QUrl &url)
{
    return url.port(url.scheme() == u"https" ? 443 : 80);
}

std::optional<std::vector<std::string>> pathOf(const QUrl &url)
{
    return RouteTemplates::segments(url.path(QUrl::FullyEncoded).toStdString());
}

std::string_view methodOf(const QNetworkReply &reply)
{
    switch (reply.operation()) {
    case QNetworkAccessManager::GetOperation:
        return "GET";
    case QNetworkAccessManager::HeadOperation:
        return "HEAD";
    case QNetworkAccessManager::PostOperation:
        return "POST";
    case QNetworkAccessManager::PutOperation:
        return "PUT";
    case QNetworkAccessManager::DeleteOperation:
        return "DELETE";
    case QNetworkAccessManager::CustomOperation: {
        const QByteArray verb = reply.request().attribute(QNetworkRequest::CustomVerbAttribute).toByteArray().toUpper();
        for (const char *known : {"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"}) {
            if (verb == known)
                return known;
        }
        break;
    }
    case QNetworkAccessManager::UnknownOperation:
        break;
    }
    return "other";
}

} // namespace

class RequestObserver::Private
{
public:
    /// A request to one of the bases.
    struct Request
    {
        std::string_view method;
        std::vector<std::string> path; // behind the base
        std::uint32_t generation = 0; // of the decision it began under
        std::chrono::milliseconds duration{0};
        std::optional<int> status;
        std::optional<Error> error;
    };

    /// A child of the manager.
    struct Started
    {
        std::uint32_t generation = 0;
        std::chrono::steady_clock::time_point time;
        std::optional<Request> request; // once it was looked at
    };

    Private(RequestObserver *of, std::shared_ptr<RecordingGate> to, QPointer<Telemetry> facade, const QList<QUrl> &urls)
        : observer(of)
        , gate(std::move(to))
        , telemetry(std::move(facade))
    {
        for (const QUrl &url : urls) {
            std::optional<std::vector<std::string>> path = pathOf(url);
            if (path && !url.host().isEmpty())
                bases.push_back({url.scheme(), url.host(), portOf(url), std::move(*path)});
        }
    }

    void noteStart(const QObject *child)
    {
        if (const std::uint32_t generation = gate->generation())
            started.insert(child, {generation, gate->monotonic(), std::nullopt});
    }

    /// While a reply is made it can't be asked what for; here it can.
    void look(const QObject *child)
    {
        const auto found = started.find(child);
        if (found == started.end())
            return;
        const auto *const reply = qobject_cast<const QNetworkReply *>(child);
        std::optional<Request> request = reply ? describe(*reply) : std::nullopt;
        if (request)
            found->request = std::move(request);
        else
            started.erase(found);
    }

    void noteFinish(const QNetworkReply *reply)
    {
        const auto found = started.constFind(reply);
        if (found == started.cend()) // gone already, perhaps: then it must not be touched
            return;
        const Started start = *found;
        started.erase(found);
        std::optional<Request> request = describe(*reply);
        if (!request)
            return;
        const QVariant status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute);
        if (status.isValid())
            request->status = status.toInt();
        if (reply->error() != QNetworkReply::NoError)
            request->error = Error::fromReply(*reply);
        finish(start, std::move(*request));
    }

    void noteEnd(const QObject *child)
    {
        const auto found = started.constFind(child);
        if (found == started.cend())
            return;
        const Started start = *found;
        started.erase(found);
        if (start.request) {
            Request request = *start.request;
            request.error = Error("operation_canceled_error");
            finish(start, std::move(request));
        }
    }

    /// Only while recording is allowed, so that nothing is done before a yes.
    void fetchRoutes()
    {
        if (!telemetry || !telemetry->isAllowed()) {
            unmatched.clear();
            return;
        }
        if (routes || fetching)
            return;
        fetching = true;
        telemetry->fetchCatalogue(observer, [this](const std::shared_ptr<const Catalogue> &catalogue, const QString &) {
            fetching = false;
            if (catalogue)
                setCatalogue(*catalogue);
            else // nobody knows for how long; the next request tries again
                unmatched.clear();
        });
    }

    void setCatalogue(const Catalogue &catalogue)
    {
        const EventDefinition *const event = catalogue.find(eventName);
        const EventProperty *const route = event ? event->property("route") : nullptr;
        routes.emplace(route ? route->values : std::vector<std::string>());
        for (const Request &request : std::exchange(unmatched, {}))
            record(request);
    }

    RequestObserver *const observer;
    const std::shared_ptr<RecordingGate> gate;
    const QPointer<Telemetry> telemetry;
    std::vector<Base> bases;
    QHash<const QObject *, Started> started;
    std::optional<RouteTemplates> routes;
    std::vector<Request> unmatched; // until there are routes
    bool fetching = false;

private:
    [[nodiscard]] std::optional<Request> describe(const QNetworkReply &reply) const
    {
        const QUrl url = reply.request().url(); // the first one, also after a redirection
        for (const Base &base : bases) {
            if (url.scheme() != base.scheme || url.host() != base.host || portOf(url) != base.port)
                continue;
            std::optional<std::vector<std::string>> path = pathOf(url);
            if (!path || path->size() < base.path.size()
                || !std::equal(base.path.begin(), base.path.end(), path->begin()))
                continue;
            path->erase(path->begin(), path->begin() + static_cast<std::ptrdiff_t>(base.path.size()));
            Request result;
            result.method = methodOf(reply);
            result.path = std::move(*path);
            return result;
        }
        return std::nullopt;
    }

    void finish(const Started &start, Request request)
    {
        request.generation = start.generation;
        request.duration = std::chrono::duration_cast<std::chrono::milliseconds>(gate->monotonic() - start.time);
        if (routes) {
            record(request);
            return;
        }
        if (unmatched.size() < maximumUnmatched)
            unmatched.push_back(std::move(request));
        fetchRoutes();
    }

    void record(const Request &request) const
    {
        const std::optional<std::string_view> route = routes->match(request.path);
        if (!route)
            return;
        const std::array properties{Property{"route", *route}};
        std::vector<Property> optional{{"method", request.method},
                                       {"duration_ms", request.duration.count()},
                                       {"success", !request.error.has_value()}};
        if (request.status)
            optional.push_back({"status", *request.status});
        if (request.error) // not its message, which has the address in it
            optional.push_back({errorproperties::className, request.error->data().className});
        gate->record(eventName, properties, {optional, request.generation, std::nullopt});
    }
};

RequestObserver::RequestObserver(Telemetry *telemetry, QNetworkAccessManager *manager, const QList<QUrl> &baseUrls,
                                 QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, telemetry->d->gate, telemetry, baseUrls))
{
    if (telemetry->thread() != manager->thread() || thread() != manager->thread()) {
        qCWarning(logRequests, "requests are not recorded: their manager belongs to another thread than Telemetry");
        return;
    }
    connect(telemetry, &Telemetry::consentChanged, this, [this] { d->fetchRoutes(); });
    d->fetchRoutes();
    connect(manager, &QNetworkAccessManager::finished, this, [this](QNetworkReply *reply) { d->noteFinish(reply); });
    manager->installEventFilter(this);
}

RequestObserver::~RequestObserver() = default;

bool RequestObserver::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ChildAdded) {
        QObject *const child = static_cast<QChildEvent *>(event)->child();
        d->noteStart(child);
        if (d->started.contains(child)) {
            connect(child, &QObject::destroyed, this, [this](const QObject *gone) { d->noteEnd(gone); });
            QMetaObject::invokeMethod(
                this,
                [this, child = QPointer<QObject>(child)] {
                    if (child)
                        d->look(child);
                },
                Qt::QueuedConnection);
        }
    }
    return QObject::eventFilter(watched, event);
}

} // namespace candor

// Here and not with the other generated sources, which a program with a facade of its own links
// (tests/process/control).
#include "moc_requestobserver.cpp"
