// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// What the store thread does to ring and store; recorder.cpp has the thread itself.

#include "telemetry/overwriting.h"
#include "telemetry/recorder_p.h"

#include <algorithm>
#include <utility>

namespace candor {

using namespace std::chrono_literals;

namespace {

// A store that can't be opened or written is tried again, ever more rarely, while events stay in the ring.
constexpr auto firstRetry = 1s;
constexpr auto longestRetry = 60s;
constexpr auto expireEvery = 1h;

} // namespace

void Recorder::State::beginScope(Scope next)
{
    const bool same = scope && scope->events == next.events;
    if (same)
        drainBefore(next);
    else
        store.reset(); // opened again, for the new decision
    endScope(same);
    position = 0;
    countedDrops = 0;
    scope = std::move(next);
    if (recordedFor != scope->events) {
        lost = 0;
        recordedFor = scope->events;
    }
    scope->ring->addDropped(std::exchange(lost, 0));
    unusable = false;
    retryAt = {};
    retryDelay = {};
    prepare();
    if (store && scope)
        narrow();
}

/// Other categories for the same decision: what is refused now is refused for what happened before, too, and what is
/// granted only now does not reach back.
void Recorder::State::drainBefore(const Scope &next)
{
    scope->ring->close();
    scope->granted &= next.granted;
    (void)drainRing();
}

/// The same decision with other categories: what is in the store and in the rings of others is judged by them.
void Recorder::State::narrow()
{
    std::string error;
    if (store->removals().keepGranted(scope->granted)) {
        const RingRecovery recovered = recover();
        const auto waiting = recovered.ok ? store->view().waiting(scope->events) : std::nullopt;
        if (waiting)
            return tell(host.opened, *waiting);
        error = recovered.error;
    }
    fail(error.empty() ? store->error() : error);
    store.reset(); // opening it again does the same
}

/// Without a catalogue nothing is declared, so that everything is dropped and counted. An end that comes meanwhile
/// leaves the ring to the next process.
void Recorder::State::prepare()
{
    if (!wire)
        wire = WireFormat::forProtocol(options.protocol);
    if (!catalogue && !abandoned) {
        std::string error;
        catalogue = host.catalogue(&error);
        if (!catalogue)
            tell(host.problem, error);
    }
    if (!wire)
        unusable = true;
    else if (!unusable && !abandoned)
        scope->identity = host.identity();
    if (abandoned)
        leaveRing();
    else if (store && !unusable)
        prepareEvents();
}

/// Anew for each store that is opened: what it had remembered of another one, the secret above all, may be gone there.
void Recorder::State::prepareEvents()
{
    const auto secret = [this, decisionId = scope->events.decisionId] {
        return localSecret(store.get(), decisionId, options.treatment);
    };
    preparation.emplace(EventPreparation::Means{catalogue ? catalogue : Catalogue::empty(), wire, options.clock,
                                                options.treatment, secret},
                        scope->ring->base(), scope->identity, scope->common);
}

/// Nobody waits for this thread any more: what it has not stored is recovered by somebody else.
void Recorder::State::leaveRing()
{
    scope->ring->retire(true);
    preparation.reset();
    scope.reset();
}

/// The ring goes with the scope, and with it the secret and the id. What the store could not take can be recovered from
/// the ring; where that is lost with the process, it is counted in the next one.
void Recorder::State::endScope(bool keepWhatIsLeft)
{
    if (!scope)
        return;
    EventRing &ring = *scope->ring;
    ring.close();
    const std::uint64_t left =
        keepWhatIsLeft && !unusable ? ring.accepted() - position + ring.dropped() - countedDrops : 0;
    if (!ring.outlivesProcess())
        lost += left;
    ring.retire(left > 0);
    preparation.reset();
    scope.reset();
}

void Recorder::State::openStore()
{
    // Opening makes what is missing: after a no that this scope has not heard of yet, nothing must be made again.
    if (!isCurrent())
        return;
    EventStore::Options storeOptions = options.store;
    storeOptions.stillWanted = [this](const std::string &decisionId) { return isStillWanted(decisionId); };
    EventStore::Opened opened =
        EventStore::open(options.storeFolder, EventStore::Mode::ReadWrite, options.clock, std::move(storeOptions));
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
    if (!isCurrent() || !takeOver() || !obtainDailySecret()) {
        store.reset();
        return;
    }
    prepareEvents();
    lastExpire = monotonic();
    tell(host.opened, store->view().waiting(scope->events).value_or(0));
}

/// Another decision may have been made meanwhile, by another process: its events are not this scope's to remove.
/// Whoever began this scope will hear of it; until then everything stays where it is.
bool Recorder::State::isCurrent()
{
    if (abandoned)
        return false;
    if (standing(scope->events.decisionId) == Standing::Holds)
        return true;
    retryLater();
    return false;
}

/// Another process, or the window's own thread, erases after it has changed the answer, and a commit may have waited
/// for just that. A thread that nobody waits for can't ask; the ring keeps what it has, if it outlives the process.
bool Recorder::State::isStillWanted(const std::string &decisionId)
{
    unwanted = abandoned || standing(decisionId) != Standing::Holds;
    return !unwanted;
}

/// Before the first event, so that a person can be shown today's id. Without it nothing is recorded: an id that were
/// made otherwise would not be the one of the day.
bool Recorder::State::obtainDailySecret()
{
    if (scope->identity.mode != Identity::Daily)
        return true;
    std::optional<std::string> secret = localSecret(store.get(), scope->events.decisionId, options.treatment);
    if (!secret || secret->empty()) {
        fail(store->error());
        return false;
    }
    tell(host.secretKnown, scope->events.decisionId, *secret);
    overwriteSecret(&*secret);
    return true;
}

/// What is in the store and in the rings of others becomes this scope's, or goes.
bool Recorder::State::takeOver()
{
    if (!store->removals().keepOnly(scope->events.decisionId) || !store->removals().keepGranted(scope->granted)) {
        fail(store->error());
        return false;
    }
    if (const RingRecovery recovered = recover(); !recovered.ok) {
        fail(recovered.error);
        return false;
    }
    // After the recovery: what was not answered for in time goes, wherever it was.
    const std::optional<RingPosition> dealtWith = store->removals().noteUndecided(false) && store->removals().expire()
        ? store->writer().ringPosition(scope->ring->base())
        : std::nullopt;
    if (!dealtWith) {
        fail(store->error());
        return false;
    }
    position = std::max(position, dealtWith->lastSequence);
    countedDrops = dealtWith->dropped;
    return true;
}

RingRecovery Recorder::State::recover()
{
    if (!catalogue) // somebody who has one may come
        return {};
    RingRecovery result = recoverRings(
        options.rings, store.get(),
        {scope->events.decisionId, scope->identity, catalogue, options.treatment, options.clock, scope->granted});
    for (const std::string &problem : result.problems)
        tell(host.problem, problem);
    return result;
}

void Recorder::State::retryLater()
{
    retryDelay = retryDelay == 0ms ? firstRetry : std::min<std::chrono::milliseconds>(retryDelay * 2, longestRetry);
    retryAt = monotonic() + retryDelay;
}

void Recorder::State::fail(const std::string &message)
{
    retryLater();
    // What other processes have left can't be recovered, either. It must not become ever more.
    if (scope)
        scope->ring->addDropped(options.rings.makeRoom(scope->events));
    // Whoever began this scope hears of another answer by himself.
    if (!std::exchange(unwanted, false))
        tell(host.problem, message);
}

// Commits one batch of what is in the ring. True when something was committed.
bool Recorder::State::drain()
{
    RingBatch batch(&*preparation, scope->ring->base());
    batch.progress().lastSequence = position;
    const Categories granted = scope->granted & ~scope->ring->refused();
    EventRing::Entry entry;
    while (!batch.isFull() && scope->ring->peek(batch.progress().lastSequence, &entry)) {
        if (!batch.add(entry, granted)) {
            fail(store->error());
            store.reset();
            return false;
        }
    }
    const std::uint64_t drops = scope->ring->dropped();
    if (batch.isEmpty() && drops == countedDrops)
        return false;
    batch.progress().ringDropped = drops;

    const bool counts = batch.progress().accepted > 0 || drops != countedDrops;
    CommitOutcome outcome;
    if (counts && !store->writer().commit(scope->events, batch.events(), batch.progress(), &outcome)) {
        // Everything stays in the ring and is tried again; a store that was damaged is opened anew.
        fail(store->error());
        store.reset();
        return false;
    }
    retryDelay = {};
    countedDrops = drops;
    position = batch.progress().lastSequence;
    scope->ring->release(position, countedDrops);
    lastCommit = monotonic();
    tellStored(batch, outcome);
    if (counts)
        tellCommitted(outcome.stored, outcome.heldFor);
    if (lastCommit - lastExpire > expireEvery) {
        lastExpire = lastCommit;
        if (!store->removals().expire())
            tell(host.problem, store->error());
        // Another process may have died since; what fails now is tried again.
        const RingRecovery recovered = recover();
        unwanted = false;
        if (recovered.stored > 0 || recovered.heldFor)
            tellCommitted(recovered.stored, recovered.heldFor);
    }
    return true;
}

void Recorder::State::tellStored(const RingBatch &batch, const CommitOutcome &outcome) const
{
    for (const DropNote &note : batch.notes())
        tell(host.dropped, note);
    if (!host.stored)
        return;
    auto left = outcome.left.begin();
    for (std::size_t i = 0; i < batch.events().size(); ++i) {
        if (left != outcome.left.end() && *left == i)
            ++left;
        else
            tell(host.stored, batch.events()[i].body);
    }
    for (const std::string &body : outcome.rewritten)
        tell(host.stored, body);
}

void Recorder::State::tellCommitted(int stored, std::optional<std::chrono::milliseconds> heldFor) const
{
    tell(host.committed, stored);
    if (heldFor)
        tell(host.held, *heldFor);
}

/// All there is: a store that was to be tried again later has its chance now. Whoever goes on recording meanwhile is
/// not followed for ever, and whom nobody waits for any more leaves the rest to the next process. False: something is
/// left.
bool Recorder::State::drainRing()
{
    if (!scope || unusable)
        return false;
    const std::uint64_t last = scope->ring->accepted();
    if (!store)
        openStore();
    while (store && drain() && position < last) { }
    return store && position >= last;
}

/// The same at an end. Nothing is accepted any more, so that nothing comes between the last commit and the ring's end.
void Recorder::State::drainAll()
{
    if (!scope || unusable)
        return;
    scope->ring->close();
    (void)drainRing();
    // The single shot that would do it ends with this thread.
    if (store && store->writer().hasUnsynced() && !store->writer().sync())
        tell(host.problem, store->error());
}

void Recorder::State::noteUndecided()
{
    // Never makes a store where there is none.
    if (!EventStore::open(options.storeFolder, EventStore::Mode::ReadOnly, options.clock, options.store).store)
        return;
    const EventStore::Opened opened =
        EventStore::open(options.storeFolder, EventStore::Mode::ReadWrite, options.clock, options.store);
    if (!opened.store || !opened.store->removals().noteUndecided(true))
        tell(host.problem, opened.store ? opened.store->error() : opened.error);
}

void Recorder::State::discardAll()
{
    endScope(false);
    store.reset();
    lost = 0;
    recordedFor.reset();
}

Recorder::Standing Recorder::State::standing(const std::string &decisionId) const
{
    return host.standing ? host.standing(decisionId) : Standing::Holds;
}

void Recorder::State::eraseAll()
{
    discardAll();
    // A terminal may have said yes again in the meantime: what was recorded under that new decision is not ours to
    // erase, and begin() with that decision removes everything else.
    const auto isRefused = [this] { return !abandoned && standing({}) == Standing::Refused; };
    if (!isRefused())
        return;
    std::string error;
    const bool complete =
        eraseRecords(options.rings, options.storeFolder, options.clock, options.store.fileLayer, &error, isRefused);
    if (!complete) {
        tell(host.problem,
             "nothing is collected or sent any more, but what was recorded is still on this computer, because it could "
             "not be erased: "
                 + error);
    }
    tell(host.erased, complete ? std::string() : error);
}

/// The end of the process. A no, or another decision, that came so late that nobody here has heard of it: what was
/// stored meanwhile would stay until the next start. Asked after the last commit, so that whoever says no after this
/// finds it and erases it himself.
void Recorder::State::endForGood()
{
    const Standing now = scope && !abandoned ? standing(scope->events.decisionId) : Standing::Holds;
    if (now == Standing::Refused) {
        eraseAll();
        return;
    }
    if (now == Standing::OtherHolds) {
        discardAll();
        if (host.eraseEarlier)
            host.eraseEarlier();
        return;
    }
    endScope(true);
    store.reset();
}

void Recorder::State::discardRing()
{
    EventRing::Entry entry;
    while (scope->ring->peek(position, &entry))
        position = entry.sequence;
    scope->ring->release(position);
}

} // namespace candor
