// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "queue/eventstore_p.h"

#include <algorithm>
#include <array>
#include <limits>
#include <string_view>
#include <utility>

namespace candor {

namespace {

/// Rings of processes that ended longer ago than this can't be recovered any more: the system cleared them at log-out.
constexpr std::chrono::hours ringMemory{24 * 90};
constexpr std::int64_t ringsKept = 500;
/// Rows that one transaction deletes: the log takes up each page that a deletion overwrites.
constexpr std::int64_t rowsAtOnce = 128;
/// Who reads now will be done by then.
constexpr std::chrono::milliseconds readersTurn{1000};
/// So long what was looked up of the time is good for.
constexpr std::int64_t timeKeptMs = 60 * 1000;

std::int64_t milliseconds(std::chrono::milliseconds time)
{
    return time.count();
}

/// A row of meta for each of them.
std::array<std::pair<std::string_view, std::int64_t *>, 8> valuesOf(StoreClock::State *state)
{
    return {{{"clock_age_ms", &state->ageMs},
             {"clock_wall_ms", &state->wallMs},
             {"clock_doubt_ms", &state->doubtMs},
             {"clock_since_ms", &state->sinceMs},
             {"clock_alone", &state->alone},
             {"clock_last_wall_ms", &state->last.wallMs},
             {"clock_last_monotonic_ms", &state->last.monotonicMs},
             {"clock_last_start", &state->last.start}}};
}

std::optional<StoreClock::State> loadTime(StoreConnection &connection)
{
    StoreClock::State result;
    std::size_t found = 0;
    const auto values = valuesOf(&result);
    for (const auto &[name, value] : values) {
        Statement find(connection, "SELECT value FROM meta WHERE name = ?1");
        find.bind(1, name);
        if (find.step()) {
            *value = find.number(0);
            ++found;
        }
    }
    return found == values.size() ? std::optional(result) : std::nullopt;
}

void saveTime(StoreConnection &connection, StoreClock::State state)
{
    for (const auto &[name, value] : valuesOf(&state)) {
        Statement(connection, "INSERT OR REPLACE INTO meta (name, value) VALUES (?1, ?2)")
            .bind(1, name)
            .bind(2, *value)
            .run();
    }
}

} // namespace

void EventStore::Private::restartCounters()
{
    connection->execute("DELETE FROM counters");
    // What is still on its way was accepted under the decision that stays.
    addToCounter("accepted",
                 connection->number("SELECT count(*) FROM events WHERE state = 0")
                     + connection->number("SELECT count(*) FROM events WHERE state = 1"));
    Statement(*connection, "INSERT OR REPLACE INTO meta (name, value) VALUES ('counters_since_ms', ?1)")
        .bind(1, nowMs())
        .run();
}

void EventStore::Private::shrink()
{
    const std::int64_t before = connection->number("PRAGMA freelist_count");
    // Some are kept: the next events would only make the file grow again.
    std::int64_t unused = before;
    while (unused > limits.pages / 8 && logBytes() <= limits.logFull && !connection->failed()) {
        connection->execute("PRAGMA incremental_vacuum(128)");
        tidyLog();
        unused = connection->number("PRAGMA freelist_count");
    }
    // The file becomes shorter only when the log is moved into it.
    if (unused != before && connection->checkpoint()) {
        lastSync = clock->monotonic();
        unsynced = false;
    }
}

StoreClock::Reading EventStore::Private::readClock() const
{
    const auto monotonic = clock->monotonic().time_since_epoch();
    return {nowMs(), std::chrono::duration_cast<std::chrono::milliseconds>(monotonic).count(), options.start};
}

const StoreClock &EventStore::Private::time()
{
    const StoreClock::Reading reading = readClock();
    if (lastTime && reading.monotonicMs - lastTimeMs < timeKeptMs) {
        StoreClock next = *lastTime;
        next.read(reading);
        if (next.isInDoubt() == lastTime->isInDoubt())
            return *(lastTime = next);
    }
    const std::optional<StoreClock::State> stored = loadTime(*connection);
    lastTime = stored ? StoreClock(*stored) : StoreClock(reading);
    lastTime->read(reading);
    lastTimeMs = reading.monotonicMs;
    saveTime(*connection, lastTime->state());
    return *lastTime;
}

StoreClock EventStore::Private::lookAtTime()
{
    const std::optional<StoreClock::State> stored = loadTime(*connection);
    const StoreClock::Reading reading = readClock();
    StoreClock result = stored ? StoreClock(*stored) : StoreClock(reading);
    result.read(reading);
    return result;
}

std::int64_t EventStore::Private::agedFrom(const NewEvent &event)
{
    const StoreClock &time = this->time();
    return time.now() - std::clamp<std::int64_t>(nowMs() - event.timeMs, 0, time.now() - time.sure());
}

std::int64_t EventStore::Private::oldestToSend(const StoreClock &time)
{
    const std::int64_t oldest = time.now() - milliseconds(options.maximumAge);
    if (!time.isInDoubt())
        return oldest;
    // Waited for an answer too long, if that clock is right.
    const std::int64_t since = undecidedSince();
    return since != 0 && time.now() - since > milliseconds(options.keepUndecided) ? std::max(oldest, since + 1)
                                                                                  : oldest;
}

std::int64_t EventStore::Private::undecidedSince()
{
    return connection->number("SELECT value FROM meta WHERE name = 'undecided_since_ms'");
}

EventStore::Private::Ages EventStore::Private::ages()
{
    // There is no index of times: one look at the table tells whether there is anything to do at all.
    Ages result;
    Statement look(*connection,
                   "SELECT min(iif(state = 0, aged_from_ms, NULL)), "
                   "min(iif(state >= 2, aged_from_ms, NULL)), max(aged_from_ms), "
                   "(SELECT max(used_ms) FROM rings), (SELECT count(*) FROM rings) FROM events");
    if (look.step()) {
        result.oldestWaiting = look.isNull(0) ? std::numeric_limits<std::int64_t>::max() : look.number(0);
        result.oldestFinished = look.isNull(1) ? std::numeric_limits<std::int64_t>::max() : look.number(1);
        result.newest = std::max(look.number(2), look.number(3));
        result.rings = look.number(4);
    }
    return result;
}

bool EventStore::Private::adoptClock(std::int64_t now)
{
    std::int64_t changed = 1;
    while (changed > 0 && logBytes() <= limits.logClosed) {
        connection->setSynchronous(false);
        Transaction transaction(*connection, Transaction::Kind::Write);
        changed = Statement(*connection,
                            "UPDATE events SET aged_from_ms = ?1 WHERE row IN "
                            "(SELECT row FROM events WHERE aged_from_ms > ?1 LIMIT ?2)")
                      .bind(1, now)
                      .bind(2, rowsAtOnce)
                      .run();
        Statement(*connection, "UPDATE rings SET used_ms = ?1 WHERE used_ms > ?1").bind(1, now).run();
        if (!transaction.commit())
            return false;
        tidyLog();
    }
    return !connection->failed();
}

bool EventStore::Private::hasRows(const Removal &removal)
{
    // Looked at first: a write transaction for nothing would wait for other processes' commits.
    Statement look(*connection, (std::string("SELECT 1 FROM events WHERE ") + removal.rows + " LIMIT 1").c_str());
    removal.bind(look);
    return look.step();
}

bool EventStore::Private::removeRows(const Removal &removal)
{
    const std::string remove = std::string("DELETE FROM events WHERE row IN (SELECT row FROM events WHERE ")
        + removal.rows + " LIMIT " + std::to_string(rowsAtOnce) + ')';
    for (bool last = false; !last;) {
        if (!removal.atOnce && logBytes() > limits.logClosed)
            return false;
        connection->setSynchronous(removal.atOnce);
        Transaction transaction(*connection, Transaction::Kind::Write);
        Statement statement(*connection, remove.c_str());
        removal.bind(statement);
        const std::int64_t gone = statement.run();
        last = gone < rowsAtOnce;
        if (gone > 0)
            noteDeleted();
        removal.count(gone, last);
        if (!transaction.commit())
            return false;
        tidyLog();
    }
    return true;
}

void EventStore::Private::noteDeleted()
{
    deleted = true;
    connection->execute("INSERT INTO meta (name, value) VALUES ('log_to_cut', 1) "
                        "ON CONFLICT (name) DO UPDATE SET value = value + 1");
}

void EventStore::Private::tidyDeleted(std::chrono::milliseconds patience)
{
    deleted = false; // tried once: the note stays for the next one who comes
    const std::int64_t noted = connection->number("SELECT value FROM meta WHERE name = 'log_to_cut'");
    if (noted == 0 || !cutLog(patience))
        return;
    connection->setSynchronous(false);
    // Unless somebody has deleted more meanwhile.
    Statement(*connection, "DELETE FROM meta WHERE name = 'log_to_cut' AND value = ?1").bind(1, noted).run();
}

std::chrono::milliseconds EventStore::Private::readersPatience() const
{
    return std::min(readersTurn, options.patience);
}

bool EventStore::expire()
{
    StoreConnection &connection = d->begin();
    connection.setSynchronous(false);
    Transaction looking(connection, Transaction::Kind::Write);
    const StoreClock time = d->time();
    if (!looking.commit())
        return d->end(false);
    const Private::Ages ages = d->ages();
    if (connection.failed() || (ages.newest > time.now() && !d->adoptClock(time.now())))
        return d->end(false);
    const auto remove = [&](const char *rows, std::int64_t before, bool expired) {
        (void)d->removeRows({rows, [before](Statement &statement) { statement.bind(1, before); },
                             [this, expired](std::int64_t gone, bool) {
                                 if (expired)
                                     d->addToDropped(DropReason::Expired, gone);
                             }});
    };
    const std::int64_t waitingBefore = time.sure() - milliseconds(d->options.maximumAge);
    if (ages.oldestWaiting < waitingBefore)
        remove("state = 0 AND aged_from_ms < ?1", waitingBefore, true);
    const std::int64_t finishedBefore = time.sure() - milliseconds(d->options.keepDelivered);
    if (ages.oldestFinished < finishedBefore)
        remove("state >= 2 AND aged_from_ms < ?1", finishedBefore, false);
    if (ages.rings > ringsKept) {
        // The newest stay whatever the clock says: a ring that is forgotten too early would be stored a second time.
        Statement(connection,
                  "DELETE FROM rings WHERE used_ms < ?1 AND base NOT IN "
                  "(SELECT base FROM rings ORDER BY used_ms DESC LIMIT ?2)")
            .bind(1, time.sure() - milliseconds(ringMemory))
            .bind(2, ringsKept)
            .run();
    }
    d->shrink();
    d->tidyDeleted(d->readersPatience());
    return d->end(true);
}

bool EventStore::noteUndecided(bool undecided)
{
    StoreConnection &connection = d->begin();
    connection.setSynchronous(false);
    Transaction transaction(connection, Transaction::Kind::Write);
    const StoreClock time = d->time();
    const std::int64_t since = d->undecidedSince();
    const std::int64_t longest = milliseconds(d->options.keepUndecided);
    if (since != 0 && time.sure() - since > longest) {
        // Not what somebody records under an answer that comes meanwhile.
        const std::int64_t last = connection.number("SELECT max(row) FROM events");
        if (!d->end(transaction.commit()))
            return false;
        const bool all =
            d->removeRows({"state IN (0, 1) AND row <= ?1", [last](Statement &statement) { statement.bind(1, last); },
                           [this](std::int64_t gone, bool) { d->addToDropped(DropReason::Expired, gone); }});
        d->shrink();
        d->tidyDeleted(d->readersPatience());
        if (all && !undecided)
            connection.execute("DELETE FROM meta WHERE name = 'undecided_since_ms'");
        return d->end(true);
    }
    if (!undecided) {
        if (since == 0 || time.now() - since <= longest) // else it may have been too long: the next start tells
            connection.execute("DELETE FROM meta WHERE name = 'undecided_since_ms'");
    } else if (since == 0 || since > time.now()) { // later than now: by a clock that is not believed
        Statement(connection, "INSERT OR REPLACE INTO meta (name, value) VALUES ('undecided_since_ms', ?1)")
            .bind(1, time.now())
            .run();
    }
    return d->end(transaction.commit());
}

bool EventStore::Private::cutLog(std::chrono::milliseconds patience)
{
    // Until it is cut, what was deleted still stands in it.
    if (logBytes() == 0)
        return true;
    if (!connection->checkpoint(patience))
        return false;
    lastSync = clock->monotonic();
    unsynced = false;
    return true;
}

bool EventStore::keepOnly(const std::string &decisionId)
{
    StoreConnection &connection = d->begin();
    bool anything = d->forgetMarks(decisionId);
    Statement others(connection, "SELECT count(*) FROM scopes WHERE decision <> ?1");
    others.bind(1, decisionId);
    const bool othersThere = others.step() && others.number(0) > 0;
    others.reset();
    if (othersThere) {
        anything = true;
        (void)d->removeRows(
            {"scope IN (SELECT id FROM scopes WHERE decision <> ?1)",
             [&](Statement &statement) { statement.bind(1, decisionId); },
             [&](std::int64_t, bool last) {
                 if (last) {
                     Statement(connection, "DELETE FROM scopes WHERE decision <> ?1").bind(1, decisionId).run();
                     d->noteDeleted();
                 }
                 d->restartCounters();
             },
             true});
    }
    if (anything)
        d->shrink();
    d->tidyDeleted(anything ? readersTurn : std::chrono::milliseconds(0));
    return d->end(true);
}

bool EventStore::keepGranted(Categories granted)
{
    d->begin();
    const Categories refused = allCategories & ~granted;
    const Private::Removal removal{"state IN (0, 1) AND (categories & ?1) <> 0",
                                   [refused](Statement &statement) { statement.bind(1, refused.toInt()); },
                                   [this](std::int64_t gone, bool) { d->addToDropped(DropReason::Category, gone); },
                                   true};
    const bool anything = refused && d->hasRows(removal);
    if (anything && !d->removeRows(removal))
        return d->end(false);
    // Also what a reader, or the end of a process, has kept from being cut before.
    d->tidyDeleted(anything ? d->readersPatience() : std::chrono::milliseconds(0));
    return d->end(true);
}

} // namespace candor
