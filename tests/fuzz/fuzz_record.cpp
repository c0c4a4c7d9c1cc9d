// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "fuzz/fuzztarget.h"

#include "queue/eventrecord.h"

#include <array>

using namespace candor;
using fuzz::require;

/// What lies in a ring, whoever wrote it: what is taken for a record can be written again as the same bytes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto bytes = std::as_bytes(std::span(data, size));
    const auto record = decodeRecord(bytes);
    if (!record)
        return 0;
    require(!record->name.empty() && record->properties.size() <= maximumProperties, "a record keeps the limits");
    std::vector<Property> properties;
    std::vector<Property> optional;
    for (const OwnedProperty &owned : record->properties) {
        const Value value = owned.trusted ? Value(TrustedText(std::get<std::string>(owned.value)))
                                          : std::visit([](const auto &held) { return Value(held); }, owned.value);
        (owned.optional ? optional : properties).push_back({owned.key, value});
    }
    std::array<std::byte, maximumRecordBytes> buffer{};
    const auto used = encodeRecord(buffer, record->timeMs, record->name, properties, optional);
    require(used.has_value(), "what was read can be written");
    require(std::ranges::equal(std::span(buffer).first(*used), bytes), "there is one way to write it");
    return 0;
}
