// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "queue/storeschema.h"

#include "queue/storeconnection.h"

#include <sqlite3.h>

#include <cstdlib>
#include <iterator>
#include <string>
#include <string_view>

namespace candor::storeschema {

namespace {

// Version 1; what came later is in `steps`, so that a store that was migrated and a new one are the same.
//
// events.state is the number of EventState.
//
// AUTOINCREMENT: a row's number is never used again, so that an upload thread that still remembers rows which were
// erased meanwhile can't mark new ones. There is no unique index on ids: an id follows from its ring entry, and each
// entry is committed once (rings). Indexes cover only the rows that are being worked on: marking a row as delivered
// must not need a new page, which a full store doesn't have.
constexpr const char *firstTables = R"sql(
CREATE TABLE scopes (
    id INTEGER PRIMARY KEY,
    decision TEXT NOT NULL,
    destination TEXT NOT NULL,
    UNIQUE (decision, destination)
);
CREATE TABLE events (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    scope INTEGER NOT NULL,
    state INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    time_ms INTEGER NOT NULL,
    finished_ms INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    reason TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX events_waiting ON events (scope, row, bytes) WHERE state = 0;
CREATE INDEX events_sending ON events (row) WHERE state = 1;
CREATE TABLE counters (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE rings (
    base INTEGER PRIMARY KEY,
    last_sequence INTEGER NOT NULL,
    used_ms INTEGER NOT NULL
);
CREATE TABLE delivery (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    not_before_ms INTEGER NOT NULL,
    failures INTEGER NOT NULL,
    pause_reason TEXT NOT NULL,
    paused_for TEXT NOT NULL,
    last_attempt_ms INTEGER NOT NULL,
    last_delivery_ms INTEGER NOT NULL,
    last_result TEXT NOT NULL,
    last_ok INTEGER NOT NULL,
    last_host TEXT NOT NULL
);
CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) WITHOUT ROWID;
)sql";

struct Step
{
    std::int64_t to = 0;
    const char *sql = nullptr;
};

// A step may not rewrite rows: a full store has no page to spare, and others wait meanwhile. Columns that are added
// have a default, because a process of an earlier version may still be inserting without them.
constexpr Step steps[] = {
    // rings.dropped: how many of the ring's refusals are counted already.
    // events.aged_from_ms: where an event's age counts from, see EventStore::expire(); NULL, of earlier versions:
    // time_ms.
    {2,
     "ALTER TABLE rings ADD COLUMN dropped INTEGER NOT NULL DEFAULT 0;"
     "ALTER TABLE events ADD COLUMN aged_from_ms INTEGER;"},
    // events.not_before_ms: until then it is held, because more may be counted in it; 0: it is not. Set back when it is
    // claimed, so that what may have left never changes.
    // events.burst: what may be counted in the same event has the same.
    // events.copies: of what was not recorded.
    // secrets: the key of the hashes, which is of no use to another decision.
    // daily: the local days, counted from 1970, of which an event is recorded.
    {3,
     "ALTER TABLE events ADD COLUMN not_before_ms INTEGER NOT NULL DEFAULT 0;"
     "ALTER TABLE events ADD COLUMN burst TEXT NOT NULL DEFAULT '';"
     "ALTER TABLE events ADD COLUMN copies INTEGER NOT NULL DEFAULT 1;"
     "CREATE INDEX events_held ON events (burst, not_before_ms) WHERE state = 0 AND not_before_ms > 0;"
     "CREATE INDEX events_not_recorded ON events (row) WHERE state = 4;"
     "CREATE TABLE secrets (decision TEXT PRIMARY KEY, secret TEXT NOT NULL) WITHOUT ROWID;"
     "CREATE TABLE daily (decision TEXT NOT NULL, name TEXT NOT NULL, day INTEGER NOT NULL, "
     "PRIMARY KEY (decision, name, day)) WITHOUT ROWID;"},
    // events.categories: what has to be granted for it to stay, see NewEvent; of earlier versions everything, since
    // what they hold is not known.
    {4, "ALTER TABLE events ADD COLUMN categories INTEGER NOT NULL DEFAULT 3;"},
};
static_assert(std::end(steps)[-1].to == version);

void takeSteps(StoreConnection &connection, std::int64_t from)
{
    for (const Step &step : steps) {
        if (step.to > from)
            connection.execute(step.sql);
    }
    connection.execute(("PRAGMA user_version = " + std::to_string(version)).c_str());
}

} // namespace

State inspect(StoreConnection &connection)
{
    // One transaction, so that another process that is just making the tables is seen before or after, not in between.
    Transaction transaction(connection, Transaction::Kind::Read);
    const std::int64_t found = connection.number("PRAGMA user_version");
    const std::int64_t application = connection.number("PRAGMA application_id");
    const std::int64_t tablesThere = connection.number("SELECT count(*) FROM sqlite_schema");
    const std::int64_t first = connection.number(
        "SELECT count(*) FROM sqlite_schema WHERE name IN ('scopes', 'events', 'events_waiting', 'events_sending', "
        "'counters', 'rings', 'delivery', 'meta')");
    const std::int64_t third = connection.number("SELECT count(*) FROM sqlite_schema WHERE name IN "
                                                 "('events_held', 'events_not_recorded', 'secrets', 'daily')");
    const bool whole = first == 8 && (found < 3 || third == 4);
    if (connection.failed())
        return connection.isDamaged() ? State::Foreign : State::Failed;
    if (application == applicationId && found > version)
        return State::Newer;
    if (application == applicationId && found > 0 && whole && !connection.isFormatUnknown())
        return found == version ? State::Current : State::Older;
    if (application == 0 && found == 0 && tablesThere == 0 && !connection.isFormatUnknown())
        return State::Empty;
    return State::Foreign;
}

void create(StoreConnection &connection, std::int64_t nowMs)
{
    Transaction transaction(connection, Transaction::Kind::Write);
    if (connection.number("PRAGMA user_version") != 0 || connection.failed())
        return;
    connection.execute(firstTables);
    connection.execute(("PRAGMA application_id = " + std::to_string(applicationId)).c_str());
    takeSteps(connection, 1);
    Statement(connection, "INSERT INTO meta (name, value) VALUES ('counters_since_ms', ?1)").bind(1, nowMs).run();
    (void)transaction.commit(); // its failure is the connection's
}

void migrate(StoreConnection &connection)
{
    connection.setSynchronous(true);
    Transaction transaction(connection, Transaction::Kind::Write);
    const std::int64_t found = connection.number("PRAGMA user_version");
    if (connection.failed() || found >= version)
        return;
    takeSteps(connection, found);
    (void)transaction.commit(); // its failure is the connection's
}

bool isWhole(StoreConnection &connection)
{
    const std::string answer = connection.text("PRAGMA quick_check(1)");
    if (answer == "ok")
        return true;
    // The check also reports a page that it could not read, though that says nothing about what stands in it.
    constexpr std::string_view unread = "unable to get the page. error code=";
    const std::size_t at = answer.find(unread);
    const int code = at == std::string::npos ? 0 : std::atoi(answer.c_str() + at + unread.size());
    if (answer.find("failed to get page") != std::string::npos)
        connection.fail(SQLITE_IOERR);
    else if (code != 0 && (code & 0xff) != SQLITE_CORRUPT && (code & 0xff) != SQLITE_NOTADB)
        connection.fail(code);
    return false;
}

} // namespace candor::storeschema
