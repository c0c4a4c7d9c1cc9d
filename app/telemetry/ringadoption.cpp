// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "telemetry/ringadoption.h"

#include "delivery/wireformat.h"
#include "telemetry/dailyid.h"
#include "telemetry/ringbatch.h"

#include <memory>
#include <optional>
#include <utility>

namespace candor {

namespace {

/// What a ring's events carry. With `None` neither the adopter's id nor the one that died with its process, which would
/// have had to be kept for it.
EventIdentity identityFor(const RingAdopter &adopter)
{
    EventIdentity result = adopter.identity;
    if (result.mode == Identity::None) {
        const auto &random = adopter.treatment.makeSecret;
        result.id = random ? dailyid::uuidFrom(random()) : std::string();
        result.hashKey = random ? random() : std::string();
    }
    return result;
}

/// False: the store failed.
bool adopt(AbandonedRing *ring, const RingScope &described, EventStore *store, const RingAdopter &adopter,
           RingAdoption *result)
{
    const std::shared_ptr<const WireFormat> wire = WireFormat::forProtocol(described.protocol);
    if (!wire)
        return true; // this version no longer speaks it
    const std::optional<RingPosition> position = store->ringPosition(ring->base());
    if (!position)
        return false;

    EventPreparation preparation({adopter.catalogue, wire, adopter.clock, adopter.treatment,
                                  localSecret([store] { return store; }, adopter.decisionId, adopter.treatment)},
                                 ring->base(), identityFor(adopter), described.common);
    const RingBatch::Grants grants = [ring, &described,
                                      &adopter](std::uint32_t generation) -> std::optional<Categories> {
        std::optional<RingScope> found = ring->scope(generation);
        if (!found || found->events != described.events)
            return std::nullopt;
        // Also what was refused between then and now, by all that its process knew.
        Categories granted = adopter.granted;
        for (; found; found = ring->scope(++generation))
            granted &= found->granted;
        return granted;
    };

    EventRing::Entry entry;
    std::uint64_t reached = position->lastSequence;
    for (bool more = true; more;) {
        RingBatch batch(&preparation, ring->base());
        batch.progress().lastSequence = reached;
        while (!batch.isFull() && (more = ring->next(&entry))) {
            if (entry.sequence > reached && !batch.add(entry, grants))
                return false;
        }
        if (!more) {
            // Refusals and what damage hides belong to the last commit: should this process die too, the next one
            // counts them instead.
            batch.addUnreadable(ring->lost(reached));
            batch.progress().ringDropped = ring->droppedForSpace();
        }
        CommitOutcome outcome;
        if (!store->commit(described.events, batch.events(), batch.progress(), &outcome))
            return false;
        reached = batch.progress().lastSequence;
        result->stored += outcome.stored;
        result->held.insert(result->held.end(), outcome.held.begin(), outcome.held.end());
    }
    return true;
}

} // namespace

RingAdoption adoptRings(const RingFolder &rings, EventStore *store, const RingAdopter &adopter)
{
    RingAdoption result;
    for (AbandonedRing &ring : rings.takeAbandoned()) {
        if (ring.content() == AbandonedRing::Content::Newer) {
            result.problems.emplace_back("a ring of events in " + rings.path()
                                         + " was made by a newer version and is left alone");
            result.leftSome = true;
            continue;
        }
        if (ring.content() == AbandonedRing::Content::Damaged) {
            result.problems.emplace_back("a ring of events in " + rings.path() + " was damaged and was removed");
            ring.remove();
            continue;
        }
        const std::optional<RingScope> scope = ring.newestScope();
        EventRing::Entry first;
        if (!scope && ring.next(&first))
            result.problems.emplace_back("a ring of events in " + rings.path() + " was damaged and was removed");
        if (scope && scope->events.decisionId == adopter.decisionId && !adopt(&ring, *scope, store, adopter, &result)) {
            result.ok = false;
            result.error = store->error();
            return result;
        }
        ring.remove();
    }
    return result;
}

std::function<std::optional<std::string>()> localSecret(std::function<EventStore *()> store, std::string decisionId,
                                                        const ValueTreatment &treatment)
{
    if (!treatment.makeSecret)
        return {};
    return [store = std::move(store), decisionId = std::move(decisionId),
            makeSecret = treatment.makeSecret]() -> std::optional<std::string> {
        EventStore *const there = store();
        return there ? there->obtainSecret(decisionId, makeSecret()) : std::nullopt;
    };
}

bool eraseRecords(const RingFolder &rings, const std::string &storeFolder, std::shared_ptr<const Clock> clock,
                  const std::string &fileLayer, std::string *error, const std::function<bool()> &stillWanted)
{
    for (AbandonedRing &ring : rings.takeAbandoned())
        ring.remove();
    return storeFolder.empty() || EventStore::erase(storeFolder, std::move(clock), error, stillWanted, fileLayer);
}

bool eraseEarlierRecords(const RingFolder &rings, const std::string &storeFolder,
                         const std::function<std::string()> &current, std::shared_ptr<const Clock> clock,
                         const std::string &fileLayer, std::chrono::milliseconds patience, std::string *error)
{
    const std::string decision = current();
    for (AbandonedRing &ring : rings.takeAbandoned()) {
        const std::optional<RingScope> scope = ring.newestScope();
        if (decision.empty() || !scope || scope->events.decisionId != decision)
            ring.remove();
    }
    return storeFolder.empty()
        || EventStore::eraseEarlier(storeFolder, current, std::move(clock), error, fileLayer, patience);
}

} // namespace candor
