// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "queue/storeinsertion.h"

#include "queue/storefile.h"

#include <algorithm>
#include <string>

namespace candor {

namespace {

using Events = std::span<const AdmittedEvent>;

constexpr int notesKept = 500;

std::int64_t sizeOf(const NewEvent &event)
{
    constexpr std::size_t columns = 80;
    return static_cast<std::int64_t>(event.body.size() + event.id.size() + event.name.size() + columns);
}

/// How many oldest rows go at a time where there is no room.
constexpr std::int64_t evictedAtOnce = 32;
// Several rows to a statement: each statement reads and writes the numbering of rows.
constexpr std::size_t rowsTogether = 8;

std::string repeated(std::string sql, const char *values, std::size_t rows)
{
    for (std::size_t i = 0; i < rows; ++i)
        (sql += i == 0 ? " VALUES " : ", ") += values;
    return sql;
}

/// A row that is larger leaves its rest on pages of its own.
constexpr std::int64_t largeRow = StoreConnection::pageBytes / 4;

/// Pages that \a events may take: their rows, a share of the inner pages and of the index, and what is left free on
/// the last page of each large one.
std::int64_t pagesFor(Events events)
{
    std::int64_t bytes = 0;
    std::int64_t pages = 4;
    for (const AdmittedEvent &each : events) {
        bytes += sizeOf(*each.event);
        pages += sizeOf(*each.event) > largeRow ? 2 : 0;
    }
    return pages + bytes / (StoreConnection::pageBytes - 512);
}

/// How many of \a events, the newest, fit into \a bytes of the log. Making room for an event writes about as many pages
/// as the event does.
std::size_t newestThatFit(Events events, std::int64_t bytes)
{
    std::size_t count = 0;
    while (count < events.size()) {
        bytes -= 2 * sizeOf(*events[events.size() - 1 - count].event);
        if (bytes < 0)
            break;
        ++count;
    }
    return count;
}

/// Deletes delivered and rejected rows, then the oldest waiting ones, until \a need more pages fit.
void evict(StoreFile &file, std::int64_t need)
{
    // Not more than needed: a page that is used again in the same transaction goes to the log once.
    const std::int64_t target = std::max<std::int64_t>(0, file.limits.pagesUsed - need);
    const auto deleteRows = [&file](const char *sql, std::int64_t value) {
        const std::int64_t gone = file.connection->run(sql, value);
        if (gone > 0)
            file.noteDeleted();
        return gone;
    };
    while (!file.connection->failed() && file.pagesInUse() > target) {
        // What was only noted goes before what happened.
        if (deleteRows("DELETE FROM events WHERE row IN "
                       "(SELECT row FROM events WHERE state = 4 ORDER BY row LIMIT ?1)",
                       evictedAtOnce)
            > 0)
            continue;
        // As far as this connection knows without looking.
        if ((!file.noFinishedAt || file.connection->number("PRAGMA data_version") != *file.noFinishedAt)
            && deleteRows("DELETE FROM events WHERE row IN "
                          "(SELECT row FROM events WHERE state IN (2, 3) ORDER BY row LIMIT ?1)",
                          evictedAtOnce)
                > 0)
            continue;
        file.noFinishedAt = file.connection->number("PRAGMA data_version");
        // By their range: nearly always they are the first rows there are, and go page by page.
        const std::int64_t until = file.connection->number(
            "SELECT max(row) FROM (SELECT row FROM events WHERE state = 0 ORDER BY row LIMIT ?1)", evictedAtOnce);
        const std::int64_t gone = deleteRows("DELETE FROM events WHERE row <= ?1 AND state = 0", until);
        if (gone == 0)
            return;
        file.addToDropped(DropReason::Disk, gone);
    }
}

/// So many to a statement.
void insertRows(StoreFile &file, std::int64_t scope, Events events, std::size_t rows, CommitOutcome *outcome)
{
    if (events.empty())
        return;
    const std::int64_t now = file.nowMs();
    Statement insert(*file.connection,
                     repeated("INSERT INTO events (scope, time_ms, aged_from_ms, categories, bytes, burst, "
                              "window_begin_ms, ready_ms)",
                              "(?1, ?, ?, ?, ?, ?, ?, ?)", rows)
                         .c_str());
    Statement bodies(*file.connection,
                     repeated("INSERT INTO bodies (row, id, name, body)", "(?, ?, ?, ?)", rows).c_str());
    while (!events.empty() && !file.connection->failed()) {
        insert.with(scope);
        for (int i = 0; const AdmittedEvent &each : events.first(rows)) {
            const auto &[event, window] = each;
            insert.bindFrom(7 * i++ + 2, event->timeMs, file.time.agedFrom(event->timeMs), event->categories.toInt(),
                            static_cast<std::int64_t>(event->body.size()),
                            event->rule ? std::string_view(event->rule->burst) : std::string_view(), window.beginMs,
                            window.readyMs);
            const std::chrono::milliseconds left(window.readyMs - now);
            if (window.isOpen(now))
                outcome->heldFor = std::min(left, outcome->heldFor.value_or(left));
            else
                ++outcome->stored;
        }
        insert.run();
        // Rows of one statement have consecutive numbers.
        const std::int64_t firstRow = file.connection->lastRow() - static_cast<std::int64_t>(rows) + 1;
        for (int i = 0; const AdmittedEvent &each : events.first(rows)) {
            bodies.bindFrom(4 * i + 1, firstRow + i, each.event->id, each.event->name, each.event->body);
            ++i;
        }
        bodies.run();
        events = events.subspan(rows);
    }
}

void insertRows(StoreFile &file, std::int64_t scope, Events events, CommitOutcome *outcome)
{
    const std::size_t together = events.size() / rowsTogether * rowsTogether;
    insertRows(file, scope, events.first(together), rowsTogether, outcome);
    insertRows(file, scope, events.subspan(together), 1, outcome);
}

} // namespace

std::vector<const NewEvent *> storeinsertion::insert(StoreFile &file, std::int64_t scope, Events events,
                                                     CommitOutcome *outcome)
{
    std::vector<const NewEvent *> noRoom;
    const auto drop = [&noRoom](Events gone) {
        for (const AdmittedEvent &each : gone)
            noRoom.push_back(each.event);
    };
    std::size_t fitting = 0;
    if (const std::int64_t log = file.logBytes(); log <= file.limits.logFull)
        fitting =
            file.connection->usesWriteAheadLog() ? newestThatFit(events, file.limits.logClosed - log) : events.size();
    drop(events.first(events.size() - fitting));
    events = events.last(fitting);
    while (!events.empty()) {
        // As many as surely fit once there is room; usually all of them.
        std::size_t count = events.size();
        while (count > 1 && pagesFor(events.first(count)) > file.limits.pagesUsed / 4)
            count /= 2;
        const Events part = events.first(count);
        events = events.subspan(count);
        const std::int64_t need = pagesFor(part);
        if (file.pagesInUse() + need > file.limits.pagesUsed) {
            evict(file, need);
            if (file.pagesInUse() + need > file.limits.pagesUsed) {
                drop(part); // larger than the whole store, or it is full of what is sent
                continue;
            }
        }
        insertRows(file, scope, part, outcome);
    }
    file.addToDropped(DropReason::Disk, static_cast<std::int64_t>(noRoom.size()));
    return noRoom;
}

void storeinsertion::insertNotes(StoreFile &file, std::int64_t scope, std::span<const DropNote> notes)
{
    // They are only for showing: where space is short they are left out, and never the reason for anything to go.
    if (notes.empty() || file.logBytes() > file.limits.logFull || file.pagesInUse() + 1 > file.limits.pagesUsed)
        return;
    const std::int64_t now = file.nowMs();
    for (const DropNote &note : notes) {
        file.connection->run("INSERT INTO events (scope, state, categories, time_ms, aged_from_ms, finished_ms, bytes, "
                             "copies, reason) VALUES (?1, 4, 0, ?2, ?3, ?4, 0, ?5, ?6)",
                             scope, note.timeMs == 0 ? now : note.timeMs, file.time.read().now(), now, note.copies,
                             dropReasonName(note.reason));
        file.connection->run("INSERT INTO bodies (row, id, name, body) VALUES (?1, '', ?2, '')",
                             file.connection->lastRow(), note.name);
    }
    // Several at a time, so that a flood of them does not delete one with each commit.
    const char *const tooMany = "SELECT row FROM events WHERE state = 4 ORDER BY row DESC LIMIT 1 OFFSET ?1";
    const std::int64_t last = file.connection->number(tooMany, notesKept - notesKept / 10);
    if (file.connection->number(tooMany, notesKept) == 0)
        return;
    file.connection->run("DELETE FROM events WHERE state = 4 AND row <= ?1", last);
    file.noteDeleted();
}

} // namespace candor
