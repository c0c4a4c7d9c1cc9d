// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "queue/storefile.h"

#include "queue/storeschema.h"

#include <sqlite3.h>

#include <algorithm>
#include <limits>
#include <utility>

namespace candor {

namespace {

constexpr std::chrono::milliseconds logPatience{2000};
constexpr std::chrono::seconds patienceEvery{3};

} // namespace

StoreFile::Limits::Limits(std::int64_t maximumBytes)
{
    constexpr std::int64_t mebibyte = 1024 * 1024;
    constexpr std::int64_t logIndex = 32 * 1024;
    const std::int64_t all = std::max<std::int64_t>(maximumBytes, 256 * 1024);
    logCheckpoint = std::min(mebibyte, all / 10);
    logFull = 2 * logCheckpoint;
    logClosed = 3 * logCheckpoint;
    pages = (all - logClosed - logIndex) / StoreConnection::pageBytes;
    pagesUsed = pages * 9 / 10;
}

StoreFile::~StoreFile()
{
    constexpr const char *question = "SELECT count(*) FROM meta WHERE name = 'erased'";
    bool erased = connection->number(question) > 0;
    connection.reset();
    if (!erased || !folder.becomeExclusive(std::chrono::milliseconds(0)))
        return;
    // Between the two locks another process may have recorded under a new yes.
    ConnectionSettings settings;
    settings.writeAheadLog = folder.isLocal();
    settings.fileLayer = options.fileLayer;
    erased = StoreConnection::open(folder.database(), settings)->number(question) > 0;
    std::string ignored; // what can't be removed holds no row; the next one who closes or erases tries again
    if (erased)
        (void)folder.removeEverything(&ignored);
}

StoreConnection &StoreFile::begin()
{
    error.clear();
    connection->clearFailure();
    // Another process has found it damaged: it can be begun anew only when everybody has closed it.
    if (folder.isMarkedDamaged())
        connection->fail(SQLITE_CORRUPT);
    return *connection;
}

StoreConnection &StoreFile::beginWrite()
{
    begin().setSynchronous(false);
    return *connection;
}

bool StoreFile::end(bool ok)
{
    if (!connection->failed())
        return ok;
    noFinishedAt.reset(); // what was deleted may be back
    (void)refuse("the event store " + folder.database() + " can't be used: " + connection->message());
    if (connection->isDamaged()) {
        connection->clearFailure();
        // Where a later version of Candor has changed the tables meanwhile, it is these statements that are wrong.
        if (connection->number("PRAGMA user_version") <= storeschema::version)
            folder.markDamaged(); // whoever opens it next begins it anew
        connection->fail(SQLITE_CORRUPT);
    }
    return false;
}

bool StoreFile::endWrite(Transaction &transaction)
{
    const bool done = end(transaction.commit());
    tidyLog();
    return done;
}

bool StoreFile::refuse(std::string why)
{
    error = std::move(why);
    return false;
}

std::int64_t StoreFile::findScope(const EventScope &scope)
{
    return connection->number("SELECT id FROM scopes WHERE decision = ?1 AND destination = ?2", scope.decisionId,
                              scope.destination);
}

void StoreFile::addToCounter(std::string_view name, std::int64_t by)
{
    if (by == 0)
        return;
    connection->run("INSERT INTO counters (name, value) VALUES (?1, ?2) "
                    "ON CONFLICT (name) DO UPDATE SET value = value + excluded.value",
                    name, by);
}

void StoreFile::addToDropped(DropReason reason, std::int64_t by)
{
    addToCounter(dropReasonName(reason), by);
}

std::string StoreFile::secretOf(const std::string &decisionId)
{
    return connection->text("SELECT secret FROM secrets WHERE decision = ?1", decisionId);
}

StoredEvent StoreFile::eventOf(const Statement &found)
{
    StoredEvent event;
    event.row = found.number(0);
    event.id = found.text(1);
    event.name = found.text(2);
    event.timeMs = found.number(3);
    event.state = static_cast<EventState>(std::clamp<std::int64_t>(found.number(4), 0, 4));
    event.body = found.text(5);
    event.attempts = static_cast<int>(found.number(6));
    event.finishedMs = found.number(7);
    event.reason = found.text(8);
    event.copies = static_cast<int>(std::clamp<std::int64_t>(found.number(9), 1, std::numeric_limits<int>::max()));
    return event;
}

std::int64_t StoreFile::pagesInUse()
{
    return connection->number("PRAGMA page_count") - connection->number("PRAGMA freelist_count");
}

std::int64_t StoreFile::logBytes() const
{
    return connection->usesWriteAheadLog() ? folder.writeAheadLogBytes() : 0;
}

bool StoreFile::hasWaitedInVain() const
{
    return lastPatience && clock->monotonic() - *lastPatience < patienceEvery;
}

void StoreFile::tidyLog()
{
    if (logBytes() <= limits.logCheckpoint)
        return;
    // Who reads or writes now will be done soon, and the next commit tries again: waiting would hold up the events
    // behind it. Only where they are about to be dropped it is worth a moment; not each time beside a reader that never
    // ends.
    if (cutLog() || connection->failed() || logBytes() <= limits.logFull || hasWaitedInVain())
        return;
    const auto now = clock->monotonic();
    if (!cutLog(logPatience))
        lastPatience = now;
}

bool StoreFile::cutLog(std::chrono::milliseconds patience)
{
    // Until it is cut, what was deleted still stands in it.
    if (logBytes() == 0)
        return true;
    if (!connection->checkpoint(patience))
        return false;
    noteSynced(); // a checkpoint syncs the log before it touches the database
    return true;
}

void StoreFile::noteSynced()
{
    lastSync = clock->monotonic();
    unsynced = false;
}

void StoreFile::noteDeleted()
{
    deleted = true;
    connection->execute("INSERT INTO meta (name, value) VALUES ('log_to_cut', 1) "
                        "ON CONFLICT (name) DO UPDATE SET value = value + 1");
}

void StoreFile::tidyDeleted(std::chrono::milliseconds patience)
{
    deleted = false; // tried once: the note stays for the next one who comes
    const std::int64_t noted = connection->number("SELECT value FROM meta WHERE name = 'log_to_cut'");
    if (noted == 0 || !cutLog(patience))
        return;
    connection->setSynchronous(false);
    // Unless somebody has deleted more meanwhile.
    connection->run("DELETE FROM meta WHERE name = 'log_to_cut' AND value = ?1", noted);
}

} // namespace candor
