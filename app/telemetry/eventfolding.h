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

/// Several events that stand in one (EventRules::aggregate): how many they were is its property "count", and how long
/// they took together its "duration_ms". Qt-free.
namespace eventfolding {

/// So much longer may an event become when others are counted in it.
inline constexpr std::size_t room = 2 * 20;

/// \a properties as those of an event in which others can be counted: in the order in which they are declared, then the
/// two numbers.
[[nodiscard]] std::vector<OwnedProperty> arrange(const EventDefinition &definition,
                                                 std::vector<OwnedProperty> properties);
/// The same with the two numbers of nobody: equal for events that may be counted in one another.
[[nodiscard]] std::vector<OwnedProperty> withoutNumbers(std::vector<OwnedProperty> arranged);

/// The body of an event that stands for what \a first and \a other stand for, both encoded from arranged properties:
/// \a first with other numbers.
[[nodiscard]] std::optional<std::string> fold(std::string_view first, std::string_view other);

} // namespace eventfolding
} // namespace candor
