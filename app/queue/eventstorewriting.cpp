// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "queue/eventstore_p.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace candor {

namespace {

constexpr std::chrono::seconds syncInterval{1};
constexpr std::chrono::milliseconds logPatience{2000};
constexpr std::chrono::seconds patienceEvery{3};
constexpr int turnsForRoom = 10;

std::int64_t sizeOf(const NewEvent &event)
{
    constexpr std::size_t columns = 80;
    return static_cast<std::int64_t>(event.body.size() + event.id.size() + event.name.size() + columns);
}

/// How many oldest rows go at a time where there is no room.
constexpr std::int64_t evictedAtOnce = 32;
// Several rows to a statement: each statement reads and writes the numbering of rows.
constexpr std::size_t rowsTogether = 8;
constexpr const char *insertOne =
    "INSERT INTO events (scope, time_ms, aged_from_ms, categories, bytes) VALUES (?1, ?, ?, ?, ?)";
constexpr const char *insertSeveral = "INSERT INTO events (scope, time_ms, aged_from_ms, categories, bytes) "
                                      "VALUES (?1, ?, ?, ?, ?), (?1, ?, ?, ?, ?), (?1, ?, ?, ?, ?), (?1, ?, ?, ?, ?), "
                                      "(?1, ?, ?, ?, ?), (?1, ?, ?, ?, ?), (?1, ?, ?, ?, ?), (?1, ?, ?, ?, ?)";
constexpr const char *insertSeveralBodies = "INSERT INTO bodies (row, id, name, body) "
                                            "VALUES (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), "
                                            "(?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?)";

/// A row that is larger leaves its rest on pages of its own.
constexpr std::int64_t largeRow = StoreConnection::pageBytes / 4;

/// Pages that \a events may take: their rows, a share of the inner pages and of the index, and what is left free on
/// the last page of each large one.
std::int64_t pagesFor(std::span<const NewEvent *const> events)
{
    std::int64_t bytes = 0;
    std::int64_t pages = 4;
    for (const NewEvent *event : events) {
        bytes += sizeOf(*event);
        pages += sizeOf(*event) > largeRow ? 2 : 0;
    }
    return pages + bytes / (StoreConnection::pageBytes - 512);
}

/// How many of \a events, the newest, fit into \a bytes of the log. Making room for an event writes about as many pages
/// as the event does.
std::size_t newestThatFit(std::span<const NewEvent *const> events, std::int64_t bytes)
{
    std::size_t count = 0;
    while (count < events.size()) {
        bytes -= 2 * sizeOf(*events[events.size() - 1 - count]);
        if (bytes < 0)
            break;
        ++count;
    }
    return count;
}

} // namespace

std::int64_t EventStore::Private::findScope(const EventScope &scope)
{
    Statement find(*connection, "SELECT id FROM scopes WHERE decision = ?1 AND destination = ?2");
    find.bind(1, scope.decisionId).bind(2, scope.destination);
    return find.step() ? find.number(0) : 0;
}

std::int64_t EventStore::Private::obtainScope(const EventScope &scope)
{
    if (const std::int64_t found = findScope(scope); found != 0)
        return found;
    Statement(*connection, "INSERT INTO scopes (decision, destination) VALUES (?1, ?2)")
        .bind(1, scope.decisionId)
        .bind(2, scope.destination)
        .run();
    return findScope(scope);
}

RingPosition EventStore::Private::ringPosition(std::uint64_t ringBase)
{
    RingPosition result;
    Statement find(*connection, "SELECT last_sequence, dropped FROM rings WHERE base = ?1");
    find.bind(1, static_cast<std::int64_t>(ringBase));
    if (find.step()) {
        result.lastSequence = static_cast<std::uint64_t>(find.number(0));
        result.dropped = static_cast<std::uint64_t>(find.number(1));
    }
    return result;
}

