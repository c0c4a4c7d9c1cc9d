// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/category.h"
#include "system/clock.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace candor {

/// NotRecorded: a note that something was dropped before it was stored, and why; it has no body and never leaves.
enum class EventState { Waiting, Sending, Delivered, Rejected, NotRecorded };

/// Why an event did not leave. Names (dropReasonName) are keys of `status --json`'s "dropped".
enum class DropReason {
    Memory,
    Disk,
    Undeclared,
    Retired,
    Invalid,
    Category,
    Disabled,
    Sampled,
    Daily,
    Aggregated,
    Expired,
    Attempts,
    Rejected,
    Deleted,
    Early, ///< it happened before the yes
};
[[nodiscard]] std::string_view dropReasonName(DropReason reason);

/// What makes the store look at what it has before it inserts an event. Most events have none.
struct StoringRule
{
    std::optional<std::int64_t> day; ///< local, counted from 1970: only the first of a day is stored
    /// Not empty: events that have the same are one event where they happen within \a window after the first.
    std::string burst;
    std::chrono::milliseconds window{0}; ///< at most an hour
    /// The body of the one event; nothing: these two can't be one.
    std::optional<std::string> (*fold)(std::string_view first, std::string_view other) = nullptr;
};

/// An event ready to be stored: its JSON object is final, unless it is the first of a burst, and then until it is
/// claimed.
struct NewEvent
{
    std::string id;
    std::string name;
    std::int64_t timeMs = 0;
    std::string body; ///< the JSON object, the same bytes that are shown and sent
    std::shared_ptr<const StoringRule> rule = {};
    Categories categories = allCategories; ///< its own and those of its properties: without all of them it goes
};

/// What was dropped before it was stored, for a person to see.
struct DropNote
{
    std::string name; ///< as the catalogue declares it; empty where it does not
    DropReason reason = DropReason::Invalid;
    std::int64_t timeMs = 0; ///< of the last of them; 0: not known
    std::int64_t copies = 1;
};

/// A waiting event that is held, because more may be counted in it.
struct HeldEvent
{
    std::int64_t row = 0;
    std::chrono::milliseconds window{0};
};

/// What a commit did with the events it was given.
struct CommitOutcome
{
    int stored = 0; ///< may be sent at once
    std::vector<HeldEvent> held; ///< stored too, but to be let go of when their time is over
    /// Indexes of those that were not stored as they were given: counted in another one, more than once a day, no room.
    std::vector<std::size_t> left;
    std::vector<std::string> rewritten; ///< bodies as they stand now, of events in which others were counted
};

/// What waits for one scope.
struct WaitingEvents
{
    std::int64_t ready = 0; ///< may be claimed
    std::int64_t held = 0;
    std::chrono::milliseconds heldFor{0}; ///< from now, until the first of these is ready
    std::int64_t inDoubt = 0; ///< look too old to be sent, by a clock that may be wrong: neither sent nor dropped yet
};

/// Where rows belong: under another decision they are erased, to another destination never sent.
struct EventScope
{
    std::string decisionId;
    std::string destination; ///< protocol, host and key fingerprint: Destination::fingerprint()

    bool operator==(const EventScope &) const = default;
};

struct StoredEvent
{
    std::int64_t row = 0;
    std::string id;
    std::string name;
    std::int64_t timeMs = 0;
    EventState state = EventState::Waiting;
    std::string body;
    int attempts = 0;
    std::int64_t finishedMs = 0; ///< when it was delivered or rejected
    std::string reason; ///< rejected: an AttemptResult as text, cut at 300 bytes; not recorded: dropReasonName()
    int copies = 1; ///< so many were not recorded for the same reason in one batch
};

/// accepted = waiting + sending + delivered + sum of dropped, at every moment (promise P9).
struct EventCounters
{
    std::int64_t accepted = 0;
    std::int64_t waiting = 0;
    std::int64_t sending = 0;
    std::int64_t delivered = 0;
    std::map<DropReason, std::int64_t> dropped;
    std::int64_t waitingBytes = 0;
    std::int64_t countersSinceMs = 0;
};

