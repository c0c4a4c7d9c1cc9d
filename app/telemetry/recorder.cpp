// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "telemetry/recorder.h"

#include "delivery/wireformat.h"
#include "queue/ringscope.h"
#include "system/detachedthread.h"
#include "telemetry/ringadoption.h"
#include "telemetry/ringbatch.h"

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

// A group commit takes what came within this time, or RingBatch::maximumEntries (DESIGN section 3).
constexpr auto gatherTime = 5ms;
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

    std::atomic<bool> abandoned{false}; // the program is ending: nothing of the host may be touched any more
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
    std::uint64_t position = 0; // everything up to here in the scope's ring is committed or skipped
    std::uint64_t countedDrops = 0; // of ring->droppedForSpace()
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
    void beginScope(Scope next);
    void prepare();
    void leaveRing();
    void endScope(bool keepWhatIsLeft);
    void openStore();
    bool isCurrent();
    bool takeOver();
    RingAdoption adopt();
    void fail(const std::string &message);
    bool drain();
    void drainAll();
    void noteUndecided();
    void eraseAll();
    void discardRing();
    void sleepUntilWoken();
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

Recorder::Recorder(Options options, Host host)
    : m_state(std::make_shared<State>(std::move(options), std::move(host)))
{
}

Recorder::~Recorder() = default;