void EventStore::Private::addToCounter(std::string_view name, std::int64_t by)
{
    if (by == 0)
        return;
    Statement(*connection,
              "INSERT INTO counters (name, value) VALUES (?1, ?2) "
              "ON CONFLICT (name) DO UPDATE SET value = value + excluded.value")
        .bind(1, name)
        .bind(2, by)
        .run();
}

void EventStore::Private::addToDropped(DropReason reason, std::int64_t by)
{
    addToCounter(dropReasonName(reason), by);
}

std::int64_t EventStore::Private::pagesInUse()
{
    return connection->number("PRAGMA page_count") - connection->number("PRAGMA freelist_count");
}

std::int64_t EventStore::Private::logBytes() const
{
    return connection->usesWriteAheadLog() ? folder.writeAheadLogBytes() : 0;
}

bool EventStore::Private::hasWaitedInVain() const
{
    return lastPatience && clock->monotonic() - *lastPatience < patienceEvery;
}

void EventStore::Private::tidyLog()
{
    if (logBytes() <= limits.logCheckpoint)
        return;
    // Who reads or writes now will be done soon, and the next commit tries again: waiting would hold up the events
    // behind it. Only where they are about to be dropped it is worth a moment; not each time beside a reader that never
    // ends.
    if (!connection->checkpoint()) {
        if (connection->failed() || logBytes() <= limits.logFull || hasWaitedInVain())
            return;
        const auto now = clock->monotonic();
        if (!connection->checkpoint(logPatience)) {
            lastPatience = now;
            return;
        }
    }
    lastSync = clock->monotonic(); // a checkpoint syncs the log before it touches the database
    unsynced = false;
}

void EventStore::Private::evict(std::int64_t need)
{
    // Not more than needed: a page that is used again in the same transaction goes to the log once.
    const std::int64_t target = std::max<std::int64_t>(0, limits.pagesUsed - need);
    while (!connection->failed() && pagesInUse() > target) {
        // What was only noted goes before what happened.
        if (Statement(*connection,
                      "DELETE FROM events WHERE row IN (SELECT row FROM events WHERE state = 4 ORDER BY row LIMIT ?1)")
                .bind(1, evictedAtOnce)
                .run()
            > 0) {
            noteDeleted();
            continue;
        }
        if (mayHoldFinished()
            && Statement(*connection,
                         "DELETE FROM events WHERE row IN "
                         "(SELECT row FROM events WHERE state IN (2, 3) ORDER BY row LIMIT ?1)")
                    .bind(1, evictedAtOnce)
                    .run()
                > 0) {
            noteDeleted();
            continue;
        }
        noFinishedAt = connection->number("PRAGMA data_version");
        // By their range: nearly always they are the first rows there are, and go page by page.
        Statement last(*connection,
                       "SELECT max(row) FROM (SELECT row FROM events WHERE state = 0 ORDER BY row LIMIT ?1)");
        last.bind(1, evictedAtOnce);
        const std::int64_t until = last.step() ? last.number(0) : 0;
        last.reset();
        const std::int64_t gone =
            Statement(*connection, "DELETE FROM events WHERE row <= ?1 AND state = 0").bind(1, until).run();
        if (gone == 0)
            return;
        noteDeleted();
        addToDropped(DropReason::Disk, gone);
    }
}

bool EventStore::Private::mayHoldFinished()
{
    // There is no index of them, so that each look reads the whole table.
    return !noFinishedAt || connection->number("PRAGMA data_version") != *noFinishedAt;
}