/// What binds all processes about sending; stands in the store.
struct DeliveryState
{
    std::int64_t notBeforeMs = 0; ///< wall clock; clamped by the reader to the longest delay there is
    int failures = 0; ///< in a row
    std::string pauseReason; ///< empty: not paused; else an AttemptResult as text
    std::string pausedFor; ///< fingerprint of the destination the pause is about; another one lifts it
    std::int64_t lastAttemptMs = 0;
    std::int64_t lastDeliveryMs = 0;
    std::string lastResult; ///< an AttemptResult as text: "delivered 3", "status 503"
    bool lastOk = false;
    std::string lastHost;
};

struct ActivityQuery
{
    std::string text; ///< part of the event's name or body, ASCII letters of either case; empty: all
    std::optional<EventState> state;
    std::int64_t beforeRow = 0; ///< 0: from the newest
    int limit = 500; ///< clamped to 500
    std::string name; ///< of the events wanted; empty: all
    std::int64_t fromMs = 0; ///< happened then or later; 0: from the beginning
    std::int64_t untilMs = 0; ///< happened before; 0: to the end
};

/// What a commit moves besides rows.
struct CommitProgress
{
    std::uint64_t ringBase = 0;
    std::uint64_t lastSequence = 0; ///< everything up to here is dealt with, also what was dropped
    std::int64_t accepted = 0; ///< how many track() calls these were, dropped ones included
    std::map<DropReason, std::int64_t> dropped; ///< of those
    std::vector<DropNote> notes; ///< on those; what the commit itself drops it notes itself
    /// The ring's total of refusals so far: what is new since the last commit of this ring is counted as accepted and
    /// dropped[memory], besides the two numbers above.
    std::uint64_t ringDropped = 0;
};

/// How far a ring is dealt with.
struct RingPosition
{
    std::uint64_t lastSequence = 0;
    std::uint64_t dropped = 0; ///< refusals that are counted

    bool operator==(const RingPosition &) const = default;
};

/// The SQLite file of waiting, delivered and rejected events: <folder>/events.sqlite, shared by several processes.
/// One instance is one connection and belongs to one thread. No statement stays open between two calls. Qt-free.
/// A file that turns out to be damaged makes the operation fail that comes to it, and every later one in all processes;
/// once they have closed it, the next open() begins it anew and says so.
/// Every operation may fail (disk full, damage, a lock held for longer than the busy time-out of 2 s): it then returns
/// false or nothing, error() says why, and nothing was changed. One exception: where the disk fails while it syncs,
/// what was refused may be there, whole, once the store is opened again. Trying again does no harm: a commit moves the
/// ring's position with its rows, and marks change only what is still to be changed.
class EventStore
{
public:
    enum class Mode {
        ReadWrite, ///< makes the folder (0700) and the file (0600); begins a damaged file anew
        ReadOnly, ///< for showing; never creates or changes a file
        Existing, ///< to change what is there: makes nothing where there is no store (Missing), begins nothing anew
    };
    enum class OpenStatus { Ok, BegunAnew, Missing, NewerSchema, Failed };

    struct Options
    {
        std::int64_t maximumBytes = 10 * 1024 * 1024; ///< on disk, promise P8
        std::chrono::hours maximumAge = std::chrono::hours(24 * 30);
        std::chrono::hours keepDelivered = std::chrono::hours(24 * 7);
        std::chrono::hours keepUndecided = std::chrono::hours(24 * 7); ///< what waits while nobody has answered
        std::int64_t start = 0; ///< random: tells one start of a program from the others, see expire()
        std::string fileLayer; ///< name of a registered SQLite VFS; empty: the system's
        /// How long others may hold the folder or the file before that is a failure.
        std::chrono::milliseconds patience{2000};
        /// Asked inside a commit that is the first of its scope, or the first since somebody erased what there was of
        /// it, with the decision's id: false refuses the commit. So whoever erases after changing the answer finds
        /// nothing written behind it. Empty: always wanted.
        std::function<bool(const std::string &decisionId)> stillWanted;
    };

