// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "candor/requestobserver.h"

#include "candor/telemetry.h"
#include "telemetry/errordata.h"
#include "telemetry/requestrecords.h"

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
    case QNetworkAccessManager::CustomOperation:
    case QNetworkAccessManager::UnknownOperation:
        break;
    }
    const QByteArray verb = reply.request().attribute(QNetworkRequest::CustomVerbAttribute).toByteArray();
    return requestMethod(std::string_view(verb.constData(), static_cast<std::size_t>(verb.size())));
}

} // namespace

class RequestObserver::Private
{
public:
    /// A child of the network manager.
    struct Started
    {
        const EventRing *ring = nullptr;
        std::chrono::steady_clock::time_point time;
        std::optional<CompletedRequest> request; // set once the reply was examined and if it goes to one of the bases
    };

    Private(Telemetry *telemetry, const QList<QUrl> &urls)
        : records(telemetry)
    {
        for (const QUrl &url : urls) {
            std::optional<std::vector<std::string>> path = pathOf(url);
            if (path && !url.host().isEmpty())
                bases.push_back({url.scheme(), url.host(), portOf(url), std::move(*path)});
        }
    }

    void noteStart(const QObject *child)
    {
        if (const EventRing *const ring = records.gate().ring())
            started.insert(child, {ring, records.gate().monotonic(), std::nullopt});
    }

    /// Examines a reply after its construction. During construction it can't be asked for its request.
    void look(const QObject *child)
    {
        const auto found = started.find(child);
        if (found == started.end())
            return;
        const auto *const reply = qobject_cast<const QNetworkReply *>(child);
        std::optional<CompletedRequest> request = reply ? describe(*reply) : std::nullopt;
        if (request)
            found->request = std::move(request);
        else
            started.erase(found);
    }

    void noteFinish(const QNetworkReply *reply)
    {
        const Started start = started.take(reply);
        if (!start.ring) // the reply may have been destroyed: it must not be accessed
            return;
        std::optional<CompletedRequest> request = describe(*reply);
        if (!request)
            return;
        const QVariant status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute);
        if (status.isValid())
            request->status = status.toInt();
        request->success = reply->error() == QNetworkReply::NoError;
        if (!request->success)
            request->errorClass = Error::fromReply(*reply).data().className;
        finish(start, std::move(*request));
    }

    void noteEnd(const QObject *child)
    {
        const Started start = started.take(child);
        if (start.request) {
            CompletedRequest request = *start.request;
            request.errorClass = "operation_canceled_error";
            finish(start, std::move(request));
        }
    }

    RequestRecords records;
    std::vector<Base> bases;
    QHash<const QObject *, Started> started;

private:
    [[nodiscard]] std::optional<CompletedRequest> describe(const QNetworkReply &reply) const
    {
        const QUrl url = reply.request().url(); // the original one, also after a redirection
        for (const Base &base : bases) {
            if (url.scheme() != base.scheme || url.host() != base.host || portOf(url) != base.port)
                continue;
            std::optional<std::vector<std::string>> path = pathOf(url);
            if (!path || path->size() < base.path.size()
                || !std::equal(base.path.begin(), base.path.end(), path->begin()))
                continue;
            path->erase(path->begin(), path->begin() + static_cast<std::ptrdiff_t>(base.path.size()));
            CompletedRequest result;
            result.method = methodOf(reply);
            result.path = std::move(*path);
            return result;
        }
        return std::nullopt;
    }

    void finish(const Started &start, CompletedRequest request)
    {
        request.ring = start.ring;
        request.duration =
            std::chrono::duration_cast<std::chrono::milliseconds>(records.gate().monotonic() - start.time);
        records.record(std::move(request));
    }
};

RequestObserver::RequestObserver(Telemetry *telemetry, QNetworkAccessManager *manager, const QList<QUrl> &baseUrls,
                                 QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(telemetry, baseUrls))
{
    if (telemetry->thread() != manager->thread() || thread() != manager->thread()) {
        qCWarning(logRequests, "requests are not recorded: their manager belongs to another thread than Telemetry");
        return;
    }
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

// Included here and not compiled with the other generated sources, which a program with its own facade links
// (tests/process/control).
#include "candor/moc_requestobserver.cpp"
