// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/export.h"

#include <string_view>

namespace candor {

/// What the id is that records carry, and so what whoever receives them can link. Public API (C++17).
///
/// A request to the recipient never holds two different ids, whatever the mode: a body with both would link them. What
/// no mode hides is the connection: records that come from one address at one time can be guessed to belong together.
enum class Identity {
    /// The same until the person resets it: all records of this account can be linked.
    Stable,
    /// Another one each day (UTC), made of a secret of this computer and the day on which the event happened. Records
    /// of one day can be linked, also between processes; those of different days can't, and neither can they by the id
    /// of an event or by a `hashed` value: equal values have different hashes on different days.
    Daily,
    /// Random for each process, and never kept: records of one run can be linked, no others; `hashed` values likewise.
    None,
};

/// "stable", "daily", "none".
[[nodiscard]] CANDOR_EXPORT std::string_view identityName(Identity identity);

} // namespace candor
