// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "telemetry/eventpreparation.h"

#include "queue/eventid.h"

#include <algorithm>
#include <array>

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
    std::span<const OwnedProperty> properties = record.properties;
    std::vector<OwnedProperty> allowed;
    std::array<const EventProperty *, maximumProperties> seen = {};
    if (properties.size() > seen.size()) {
        *reason = DropReason::Invalid;
        return std::nullopt;
    }
    for (std::size_t i = 0; i < properties.size(); ++i) {
        const OwnedProperty &given = properties[i];
        // Mostly they are given in the order in which they are declared.
        const EventProperty *declared = i < definition->properties.size() && definition->properties[i].name == given.key
            ? &definition->properties[i]
            : definition->property(given.key);
        if (!declared) {
            *reason = DropReason::Undeclared;
            return std::nullopt;
        }
        const bool twice = std::find(seen.begin(), seen.begin() + static_cast<std::ptrdiff_t>(i), declared)
            != seen.begin() + static_cast<std::ptrdiff_t>(i);
        // Not before they are scrubbed and hashed here.
        const bool unsafe = declared->type == PropertyType::Text || declared->type == PropertyType::Hashed;
        if (twice || unsafe || !accepts(*declared, given.value)) {
            *reason = DropReason::Invalid;
            return std::nullopt;
        }
        seen[i] = declared;
    }
    const auto leavesOut = [&granted](const EventProperty *declared) { return !granted(declared->category); };
    const auto end = seen.begin() + static_cast<std::ptrdiff_t>(properties.size());
    if (std::any_of(seen.begin(), end, leavesOut)) {
        for (std::size_t i = 0; i < properties.size(); ++i) {
            if (!leavesOut(seen[i]))
                allowed.push_back(properties[i]);
        }
        properties = allowed;
    }

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
    fields.common = scope.common;
    event.body = wire.encodeEvent(fields);
    if (static_cast<std::int64_t>(event.body.size()) > wire.maximumEventBytes()) {
        *reason = DropReason::Invalid;
        return std::nullopt;
    }
    return event;
}

} // namespace candor
