// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "telemetry/eventpreparation.h"

#include "queue/eventid.h"

#include <algorithm>

namespace candor {

std::optional<NewEvent> prepareEvent(const DecodedRecord &record, std::uint64_t sequence, const Recorder::Scope &scope,
                                     const Grant &grant, const Catalogue &catalogue, const WireFormat &wire,
                                     std::uint64_t ringBase, DropReason *reason)
{
    const EventDefinition *definition = catalogue.find(record.name);
    if (!definition) {
        *reason = DropReason::Undeclared;
        return std::nullopt;
    }
    const auto granted = [&grant](const std::string &category) {
        return (category == "usage" && grant.usage) || (category == "errors" && grant.errors);
    };
    if (!granted(definition->category)) {
        *reason = DropReason::Category;
        return std::nullopt;
    }
    // An event is dropped whole where a property is undeclared or of a wrong type: half an event would be a
    // puzzle for whoever reads it, and the count shows the mistake. One of a category not granted is left out.
    std::vector<OwnedProperty> properties;
    properties.reserve(record.properties.size() + scope.common.size());
    for (const OwnedProperty &given : record.properties) {
        const bool twice = std::any_of(properties.begin(), properties.end(),
                                       [&given](const OwnedProperty &other) { return other.key == given.key; });
        if (twice) {
            *reason = DropReason::Invalid;
            return std::nullopt;
        }
        const EventProperty *declared = definition->property(given.key);
        if (!declared) {
            *reason = DropReason::Undeclared;
            return std::nullopt;
        }
        if (!accepts(*declared, given.value)) {
            *reason = DropReason::Invalid;
            return std::nullopt;
        }
        if (granted(declared->category))
            properties.push_back(given);
    }
    properties.insert(properties.end(), scope.common.begin(), scope.common.end());

    NewEvent event;
    event.id = eventId(record.timeMs, ringBase, sequence);
    event.name = record.name;
    event.timeMs = record.timeMs;
    EventFields fields;
    fields.id = event.id;
    fields.anonymousId = scope.anonymousId;
    fields.name = event.name;
    fields.timeMs = event.timeMs;
    fields.properties = properties;
    event.body = wire.encodeEvent(fields);
    if (static_cast<std::int64_t>(event.body.size()) > wire.maximumEventBytes()) {
        *reason = DropReason::Invalid;
        return std::nullopt;
    }
    return event;
}

} // namespace candor
