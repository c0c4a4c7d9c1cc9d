// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/catalogue.h"
#include "queue/eventring.h"
#include "queue/eventstore.h"
#include "queue/ringfolder.h"
#include "queue/storevalues.h"
#include "telemetry/eventidentity.h"
#include "telemetry/valuetreatment.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace candor {

/// The store thread: takes events out of the ring, checks them against the catalogue and the categories granted,
/// encodes each once, and stores them in group commits. Qt-free.
///
/// The thread exists from begin() until it has nothing to record for; it shares no object with the host but this
/// class's own state, which it keeps alive, so that it can be abandoned at exit when a disk hangs. Callbacks run on it.
class Recorder
{
public:
    /// What is recorded, and under which decision.
    struct Scope
    {
        EventScope events;
        std::shared_ptr<EventRing> ring; ///< of this decision, destination and set of categories alone
        EventIdentity identity; ///< filled by Host::identity
        Categories granted;
        std::vector<OwnedProperty> common; ///< go with every event, behind its own
    };

    /// How a decision stands now.
    enum class Standing {
        Holds,
        OtherHolds, ///< a yes with another id
        Refused, ///< what was recorded is to be erased
        Undecided, ///< nobody may record, and what was recorded stays
    };

    /// What the recorder asks for and tells. Each may be called on the store thread, and late: it owns what it uses.
    struct Host
    {
        std::function<std::shared_ptr<const Catalogue>(std::string *error)> catalogue; ///< parsed at the first begin()
        std::function<EventIdentity()> identity; ///< after begin(); may touch the disk
        /// Daily: the local secret of \a decisionId is there, and with it today's id. May be empty.
        std::function<void(const std::string &decisionId, const std::string &secret)> secretKnown;
        /// Reads the files of the decision. Asked before the store is opened or taken over, and before the first commit
        /// of a scope; before erasing, because a yes may have followed; and when this process ends, because something
        /// may have been decided that nobody here has noticed. Empty: it holds.
        std::function<Standing(const std::string &decisionId)> standing;
        std::function<void()>
            eraseEarlier; ///< after OtherHolds at the end: removes what the store has of other decisions
        std::function<void(std::int64_t waiting)> opened; ///< the store is open; so many wait from before
        std::function<void(int stored)> committed; ///< so many may be sent (0: counters moved)
        /// Others are held, because more may be counted in them: from now, for so long at least. After committed().
        std::function<void(std::chrono::milliseconds heldFor)> held;
        /// Empty: nothing is left of the events; else something is, for this technical reason.
        std::function<void(const std::string &problem)> erased;
        std::function<void(const std::string &message)> problem; ///< for a person
        std::function<void(std::string_view body)> stored; ///< for tracing, as it stands there; may be empty
        std::function<void(const DropNote &note)> dropped; ///< likewise: what was not recorded, and why
    };

    struct Options
    {
        std::string storeFolder;
        EventStore::Options store;
        std::string protocol; ///< Destination::protocolName()
        std::shared_ptr<const Clock> clock;
        RingFolder rings; ///< where those of processes that died are looked for
        ValueTreatment treatment;
        /// What is recorded within this time shares a commit, unless the ring is half full by then.
        std::chrono::milliseconds gatherTime{5};
    };

    Recorder(Options options, Host host);
    ~Recorder(); ///< abandons the thread if it is still there: call finish() first

    Recorder(const Recorder &) = delete;
    Recorder &operator=(const Recorder &) = delete;

    /// Records for \a scope from now on. The ring before it is drained if it is of the same decision and destination,
    /// and retired. Rows of other decisions are removed, and what processes that died have left in their rings is
    /// stored. Returns at once.
    void begin(Scope scope);

    enum class EndMode {
        Keep, ///< close the store; what is in it stays
        Undecided, ///< the same, and what waits is dropped[expired] when nobody answers for a week
        Discard, ///< close the store, which somebody else is about to erase; what is in the ring goes
        Erase, ///< remove everything, here and in the ring
    };
    /// Stops recording and ends the thread. Returns at once.
    void end(EndMode mode);

    /// Stores what is in the ring now. \a done is called on the thread, whatever comes of that: whether all of it
    /// stands in the store, and how many events wait there; not, where the thread was abandoned before. Returns at
    /// once.
    void flush(std::function<void(bool stored, std::optional<std::int64_t> waiting)> done);

    /// There is something in the ring: wakes the thread if it sleeps. Any thread; a system call only after a pause.
    void wake();

    /// Stores what is in the ring, closes, and ends the thread; waits for at most \a deadline.
    /// \returns false when the thread was still busy and was abandoned: it calls nothing of Host any more, and what it
    /// could not store stays in the ring, for the next process, if that outlives this one.
    [[nodiscard]] bool finish(std::chrono::milliseconds deadline);

private:
    struct State;
    std::shared_ptr<State> m_state;
};

} // namespace candor
