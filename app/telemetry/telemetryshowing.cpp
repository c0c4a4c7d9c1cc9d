// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// What the facade reads for showing: counts, events and the catalogue, all in the background.

#include "telemetry/activityreading.h"
#include "telemetry/exampleevent.h"
#include "telemetry/statusdescription.h"
#include "telemetry/telemetry_p.h"

#include <QMetaMethod>

namespace candor {

void Telemetry::Private::countsChanged()
{
    const bool wanted = isOnNetwork() || q->isSignalConnected(QMetaMethod::fromSignal(&Telemetry::statusChanged));
    if (wanted && !m_countsTimer.isActive())
        m_countsTimer.start();
}

bool Telemetry::Private::recordsChanged()
{
    countsChanged();
    return tell(&Telemetry::activityChanged);
}

void Telemetry::Private::readCounts()
{
    const bool kept = status.allowed || (m_decision.verdict.keepsRecords() && status.recordsExist);
    if (!kept || !mark.inSameProcess())
        return; // what there may be is left alone
    inBackground<TelemetryStatusData>(
        this,
        [world = context] {
            TelemetryStatusData found;
            addCounts(*world, &found);
            if (found.anonymousId.isEmpty())
                found.anonymousId = world->identity().read();
            found.identityProblem = world->identity().problem();
            return found;
        },
        [this](const TelemetryStatusData &found) {
            if (!m_decision.verdict.keepsRecords())
                return; // a no came while this was read
            TelemetryStatusData next = status;
            static_cast<StoreCounts &>(next) = found;
            if (next.allowed) {
                next.anonymousId = found.anonymousId;
                next.identityProblem = found.identityProblem;
            }
            (void)setStatus(std::move(next));
        });
}

/// Today's id is known now, without the store being opened for it.
void Telemetry::Private::showIdentity()
{
    if (!status.allowed)
        return;
    TelemetryStatusData next = status;
    next.anonymousId = context->identity().shown();
    (void)setStatus(std::move(next));
}

void Telemetry::fetchActivity(const ActivityFilter &filter, QObject *context,
                              std::function<void(const std::vector<ActivityEvent> &, const QString &)> done)
{
    if (!d->mark.inSameProcess())
        return;
    if (!d->status.isKnown || !d->m_decision.verdict.keepsRecords()) {
        d->mailbox->post([target = QPointer<QObject>(context), done = std::move(done)] {
            if (target)
                done({}, {});
        });
        return;
    }
    d->inBackground<ActivityReading>(
        context, [world = d->context, filter] { return readActivity(*world, filter); },
        [done = std::move(done)](const ActivityReading &reading) { done(reading.events, reading.problem); });
}

void Telemetry::fetchEventNames(QObject *context, std::function<void(const QStringList &)> done)
{
    d->inBackground<QStringList>(
        context,
        [world = d->context, kept = d->status.isKnown && d->m_decision.verdict.keepsRecords()]() -> QStringList {
            QStringList result;
            if (!kept || !world->records().storeExists())
                return result;
            const EventStore::Opened opened = world->records().open(EventStore::Mode::ReadOnly);
            const auto names = opened.store ? opened.store->view().eventNames() : std::nullopt;
            for (const std::string &name : names.value_or(std::vector<std::string>()))
                result.append(QString::fromStdString(name));
            return result;
        },
        std::move(done));
}

void Telemetry::deleteWaiting(qint64 row, const QString &id, QObject *context,
                              std::function<void(bool, const QString &)> done)
{
    struct Deletion
    {
        bool deleted = false;
        QString problem;
    };
    if (!d->mark.inSameProcess())
        return;
    // Among the answers, which are written before the program ends: a person was told that it is not sent.
    d->m_answers.post([this, post = d->mailbox, target = QPointer<QObject>(context), done = std::move(done),
                       world = d->context, row, id = id.toStdString()] {
        Deletion deletion;
        // A no erases everything, and makes the numbers of rows begin anew.
        EventStore::Opened opened;
        if (world->consent().read().verdict.keepsRecords())
            opened = world->records().open(EventStore::Mode::Existing);
        if (opened.store && !opened.store->removals().removeWaiting(row, id, &deletion.deleted))
            deletion = {false, QString::fromStdString(opened.store->error())};
        else if (!opened.store && !opened.error.empty())
            deletion.problem = QString::fromStdString(opened.error);
        opened.store.reset();
        post->post([this, target, done, deletion] {
            if (deletion.deleted && !d->recordsChanged())
                return;
            if (target)
                done(deletion.deleted, deletion.problem);
        });
    });
}

QByteArray Telemetry::lastRequest() const
{
    return d->mark.inSameProcess() ? d->m_sender->lastRequest().text : QByteArray();
}

void Telemetry::fetchExample(const QString &identityPlaceholder, QObject *context,
                             std::function<void(const QByteArray &, const QString &)> done)
{
    using Example = std::pair<QByteArray, QString>;
    d->inBackground<Example>(
        context,
        [world = d->context, identityPlaceholder]() -> Example {
            std::string error;
            const std::shared_ptr<const Catalogue> catalogue = world->catalogue().load(&error);
            return {exampleStart(*world, catalogue, identityPlaceholder), QString::fromStdString(error)};
        },
        [done = std::move(done)](const Example &example) { done(example.first, example.second); });
}

void Telemetry::fetchCatalogue(QObject *context,
                               std::function<void(std::shared_ptr<const Catalogue>, const QString &)> done)
{
    using Fetched = std::pair<std::shared_ptr<const Catalogue>, QString>;
    d->inBackground<Fetched>(
        context,
        [world = d->context]() -> Fetched {
            std::string error;
            std::shared_ptr<const Catalogue> catalogue = world->catalogue().load(&error);
            return {std::move(catalogue), QString::fromStdString(error)};
        },
        [done = std::move(done)](const Fetched &fetched) { done(fetched.first, fetched.second); });
}

} // namespace candor
