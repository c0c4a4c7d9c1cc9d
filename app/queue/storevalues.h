// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/category.h"
#include "queue/dropreason.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What is put into the event store and comes out of it: plain values.

namespace candor {

/// NotRecorded: a note that something was dropped before it was stored, and why; it has no body and never leaves.
enum class EventState { Waiting, Sending, Delivered, Rejected, NotRecorded };

/// What makes the store look at what it has before it inserts an event. Most events have none.
struct StoringRule
{
    std::optional<std::int64_t> day; ///< local, counted from 1970: only the first of a day is stored
    /// Not empty: events that have the same and happen in the same window (BurstWindow) are one event.
    /// Windows begin by it, which shows in the times of what is sent: it follows from what is sent alone.
    std::string burst;
    std::chrono::milliseconds window{0}; ///< its length, at most an hour
    /// The body of the one event; nothing: these two can't be one.
    std::optional<std::string> (*fold)(std::string_view first, std::string_view other) = nullptr;
};

/// An event ready to be stored: its JSON object is final, unless others may be counted in it, and then until it is
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

/// What a commit did with the events it was given.
struct CommitOutcome
{
    int stored = 0; ///< may be sent at once
    /// Others were stored, too, or counted in one that was: from now, until the first of their windows is over.
    std::optional<std::chrono::milliseconds> heldFor;
    /// Indexes of those that were not stored as they were given: counted in another one, more than once a day, no room.
    std::vector<std::size_t> left;
    std::vector<std::string> rewritten; ///< bodies as they stand now, of events in which others were counted
};

/// What waits for one scope.
struct WaitingEvents
{
    std::int64_t ready = 0; ///< may be claimed
    std::int64_t held = 0; ///< their window is not over: more may be counted in them
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

/// What a request came to for the events in it.
struct Settlement
{
    EventState becomes = EventState::Waiting; ///< Delivered, Rejected, or Waiting again
    std::string reason = {}; ///< Rejected: an AttemptResult as text
    bool isAttempt = true; ///< counts as one
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

} // namespace candor
