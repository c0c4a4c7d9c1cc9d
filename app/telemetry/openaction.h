// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "catalogue/ownedvalue.h"
#include "telemetry/error.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace candor {

/// An action that has begun: what its Action and the gate share. Guarded by the gate's lock.
struct OpenAction
{
    std::string name;
    std::vector<OwnedProperty> properties;
    std::uint32_t generation = 0; ///< of the decision it began under
    std::chrono::steady_clock::time_point start;
    bool said = false; ///< succeed() or fail() was called
    std::optional<Error> error; ///< what was said
};

} // namespace candor
