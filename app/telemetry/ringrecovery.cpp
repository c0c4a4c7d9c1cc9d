// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "telemetry/ringrecovery.h"

#include "delivery/wireformat.h"
#include "telemetry/dailyid.h"
#include "telemetry/ringbatch.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

namespace candor {

namespace {

/// What a ring's events carry. With `None` neither this process's id nor the one that died with its process, which
/// would have had to be kept for it.
EventIdentity identityFor(const RecoveryTerms &terms)
{
    EventIdentity result = terms.identity;
    if (result.mode == Identity::None) {
        const auto &random = terms.treatment.makeSecret;
        result.id = random ? dailyid::uuidFrom(random()) : std::string();
        result.hashKey = random ? random() : std::string();
    }
    return result;
}

/// False: the store failed.
bool recover(AbandonedRing *ring, const RingScope &described, EventStore *store, const RecoveryTerms &terms,
             RingRecovery *result)
{
    const std::shared_ptr<const WireFormat> wire = WireFormat::forProtocol(described.protocol);
    if (!wire)
        return true; // this version no longer speaks it
    const std::optional<RingPosition> position = store->writer().ringPosition(ring->base());
    if (!position)
        return false;

    EventPreparation preparation({terms.catalogue, wire, terms.clock, terms.treatment,
                                  [&] { return localSecret(store, terms.decisionId, terms.treatment); }},
                                 ring->base(), identityFor(terms), described.common);
    // What is refused now is refused for what happened before, too; what is granted only now does not reach back.
    const Categories granted = described.granted & terms.granted;

    EventRing::Entry entry;
    std::uint64_t reached = position->lastSequence;
    for (bool more = true; more;) {
        RingBatch batch(&preparation, ring->base());
        batch.progress().lastSequence = reached;
        while (!batch.isFull() && (more = ring->next(&entry))) {
            if (entry.sequence > reached && !batch.add(entry, granted))
                return false;
        }
        if (!more) {
            // Refusals and what damage hides belong to the last commit: should this process die too, the next one
            // counts them instead.
            batch.addUnreadable(ring->lost(reached));
            batch.progress().ringDropped = ring->dropped();
        }
        CommitOutcome outcome;
        if (!store->writer().commit(described.events, batch.events(), batch.progress(), &outcome))
            return false;
        reached = batch.progress().lastSequence;
        result->stored += outcome.stored;
        if (outcome.heldFor)
            result->heldFor = std::min(*outcome.heldFor, result->heldFor.value_or(*outcome.heldFor));
    }
    return true;
}

} // namespace

RingRecovery recoverRings(const RingFolder &rings, EventStore *store, const RecoveryTerms &terms)
{
    RingRecovery result;
    rings.recover([&](AbandonedRing &ring) {
        if (ring.content() == AbandonedRing::Content::Newer) {
            result.problems.emplace_back("a ring of events in " + rings.path()
                                         + " was made by a newer version and is left alone");
            result.leftSome = true;
            return true;
        }
        const std::optional<RingScope> scope = ring.scope();
        EventRing::Entry first;
        if (ring.content() == AbandonedRing::Content::Damaged || (!scope && ring.next(&first)))
            result.problems.emplace_back("a ring of events in " + rings.path() + " was damaged and was removed");
        if (scope && scope->events.decisionId == terms.decisionId && !recover(&ring, *scope, store, terms, &result)) {
            result.ok = false;
            result.error = store->error();
            return false;
        }
        ring.remove();
        return true;
    });
    return result;
}

std::optional<std::string> localSecret(EventStore *store, const std::string &decisionId,
                                       const ValueTreatment &treatment)
{
    if (!treatment.makeSecret)
        return std::string(); // never
    return store ? store->writer().obtainSecret(decisionId, treatment.makeSecret()) : std::nullopt;
}

bool eraseRecords(const RingFolder &rings, const std::string &storeFolder, std::shared_ptr<const Clock> clock,
                  const std::string &fileLayer, std::string *error, const std::function<bool()> &stillWanted)
{
    rings.removeAbandoned();
    return storeFolder.empty() || EventStore::erase(storeFolder, std::move(clock), error, stillWanted, fileLayer);
}

} // namespace candor
