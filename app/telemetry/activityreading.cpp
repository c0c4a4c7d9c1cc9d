// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "telemetry/activityreading.h"

#include "delivery/attempttext.h"
#include "telemetry/activityeventdata.h"
#include "telemetry/dropreasontext.h"
#include "telemetry/telemetrycontext.h"

#include <QTimeZone>

namespace candor {

namespace {

std::int64_t milliseconds(const QDateTime &time)
{
    return time.isValid() ? time.toMSecsSinceEpoch() : 0;
}

ActivityEvent shownEvent(const StoredEvent &stored)
{
    ActivityEventData event;
    event.row = stored.row;
    event.id = QString::fromStdString(stored.id);
    event.name = QString::fromStdString(stored.name);
    event.time = QDateTime::fromMSecsSinceEpoch(stored.timeMs, QTimeZone::utc());
    event.state = static_cast<ActivityEvent::State>(stored.state);
    event.bytes = QByteArray::fromStdString(stored.body);
    event.attempts = stored.attempts;
    if (stored.finishedMs != 0)
        event.finished = QDateTime::fromMSecsSinceEpoch(stored.finishedMs, QTimeZone::utc());
    event.copies = stored.copies;
    if (stored.state == EventState::NotRecorded) {
        event.dropReason = QString::fromStdString(stored.reason);
        event.reason = dropReasonText(event.dropReason);
    } else {
        event.reason = attemptText(AttemptResult::fromText(stored.reason));
    }
    return event;
}

} // namespace

ActivityReading readActivity(const TelemetryContext &context, const ActivityFilter &filter)
{
    ActivityQuery query;
    query.text = filter.text().toStdString();
    query.name = filter.name().toStdString();
    if (const auto state = filter.state())
        query.state = static_cast<EventState>(*state);
    query.fromMs = milliseconds(filter.from());
    query.untilMs = milliseconds(filter.until());
    query.beforeRow = filter.beforeRow();
    query.limit = filter.limit();

    const EventStore::Opened opened = context.records().open(EventStore::Mode::ReadOnly);
    if (opened.status == EventStore::OpenStatus::Missing)
        return {};
    if (!opened.store)
        return {{}, QString::fromStdString(opened.error)};
    const auto events = opened.store->view().events(query);
    if (!events)
        return {{}, QString::fromStdString(opened.store->error())};
    ActivityReading result;
    result.events.reserve(events->size());
    for (const StoredEvent &stored : *events)
        result.events.push_back(shownEvent(stored));
    return result;
}

} // namespace candor
