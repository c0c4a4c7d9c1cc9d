// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// The control program of promise P1: the app's own main() and windows over a facade that does nothing. It reads the
// notice, because the question shows it; it knows no consent, no store, no identity and no network. What the app does
// beyond this before an answer, Candor added.

#include "candor/catalogue.h"
#include "candor/requestrecorder.h"
#include "candor/telemetry.h"
#include "candor/telemetrylogger.h"
#include "telemetry/telemetrystatusdata.h"

#include <QFile>

namespace candor {

class Telemetry::Private final : public QObject
{
public:
    explicit Private(const TelemetryOptions &o)
        : options(o)
    {
        QFile file(QStringLiteral(":/candor/notice.json"));
        QString error;
        if (file.open(QIODevice::ReadOnly))
            notice = Notice::fromJson(file.readAll(), &error);
        TelemetryStatusData known;
        known.mayAsk = true;
        known.canAnswer = true;
        known.identity = options.identity();
        known.countsKnown = true;
        known.destination = options.destination().protocolName();
        known.recipient = options.destination().recipient();
        known.noticeVersion = notice ? notice->version() : 0;
        status = known;
    }

    TelemetryOptions options;
    std::optional<Notice> notice;
    TelemetryStatus status;
    bool opened = false;
};

Telemetry::Telemetry(const TelemetryOptions &options, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(options))
{
}
Telemetry::~Telemetry() = default;
void Telemetry::track(std::string_view, std::initializer_list<Property>) { }
void Telemetry::track(std::string_view, const Property *, std::size_t) { }
void Telemetry::page(QStringView) { }
Action Telemetry::begin(std::string_view, std::initializer_list<Property>)
{
    return {};
}
std::unique_ptr<TelemetryLogger> Telemetry::loggerFor(QStringView)
{
    return nullptr;
}
const Notice *Telemetry::notice() const
{
    return d->notice ? &*d->notice : nullptr;
}
QString Telemetry::noticeProblem() const
{
    return {};
}
bool Telemetry::isAllowed() const
{
    return false;
}
bool Telemetry::shouldAsk() const
{
    return !d->opened;
}
void Telemetry::questionOpened()
{
    d->opened = true;
}
void Telemetry::answer(Categories, Origin, const QString &) { }
void Telemetry::overrule(Overruling) { }
void Telemetry::recordQuestionClosed() { }
void Telemetry::recordTerminalAnswerShown() { }
const TelemetryStatus &Telemetry::status() const
{
    return d->status;
}
void Telemetry::refresh() { }
void Telemetry::fetchActivity(const ActivityFilter &, QObject *,
                              std::function<void(const std::vector<ActivityEvent> &, const QString &)>)
{
}
void Telemetry::fetchEventNames(QObject *, std::function<void(const QStringList &)>) { }
void Telemetry::deleteWaiting(qint64, const QString &, QObject *, std::function<void(bool, const QString &)>) { }
void Telemetry::fetchCatalogue(QObject *, std::function<void(std::shared_ptr<const Catalogue>, const QString &)>) { }
void Telemetry::erase(QObject *, std::function<void(const Erasure &)>) { }
void Telemetry::resetId(QObject *, std::function<void(const IdentityReset &)>) { }
QStringList Telemetry::toolsSharingId() const
{
    return {};
}
void Telemetry::fetchDeletionRequest(QObject *, std::function<void(const DeletionRequest &)>) { }
QByteArray Telemetry::lastRequest() const
{
    return {};
}
void Telemetry::fetchExample(const QString &, QObject *, std::function<void(const QByteArray &, const QString &)>) { }
ChildEnvironment Telemetry::environmentForWorkspace() const
{
    return {};
}
ChildEnvironment Telemetry::environmentForChild() const
{
    return {};
}
void Telemetry::flush() { }
void Telemetry::flush(QObject *, std::function<void(const FlushReport &)>) { }
const TelemetryOptions &Telemetry::options() const
{
    return d->options;
}

class RequestRecorder::Private
{
};

RequestRecorder::RequestRecorder(Telemetry *) { }
RequestRecorder::~RequestRecorder() = default;
void RequestRecorder::record(std::string_view, std::string_view, int, std::chrono::milliseconds, std::string_view) { }

} // namespace candor
