// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "candor/telemetry.h"

#include "candor/telemetrylogger.h"
#include "system/librarytranslation.h"
#include "telemetry/telemetry_p.h"

namespace candor {

Telemetry::Telemetry(const TelemetryOptions &options, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(options, this))
{
    installLibraryTranslation();
    d->start();
}

Telemetry::~Telemetry()
{
    // In a forked child nothing of it is the child's: there are no threads to wait for, and what it would close (the
    // watches on files, for one) is shared with the parent.
    if (!d->mark.inSameProcess())
        (void)d.release();
}

void Telemetry::track(std::string_view name, std::initializer_list<Property> properties)
{
    d->record(name, {properties.begin(), properties.size()});
}

void Telemetry::track(std::string_view name, const Property *properties, std::size_t count)
{
    d->record(name, {properties, count});
}

void Telemetry::track(std::string_view name, std::initializer_list<Property> properties, const EventOptions &options)
{
    d->record(name, {properties.begin(), properties.size()}, {{}, 0, options.time()});
}

void Telemetry::page(std::string_view name)
{
    track("page.viewed", {{"page", name}});
}

void Telemetry::page(QStringView name)
{
    track("page.viewed", {{"page", name}});
}

Action Telemetry::begin(std::string_view name, std::initializer_list<Property> properties)
{
    return Action(d->gate, d->gate->begin(name, {properties.begin(), properties.size()}));
}

std::unique_ptr<TelemetryLogger> Telemetry::loggerFor(QStringView extension)
{
    return std::unique_ptr<TelemetryLogger>(new TelemetryLogger(this, d->gate, extension));
}

const Notice *Telemetry::notice() const
{
    return d->context->notice();
}

QString Telemetry::noticeProblem() const
{
    return d->context->noticeProblem();
}

bool Telemetry::isAllowed() const
{
    return d->ring.load(std::memory_order_relaxed) && d->mayRecord();
}

bool Telemetry::shouldAsk() const
{
    const TelemetryStatus &status = d->currentStatus();
    return !d->questionWasOpened && status.mayAsk() && !status.questionClosedTwice();
}

void Telemetry::questionOpened()
{
    d->questionWasOpened = true;
    d->closingsWhenOpened = d->context->consent().files().closings(d->m_decision.record);
}

void Telemetry::answer(Categories categories, Origin origin, const QString &noticeLanguage)
{
    d->answer({categories, origin, noticeLanguage});
}

void Telemetry::overrule(Overruling by)
{
    if (!d->mark.inSameProcess() || !d->context->consent().overrule(by))
        return;
    // A no holds at once, and does not wait for files.
    if (by != Overruling::Free)
        d->stopRecording(by == Overruling::Withdrawn ? Recorder::EndMode::Erase : Recorder::EndMode::Keep);
    (void)d->apply();
}

void Telemetry::recordQuestionClosed()
{
    d->writeConsent([closings = d->closingsWhenOpened](const TelemetryContext &context) {
        return context.consent().recordQuestionClosed(closings);
    });
}

void Telemetry::recordTerminalAnswerShown()
{
    d->writeConsent([](const TelemetryContext &context) { return context.consent().recordTerminalAnswerShown(); });
}

const TelemetryStatus &Telemetry::status() const
{
    return d->currentStatus();
}

void Telemetry::refresh()
{
    d->m_countsAfterLook = true;
    d->followDecision();
}

QStringList Telemetry::toolsSharingId() const
{
    return d->context->identity().sharingTools();
}

void Telemetry::flush()
{
    flush(nullptr, {});
}

const TelemetryOptions &Telemetry::options() const
{
    return d->options;
}

} // namespace candor

// Here and not with the other generated sources, so that a program can bring a facade of its own
// (tests/process/control).
#include "candor/moc_telemetry.cpp"
