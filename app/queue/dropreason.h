// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string_view>

namespace candor {

/// Why an event did not leave. Names (dropReasonName) are keys of `status --json`'s "dropped".
enum class DropReason {
    Memory,
    Disk,
    Undeclared,
    Retired,
    Invalid,
    Category,
    Disabled,
    Sampled,
    Daily,
    Aggregated,
    Expired,
    Attempts,
    Rejected,
    Deleted,
    Early, ///< it happened before the yes
};
[[nodiscard]] std::string_view dropReasonName(DropReason reason);
/// Nothing: there is none of that name.
[[nodiscard]] std::optional<DropReason> dropReasonNamed(std::string_view name);

} // namespace candor