    struct Opened
    {
        OpenStatus status = OpenStatus::Failed;
        std::unique_ptr<EventStore> store; ///< set when Ok or BegunAnew
        std::string error; ///< for a person
    };
    [[nodiscard]] static Opened open(const std::string &folder, Mode mode, std::shared_ptr<const Clock> clock,
                                     Options options);
    ~EventStore();
    EventStore(const EventStore &) = delete;
    EventStore &operator=(const EventStore &) = delete;

    [[nodiscard]] const std::string &error() const;

    // --- the store thread -------------------------------------------------------------------------------------------

    /// Inserts \a events and moves the counters and the ring's position in one transaction (BEGIN IMMEDIATE). At 90 %
    /// of maximumBytes it evicts in the same transaction, delivered ones first, then the oldest waiting
    /// (dropped[disk]). Syncs when more than 1 s has passed since the last sync (synchronous FULL, otherwise NORMAL).
    /// What the ring's position says was dealt with before is neither stored nor counted a second time: where
    /// lastSequence does not advance, only a larger ringDropped is counted.
    /// In the same transaction events with a rule are looked at: the second of a day is dropped[daily], and one that
    /// belongs to a burst is counted in the event that stands for it, as long as that is held (dropped[aggregated]).
    [[nodiscard]] bool commit(const EventScope &scope, std::span<const NewEvent> events, const CommitProgress &progress,
                              CommitOutcome *outcome = nullptr);
    /// Nothing more is counted in these \a rows: they may be claimed. \a released: so many had still been held.
    [[nodiscard]] bool letGo(std::span<const HeldEvent> rows, int *released);
    /// Is there a commit that was not yet synced, or did events make room for others? Then sync() within 1 s of it.
    [[nodiscard]] bool hasUnsynced() const;
    [[nodiscard]] bool sync();
    /// How much of the ring \a ringBase was committed, by whichever process; zeroes if none. Nothing on failure: then
    /// its entries must stay where they are, or they could be stored twice.
    [[nodiscard]] std::optional<RingPosition> ringPosition(std::uint64_t ringBase);
    /// Drops waiting events older than maximumAge (dropped[expired]) and forgets delivered and rejected ones, and notes
    /// of what was not recorded, older than keepDelivered. An event's age counts from when it was stored, by
    /// StoreClock: where the wall clock has moved by more than a day between two starts, or has been set, what looks
    /// old by it is neither removed nor claimed until two starts agree on it, or one has read it for a day. No byte of
    /// what goes is left in the files; while somebody else reads them it may be in the log until the next call, of
    /// whichever process. That holds for every way in which events go; where they make room for others, it is so after
    /// the next sync().
    [[nodiscard]] bool expire();
    /// What was recorded under a yes waits while that yes does not count (another notice, another recipient). Remembers
    /// since when, with \a undecided, and forgets it without; after keepUndecided what waits is dropped[expired].
    [[nodiscard]] bool noteUndecided(bool undecided);
    /// Removes every event recorded under another decision than \a decisionId (counters restart when any decision other
    /// than that one had been counted).
    [[nodiscard]] bool keepOnly(const std::string &decisionId);
    /// Removes every event on its way that says something of a category outside \a granted (dropped[category]). What
    /// was delivered stays: it was sent under a yes, and can be looked at. No byte of what goes is left in the files;
    /// while somebody else reads them it may be in the log until the next call, of whichever process.
    [[nodiscard]] bool keepGranted(Categories granted);

    /// The local secret of \a decisionId: the one there is, or \a candidate, which becomes it; the same for all
    /// processes. Gone with keepOnly() of another decision and with erase(). Nothing on failure.
    [[nodiscard]] std::optional<std::string> obtainSecret(const std::string &decisionId, const std::string &candidate);

    // --- the upload thread ------------------------------------------------------------------------------------------

