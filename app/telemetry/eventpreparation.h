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

/// Converts the records of a ring to the events that are stored, shown and sent: checks them against the catalogue, its
/// rules and the granted categories, removes or hashes values that must not be sent unchanged, and encodes each event
/// once. For one ring, and so for one decision and one destination. Qt-free.
class EventPreparation
{
public:
    struct Means
    {
        std::shared_ptr<const Catalogue> catalogue;
        std::shared_ptr<const WireFormat> wire;
        std::shared_ptr<const Clock> clock; ///< for the local day
        ValueTreatment treatment;
        /// Returns the local secret; called when it is first needed. Nothing: it is not available now.
        std::function<std::optional<std::string>()> secret;
    };
    /// \a common: the application's facts about itself in every event; those that the catalogue does not declare are
    /// left out.
    EventPreparation(Means means, std::uint64_t ringBase, EventIdentity identity, std::vector<OwnedProperty> common);

    struct Prepared
    {
        std::optional<NewEvent> event;
        DropReason reason = DropReason::Invalid; ///< if there is no event
        bool postponed = false; ///< neither an event nor dropped: the local secret is not available now
        bool isNothing = false; ///< neither an event nor dropped: the library recorded it by itself, and the catalogue
                                ///< does not declare it
        /// The name in the catalogue, valid as long as the catalogue. Empty if it is undeclared: the given name must
        /// not be kept.
        std::string_view name;
    };
    /// \a sequence: that of the entry in the ring, from which the id is derived.
    [[nodiscard]] Prepared prepare(DecodedRecord record, std::uint64_t sequence, Categories granted);

private:
    enum class Fitness { Fit, Unfit, Postponed };
    struct Ruling
    {
        std::int64_t lastDay = 0; ///< UTC, since 1970: `expires`
        std::optional<DropReason> reason; ///< why all of them are dropped
    };

    const Ruling &rulingOn(const EventDefinition &definition);
    [[nodiscard]] std::optional<DropReason> sample(const EventDefinition &definition) const;
    [[nodiscard]] std::optional<DropReason> check(const EventDefinition &definition, Categories granted,
                                                  std::vector<OwnedProperty> *properties);
    /// False: the rules can't be applied to the event.
    [[nodiscard]] bool addRule(const EventDefinition &definition, Categories granted,
                               std::vector<OwnedProperty> *properties, NewEvent *event) const;
    [[nodiscard]] std::string encode(const NewEvent &event, std::span<const OwnedProperty> properties) const;
    [[nodiscard]] bool isPersonal(const std::string &word);
    [[nodiscard]] Fitness treat(const EventProperty &declared, OwnedProperty *given);

    const Means m_means;
    IdentityOfEvents m_identity;
    const std::vector<OwnedProperty> m_common;
    std::unordered_map<const EventDefinition *, Ruling> m_rulings; ///< for the current id
    std::vector<const EventProperty *> m_declared; ///< of the current event; a member to avoid allocations
    std::unordered_map<std::string, bool> m_words; ///< tokens and versions: are they personal?
};

} // namespace candor
