// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "queue/ringscope.h"

#include "queue/eventrecord.h"

#include <algorithm>

namespace candor {

namespace {

// Written down as a record like those in the ring: one reader to harden, one reader to test. The scope's own
// properties come first; behind them the common ones.
constexpr std::string_view recordName = "scope";
constexpr std::size_t ownProperties = 4;

} // namespace

std::vector<std::byte> RingScope::toBytes() const
{
    std::vector<Property> properties{{"decision", std::string_view(events.decisionId)},
                                     {"destination", std::string_view(events.destination)},
                                     {"protocol", std::string_view(protocol)},
                                     {"granted", granted.toInt()}};
    for (const OwnedProperty &property : common) {
        std::visit([&](const auto &value) { properties.push_back({property.key, Value(value)}); }, property.value);
    }
    std::vector<std::byte> result(maximumRecordBytes);
    result.resize(encodeRecord(result, 0, recordName, properties).value_or(0));
    return result;
}

std::optional<RingScope> RingScope::fromBytes(std::span<const std::byte> bytes)
{
    const std::optional<DecodedRecord> record = decodeRecord(bytes);
    if (!record || record->name != recordName || record->properties.size() < ownProperties)
        return std::nullopt;
    const auto &given = record->properties;
    RingScope result;
    bool whole = true;
    const auto read = [&](std::size_t index, std::string_view key, auto *target) {
        const auto *value = std::get_if<std::remove_pointer_t<decltype(target)>>(&given[index].value);
        if (value && given[index].key == key)
            *target = *value;
        else
            whole = false;
    };
    read(0, "decision", &result.events.decisionId);
    read(1, "destination", &result.events.destination);
    read(2, "protocol", &result.protocol);
    std::int64_t granted = 0;
    read(3, "granted", &granted);
    if (!whole || result.events.decisionId.empty() || (granted & ~std::int64_t{allCategories.toInt()}) != 0)
        return std::nullopt;
    result.granted = Categories::fromInt(static_cast<int>(granted));
    result.common.assign(given.begin() + ownProperties, given.end());
    return result;
}

} // namespace candor
