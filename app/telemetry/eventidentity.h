// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/identity.h"

#include <cstdint>
#include <optional>
#include <string>

namespace candor {

/// What the ids of a process's events come from. Qt-free.
struct EventIdentity
{
    Identity mode = Identity::None;
    /// Stable and None: what events carry. Daily: what another program gave, for \a day alone; empty as a rule.
    std::string id;
    std::optional<std::int64_t> day; ///< UTC, since 1970
    std::string hashKey; ///< None: the key of its hashes, which nobody keeps. The others have the local secret.
};

} // namespace candor
