// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "queue/storeadmission.h"

#include "queue/storefile.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

namespace candor {

namespace {

/// Days of other times than this can't come any more, unless somebody names them.
constexpr std::int64_t daysKept = 40;
constexpr std::int64_t dayMs = std::chrono::milliseconds(std::chrono::hours(24)).count();

bool foldInto(std::string *body, const NewEvent &event)
{
    std::optional<std::string> folded = event.rule->fold ? event.rule->fold(*body, event.body) : std::nullopt;
    if (!folded)
        return false;
    *body = std::move(*folded);
    return true;
}

/// FNV-1a, which is the same in all processes: std::hash may differ between two builds.
std::uint64_t hashOf(std::string_view text)
{
    std::uint64_t result = 14695981039346656037U;
    for (const char byte : text)
        result = (result ^ static_cast<unsigned char>(byte)) * 1099511628211U;
    return result;
}

} // namespace

BurstWindow BurstWindow::of(const NewEvent &event)
{
    if (!event.rule || event.rule->burst.empty())
        return {};
    const std::int64_t length = std::clamp(event.rule->window, std::chrono::milliseconds(1), longest).count();
    const auto offset = static_cast<std::int64_t>(hashOf(event.rule->burst) % static_cast<std::uint64_t>(length));
    // Those before 1970 begin as the others do.
    const std::int64_t passed = ((event.timeMs % length + offset) % length + length) % length;
    return {event.timeMs - passed, event.timeMs - passed + length};
}

StoreAdmission::StoreAdmission(StoreFile &file, std::int64_t scope, std::span<const NewEvent> events)
    : m_file(file)
    , m_connection(*file.connection)
    , m_scope(scope)
    , m_given(events)
{
    std::int64_t aggregated = 0;
    m_events.reserve(events.size());
    for (std::size_t i = 0; i < events.size(); ++i) {
        const AdmittedEvent event{&events[i], BurstWindow::of(events[i])};
        if (event.event->rule && event.event->rule->day && !isFirstOfDay(*event.event)) {
            noteDaily(*event.event);
            m_left.push_back(i);
        } else if (event.window.readyMs != 0 && (foldIntoGiven(event) || foldIntoStored(event))) {
            ++aggregated; // without a note: the event that stands for it says how many there were
            m_left.push_back(i);
        } else {
            m_events.push_back(event);
        }
    }
    file.addToDropped(DropReason::Aggregated, aggregated);
}

bool StoreAdmission::foldIntoGiven(const AdmittedEvent &event)
{
    for (std::size_t i = m_events.size(); i > 0; --i) {
        AdmittedEvent &first = m_events[i - 1];
        if (first.window != event.window || first.event->rule->burst != event.event->rule->burst)
            continue;
        const auto [at, isNew] = m_changed.try_emplace(i - 1, *first.event);
        if (isNew)
            m_left.push_back(static_cast<std::size_t>(first.event - m_given.data()));
        first.event = &at->second;
        return foldInto(&at->second.body, *event.event);
    }
    return false;
}

bool StoreAdmission::foldIntoStored(const AdmittedEvent &event)
{
    OpenBurst *const found = findBurst(event);
    if (!found || !foldInto(&found->body, *event.event))
        return false;
    found->changed = true;
    return true;
}

StoreAdmission::OpenBurst *StoreAdmission::findBurst(const AdmittedEvent &event)
{
    const std::string &burst = event.event->rule->burst;
    for (OpenBurst &each : m_bursts) {
        if (each.burst == burst && each.window.readyMs == event.window.readyMs)
            return &each;
    }
    Statement find(m_connection,
                   "SELECT row, body FROM events CROSS JOIN bodies USING (row) WHERE state = 0 AND ready_ms > 0 "
                   "AND burst = ?1 AND ready_ms = ?2 AND scope = ?3 ORDER BY row DESC LIMIT 1");
    find.with(burst, event.window.readyMs, m_scope);
    if (!find.step())
        return nullptr;
    return &m_bursts.emplace_back(OpenBurst{find.number(0), burst, event.window, find.text(1), false});
}

void StoreAdmission::conclude(std::span<const NewEvent *const> noRoom, CommitOutcome *outcome)
{
    const auto foundNone = [noRoom](const NewEvent *event) {
        return std::find(noRoom.begin(), noRoom.end(), event) != noRoom.end();
    };
    for (const NewEvent *event : noRoom) {
        if (!event->rule || !event->rule->day)
            continue;
        m_connection.run("DELETE FROM daily WHERE decision = (SELECT decision FROM scopes WHERE id = ?1) "
                         "AND name = ?2 AND day = ?3",
                         m_scope, event->name, *event->rule->day);
    }
    const std::int64_t now = m_file.nowMs();
    for (const OpenBurst &burst : m_bursts) {
        if (!burst.changed)
            continue;
        // It may have been evicted since, to make room for the others of this commit.
        if (m_connection.run("UPDATE bodies SET body = ?2 WHERE row = ?1", burst.row, burst.body) == 0)
            continue;
        m_connection.run("UPDATE events SET bytes = ?2 WHERE row = ?1", burst.row,
                         static_cast<std::int64_t>(burst.body.size()));
        outcome->rewritten.push_back(burst.body);
        // Also where another process began it: that one may end before the window does.
        const std::chrono::milliseconds left(burst.window.readyMs - now);
        if (burst.window.isOpen(now))
            outcome->heldFor = std::min(left, outcome->heldFor.value_or(left));
    }
    for (const auto &[index, event] : m_changed) {
        if (!foundNone(&event))
            outcome->rewritten.push_back(event.body);
    }
    for (std::size_t i = 0; !noRoom.empty() && i < m_given.size(); ++i) {
        if (foundNone(&m_given[i]))
            m_left.push_back(i);
    }
    std::sort(m_left.begin(), m_left.end());
    outcome->left = m_left;
}

bool StoreAdmission::isFirstOfDay(const NewEvent &event)
{
    // A mark for each day, not the last day alone: an event of yesterday that comes late does not open today again, and
    // a clock that was ahead marks days that have not come yet, and no other.
    const std::int64_t made = m_connection.run(
        "INSERT OR IGNORE INTO daily (decision, name, day) SELECT decision, ?2, ?3 FROM scopes WHERE id = ?1", m_scope,
        event.name, *event.rule->day);
    if (made == 0)
        return false;
    const std::int64_t today = m_file.nowMs() / dayMs;
    if (m_connection.run("DELETE FROM daily WHERE name = ?1 AND day <> ?2 AND (day < ?3 OR day > ?4)", event.name,
                         *event.rule->day, today - daysKept, today + daysKept)
        > 0)
        m_file.noteDeleted();
    return true;
}

void StoreAdmission::noteDaily(const NewEvent &event)
{
    m_file.addToDropped(DropReason::Daily, 1);
    for (DropNote &note : m_notes) {
        if (note.name == event.name) {
            note.timeMs = event.timeMs;
            ++note.copies;
            return;
        }
    }
    m_notes.push_back({event.name, DropReason::Daily, event.timeMs, 1});
}

} // namespace candor
