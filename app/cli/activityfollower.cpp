// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "cli/activityfollower.h"

#include "telemetry/activityreading.h"
#include "telemetry/telemetrycontext.h"

#include <chrono>

namespace candor {

using namespace std::chrono_literals;

ActivityFollower::ActivityFollower(const TelemetryContext *context, QObject *parent)
    : QObject(parent)
    , m_context(context)
{
    m_timer.setInterval(500ms);
    connect(&m_timer, &QTimer::timeout, this, &ActivityFollower::look);
}

ActivityFollower::Seen ActivityFollower::seen(const ActivityEvent &event)
{
    return {event.id, event.state, event.attempts, event.bytes};
}

void ActivityFollower::setSeen(const std::vector<ActivityEvent> &events)
{
    for (const ActivityEvent &event : events)
        m_seen.insert_or_assign(event.row, seen(event));
    forgetOld();
}

void ActivityFollower::start()
{
    m_timer.start();
}

void ActivityFollower::look()
{
    if (!m_context->consent().read().verdict.allowed) {
        m_seen.clear(); // the rows of a later yes are others
        return;
    }
    const qint64 newestSeen = m_seen.empty() ? 0 : m_seen.rbegin()->first;
    std::vector<ActivityEvent> changed;
    QString trouble;
    for (qint64 before = 0;;) {
        ActivityFilter filter;
        filter.beforeRow = before;
        filter.limit = followed;
        const ActivityReading reading = readActivity(*m_context, filter);
        trouble = reading.problem;
        for (const ActivityEvent &event : reading.events) {
            const auto known = m_seen.find(event.row);
            const bool isNew = event.row > newestSeen || (known != m_seen.end() && known->second.id != event.id);
            if (isNew || (known != m_seen.end() && known->second != seen(event)))
                changed.push_back(event);
        }
        // More came since the last look than one page holds.
        if (reading.events.size() < static_cast<std::size_t>(followed) || reading.events.back().row <= newestSeen + 1)
            break;
        before = reading.events.back().row;
    }
    if (trouble != m_problem) {
        m_problem = trouble;
        if (!trouble.isEmpty())
            Q_EMIT problem(trouble);
    }
    for (auto event = changed.rbegin(); event != changed.rend(); ++event) {
        m_seen.insert_or_assign(event->row, seen(*event));
        Q_EMIT happened(*event);
    }
    forgetOld();
}

void ActivityFollower::forgetOld()
{
    while (m_seen.size() > static_cast<std::size_t>(followed))
        m_seen.erase(m_seen.begin());
}

} // namespace candor