void Recorder::begin(Scope scope)
{
    const RingScope described{scope.events, m_state->options.protocol, scope.usage, scope.errors, scope.common};
    (void)scope.ring->describe(scope.generation, described.toBytes());
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
    if (m_state->ended.wait_for(lock, deadline, [this] { return !m_state->running; }))
        return true;
    m_state->abandoned = true;
    return false;
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
        tell(host.problem, "the system has no thread left: nothing is recorded until it has");
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
            if (finishing) {
                drainAll();
                endScope(true);
                store.reset();
            }
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
    case Command::Kind::Begin:
        beginScope(std::move(command.scope));
        break;
    case Command::Kind::EndKeep:
    case Command::Kind::EndUndecided:
        // What was accepted stays accepted; where the store can't take it now, it stays in the ring.
        drainAll();
        endScope(true);
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

void Recorder::State::beginScope(Scope next)
{
    if (scope && scope->ring != next.ring)
        endScope(scope->events == next.events);
    if (!scope) {
        position = 0;
        countedDrops = 0;
        store.reset(); // opened again, for the new decision
    }
    scope = std::move(next);
    if (grantsOf != scope->events) {
        grants.clear();
        grantsOf = scope->events;
    }
    grants[scope->generation] = {scope->usage, scope->errors};
    unusable = false;
    retryAt = {};
    retryDelay = {};
    prepare();
}

/// What can't be had makes the scope unusable; an end that comes meanwhile leaves the ring to the next process.
void Recorder::State::prepare()
{
    if (!wire)
        wire = WireFormat::forProtocol(options.protocol);
    if (!catalogue && !abandoned) {
        std::string error;
        catalogue = host.catalogue(&error);
        if (!catalogue) {
            unusable = true;
            tell(host.problem, error);
        }
    }
    if (!wire)
        unusable = true;
    else if (!unusable && !abandoned)
        scope->anonymousId = host.anonymousId();
    if (abandoned)
        leaveRing();
}

/// Nobody waits for this thread any more: what it has not stored is adopted by somebody else.
void Recorder::State::leaveRing()
{
    scope->ring->retire(true);
    scope.reset();
}

/// The ring goes with the scope. What the store could not take can be adopted from it.
void Recorder::State::endScope(bool keepWhatIsLeft)
{
    if (!scope)
        return;
    scope->ring->retire(keepWhatIsLeft && !unusable && ringHasMore());
    scope.reset();
}

void Recorder::State::openStore()
{
    EventStore::Opened opened =
        EventStore::open(options.storeFolder, EventStore::Mode::ReadWrite, options.clock, options.store);
    if (opened.status == EventStore::OpenStatus::NewerSchema) {
        unusable = true;
        tell(host.problem, opened.error);
        return;
    }
    if (!opened.store) {
        fail(opened.error);
        return;
    }
    store = std::move(opened.store);
    if (opened.status == EventStore::OpenStatus::BegunAnew)
        tell(host.problem, opened.error);
    if (!isCurrent() || !takeOver()) {
        store.reset();
        return;
    }
    lastExpire = monotonic();
    tell(host.opened, store->waiting(scope->events).value_or(0));
}

/// Another decision may have been made meanwhile, by another process: its events are not this scope's to remove.
/// Whoever began this scope will hear of it; until then everything stays where it is.
bool Recorder::State::isCurrent()
{
    if (abandoned)
        return false;
    if (!host.isCurrent || host.isCurrent(scope->events.decisionId))
        return true;
    retryAt = monotonic() + firstRetry;
    return false;
}

/// What is in the store and in the rings of others becomes this scope's, or goes.
bool Recorder::State::takeOver()
{
    if (!store->keepOnly(scope->events.decisionId)) {
        fail(store->error());
        return false;
    }
    if (const RingAdoption adopted = adopt(); !adopted.ok) {
        fail(adopted.error);
        return false;
    }
    // After the adoption: what was not answered for in time goes, wherever it was.
    const std::optional<RingPosition> dealtWith =
        store->noteUndecided(false) && store->expire() ? store->ringPosition(scope->ring->base()) : std::nullopt;
    if (!dealtWith) {
        fail(store->error());
        return false;
    }
    position = std::max(position, dealtWith->lastSequence);
    countedDrops = dealtWith->dropped;
    return true;
}

RingAdoption Recorder::State::adopt()
{
    RingAdoption result =
        adoptRings(options.rings, store.get(), scope->events.decisionId, scope->anonymousId, *catalogue);
    for (const std::string &problem : result.problems)
        tell(host.problem, problem);
    return result;
}

void Recorder::State::fail(const std::string &message)
{
    retryDelay = retryDelay == 0ms ? firstRetry : std::min<std::chrono::milliseconds>(retryDelay * 2, longestRetry);
    retryAt = monotonic() + retryDelay;
    tell(host.problem, message);
}

// Commits one batch of what is in the ring. True when something was committed.
bool Recorder::State::drain()
{
    RingBatch batch(*catalogue, *wire, scope->ring->base());
    batch.progress().lastSequence = position;
    const RingBatch::Grants granted = [this](std::uint32_t generation) -> std::optional<Grant> {
        const auto found = grants.find(generation);
        return found == grants.end() ? std::nullopt : std::optional(found->second);
    };
    EventRing::Entry entry;
    while (!batch.isFull() && scope->ring->peek(batch.progress().lastSequence, &entry))
        batch.add(entry, *scope, granted);
    const std::uint64_t drops = scope->ring->droppedForSpace();
    if (batch.isEmpty() && drops == countedDrops)
        return false;
    batch.progress().ringDropped = drops;

    const bool counts = batch.progress().accepted > 0 || drops != countedDrops;
    if (counts && !store->commit(scope->events, batch.events(), batch.progress())) {
        // Everything stays in the ring and is tried again; a store that was damaged is opened anew.
        fail(store->error());
        store.reset();
        return false;
    }
    retryDelay = {};
    countedDrops = drops;
    position = batch.progress().lastSequence;
    scope->ring->release(position);
    lastCommit = monotonic();
    for (const NewEvent &event : batch.events())
        tell(host.stored, event);
    if (counts)
        tell(host.committed, static_cast<int>(batch.events().size()));
    if (lastCommit - lastExpire > expireEvery) {
        lastExpire = lastCommit;
        if (!store->expire())
            tell(host.problem, store->error());
        // Another process may have died since; what fails now is tried again.
        if (const int adopted = adopt().stored; adopted > 0)
            tell(host.committed, adopted);
    }
    return true;
}

/// All there is, at an end: a store that was to be tried again later has its chance now. Whoever goes on recording
/// meanwhile is not followed for ever.
void Recorder::State::drainAll()
{
    if (!scope || unusable)
        return;
    const std::uint64_t last = scope->ring->accepted();
    if (!store)
        openStore();
    while (store && drain() && position < last) { }
    // The single shot that would do it ends with this thread.
    if (store && store->hasUnsynced() && !store->sync())
        tell(host.problem, store->error());
}

void Recorder::State::noteUndecided()
{
    // Never makes a store where there is none.
    if (!EventStore::open(options.storeFolder, EventStore::Mode::ReadOnly, options.clock, options.store).store)
        return;
    const EventStore::Opened opened =
        EventStore::open(options.storeFolder, EventStore::Mode::ReadWrite, options.clock, options.store);
    if (!opened.store || !opened.store->noteUndecided(true))
        tell(host.problem, opened.store ? opened.store->error() : opened.error);
}

void Recorder::State::eraseAll()
{
    endScope(false);
    store.reset();
    grants.clear();
    grantsOf.reset();
    // A terminal may have said yes again in the meantime: what was recorded under that new decision is not ours to
    // erase, and begin() with that decision removes everything else.
    if (abandoned || !host.erasingStillWanted())
        return;
    for (AbandonedRing &ring : options.rings.takeAbandoned())
        ring.remove();
    std::string error;
    const auto stillWanted = [this] { return !abandoned && host.erasingStillWanted(); };
    const bool complete =
        EventStore::erase(options.storeFolder, options.clock, &error, stillWanted, options.store.fileLayer);
    if (!complete)
        tell(host.problem, error);
    tell(host.erased, complete);
}

void Recorder::State::discardRing()
{
    EventRing::Entry entry;
    while (scope->ring->peek(position, &entry))
        position = entry.sequence;
    scope->ring->release(position);
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
