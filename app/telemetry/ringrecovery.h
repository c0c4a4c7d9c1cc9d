// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/catalogue.h"
#include "queue/eventstore.h"
#include "queue/ringfolder.h"
#include "queue/storevalues.h"
#include "telemetry/eventidentity.h"
#include "telemetry/valuetreatment.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace candor {

/// On whose behalf rings are recovered.
struct RecoveryTerms
{
    std::string decisionId;
    EventIdentity identity; ///< for the events; where it is random for each process, each ring gets another one
    std::shared_ptr<const Catalogue> catalogue;
    ValueTreatment treatment;
    std::shared_ptr<const Clock> clock;
    Categories granted; ///< now: what was granted to those that died does not reach beyond it
};

/// What recoverRings() came to.
struct RingRecovery
{
    bool ok = true; ///< false: the store failed; what is left of the rings is recovered another time
    std::string error; ///< the store's, for a person
    int stored = 0; ///< events that may be sent at once
    std::optional<std::chrono::milliseconds> heldFor; ///< others: see CommitOutcome
    std::vector<std::string> problems; ///< for a person
    bool leftSome = false; ///< a ring of a later version is still there
};

/// Stores what processes that died had accepted under the decision of \a terms and not stored yet, each event once and
/// under the id that it always had, and removes their rings, one after the other; those of other decisions are removed,
/// those of a later version left alone. Qt-free; may take as long as the disk does.
[[nodiscard]] RingRecovery recoverRings(const RingFolder &rings, EventStore *store, const RecoveryTerms &terms);

/// The local secret of \a decisionId, which is made if need be. Nothing: \a store, which may be null, can't tell now;
/// empty: nobody can make one.
[[nodiscard]] std::optional<std::string> localSecret(EventStore *store, const std::string &decisionId,
                                                     const ValueTreatment &treatment);

/// Removes all events: the rings of processes that died, unread, and the store (EventStore::erase(), which explains the
/// rest).
[[nodiscard]] bool eraseRecords(const RingFolder &rings, const std::string &storeFolder,
                                std::shared_ptr<const Clock> clock, const std::string &fileLayer, std::string *error,
                                const std::function<bool()> &stillWanted = {});

} // namespace candor
