// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "queue/dropreason.h"

#include <algorithm>
#include <array>

namespace candor {

namespace {

// In the order of DropReason.
constexpr std::array<std::string_view, 15> names = {
    "memory", "disk",       "undeclared", "retired",  "invalid",  "category", "disabled", "sampled",
    "daily",  "aggregated", "expired",    "attempts", "rejected", "deleted",  "early",
};
static_assert(names.size() == static_cast<std::size_t>(DropReason::Early) + 1);

} // namespace

std::string_view dropReasonName(DropReason reason)
{
    return names[static_cast<std::size_t>(reason)];
}

std::optional<DropReason> dropReasonNamed(std::string_view name)
{
    const auto *const found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? std::nullopt : std::optional(static_cast<DropReason>(found - names.begin()));
}

} // namespace candor
