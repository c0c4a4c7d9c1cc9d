// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "telemetry/recorder.h"

#include "delivery/wireformat.h"
#include "queue/eventrecord.h"
#include "system/detachedthread.h"
#include "telemetry/eventpreparation.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <semaphore>
#include <thread>

namespace candor {

using namespace std::chrono_literals;

namespace {

// A group commit takes what came within this time, or this many events (DESIGN section 3).
constexpr auto gatherTime = 5ms;
constexpr int gatherEvents = 64;
// A commit that was not synced is synced this long after it: what a power cut may cost.
constexpr auto syncDelay = 1s;
// A store that can't be opened or written is tried again, ever more rarely, while events stay in the ring.
constexpr auto firstRetry = 1s;
constexpr auto longestRetry = 60s;
constexpr auto expireEvery = 1h;

struct Command
{
    enum class Kind { Begin, EndKeep, EndUndecided, EndErase, Finish };
    Kind kind = Kind::Finish;
    Recorder::Scope scope;
};

} // namespace

struct Recorder::State : std::enable_shared_from_this<Recorder::State>
{
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

    std::atomic<bool> startPending{false}; // the system had no thread left: tried again at the next occasion
    std::atomic<bool> sleeping{false};
    std::counting_semaphore<> wakeUps{0};

    // Below: the store thread's own.
    std::unique_ptr<WireFormat> wire;
    std::shared_ptr<const Catalogue> catalogue;
    std::unique_ptr<EventStore> store;
    std::optional<Scope> scope;
    // What was granted when a record was made, by the generation it carries: a category that is granted later does not
    // reach back. Of one decision; records of others are skipped.
    std::map<std::uint32_t, Grant> grants;
    std::optional<EventScope> grantsOf;
    std::uint64_t position = 0; // everything up to here is committed or skipped
    std::uint64_t countedSpace = 0; // of ring->droppedForSpace(): counted, or discarded
    std::uint64_t storedDrops = 0; // what the store has counted of them
    std::chrono::steady_clock::time_point lastCommit;
    std::chrono::steady_clock::time_point lastExpire;
    std::chrono::steady_clock::time_point retryAt;
    std::chrono::milliseconds retryDelay{0};
    bool finishing = false;
    bool unusable = false; // a newer schema, or no catalogue: nothing is recorded until the next begin()

