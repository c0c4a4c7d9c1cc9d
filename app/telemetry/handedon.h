// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/childenvironment.h"
#include "consent/consentfiles.h"

namespace candor {

class TelemetryContext;

// What is handed on to other programs: refusals, and an id; never a yes. No I/O.

/// See Telemetry::environmentForWorkspace(). \a refused: whatever \a state says.
[[nodiscard]] ChildEnvironment environmentForWorkspace(const TelemetryContext &context, const ConsentState &state,
                                                       bool refused = false);
/// See Telemetry::environmentForChild(). \a refused: in this process, whatever \a state says.
[[nodiscard]] ChildEnvironment environmentForChild(const ConsentState &state, bool refused);

} // namespace candor
