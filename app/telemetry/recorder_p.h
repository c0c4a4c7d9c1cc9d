// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "delivery/wireformat.h"
#include "telemetry/recorder.h"
#include "telemetry/ringbatch.h"
#include "telemetry/ringrecovery.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <semaphore>
#include <utility>

namespace candor {

/// The recorder's inside: what its two parts share, the thread with its commands (recorder.cpp) and what that does to
/// ring and store (recorderstoring.cpp). The thread keeps it alive.
struct Recorder::State : std::enable_shared_from_this<Recorder::State>
{
    struct Command
    {
        enum class Kind { Begin, Flush, End, Finish };
        Kind kind = Kind::Finish;
        Recorder::Scope scope = {};
        std::function<void(bool stored, std::optional<std::int64_t> waiting)> flushed = {};
        EndMode mode = EndMode::Keep;
    };

    State(Options o, Host h)
        : options(std::move(o))
        , host(std::move(h))
    {
    }

    const Options options;
    const Host host;

    std::mutex mutex; // guards commands, running
    std::deque<Command> commands;
    bool running = false;
    std::condition_variable ended;

    std::atomic<bool> abandoned{false}; // the program is ending: nothing of the host may be touched any more
    std::atomic<bool> startPending{false}; // the system had no thread left: tried again at the next occasion
    std::atomic<bool> sleeping{false};
    std::counting_semaphore<> wakeUps{0};

    // Below: the store thread's own.
    std::shared_ptr<const WireFormat> wire;
    std::shared_ptr<const Catalogue> catalogue; // null where it is not valid: nothing is declared then
    std::unique_ptr<EventStore> store;
    std::optional<Scope> scope;
    std::optional<EventPreparation> preparation; // for the scope, once that has its id
    std::uint64_t position = 0; // everything up to here in the scope's ring is committed
    std::uint64_t countedDrops = 0; // of ring->dropped()
    std::uint64_t lost = 0; // so many events were in rings that lay in memory of this process
    std::optional<EventScope> recordedFor; // what these two belong to
    std::chrono::steady_clock::time_point lastCommit;
    std::chrono::steady_clock::time_point lastExpire;
    std::chrono::steady_clock::time_point retryAt;
    std::chrono::milliseconds retryDelay{0};
    bool unwanted = false; // the last commit was refused, because another answer holds than the scope's
    bool finishing = false;
    bool unusable = false; // a newer schema: nothing is recorded until the next begin()

    // The thread.
    void post(Command command);
    void startThread();
    void wakeUp();
    void run();
    bool takeCommand(Command *command);
    void obey(Command &command);
    void sleepUntilWoken();
    void gather();
    bool commandsWait();

    // Ring and store.
    void beginScope(Scope next);
    void prepare();
    void prepareEvents();
    void tellStored(const RingBatch &batch, const CommitOutcome &outcome) const;
    void drainBefore(const Scope &next);
    void leaveRing();
    void endScope(bool keepWhatIsLeft);
    void openStore();
    bool isCurrent();
    bool isStillWanted(const std::string &decisionId);
    void narrow();
    bool takeOver();
    bool obtainDailySecret();
    RingRecovery recover();
    void retryLater();
    void fail(const std::string &message);
    bool drain();
    void tellCommitted(int stored, std::optional<std::chrono::milliseconds> heldFor) const;
    bool drainRing();
    void drainAll();
    void noteUndecided();
    void discardAll();
    [[nodiscard]] Standing standing(const std::string &decisionId) const;
    void eraseAll();
    void endForGood();
    void discardRing();
    [[nodiscard]] bool ringHasMore() const
    {
        EventRing::Entry entry;
        return scope && scope->ring->peek(position, &entry);
    }
    /// One of the host's functions, unless nobody waits for this thread any more.
    template<typename Function, typename... Arguments>
    void tell(const Function &function, Arguments &&...arguments) const
    {
        if (function && !abandoned)
            function(std::forward<Arguments>(arguments)...);
    }
    [[nodiscard]] std::chrono::steady_clock::time_point monotonic() const { return options.clock->monotonic(); }
};

} // namespace candor