    void post(Command command);
    void startThread();
    void wakeUp();
    void run();
    bool takeCommand(Command *command);
    void obey(Command &command);
    void openStore();
    void fail(const std::string &message);
    bool drain();
    void noteUndecided();
    void eraseAll();
    void discardRing();
    void sleepUntilWoken();
    [[nodiscard]] bool ringHasMore() const
    {
        EventRing::Entry entry;
        return options.ring->peek(position, &entry);
    }
    [[nodiscard]] std::chrono::steady_clock::time_point monotonic() const { return options.clock->monotonic(); }
};

Recorder::Recorder(Options options, Host host)
    : m_state(std::make_shared<State>(std::move(options), std::move(host)))
{
}

Recorder::~Recorder() = default;

void Recorder::begin(Scope scope)
{
    m_state->post({Command::Kind::Begin, std::move(scope)});
}

void Recorder::end(EndMode mode)
{
    Command command;
    switch (mode) {
    case EndMode::Keep:
        command.kind = Command::Kind::EndKeep;
        break;
    case EndMode::Undecided:
        command.kind = Command::Kind::EndUndecided;
        break;
    case EndMode::Erase:
        command.kind = Command::Kind::EndErase;
        break;
    }
    m_state->post(std::move(command));
}

void Recorder::wake()
{
    m_state->wakeUp();
}

bool Recorder::finish(std::chrono::milliseconds deadline)
{
    {
        const std::lock_guard lock(m_state->mutex);
        if (!m_state->running && m_state->commands.empty())
            return true;
    }
    m_state->post({Command::Kind::Finish, {}});
    std::unique_lock lock(m_state->mutex);
    return m_state->ended.wait_for(lock, deadline, [this] { return !m_state->running; });
}

void Recorder::State::post(Command command)
{
    {
        const std::lock_guard lock(mutex);
        if (command.kind == Command::Kind::Finish && !running)
            return;
        commands.push_back(std::move(command));
        if (!running) {
            startThread();
            return;
        }
    }
    wakeUp();
}

// Under the mutex.
void Recorder::State::startThread()
{
    running = startDetachedThread([self = shared_from_this()] { self->run(); });
    if (!running && !startPending.exchange(true))
        host.problem("the system has no thread left: nothing is recorded until it has");
    else if (running)
        startPending = false;
}

void Recorder::State::wakeUp()
{
    // Pairs with the exchange in sleepUntilWoken(): of two exchanges on one variable one comes first. If it is this
    // one, the sleeper sees what was pushed before it; if it is the sleeper's, this sees it asleep.
    if (sleeping.exchange(false, std::memory_order_acq_rel))
        wakeUps.release();
    if (startPending.load(std::memory_order_relaxed)) {
        const std::lock_guard lock(mutex);
        if (!running && !commands.empty())
            startThread();
    }
}

void Recorder::State::run()
{
    for (;;) {
        Command command;
        while (takeCommand(&command))
            obey(command);

        if (scope && !unusable) {
            if (!store && monotonic() >= retryAt)
                openStore();
            if (store && monotonic() >= retryAt && drain())
                continue; // more may have come while this was committed
        } else if (scope) {
            discardRing(); // there is nowhere to put it, and problem() has said so
        }

        if (finishing || !scope) {
            if (finishing)
                store.reset();
            const std::lock_guard lock(mutex);
            if (!commands.empty())
                continue;
            finishing = false;
            running = false;
            ended.notify_all();
            return;
        }
        sleepUntilWoken();
    }
}

bool Recorder::State::takeCommand(Command *command)
{
    const std::lock_guard lock(mutex);
    if (commands.empty())
        return false;
    *command = std::move(commands.front());
    commands.pop_front();
    return true;
}

void Recorder::State::obey(Command &command)
{
    switch (command.kind) {
    case Command::Kind::Begin: {
        const bool sameDecision = scope && scope->events == command.scope.events;
        scope = std::move(command.scope);
        if (grantsOf != scope->events) {
            grants.clear();
            grantsOf = scope->events;
        }
        grants[scope->generation] = {scope->usage, scope->errors};
        unusable = false;
        retryAt = {};
        retryDelay = {};
        if (!sameDecision)
            store.reset(); // opened again, for the new decision
        if (!wire)
            wire = WireFormat::forProtocol(options.protocol);
        if (!catalogue) {
            std::string error;
            catalogue = host.catalogue(&error);
            if (!catalogue) {
                unusable = true;
                host.problem(error);
            }
        }
        if (!wire)
            unusable = true;
        else
            scope->anonymousId = host.anonymousId();
        break;
    }
    case Command::Kind::EndKeep:
    case Command::Kind::EndUndecided:
        // What was accepted stays accepted; where the store can't take it now, it stays in the ring.
        while (scope && store && !unusable && drain()) { }
        scope.reset();
        store.reset();
        if (command.kind == Command::Kind::EndUndecided)
            noteUndecided();
        break;
    case Command::Kind::EndErase:
        eraseAll();
        break;
    case Command::Kind::Finish:
        finishing = true;
        break;
    }
}

void Recorder::State::openStore()
{
    EventStore::Opened opened =
        EventStore::open(options.storeFolder, EventStore::Mode::ReadWrite, options.clock, options.store);
    if (opened.status == EventStore::OpenStatus::NewerSchema) {
        unusable = true;
        host.problem(opened.error);
        return;
    }
    if (!opened.store) {
        fail(opened.error);
        return;
    }
    store = std::move(opened.store);
    if (opened.status == EventStore::OpenStatus::BegunAnew)
        host.problem(opened.error);
    if (!store->keepOnly(scope->events.decisionId) || !store->noteUndecided(false) || !store->expire()) {
        fail(store->error());
        store.reset();
        return;
    }
    const std::optional<RingPosition> dealtWith = store->ringPosition(options.ring->base());
    if (!dealtWith) {
        fail(store->error());
        store.reset();
        return;
    }
    position = std::max(position, dealtWith->lastSequence);
    storedDrops = dealtWith->dropped;
    lastExpire = monotonic();
    host.opened(store->waiting(scope->events).value_or(0));
}

void Recorder::State::fail(const std::string &message)
{
    retryDelay = retryDelay == 0ms ? firstRetry : std::min<std::chrono::milliseconds>(retryDelay * 2, longestRetry);
    retryAt = monotonic() + retryDelay;
    host.problem(message);
}

// Commits at most gatherEvents of what is in the ring. True when something was committed.
bool Recorder::State::drain()
{
    std::vector<NewEvent> events;
    CommitProgress progress;
    progress.ringBase = options.ring->base();
    std::uint64_t reached = position;
    std::uint64_t skipped = 0;
    EventRing::Entry entry;
    while (static_cast<int>(progress.accepted + static_cast<std::int64_t>(skipped)) < gatherEvents
           && options.ring->peek(reached, &entry)) {
        reached = entry.sequence;
        const std::optional<DecodedRecord> record = decodeRecord(entry.record);
        const auto grant = record ? grants.find(record->decision) : grants.end();
        if (record && grant == grants.end()) {
            ++skipped; // from before this decision: never stored, never counted
            continue;
        }
        ++progress.accepted;
        DropReason reason = DropReason::Invalid;
        std::optional<NewEvent> event = record ? prepareEvent(*record, entry.sequence, *scope, grant->second,
                                                              *catalogue, *wire, options.ring->base(), &reason)
                                               : std::nullopt;
        if (event)
            events.push_back(std::move(*event));
        else
            ++progress.dropped[reason];
    }
    const std::uint64_t space = options.ring->droppedForSpace();
    if (reached == position && space == countedSpace)
        return false;
    progress.lastSequence = reached;
    progress.ringDropped = storedDrops + (space - countedSpace);

    const bool counts = progress.accepted > 0 || space != countedSpace;
    if (counts && !store->commit(scope->events, events, progress)) {
        // Everything stays in the ring and is tried again; a store that was damaged is opened anew.
        fail(store->error());
        store.reset();
        return false;
    }
    retryDelay = {};
    countedSpace = space;
    storedDrops = progress.ringDropped;
    position = reached;
    options.ring->release(reached);
    lastCommit = monotonic();
    if (host.stored) {
        for (const NewEvent &event : events)
            host.stored(event);
    }
    if (counts)
        host.committed(static_cast<int>(events.size()));
    if (lastCommit - lastExpire > expireEvery) {
        lastExpire = lastCommit;
        if (!store->expire())
            host.problem(store->error());
    }
    return true;
}

void Recorder::State::noteUndecided()
{
    // Never makes a store where there is none.
    if (!EventStore::open(options.storeFolder, EventStore::Mode::ReadOnly, options.clock, options.store).store)
        return;
    const EventStore::Opened opened =
        EventStore::open(options.storeFolder, EventStore::Mode::ReadWrite, options.clock, options.store);
    if (!opened.store || !opened.store->noteUndecided(true))
        host.problem(opened.store ? opened.store->error() : opened.error);
}

void Recorder::State::eraseAll()
{
    scope.reset();
    store.reset();
    grants.clear();
    grantsOf.reset();
    discardRing();
    // A terminal may have said yes again in the meantime: what was recorded under that new decision is not ours to
    // erase, and begin() with that decision removes everything else.
    if (!host.erasingStillWanted())
        return;
    std::string error;
    const bool complete = EventStore::erase(options.storeFolder, options.clock, &error, host.erasingStillWanted);
    if (!complete)
        host.problem(error);
    host.erased(complete);
}

void Recorder::State::discardRing()
{
    EventRing::Entry entry;
    while (options.ring->peek(position, &entry))
        position = entry.sequence;
    options.ring->release(position);
    countedSpace = options.ring->droppedForSpace();
}

void Recorder::State::sleepUntilWoken()
{
    std::optional<std::chrono::steady_clock::time_point> until;
    if (store && store->hasUnsynced())
        until = lastCommit + syncDelay;
    if (retryAt > monotonic())
        until = until ? std::min(*until, retryAt) : retryAt;

    (void)sleeping.exchange(true, std::memory_order_acq_rel);
    bool commandsWait = false;
    {
        const std::lock_guard lock(mutex);
        commandsWait = !commands.empty();
    }
    const bool blocked = unusable || retryAt > monotonic();
    if ((commandsWait || (!blocked && ringHasMore())) && sleeping.exchange(false))
        return;
    bool woken = true;
    if (until)
        woken = wakeUps.try_acquire_for(std::max(*until - monotonic(), std::chrono::steady_clock::duration(1ms)));
    else
        wakeUps.acquire();
    if (!woken && !sleeping.exchange(false))
        wakeUps.acquire(); // somebody was waking this thread just as the time ran out: take their token
    if (store && store->hasUnsynced() && monotonic() - lastCommit >= syncDelay && !store->sync()) {
        // What was committed stands in the log; opening again, later, finds it.
        fail(store->error());
        store.reset();
    }

    // The first of a burst: give the others a moment, so that they share a transaction.
    bool urgent = false;
    {
        const std::lock_guard lock(mutex);
        urgent = !commands.empty();
    }
    if (woken && !urgent)
        std::this_thread::sleep_for(gatherTime);
}

} // namespace candor
