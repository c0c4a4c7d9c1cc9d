// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "queue/storeschema.h"

#include "queue/storeconnection.h"

#include <sqlite3.h>

#include <cstdlib>
#include <string>
#include <string_view>

namespace candor::storeschema {

namespace {

// events.state is the number of EventState.
//
// An event is two rows of the same number: what changes on its way is in `events`, and what never does (but where
// others are counted in it, until it is claimed) in `bodies`. Marking a batch writes a few pages of the narrow table,
// not the text of all its events.
//
// AUTOINCREMENT: a row's number is never used again, so that an upload thread that still remembers rows which were
// erased meanwhile can't mark new ones. There is no unique index on ids: an id follows from its ring entry, and each
// entry is committed once (rings). Indexes cover only the rows that are being worked on: marking a row as delivered
// must not need a new page, which a full store doesn't have.
//
// events.categories: what has to be granted for it to stay, see NewEvent.
// events.aged_from_ms: where its age counts from, see EventStore::expire().
// events.burst: what may be counted in the same event has the same, if it happens in the same window.
// events.window_begin_ms, ready_ms: that window. It is held within it; 0: there is none. Set back when it is claimed,
// so that what may have left never changes. events.copies: of what was not recorded. rings.dropped: how many of the
// ring's refusals are counted already. secrets: the key of the hashes, which is of no use to another decision. daily:
// the local days, counted from 1970, of which an event is recorded.
constexpr const char *tables = R"sql(
CREATE TABLE scopes (
    id INTEGER PRIMARY KEY,
    decision TEXT NOT NULL,
    destination TEXT NOT NULL,
    UNIQUE (decision, destination)
);
CREATE TABLE events (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    scope INTEGER NOT NULL,
    state INTEGER NOT NULL DEFAULT 0,
    attempts INTEGER NOT NULL DEFAULT 0,
    categories INTEGER NOT NULL,
    time_ms INTEGER NOT NULL,
    aged_from_ms INTEGER NOT NULL,
    finished_ms INTEGER NOT NULL DEFAULT 0,
    window_begin_ms INTEGER NOT NULL DEFAULT 0,
    ready_ms INTEGER NOT NULL DEFAULT 0,
    bytes INTEGER NOT NULL,
    copies INTEGER NOT NULL DEFAULT 1,
    burst TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT ''
);
CREATE INDEX events_waiting ON events (scope, row) WHERE state = 0;
CREATE INDEX events_sending ON events (row) WHERE state = 1;
CREATE INDEX events_held ON events (burst, ready_ms) WHERE state = 0 AND ready_ms > 0;
CREATE INDEX events_not_recorded ON events (row) WHERE state = 4;
CREATE TABLE bodies (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE TRIGGER events_gone AFTER DELETE ON events BEGIN
    DELETE FROM bodies WHERE row = OLD.row;
END;
CREATE TABLE counters (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE rings (
    base INTEGER PRIMARY KEY,
    last_sequence INTEGER NOT NULL,
    used_ms INTEGER NOT NULL,
    dropped INTEGER NOT NULL
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
CREATE TABLE secrets (
    decision TEXT PRIMARY KEY,
    secret TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE daily (
    decision TEXT NOT NULL,
    name TEXT NOT NULL,
    day INTEGER NOT NULL,
    PRIMARY KEY (decision, name, day)
) WITHOUT ROWID;
)sql";
constexpr const char *countParts =
    "SELECT count(*) FROM sqlite_schema WHERE name IN ('scopes', 'events', 'events_waiting', 'events_sending', "
    "'events_held', 'events_not_recorded', 'bodies', 'events_gone', 'counters', 'rings', 'delivery', 'meta', "
    "'secrets', 'daily')";
constexpr std::int64_t parts = 14;

} // namespace

State inspect(StoreConnection &connection)
{
    // One transaction, so that another process that is just making the tables is seen before or after, not in between.
    Transaction transaction(connection, Transaction::Kind::Read);
    const std::int64_t found = connection.number("PRAGMA user_version");
    const std::int64_t application = connection.number("PRAGMA application_id");
    const std::int64_t tablesThere = connection.number("SELECT count(*) FROM sqlite_schema");
    const std::int64_t partsThere = connection.number(countParts);
    if (connection.failed())
        return connection.isDamaged() ? State::Foreign : State::Failed;
    if (application == applicationId && found > version)
        return State::Newer;
    if (application == applicationId && found == version && partsThere == parts && !connection.isFormatUnknown())
        return State::Current;
    if (application == 0 && found == 0 && tablesThere == 0 && !connection.isFormatUnknown())
        return State::Empty;
    return State::Foreign;
}

void create(StoreConnection &connection, std::int64_t nowMs)
{
    Transaction transaction(connection, Transaction::Kind::Write);
    if (connection.number("PRAGMA user_version") != 0 || connection.failed())
        return;
    connection.execute(tables);
    connection.execute(("PRAGMA application_id = " + std::to_string(applicationId)).c_str());
    connection.execute(("PRAGMA user_version = " + std::to_string(version)).c_str());
    restartCounters(connection, nowMs);
    (void)transaction.commit(); // its failure is the connection's
}

void restartCounters(StoreConnection &connection, std::int64_t nowMs)
{
    connection.execute("DELETE FROM counters");
    connection.execute("INSERT INTO counters SELECT 'accepted', count(*) FROM events WHERE state IN (0, 1)");
    connection.run("INSERT OR REPLACE INTO meta (name, value) VALUES ('counters_since_ms', ?1)", nowMs);
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
