// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "queue/eventstore.h"

#include "queue/storefile.h"
#include "queue/storeschema.h"

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
    return {OpenStatus::Failed, damaged, nullptr,
            "the event store " + folder.database() + " can't be used: "
                + (connection.failed()
                       ? connection.message()
                       : std::string("it is not one of Candor's, not whole, or from before the first release"))};
}

/// Opens the database as it is; makes the tables in an empty one unless it is only read.
Attempt attemptOpen(const StoreFolder &folder, const ConnectionSettings &settings, std::int64_t nowMs)
{
    auto connection = StoreConnection::open(folder.database(), settings);
    // Looked at before any pragma is set: setting some of them writes to the file.
    State state = storeschema::inspect(*connection);
    if (state == State::Newer)
        return {OpenStatus::NewerSchema, false, nullptr,
                "the event store " + folder.database() + " was made by a newer version and is left alone"};
    if (state == State::Failed)
        return failed(folder, *connection, false);
    if (state == State::Foreign || (folder.isMarkedDamaged() && !settings.readOnly))
        return failed(folder, *connection, true);
    connection->applyPragmas();
    if (state == State::Empty && settings.readOnly)
        return {OpenStatus::Missing, false, nullptr, {}}; // another process is just making it
    if (state == State::Empty)
        storeschema::create(*connection, nowMs);
    if (connection->failed())
        return failed(folder, *connection, connection->isDamaged());
    // Reading all of it takes longer than everything else together, and is worth it after the system has crashed. What
    // goes wrong later is found by who comes to it: see StoreFile::end().
    if (!settings.readOnly && !folder.isMarkedWhole()) {
        if (!storeschema::isWhole(*connection))
            return failed(folder, *connection, !connection->failed() || connection->isDamaged());
        folder.markWhole();
    }
    return {OpenStatus::Ok, false, std::move(connection), {}};
}

/// Removes a damaged file and begins a new one, unless somebody else uses it or has just done the same.
Attempt beginAnew(StoreFolder &folder, const ConnectionSettings &settings, std::int64_t nowMs, std::string problem)
{
    Attempt result{OpenStatus::Failed, true, nullptr, std::move(problem)};
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
    auto storeFolder = StoreFolder::open(folder, mode, options.patience, &result.error);
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
    settings.maximumPages = StoreFile::Limits(options.maximumBytes).pages;
    const std::int64_t nowMs = unixMilliseconds(clock->now());
    Attempt attempt = attemptOpen(*storeFolder, settings, nowMs);
    if (attempt.damaged && makes)
        attempt = beginAnew(*storeFolder, settings, nowMs, std::move(attempt.error));
    result.status = attempt.status;
    result.error = std::move(attempt.error);
    if (attempt.connection) {
        result.store.reset(new EventStore(std::unique_ptr<StoreFile>(new StoreFile{
            std::move(*storeFolder), std::move(attempt.connection), std::move(clock), std::move(options)})));
    }
    return result;
}

EventStore::EventStore(std::unique_ptr<StoreFile> file)
    : m_file(std::move(file))
{
}

EventStore::~EventStore() = default;

const std::string &EventStore::error() const
{
    return m_file->error;
}

} // namespace candor
