// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "queue/eventstore_p.h"

#include <algorithm>
#include <limits>

namespace candor {

namespace {

/// Rings of processes that ended longer ago than this can't be adopted any more: the system cleared them at log-out.
constexpr std::chrono::hours ringMemory{24 * 90};
constexpr std::int64_t ringsKept = 500;
/// Rows that one transaction deletes: the log takes up each page that a deletion overwrites.
constexpr std::int64_t rowsAtOnce = 128;
/// Who reads now will be done by then.
constexpr std::chrono::milliseconds readersPatience{1000};

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

EventStore::Private::Ages EventStore::Private::ages()
{
    // There is no index of times: one look at the table tells whether there is anything to do at all.
    Ages result;
    Statement look(*connection,
                   "SELECT min(iif(state = 0, coalesce(aged_from_ms, time_ms), NULL)), "
                   "max(iif(state = 0, coalesce(aged_from_ms, time_ms), NULL)), "
                   "min(iif(state >= 2, finished_ms, NULL)), max(iif(state >= 2, finished_ms, NULL)), "
                   "(SELECT max(used_ms) FROM rings), (SELECT count(*) FROM rings) FROM events");
    if (look.step()) {
        result.oldestWaiting = look.isNull(0) ? std::numeric_limits<std::int64_t>::max() : look.number(0);
        result.oldestFinished = look.isNull(2) ? std::numeric_limits<std::int64_t>::max() : look.number(2);
        result.newest = std::max({look.number(1), look.number(3), look.number(4)});
        result.rings = look.number(5);
    }
    return result;
}

bool EventStore::Private::adoptClock(std::int64_t now)
{
    std::int64_t changed = 1;
    while (changed > 0 && logBytes() <= limits.logClosed) {
        connection->setSynchronous(false);
        Transaction transaction(*connection, Transaction::Kind::Write);
        changed =
            Statement(*connection,
                      "UPDATE events SET aged_from_ms = ?1 WHERE row IN "
                      "(SELECT row FROM events WHERE state = 0 AND coalesce(aged_from_ms, time_ms) > ?1 LIMIT ?2)")
                .bind(1, now)
                .bind(2, rowsAtOnce)
                .run();
        changed += Statement(*connection,
                             "UPDATE events SET finished_ms = ?1 WHERE row IN "
                             "(SELECT row FROM events WHERE state >= 2 AND finished_ms > ?1 LIMIT ?2)")
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

bool EventStore::expire()
{
    StoreConnection &connection = d->begin();
    const std::int64_t now = d->nowMs();
    const auto before = [now](std::chrono::hours age) {
        return now - std::chrono::duration_cast<std::chrono::milliseconds>(age).count();
    };
    const Private::Ages ages = d->ages();
    if (connection.failed() || (ages.newest > now && !d->adoptClock(now)))
        return d->end(false);
    std::int64_t gone =
        ages.oldestWaiting < before(d->options.maximumAge) || ages.oldestFinished < before(d->options.keepDelivered)
        ? 1
        : 0;
    while (gone > 0 && d->logBytes() <= d->limits.logClosed) {
        connection.setSynchronous(false);
        Transaction transaction(connection, Transaction::Kind::Write);
        const std::int64_t expired =
            Statement(connection,
                      "DELETE FROM events WHERE row IN "
                      "(SELECT row FROM events WHERE state = 0 AND coalesce(aged_from_ms, time_ms) < ?1 LIMIT ?2)")
                .bind(1, before(d->options.maximumAge))
                .bind(2, rowsAtOnce)
                .run();
        d->addToDropped(DropReason::Expired, expired);
        const std::int64_t forgotten =
            Statement(connection,
                      "DELETE FROM events WHERE row IN "
                      "(SELECT row FROM events WHERE state >= 2 AND finished_ms < ?1 LIMIT ?2)")
                .bind(1, before(d->options.keepDelivered))
                .bind(2, rowsAtOnce)
                .run();
        if (!transaction.commit())
            return d->end(false);
        gone = expired + forgotten;
        d->tidyLog();
    }
    if (ages.rings > ringsKept) {
        // The newest stay whatever the clock says: a ring that is forgotten too early would be stored a second time.
        Statement(connection,
                  "DELETE FROM rings WHERE used_ms < ?1 AND base NOT IN "
                  "(SELECT base FROM rings ORDER BY used_ms DESC LIMIT ?2)")
            .bind(1, before(ringMemory))
            .bind(2, ringsKept)
            .run();
    }
    d->shrink();
    return d->end(true);
}

bool EventStore::noteUndecided(bool undecided)
{
    StoreConnection &connection = d->begin();
    connection.setSynchronous(false);
    Transaction transaction(connection, Transaction::Kind::Write);
    const std::int64_t now = d->nowMs();
    const std::int64_t since = connection.number("SELECT value FROM meta WHERE name = 'undecided_since_ms'");
    const auto longest = std::chrono::duration_cast<std::chrono::milliseconds>(d->options.keepUndecided).count();
    if (since != 0 && now - since > longest) {
        const std::int64_t expired = Statement(connection, "DELETE FROM events WHERE state IN (0, 1)").run();
        d->addToDropped(DropReason::Expired, expired);
    }
    if (!undecided) {
        connection.execute("DELETE FROM meta WHERE name = 'undecided_since_ms'");
    } else if (since == 0 || since > now) { // later than now: the clock was set back
        Statement(connection, "INSERT OR REPLACE INTO meta (name, value) VALUES ('undecided_since_ms', ?1)")
            .bind(1, now)
            .run();
    }
    return d->end(transaction.commit());
}

void EventStore::Private::rewriteFew()
{
    // Without WHERE whole pages are overwritten from end to end. What was deleted beside rows that stay has left bytes
    // in the pages that they shared, when they were moved together.
    if (pagesInUse() * StoreConnection::pageBytes > limits.logCheckpoint)
        return; // the log takes up all of them
    connection->execute("CREATE TEMP TABLE kept_events AS SELECT * FROM events;"
                        "DELETE FROM events; INSERT INTO events SELECT * FROM kept_events; DROP TABLE kept_events");
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
    for (;;) {
        connection.setSynchronous(true); // what must not be there any more must not come back with a power cut
        Transaction transaction(connection, Transaction::Kind::Write);
        Statement others(connection, "SELECT count(*) FROM scopes WHERE decision <> ?1");
        others.bind(1, decisionId);
        const bool nothingElse = others.step() && others.number(0) == 0;
        others.reset();
        if (nothingElse || connection.failed())
            break;
        anything = true;
        const std::int64_t gone =
            Statement(connection,
                      "DELETE FROM events WHERE row IN (SELECT events.row FROM events "
                      "JOIN scopes ON scopes.id = events.scope WHERE scopes.decision <> ?1 LIMIT ?2)")
                .bind(1, decisionId)
                .bind(2, rowsAtOnce)
                .run();
        if (gone < rowsAtOnce) {
            Statement(connection, "DELETE FROM scopes WHERE decision <> ?1").bind(1, decisionId).run();
            d->rewriteFew();
        }
        d->restartCounters();
        if (!transaction.commit())
            break;
        d->tidyLog();
    }
    if (anything) {
        d->shrink();
        (void)d->cutLog(readersPatience);
    }
    return d->end(true);
}

bool EventStore::keepGranted(CategoryBits granted)
{
    StoreConnection &connection = d->begin();
    const CategoryBits refused = allCategories & ~granted;
    const std::string found =
        "(SELECT row FROM events WHERE state IN (0, 1) AND (categories & ?1) <> 0 ORDER BY row LIMIT ?2)";
    bool anything = false;
    if (refused != 0) {
        // Looked at first: a write transaction for nothing would wait for other processes' commits.
        Statement look(connection, ("SELECT 1 FROM " + found).c_str());
        look.bind(1, refused).bind(2, 1);
        anything = look.step();
    }
    for (std::int64_t gone = anything ? rowsAtOnce : 0; gone == rowsAtOnce;) {
        connection.setSynchronous(true); // see keepOnly()
        Transaction transaction(connection, Transaction::Kind::Write);
        // Where rows that stay are moved together, what was deleted beside them leaves bytes in the page; as many new
        // ones are put in their very place.
        Statement(connection,
                  ("UPDATE events SET body = CAST(zeroblob(length(CAST(body AS BLOB))) AS TEXT) WHERE row IN " + found)
                      .c_str())
            .bind(1, refused)
            .bind(2, rowsAtOnce)
            .run();
        gone = Statement(connection, ("DELETE FROM events WHERE row IN " + found).c_str())
                   .bind(1, refused)
                   .bind(2, rowsAtOnce)
                   .run();
        d->addToDropped(DropReason::Category, gone);
        if (gone < rowsAtOnce)
            d->rewriteFew();
        connection.execute("INSERT OR REPLACE INTO meta (name, value) VALUES ('log_to_cut', 1)");
        if (!transaction.commit())
            return d->end(false);
        d->tidyLog();
    }
    // Where a reader is in the way, or this process ends here, the next one who comes does it.
    if (connection.number("SELECT count(*) FROM meta WHERE name = 'log_to_cut'") > 0
        && d->cutLog(anything ? std::min(readersPatience, d->options.patience) : std::chrono::milliseconds(0))) {
        connection.setSynchronous(false);
        connection.execute("DELETE FROM meta WHERE name = 'log_to_cut'");
    }
    return d->end(true);
}

} // namespace candor
