// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/catalogue.h"
#include "candor/ownedvalue.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace candor {

/// Aggregates events (EventRules::aggregate): the property "count" of the result is their number, and its "duration_ms"
/// their total duration. Qt-free.
namespace eventfolding {

/// The maximum number of bytes by which aggregation makes an event longer.
inline constexpr std::size_t room = 2 * 20;

/// Arranges \a properties for an event that can be aggregated: in the order of their declaration, then the two numbers.
[[nodiscard]] std::vector<OwnedProperty> arrange(const EventDefinition &definition,
                                                 std::vector<OwnedProperty> properties);
/// Neutralizes the two numbers: the result is equal for events that may be aggregated.
[[nodiscard]] std::vector<OwnedProperty> withoutNumbers(std::vector<OwnedProperty> arranged);

/// Aggregates the bodies \a first and \a other, both encoded from arranged properties: the result is \a first with
/// other numbers. Nothing if they can't be aggregated.
[[nodiscard]] std::optional<std::string> fold(std::string_view first, std::string_view other);

} // namespace eventfolding
} // namespace candor
