// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/error.h"
#include "candor/ownedvalue.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace candor {

class EventRing;

/// An action that has begun: what its Action and the gate share. Guarded by the gate's lock.
struct OpenAction
{
    std::string name;
    std::vector<OwnedProperty> properties;
    const EventRing *ring = nullptr; ///< see RecordingGate::ring(), as it began
    std::chrono::steady_clock::time_point start;
    bool said = false; ///< succeed() or fail() was called
    std::optional<Error> error; ///< what was said
};

} // namespace candor