std::vector<const NewEvent *> EventStore::Private::insert(std::int64_t scope, Events events,
                                                          std::vector<HeldEvent> *held)
{
    std::vector<const NewEvent *> noRoom;
    const auto drop = [&](Events gone) {
        noRoom.insert(noRoom.end(), gone.begin(), gone.end());
        for (const NewEvent *event : gone)
            giveBackDay(scope, *event);
    };
    std::size_t fitting = 0;
    if (const std::int64_t log = logBytes(); log <= limits.logFull)
        fitting = connection->usesWriteAheadLog() ? newestThatFit(events, limits.logClosed - log) : events.size();
    drop(events.first(events.size() - fitting));
    events = events.last(fitting);
    while (!events.empty()) {
        // As many as surely fit once there is room; usually all of them.
        std::size_t count = events.size();
        while (count > 1 && pagesFor(events.first(count)) > limits.pagesUsed / 4)
            count /= 2;
        const Events part = events.first(count);
        events = events.subspan(count);
        const std::int64_t need = pagesFor(part);
        if (pagesInUse() + need > limits.pagesUsed) {
            evict(need);
            if (pagesInUse() + need > limits.pagesUsed) {
                drop(part); // larger than the whole store, or it is full of what is sent
                continue;
            }
        }
        insertPart(scope, part, held);
    }
    addToDropped(DropReason::Disk, static_cast<std::int64_t>(noRoom.size()));
    return noRoom;
}

/// In their order, those that are held one by one.
void EventStore::Private::insertPart(std::int64_t scope, Events events, std::vector<HeldEvent> *held)
{
    const auto isHeld = [](const NewEvent *event) { return event->rule && !event->rule->burst.empty(); };
    while (!events.empty() && !connection->failed()) {
        const auto next = std::find_if(events.begin(), events.end(), isHeld);
        const auto before = static_cast<std::size_t>(next - events.begin());
        insertRows(scope, events.first(before));
        events = events.subspan(before);
        if (events.empty())
            return;
        held->push_back(insertHeld(scope, *events.front()));
        events = events.subspan(1);
    }
}

void EventStore::Private::insertRows(std::int64_t scope, Events events)
{
    const auto bind = [&](Statement &statement, int first, const NewEvent &event) {
        statement.bind(first, event.timeMs)
            .bind(first + 1, agedFrom(event))
            .bind(first + 2, event.categories.toInt())
            .bind(first + 3, static_cast<std::int64_t>(event.body.size()));
    };
    if (events.size() >= rowsTogether) {
        Statement several(*connection, insertSeveral);
        Statement bodies(*connection, insertSeveralBodies);
        for (; events.size() >= rowsTogether && !connection->failed(); events = events.subspan(rowsTogether)) {
            several.bind(1, scope);
            for (std::size_t i = 0; i < rowsTogether; ++i)
                bind(several, static_cast<int>(i) * 4 + 2, *events[i]);
            several.run();
            // Rows of one statement have consecutive numbers.
            const std::int64_t firstRow = connection->lastRow() - static_cast<std::int64_t>(rowsTogether) + 1;
            for (std::size_t i = 0; i < rowsTogether; ++i) {
                const int first = static_cast<int>(i) * 4 + 1;
                bodies.bind(first, firstRow + static_cast<std::int64_t>(i))
                    .bind(first + 1, events[i]->id)
                    .bind(first + 2, events[i]->name)
                    .bind(first + 3, events[i]->body);
            }
            bodies.run();
        }
    }
    if (events.empty())
        return;
    Statement one(*connection, insertOne);
    for (const NewEvent *event : events) {
        one.bind(1, scope);
        bind(one, 2, *event);
        one.run();
        insertBody(event->id, event->name, event->body);
    }
}

std::int64_t EventStore::Private::insertBody(std::string_view id, std::string_view name, std::string_view body)
{
    const std::int64_t row = connection->lastRow();
    Statement(*connection, "INSERT INTO bodies (row, id, name, body) VALUES (?1, ?2, ?3, ?4)")
        .bind(1, row)
        .bind(2, id)
        .bind(3, name)
        .bind(4, body)
        .run();
    return row;
}

