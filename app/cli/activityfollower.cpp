// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "cli/activityfollower.h"

#include "telemetry/telemetrycontext.h"

#include <algorithm>
#include <chrono>
#include <iterator>

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
    return {event.id(), event.time(), event.state(), event.attempts(), event.bytes()};
}

void ActivityFollower::setSeen(const std::vector<ActivityEvent> &events)
{
    for (const ActivityEvent &event : events)
        m_seen.insert_or_assign(event.row(), seen(event));
    forgetOld();
}

void ActivityFollower::start()
{
    m_timer.start();
}

void ActivityFollower::look()
{
    if (!m_context->consent().read().verdict.allowed) {
        // A pause leaves the store as it is, and what was told of it stays told.
        if (!m_context->records().storeExists())
            m_seen.clear();
        return;
    }
    ActivityReading reading = readDownTo(newestSeen());
    if (reading.problem.isEmpty() && isOtherStore(reading.events)) {
        m_seen.clear();
        reading = readDownTo(0);
    }
    if (reading.problem != m_problem) {
        m_problem = reading.problem;
        if (!m_problem.isEmpty())
            Q_EMIT problem(m_problem);
    }
    if (!m_problem.isEmpty())
        return; // reporting a part now would hide the rest from the next look
    const qint64 newest = newestSeen();
    for (auto event = reading.events.rbegin(); event != reading.events.rend(); ++event) {
        const auto known = m_seen.find(event->row());
        const bool isTold = known == m_seen.end() ? event->row() <= newest : known->second == seen(*event);
        if (isTold)
            continue;
        m_seen.insert_or_assign(event->row(), seen(*event));
        Q_EMIT happened(*event);
    }
    forgetOld();
}

qint64 ActivityFollower::newestSeen() const
{
    return m_seen.empty() ? 0 : m_seen.rbegin()->first;
}

ActivityReading ActivityFollower::readDownTo(qint64 row) const
{
    ActivityReading result;
    for (;;) {
        ActivityFilter filter;
        filter.setBeforeRow(result.events.empty() ? 0 : result.events.back().row());
        filter.setLimit(followed);
        ActivityReading page = readActivity(*m_context, filter);
        std::move(page.events.begin(), page.events.end(), std::back_inserter(result.events));
        result.problem = page.problem;
        if (page.events.size() < static_cast<std::size_t>(followed) || result.events.back().row() <= row)
            return result;
    }
}

bool ActivityFollower::isOtherStore(const std::vector<ActivityEvent> &events) const
{
    if (m_seen.empty())
        return false;
    if (events.empty() || events.front().row() < newestSeen())
        return true;
    return std::any_of(events.begin(), events.end(), [this](const ActivityEvent &event) {
        const auto known = m_seen.find(event.row());
        // What was not recorded has no id.
        return known != m_seen.end()
            && (known->second.id != event.id() || (event.id().isEmpty() && known->second.time != event.time()));
    });
}

void ActivityFollower::forgetOld()
{
    while (m_seen.size() > static_cast<std::size_t>(followed))
        m_seen.erase(m_seen.begin());
}

} // namespace candor
