// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/catalogue.h"
#include "delivery/wireformat.h"
#include "queue/eventrecord.h"
#include "queue/storevalues.h"
#include "system/clock.h"
#include "telemetry/eventidentity.h"
#include "telemetry/identityofevents.h"
#include "telemetry/valuetreatment.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace candor {

/// Makes of what lay in a ring what is stored, shown and sent: checks it against the catalogue, its rules and the
/// categories that were granted, takes out or hashes what may not leave as it is, and encodes it once. Of one ring, and
/// so of one decision and one destination. Qt-free.
class EventPreparation
{
public:
    struct Means
    {
        std::shared_ptr<const Catalogue> catalogue;
        std::shared_ptr<const WireFormat> wire;
        std::shared_ptr<const Clock> clock; ///< for the local day
        ValueTreatment treatment;
        /// The local secret; asked for when it is first needed. Nothing: it can't be had now.
        std::function<std::optional<std::string>()> secret;
    };
    /// \a common: what the application says of itself in every event; left out where the catalogue does not declare it.
    EventPreparation(Means means, std::uint64_t ringBase, EventIdentity identity, std::vector<OwnedProperty> common);

    struct Prepared
    {
        std::optional<NewEvent> event;
        DropReason reason = DropReason::Invalid; ///< where there is no event
        bool postponed = false; ///< neither an event nor dropped: the local secret can't be had now
        bool isNothing = false; ///< likewise: the library recorded it by itself, and the catalogue does not have it
        /// As the catalogue declares it, and as long as that is there; empty where it does not: what was given as its
        /// name must not be kept.
        std::string_view name;
    };
    /// \a sequence: of its entry in the ring, from which its id follows.
    [[nodiscard]] Prepared prepare(DecodedRecord record, std::uint64_t sequence, Categories granted);

private:
    enum class Fitness { Fit, Unfit, Postponed };
    struct Ruling
    {
        std::int64_t lastDay = 0; ///< UTC, since 1970: `expires`
        std::optional<DropReason> reason; ///< all of them are dropped
    };

    const Ruling &rulingOn(const EventDefinition &definition);
    [[nodiscard]] std::optional<DropReason> sample(const EventDefinition &definition) const;
    [[nodiscard]] std::optional<DropReason> check(const EventDefinition &definition, Categories granted,
                                                  std::vector<OwnedProperty> *properties);
    /// False: it can't be judged by its rules.
    [[nodiscard]] bool addRule(const EventDefinition &definition, Categories granted,
                               std::vector<OwnedProperty> *properties, NewEvent *event) const;
    [[nodiscard]] std::string encode(const NewEvent &event, std::span<const OwnedProperty> properties) const;
    [[nodiscard]] bool isPersonal(const std::string &word);
    [[nodiscard]] Fitness treat(const EventProperty &declared, OwnedProperty *given);

    const Means m_means;
    IdentityOfEvents m_identity;
    const std::vector<OwnedProperty> m_common;
    std::unordered_map<const EventDefinition *, Ruling> m_rulings; ///< for the id of the day
    std::vector<const EventProperty *> m_declared; ///< of the event at hand; kept so that nothing is allocated
    std::unordered_map<std::string, bool> m_words; ///< tokens and versions: are they personal?
};

} // namespace candor