bool EventStore::commit(const EventScope &scope, std::span<const NewEvent> events, const CommitProgress &progress,
                        CommitOutcome *outcome)
{
    CommitOutcome result;
    StoreConnection &connection = d->begin();
    auto expected = static_cast<std::int64_t>(events.size());
    for (const auto &[reason, count] : progress.dropped)
        expected += count;
    if (progress.accepted != expected)
        return d->refuse("a commit whose events and drops do not add up to what was accepted was refused");

    const auto now = d->clock->monotonic();
    const bool syncs = !d->lastSync || now - *d->lastSync > syncInterval;
    connection.setSynchronous(syncs);
    {
        std::optional<Transaction> transaction;
        // Others may have filled the log while this one waited for its turn: as long as that can be undone, it is no
        // reason to drop an event.
        for (int turn = 0; turn < turnsForRoom; ++turn) {
            transaction.reset();
            d->tidyLog();
            if (d->logBytes() > d->limits.logClosed)
                return d->refuse("the event store " + d->folder.database()
                                 + " is being read for too long by another program");
            transaction.emplace(connection, Transaction::Kind::Write);
            if (connection.failed() || d->logBytes() <= d->limits.logFull || d->hasWaitedInVain())
                break;
        }
        const RingPosition dealtWith = d->ringPosition(progress.ringBase);
        const bool advances = progress.lastSequence > dealtWith.lastSequence;
        const std::uint64_t refused = std::max(progress.ringDropped, dealtWith.dropped) - dealtWith.dropped;
        if (connection.failed() || (!advances && refused == 0))
            return d->end(true);
        if (d->options.stillWanted && d->findScope(scope) == 0 && !d->options.stillWanted(scope.decisionId))
            return d->refuse("what was erased meanwhile is not stored again");

        std::vector<DropNote> notes;
        // Also for a commit of nothing but drops: keepOnly() reads here what was counted.
        const std::int64_t scopeId = d->obtainScope(scope);
        Statement(connection, "DELETE FROM meta WHERE name = 'erased'").run();
        if (advances) {
            Private::Admission admitted = d->admit(scopeId, events);
            const auto noRoom = d->insert(scopeId, admitted.events, &result.held);
            result.stored = static_cast<int>(admitted.events.size() - noRoom.size() - result.held.size());
            admitted.report(events, noRoom, &result);
            notes = std::move(admitted.notes);
            notes.insert(notes.end(), progress.notes.begin(), progress.notes.end());
            d->addToCounter("accepted", progress.accepted);
            for (const auto &[reason, count] : progress.dropped)
                d->addToDropped(reason, count);
        }
        d->addToCounter("accepted", static_cast<std::int64_t>(refused));
        d->addToDropped(DropReason::Memory, static_cast<std::int64_t>(refused));
        if (refused > 0)
            notes.push_back({{}, DropReason::Memory, 0, static_cast<std::int64_t>(refused)});
        d->insertNotes(scopeId, notes);
        Statement(connection,
                  "INSERT OR REPLACE INTO rings (base, last_sequence, used_ms, dropped) VALUES (?1, ?2, ?3, ?4)")
            .bind(1, static_cast<std::int64_t>(progress.ringBase))
            .bind(2, static_cast<std::int64_t>(std::max(progress.lastSequence, dealtWith.lastSequence)))
            .bind(3, d->time().now())
            .bind(4, static_cast<std::int64_t>(dealtWith.dropped + refused))
            .run();
        if (!transaction->commit())
            return d->end(false);
    }
    if (outcome)
        *outcome = std::move(result);
    if (syncs)
        d->lastSync = now;
    d->unsynced = !syncs && connection.usesWriteAheadLog();
    if (syncs && std::exchange(d->deleted, false))
        d->tidyDeleted({}); // what that comes to has no part in what is done
    return true;
}

bool EventStore::hasUnsynced() const
{
    return d->unsynced || d->deleted;
}

bool EventStore::sync()
{
    StoreConnection &connection = d->begin();
    if (std::exchange(d->deleted, false))
        d->tidyDeleted({});
    if (!connection.syncLog())
        return d->end(false);
    d->lastSync = d->clock->monotonic();
    d->unsynced = false;
    return true;
}

std::optional<RingPosition> EventStore::ringPosition(std::uint64_t ringBase)
{
    d->begin();
    const RingPosition result = d->ringPosition(ringBase);
    if (!d->end(true))
        return std::nullopt;
    return result;
}

} // namespace candor
