// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "queue/eventstore.h"
#include "queue/storeconnection.h"
#include "queue/storefolder.h"
#include "queue/storetime.h"
#include "queue/storevalues.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace candor {

/// An EventStore's file, open: its connection, its log and what its tables say to all. Each class of the store works
/// over it. Internal to queue/; Qt-free; belongs to one thread.
struct StoreFile
{
    /// How \a maximumBytes is divided: the write-ahead log may become as large as the two limits say, the index of it
    /// that SQLite keeps beside it has its own file, and what is left is the database.
    struct Limits
    {
        explicit Limits(std::int64_t maximumBytes);
        std::int64_t logCheckpoint = 0; ///< above: move the log into the database
        std::int64_t logFull = 0; ///< above, when that is not possible: no new events
        std::int64_t logClosed = 0; ///< above: no commits at all
        std::int64_t pages = 0; ///< max_page_count
        std::int64_t pagesUsed = 0; ///< where eviction begins: 90 %
    };

    /// The last holder of a store that was erased under it removes the files and the folder.
    ~StoreFile();

    /// Begins an operation: forgets the failure of the last one.
    StoreConnection &begin();
    /// Begins one that writes, and need not be synced by itself.
    StoreConnection &beginWrite();
    /// Ends it: keeps the failure's message for EventStore::error().
    bool end(bool ok);
    /// Commits, ends, and tidies the log: what that comes to has no part in what is done, and is met by the next one.
    bool endWrite(Transaction &transaction);
    /// Ends it: \a found, or nothing where something failed.
    template<typename Found>
    [[nodiscard]] std::optional<Found> endWith(Found found)
    {
        return end(true) ? std::optional<Found>(std::move(found)) : std::nullopt;
    }
    bool refuse(std::string why);

    [[nodiscard]] std::int64_t nowMs() const { return unixMilliseconds(clock->now()); }

    /// 0 if there is no such scope.
    [[nodiscard]] std::int64_t findScope(const EventScope &scope);
    void addToCounter(std::string_view name, std::int64_t by);
    void addToDropped(DropReason reason, std::int64_t by);
    /// Empty: there is none.
    [[nodiscard]] std::string secretOf(const std::string &decisionId);

    /// Of a row of these columns: row, id, name, time_ms, state, body, attempts, finished_ms, reason, copies.
    [[nodiscard]] static StoredEvent eventOf(const Statement &found);

    [[nodiscard]] std::int64_t pagesInUse();
    [[nodiscard]] std::int64_t logBytes() const;
    /// Moves the log into the database if it has grown.
    void tidyLog();
    /// A moment ago somebody read for longer than one can wait for.
    [[nodiscard]] bool hasWaitedInVain() const;
    /// Moves the log into the database whatever its size, waiting at most \a patience for who reads.
    bool cutLog(std::chrono::milliseconds patience = {});
    void noteSynced();
    /// Notes, in the transaction that deletes, that the log has bytes of what goes.
    void noteDeleted();
    /// Cuts the log if it has such bytes. Where a reader is in the way for longer than \a patience, or this process
    /// ends before, the next one who comes does it.
    void tidyDeleted(std::chrono::milliseconds patience);

    StoreFolder folder; ///< first: its lock is let go of after the connection was closed
    std::unique_ptr<StoreConnection> connection;
    std::shared_ptr<const Clock> clock;
    EventStore::Options options;
    Limits limits{options.maximumBytes};
    StoreTime time{*connection, clock, options};
    std::string error;
    std::optional<std::chrono::steady_clock::time_point> lastSync;
    bool unsynced = false;
    bool deleted = false; ///< the log was not cut since
    std::optional<std::chrono::steady_clock::time_point> lastPatience; ///< when the log was last waited for in vain
    /// The data version at which no row was delivered or rejected: there is no index of them, so that each look reads
    /// the whole table.
    std::optional<std::int64_t> noFinishedAt;
};

} // namespace candor
