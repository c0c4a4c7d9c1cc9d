// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "queue/eventstore.h"
#include "queue/storeclock.h"
#include "queue/storeconnection.h"
#include "queue/storefolder.h"

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace candor {

/// What the parts of EventStore (writing, aging, delivering, showing) share.
struct EventStore::Private
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

    Private(StoreFolder storeFolder, std::unique_ptr<StoreConnection> storeConnection,
            std::shared_ptr<const Clock> storeClock, const Options &storeOptions)
        : folder(std::move(storeFolder))
        , connection(std::move(storeConnection))
        , clock(std::move(storeClock))
        , options(storeOptions)
        , limits(storeOptions.maximumBytes)
    {
    }

    /// The last holder of a store that was erased under it removes the files and the folder.
    ~Private();

    /// Begins an operation: forgets the failure of the last one.
    StoreConnection &begin();
    /// Ends it: keeps the failure's message for error().
    bool end(bool ok);
    /// Commits, ends, and tidies the log: what that comes to has no part in what is done, and is met by the next one.
    bool endWrite(Transaction &transaction);
    bool refuse(std::string why);

    static constexpr std::chrono::milliseconds longestHold = std::chrono::hours(1);
    static constexpr int notesKept = 500;

    [[nodiscard]] std::int64_t nowMs() const { return unixMilliseconds(clock->now()); }

    /// 0 if there is no such scope.
    [[nodiscard]] std::int64_t findScope(const EventScope &scope);
    /// ... makes it.
    [[nodiscard]] std::int64_t obtainScope(const EventScope &scope);
    [[nodiscard]] RingPosition ringPosition(std::uint64_t ringBase);
    void addToCounter(std::string_view name, std::int64_t by);
    void addToDropped(DropReason reason, std::int64_t by);
    void restartCounters();
    struct Ages
    {
        std::int64_t oldestWaiting = 0;
        std::int64_t oldestFinished = 0;
        std::int64_t newest = 0;
        std::int64_t rings = 0;
    };
    [[nodiscard]] Ages ages();
    /// The time by which everything in the store ages. Only inside a transaction that writes.
    [[nodiscard]] const StoreClock &time();
    [[nodiscard]] StoreClock lookAtTime(); ///< ... without one
    [[nodiscard]] StoreClock::Reading readClock() const;
    /// The age from which \a event counts: what it says itself counts as far as the clock is in doubt anyway.
    [[nodiscard]] std::int64_t agedFrom(const NewEvent &event);
    /// What ages from before that looks too old to be sent.
    [[nodiscard]] std::int64_t oldestToSend(const StoreClock &time);
    [[nodiscard]] std::int64_t undecidedSince(); ///< as an age; 0: it is not
    /// Takes back to \a now what seems to come from later: it was stored while a clock was ahead that is not believed.
    [[nodiscard]] bool adoptClock(std::int64_t now);
    /// Which rows go, and what is to be counted in the same transaction.
    struct Removal
    {
        const char *rows = nullptr; ///< a condition on events, with values from ?1 on
        std::function<void(Statement &statement)> bind;
        /// \a last: no more come.
        std::function<void(std::int64_t gone, bool last)> count;
        bool atOnce = false; ///< whatever the log has come to, and it must not come back with a power cut
    };
    [[nodiscard]] bool hasRows(const Removal &removal);
    /// Deletes them, as many at a time as the log takes up. False: not all of them, because it is closed, or a failure.
    [[nodiscard]] bool removeRows(const Removal &removal);
    /// Notes, in the transaction that deletes, that the log has bytes of what goes.
    void noteDeleted();
    /// Cuts the log if it has such bytes. Where a reader is in the way for longer than \a patience, or this process
    /// ends before, the next one who comes does it.
    void tidyDeleted(std::chrono::milliseconds patience);
    [[nodiscard]] std::chrono::milliseconds readersPatience() const;
    [[nodiscard]] std::int64_t pagesInUse();
    using Events = std::span<const NewEvent *const>;
    /// Events after a look at their rules.
    struct Admission
    {
        std::vector<const NewEvent *> events; ///< to be inserted
        std::map<std::size_t, NewEvent> changed; ///< those of them, by their index, in which others were counted
        std::vector<std::size_t> left; ///< indexes of those given that are not among them
        std::vector<DropNote> notes; ///< on what was dropped
        std::vector<std::string> rewritten; ///< bodies of events of the store in which others were counted

        /// Says in \a outcome what became of \a given, once it is known what found \a noRoom.
        void report(std::span<const NewEvent> given, const std::vector<const NewEvent *> &noRoom,
                    CommitOutcome *outcome);
    };
    [[nodiscard]] Admission admit(std::int64_t scope, std::span<const NewEvent> events);
    /// False: there was one already.
    [[nodiscard]] bool isFirstOfDay(std::int64_t scope, const NewEvent &event);
    /// What was not stored after all leaves its day to the next one.
    void giveBackDay(std::int64_t scope, const NewEvent &event);
    /// Inserts what there is room for, the newest first in line, and counts the rest.
    /// \returns those that found none.
    std::vector<const NewEvent *> insert(std::int64_t scope, Events events, std::vector<HeldEvent> *held);
    void insertPart(std::int64_t scope, Events events, std::vector<HeldEvent> *held);
    void insertRows(std::int64_t scope, Events events);
    /// ... of the row of events that was inserted just now. \returns its number.
    std::int64_t insertBody(std::string_view id, std::string_view name, std::string_view body);
    [[nodiscard]] HeldEvent insertHeld(std::int64_t scope, const NewEvent &event);
    void insertNotes(std::int64_t scope, std::span<const DropNote> notes);
    /// Deletes delivered and rejected rows, then the oldest waiting ones, until \a need more pages fit. To be used
    /// inside a transaction.
    void evict(std::int64_t need);
    /// Removes secrets and days of other decisions than \a decisionId. False: there were none.
    bool forgetMarks(const std::string &decisionId);
    /// False: no row is delivered or rejected, as far as this connection knows without looking.
    [[nodiscard]] bool mayHoldFinished();
    [[nodiscard]] std::int64_t logBytes() const;
    /// Moves the log into the database if it has grown.
    void tidyLog();
    /// A moment ago somebody read for longer than one can wait for.
    [[nodiscard]] bool hasWaitedInVain() const;
    /// Moves the log into the database whatever its size, waiting at most \a patience for who reads.
    bool cutLog(std::chrono::milliseconds patience);
    /// Gives pages that nothing uses any more back to the file system.
    void shrink();

    StoreFolder folder; ///< first: its lock is let go of after the connection was closed
    std::unique_ptr<StoreConnection> connection;
    std::shared_ptr<const Clock> clock;
    Options options;
    Limits limits;
    std::string error;
    std::optional<std::chrono::steady_clock::time_point> lastSync;
    bool unsynced = false;
    bool deleted = false; ///< the log was not cut since
    std::optional<StoreClock> lastTime;
    std::int64_t lastTimeMs = 0; ///< monotonic: when it was looked up
    std::optional<std::chrono::steady_clock::time_point> lastPatience; ///< when the log was last waited for in vain
    std::optional<std::int64_t> noFinishedAt; ///< the data version at which none was found
};

} // namespace candor
