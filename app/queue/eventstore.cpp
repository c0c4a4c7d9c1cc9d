// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "queue/eventstore.h"

#include "queue/eventstore_p.h"
#include "queue/storeschema.h"

#include <sqlite3.h>

#include <algorithm>
#include <utility>

namespace candor {

namespace {

using OpenStatus = EventStore::OpenStatus;
using storeschema::State;

constexpr std::chrono::milliseconds lockPatience{2000};

struct Attempt
{
    OpenStatus status = OpenStatus::Failed;
    bool damaged = false; ///< Failed because the file is no usable database
    std::unique_ptr<StoreConnection> connection;
    std::string error;
};

Attempt failed(const StoreFolder &folder, const StoreConnection &connection, bool damaged)
{
    Attempt result;
    result.damaged = damaged;
    result.error = "the event store " + folder.database() + " can't be used: "
        + (connection.failed() ? connection.message()
                               : std::string("it is not one of Candor's, not whole, or from before the first release"));
    return result;
}

/// Opens the database as it is; makes the tables in an empty one unless it is only read.
Attempt attemptOpen(const StoreFolder &folder, const ConnectionSettings &settings, std::int64_t nowMs)
{
    auto connection = StoreConnection::open(folder.database(), settings);
    // Looked at before any pragma is set: setting some of them writes to the file.
    State state = storeschema::inspect(*connection);
    if (state == State::Newer) {
        Attempt result;
        result.status = OpenStatus::NewerSchema;
        result.error = "the event store " + folder.database() + " was made by a newer version and is left alone";
        return result;
    }
    if (state == State::Failed)
        return failed(folder, *connection, false);
    if (state == State::Foreign || (folder.isMarkedDamaged() && !settings.readOnly))
        return failed(folder, *connection, true);
    connection->applyPragmas();
    if (state == State::Empty && settings.readOnly) {
        Attempt result;
        result.status = OpenStatus::Missing; // another process is just making it
        return result;
    }
    if (state == State::Empty)
        storeschema::create(*connection, nowMs);
    if (connection->failed())
        return failed(folder, *connection, connection->isDamaged());
    // Reading all of it takes longer than everything else together, and is worth it after the system has crashed. What
    // goes wrong later is found by who comes to it: see Private::end().
    if (!settings.readOnly && !folder.isMarkedWhole()) {
        if (!storeschema::isWhole(*connection))
            return failed(folder, *connection, !connection->failed() || connection->isDamaged());
        folder.markWhole();
    }
    Attempt result;
    result.status = OpenStatus::Ok;
    result.connection = std::move(connection);
    return result;
}

/// Removes a damaged file and begins a new one, unless somebody else uses it or has just done the same.
Attempt beginAnew(StoreFolder &folder, const ConnectionSettings &settings, std::int64_t nowMs, std::string problem)
{
    Attempt result;
    result.damaged = true;
    result.error = std::move(problem);
    if (!folder.becomeExclusive(lockPatience)) {
        result.error += "; another process has it open, so it was not begun anew";
        return result;
    }
    Attempt again = attemptOpen(folder, settings, nowMs);
    const bool stillDamaged = again.damaged;
    std::string error;
    if (stillDamaged) {
        again.connection.reset();
        if (!folder.removeDatabase(&error) || !folder.prepareDatabaseFile(&error)) {
            result.error += "; " + error;
            return result;
        }
        folder.removeMark();
        again = attemptOpen(folder, settings, nowMs);
    }
    if (again.status == OpenStatus::Ok && !folder.becomeShared(lockPatience)) {
        result.error += "; its lock was lost";
        return result;
    }
    if (again.status == OpenStatus::Ok && stillDamaged) {
        again.status = OpenStatus::BegunAnew;
        again.error = result.error + "; it was removed and begun anew";
    }
    return again;
}

} // namespace

EventStore::Private::Limits::Limits(std::int64_t maximumBytes)
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

StoreConnection &EventStore::Private::begin()
{
    error.clear();
    connection->clearFailure();
    // Another process has found it damaged: it can be begun anew only when everybody has closed it.
    if (folder.isMarkedDamaged())
        connection->fail(SQLITE_CORRUPT);
    return *connection;
}

bool EventStore::Private::end(bool ok)
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

bool EventStore::Private::endWrite(Transaction &transaction)
{
    const bool done = end(transaction.commit());
    tidyLog();
    return done;
}

bool EventStore::Private::refuse(std::string why)
{
    error = std::move(why);
    return false;
}

EventStore::Opened EventStore::open(const std::string &folder, Mode mode, std::shared_ptr<const Clock> clock,
                                    Options options)
{
    Opened result;
    if (folder.empty() || folder.front() != '/') {
        result.error = "the event store has no folder";
        return result;
    }
    const bool readOnly = mode == Mode::ReadOnly;
    const bool makes = mode == Mode::ReadWrite;
    if (!makes && !StoreFolder::exists(folder + "/events.sqlite")) {
        // No folder is no store; something else in its place hides whether there is one.
        if (StoreFolder::mayBeFolder(folder, &result.error))
            result.status = OpenStatus::Missing;
        return result;
    }
    using Access = StoreFolder::Access;
    const Access access = readOnly ? Access::Look : makes ? Access::Create : Access::Change;
    auto storeFolder = StoreFolder::open(folder, access, options.patience, &result.error);
    if (!storeFolder && !makes && result.error.empty())
        result.status = OpenStatus::Missing;
    if (!storeFolder || (makes && !storeFolder->prepareDatabaseFile(&result.error)))
        return result;
    if (!storeFolder->hasDatabase()) {
        result.status = OpenStatus::Missing; // removed while the lock was waited for
        return result;
    }

    ConnectionSettings settings;
    settings.readOnly = readOnly;
    settings.writeAheadLog = storeFolder->isLocal();
    settings.fileLayer = options.fileLayer;
    settings.patience = options.patience;
    settings.maximumPages = Private::Limits(options.maximumBytes).pages;
    const std::int64_t nowMs = unixMilliseconds(clock->now());
    Attempt attempt = attemptOpen(*storeFolder, settings, nowMs);
    if (attempt.damaged && makes)
        attempt = beginAnew(*storeFolder, settings, nowMs, std::move(attempt.error));
    result.status = attempt.status;
    result.error = std::move(attempt.error);
    if (attempt.connection) {
        result.store.reset(new EventStore(std::make_unique<Private>(
            std::move(*storeFolder), std::move(attempt.connection), std::move(clock), options)));
    }
    return result;
}

EventStore::Private::~Private()
{
    constexpr const char *question = "SELECT count(*) FROM meta WHERE name = 'erased'";
    bool erased = connection && connection->number(question) > 0;
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

EventStore::EventStore(std::unique_ptr<Private> p)
    : d(std::move(p))
{
}

EventStore::~EventStore() = default;

const std::string &EventStore::error() const
{
    return d->error;
}

} // namespace candor
