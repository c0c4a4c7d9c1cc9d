// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// What a commit looks up before it inserts: rules between events, which hold over all processes because they are
// decided inside its transaction.

#include "queue/eventstore_p.h"

#include <algorithm>

namespace candor {

namespace {

/// Days of other times than this can't come any more, unless somebody names them.
constexpr std::int64_t daysKept = 40;
constexpr std::int64_t dayMs = std::chrono::milliseconds(std::chrono::hours(24)).count();

/// Does \a event belong to the burst that began at \a firstMs?
bool isWithin(std::int64_t firstMs, const NewEvent &event)
{
    // Threads don't hand in their events in order: one that happened a moment before the first belongs to it too.
    const std::int64_t window = event.rule->window.count();
    return event.timeMs < firstMs + window && event.timeMs > firstMs - window;
}

/// An event of the store in which others are being counted.
struct OpenBurst
{
    std::int64_t row = 0;
    std::int64_t timeMs = 0;
    std::string burst;
    std::string body;
    bool changed = false;
};

std::optional<OpenBurst> findBurst(StoreConnection &connection, std::int64_t scope, const std::string &burst)
{
    Statement find(connection,
                   "SELECT row, time_ms, body FROM events CROSS JOIN bodies USING (row) "
                   "WHERE state = 0 AND not_before_ms > 0 AND burst = ?1 AND scope = ?2 ORDER BY row DESC LIMIT 1");
    find.bind(1, burst).bind(2, scope);
    if (!find.step())
        return std::nullopt;
    return OpenBurst{find.number(0), find.number(1), burst, find.text(2), false};
}

bool foldInto(std::string *body, const NewEvent &event)
{
    std::optional<std::string> folded = event.rule->fold ? event.rule->fold(*body, event.body) : std::nullopt;
    if (!folded)
        return false;
    *body = std::move(*folded);
    return true;
}

void noteDaily(std::vector<DropNote> *notes, const NewEvent &event)
{
    const auto found =
        std::find_if(notes->begin(), notes->end(), [&event](const DropNote &note) { return note.name == event.name; });
    if (found == notes->end()) {
        notes->push_back({event.name, DropReason::Daily, event.timeMs, 1});
    } else {
        found->timeMs = event.timeMs;
        ++found->copies;
    }
}

} // namespace

EventStore::Private::Admission EventStore::Private::admit(std::int64_t scope, std::span<const NewEvent> events)
{
    Admission result;
    result.events.reserve(events.size());
    std::vector<OpenBurst> bursts;
    std::int64_t daily = 0;
    std::int64_t aggregated = 0;

    const auto foldIntoOneOfThese = [&result, &events](const NewEvent &event) {
        for (std::size_t i = result.events.size(); i > 0; --i) {
            const NewEvent &first = *result.events[i - 1];
            if (!first.rule || first.rule->burst != event.rule->burst || !isWithin(first.timeMs, event))
                continue;
            const auto [at, isNew] = result.changed.try_emplace(i - 1, first);
            NewEvent &changed = at->second;
            if (isNew)
                result.left.push_back(static_cast<std::size_t>(&first - events.data()));
            result.events[i - 1] = &changed;
            return foldInto(&changed.body, event);
        }
        return false;
    };
    const auto foldIntoStored = [&](const NewEvent &event) {
        const std::string &burst = event.rule->burst;
        auto found = std::find_if(bursts.begin(), bursts.end(), [&](const OpenBurst &b) { return b.burst == burst; });
        if (found == bursts.end()) {
            std::optional<OpenBurst> stored = findBurst(*connection, scope, burst);
            if (!stored)
                return false;
            found = bursts.insert(bursts.end(), std::move(*stored));
        }
        if (!isWithin(found->timeMs, event) || !foldInto(&found->body, event))
            return false;
        found->changed = true;
        return true;
    };

    for (std::size_t i = 0; i < events.size(); ++i) {
        const NewEvent &event = events[i];
        if (event.rule && event.rule->day && !isFirstOfDay(scope, event)) {
            ++daily;
            noteDaily(&result.notes, event);
            result.left.push_back(i);
        } else if (event.rule && !event.rule->burst.empty() && (foldIntoOneOfThese(event) || foldIntoStored(event))) {
            ++aggregated; // without a note: the event that stands for it says how many there were
            result.left.push_back(i);
        } else {
            result.events.push_back(&event);
        }
    }
    for (const OpenBurst &burst : bursts) {
        if (burst.changed) {
            result.rewritten.push_back(burst.body);
            Statement(*connection, "UPDATE bodies SET body = ?2 WHERE row = ?1")
                .bind(1, burst.row)
                .bind(2, burst.body)
                .run();
            Statement(*connection, "UPDATE events SET bytes = ?2 WHERE row = ?1")
                .bind(1, burst.row)
                .bind(2, static_cast<std::int64_t>(burst.body.size()))
                .run();
        }
    }
    addToDropped(DropReason::Daily, daily);
    addToDropped(DropReason::Aggregated, aggregated);
    return result;
}

void EventStore::Private::Admission::report(std::span<const NewEvent> given,
                                            const std::vector<const NewEvent *> &noRoom, CommitOutcome *outcome)
{
    const auto foundNone = [&noRoom](const NewEvent *event) {
        return std::find(noRoom.begin(), noRoom.end(), event) != noRoom.end();
    };
    for (const auto &[index, event] : changed) {
        if (!foundNone(&event))
            rewritten.push_back(event.body);
    }
    for (std::size_t i = 0; !noRoom.empty() && i < given.size(); ++i) {
        if (foundNone(&given[i]))
            left.push_back(i);
    }
    std::sort(left.begin(), left.end());
    outcome->left = std::move(left);
    outcome->rewritten = std::move(rewritten);
}

bool EventStore::Private::isFirstOfDay(std::int64_t scope, const NewEvent &event)
{
    // A mark for each day, not the last day alone: an event of yesterday that comes late does not open today again, and
    // a clock that was ahead marks days that have not come yet, and no other.
    const std::int64_t made =
        Statement(*connection,
                  "INSERT OR IGNORE INTO daily (decision, name, day) SELECT decision, ?2, ?3 FROM scopes WHERE id = ?1")
            .bind(1, scope)
            .bind(2, event.name)
            .bind(3, *event.rule->day)
            .run();
    if (made == 0)
        return false;
    const std::int64_t today = nowMs() / dayMs;
    const std::int64_t gone =
        Statement(*connection, "DELETE FROM daily WHERE name = ?1 AND day <> ?2 AND (day < ?3 OR day > ?4)")
            .bind(1, event.name)
            .bind(2, *event.rule->day)
            .bind(3, today - daysKept)
            .bind(4, today + daysKept)
            .run();
    if (gone > 0)
        noteDeleted();
    return true;
}

void EventStore::Private::giveBackDay(std::int64_t scope, const NewEvent &event)
{
    if (!event.rule || !event.rule->day)
        return;
    Statement(*connection,
              "DELETE FROM daily WHERE decision = (SELECT decision FROM scopes WHERE id = ?1) AND name = ?2 "
              "AND day = ?3")
        .bind(1, scope)
        .bind(2, event.name)
        .bind(3, *event.rule->day)
        .run();
}

HeldEvent EventStore::Private::insertHeld(std::int64_t scope, const NewEvent &event)
{
    const std::chrono::milliseconds window = std::min(event.rule->window, longestHold);
    Statement(*connection,
              "INSERT INTO events (scope, time_ms, aged_from_ms, categories, bytes, not_before_ms, burst) "
              "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")
        .bind(1, scope)
        .bind(2, event.timeMs)
        .bind(3, agedFrom(event))
        .bind(4, event.categories.toInt())
        .bind(5, static_cast<std::int64_t>(event.body.size()))
        .bind(6, nowMs() + window.count())
        .bind(7, event.rule->burst)
        .run();
    return {insertBody(event.id, event.name, event.body), window};
}

void EventStore::Private::insertNotes(std::int64_t scope, std::span<const DropNote> notes)
{
    // They are only for showing: where space is short they are left out, and never the reason for anything to go.
    if (notes.empty() || logBytes() > limits.logFull || pagesInUse() + 1 > limits.pagesUsed)
        return;
    const std::int64_t now = nowMs();
    Statement insert(*connection,
                     "INSERT INTO events (scope, state, categories, time_ms, aged_from_ms, finished_ms, bytes, copies, "
                     "reason) VALUES (?1, 4, 0, ?2, ?3, ?4, 0, ?5, ?6)");
    for (const DropNote &note : notes) {
        insert.bind(1, scope)
            .bind(2, note.timeMs == 0 ? now : note.timeMs)
            .bind(3, time().now())
            .bind(4, now)
            .bind(5, note.copies)
            .bind(6, dropReasonName(note.reason))
            .run();
        insertBody({}, note.name, {});
    }
    // Several at a time, so that a flood of them does not delete one with each commit.
    Statement tooMany(*connection, "SELECT row FROM events WHERE state = 4 ORDER BY row DESC LIMIT 1 OFFSET ?1");
    tooMany.bind(1, notesKept);
    const bool tooManyThere = tooMany.step();
    tooMany.reset();
    if (!tooManyThere)
        return;
    Statement(*connection,
              "DELETE FROM events WHERE state = 4 AND row <= "
              "(SELECT row FROM events WHERE state = 4 ORDER BY row DESC LIMIT 1 OFFSET ?1)")
        .bind(1, notesKept - notesKept / 10)
        .run();
    noteDeleted();
}

bool EventStore::letGo(std::span<const HeldEvent> rows, int *released)
{
    StoreConnection &connection = d->begin();
    connection.setSynchronous(false);
    Transaction transaction(connection, Transaction::Kind::Write);
    std::int64_t changed = 0;
    for (const HeldEvent &held : rows) {
        changed += Statement(connection,
                             "UPDATE events SET not_before_ms = 0 WHERE row = ?1 AND state = 0 AND not_before_ms > 0")
                       .bind(1, held.row)
                       .run();
    }
    *released = static_cast<int>(changed);
    return d->endWrite(transaction);
}

} // namespace candor