    /// Puts rows left in `sending` by a process that died back to waiting. Only the holder of the upload lock calls it.
    [[nodiscard]] bool reclaim();
    enum class Held { Stay, Included };
    using IdentityOf = std::function<std::string_view(std::string_view body)>;
    /// The oldest waiting events of \a scope, marked as sending: at most \a maximumEvents and \a maximumBytes of bodies
    /// (but at least one). Those that are held stay until their time is over, an hour at the most whatever the clock
    /// says, or are \a held Included, and then stand for what was counted in them so far. What says something of a
    /// category outside \a granted stays: another process may not have heard of the answer yet when it stored it. With
    /// \a identityOf, of so many only those whose bodies give the same as the oldest one's.
    [[nodiscard]] std::vector<StoredEvent> claim(const EventScope &scope, int maximumEvents, std::int64_t maximumBytes,
                                                 Held held = Held::Stay, Categories granted = allCategories,
                                                 const IdentityOf &identityOf = {});
    [[nodiscard]] bool markDelivered(std::span<const std::int64_t> rows);
    [[nodiscard]] bool markRejected(std::span<const std::int64_t> rows, const std::string &reason);
    /// Back to waiting. \a countAttempt: a request had been made.
    [[nodiscard]] bool release(std::span<const std::int64_t> rows, bool countAttempt);
    /// Removes waiting events that were tried \a attempts times or more (dropped[attempts]). No effect for 0.
    [[nodiscard]] bool dropTried(int attempts);
    [[nodiscard]] std::optional<DeliveryState> deliveryState();
    [[nodiscard]] bool setDeliveryState(const DeliveryState &state);

    // --- showing ----------------------------------------------------------------------------------------------------

    [[nodiscard]] std::optional<EventCounters> counters();
    [[nodiscard]] std::optional<WaitingEvents> waitingEvents(const EventScope &scope);
    /// How many wait for \a scope, held or not (those of another destination wait for ever, or until they expire).
    [[nodiscard]] std::optional<std::int64_t> waiting(const EventScope &scope);
    /// The newest row there is, whatever became of it; 0 if there is none.
    [[nodiscard]] std::optional<std::int64_t> newestRow();
    /// How many events up to \a row wait or are being sent, of whatever scope.
    [[nodiscard]] std::optional<std::int64_t> onTheirWay(std::int64_t row);
    /// Newest first. Nothing on failure.
    [[nodiscard]] std::optional<std::vector<StoredEvent>> events(const ActivityQuery &query);
    /// How many events there are, whatever became of them; what was only noted is none.
    [[nodiscard]] std::optional<std::int64_t> recorded();
    /// Names that events() would find without a filter, sorted.
    [[nodiscard]] std::optional<std::vector<std::string>> eventNames();
    /// Removes the waiting event \a row, if it is the one with \a id (dropped[deleted]), and syncs: a person was told.
    /// True without effect when it does not wait any more, with \a removed telling.
    [[nodiscard]] bool removeWaiting(std::int64_t row, const std::string &id, bool *removed);

    // --- the end ----------------------------------------------------------------------------------------------------

    /// Removes everything in \a folder after a no: rows (secure_delete), a truncating checkpoint, and, when no other
    /// process has the store open, the files and the folder. Tries for erasePatience. True when no byte of an event is
    /// left. \a stillWanted is asked once the folder's lock is held: a yes given meanwhile keeps what belongs to it
    /// (true, too).
    [[nodiscard]] static bool erase(const std::string &folder, std::shared_ptr<const Clock> clock, std::string *error,
                                    const std::function<bool()> &stillWanted = {}, const std::string &fileLayer = {});

    /// The same beside a yes that goes on under a new decision: what others have recorded under that stays, and the
    /// files with it. \a current is asked once the folder's lock is held, and tells that decision; empty: there is
    /// none.
    [[nodiscard]] static bool eraseEarlier(const std::string &folder, const std::function<std::string()> &current,
                                           std::shared_ptr<const Clock> clock, std::string *error,
                                           const std::string &fileLayer = {},
                                           std::chrono::milliseconds patience = erasePatience);
    static constexpr std::chrono::milliseconds erasePatience{1000};

private:
    struct Private;
    explicit EventStore(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace candor
