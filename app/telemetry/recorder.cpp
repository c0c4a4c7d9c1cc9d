// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "telemetry/recorder.h"

#include "system/detachedthread.h"
#include "telemetry/recorder_p.h"

#include <algorithm>
#include <thread>

namespace candor {

using namespace std::chrono_literals;

namespace {

// A commit that was not synced is synced this long after it: what a power cut may cost.
constexpr auto syncDelay = 1s;

} // namespace

Recorder::Recorder(Options options, Host host)
    : m_state(std::make_shared<State>(std::move(options), std::move(host)))
{
}

Recorder::~Recorder() = default;

void Recorder::begin(Scope scope)
{
    m_state->post({State::Command::Kind::Begin, std::move(scope)});
}

void Recorder::end(EndMode mode)
{
    m_state->post({State::Command::Kind::End, {}, {}, mode});
}

void Recorder::flush(std::function<void(bool, std::optional<std::int64_t>)> done)
{
    m_state->post({State::Command::Kind::Flush, {}, std::move(done)});
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
    m_state->post({State::Command::Kind::Finish});
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
                endForGood();
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
    case Command::Kind::Flush: {
        const bool stored = drainRing();
        tell(command.flushed, stored, store && scope ? store->view().waiting(scope->events) : std::nullopt);
        break;
    }
    case Command::Kind::End:
        if (command.mode == EndMode::Erase) {
            eraseAll();
        } else if (command.mode == EndMode::Discard) {
            discardAll();
        } else {
            // What was accepted stays accepted; where the store can't take it now, it stays in the ring.
            drainAll();
            endScope(true);
            store.reset();
            if (command.mode == EndMode::Undecided)
                noteUndecided();
        }
        break;
    case Command::Kind::Finish:
        finishing = true;
        break;
    }
}

void Recorder::State::sleepUntilWoken()
{
    std::optional<std::chrono::steady_clock::time_point> until;
    if (store && store->writer().hasUnsynced())
        until = lastCommit + syncDelay;
    if (retryAt > monotonic())
        until = until ? std::min(*until, retryAt) : retryAt;

    (void)sleeping.exchange(true, std::memory_order_acq_rel);
    const bool blocked = unusable || retryAt > monotonic();
    if ((commandsWait() || (!blocked && ringHasMore())) && sleeping.exchange(false))
        return;
    bool woken = true;
    if (until)
        woken = wakeUps.try_acquire_for(std::max(*until - monotonic(), std::chrono::steady_clock::duration(1ms)));
    else
        wakeUps.acquire();
    if (!woken && !sleeping.exchange(false))
        wakeUps.acquire(); // somebody was waking this thread just as the time ran out: take their token
    if (store && store->writer().hasUnsynced() && monotonic() - lastCommit >= syncDelay && !store->writer().sync()) {
        // What was committed stands in the log; opening again, later, finds it.
        fail(store->error());
        store.reset();
    }
    if (woken)
        gather();
}

/// The first of a burst: give the others a moment, so that they share a transaction. Looking at the ring in between
/// costs track() nothing; a wake-up from there would be a system call.
void Recorder::State::gather()
{
    constexpr auto look = 1ms;
    for (auto passed = 0ms; passed < options.gatherTime && !commandsWait(); passed += look) {
        if (scope && scope->ring->isHalfFull())
            return;
        std::this_thread::sleep_for(look);
    }
}

bool Recorder::State::commandsWait()
{
    const std::lock_guard lock(mutex);
    return !commands.empty();
}

} // namespace candor
