// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "cli/telemetrycall.h"

namespace candor {

/// `candor telemetry environment`: the variables of Telemetry::environmentForWorkspace() as NAME=VALUE, one on each
/// line, as `--env-file` of a container engine expects them. If that is only a refusal, or nothing, the error stream
/// says so and why. With `--json` one object:
///   variables     name to value
///   removed       list of names that must not be passed on from here; what a container does not inherit needs no
///                 removing
///   onlyRefusal   whether only a refusal is passed on
///   reason        why it is only that, or nothing; null otherwise
/// More members may be added. Creates no file and no ID.
[[nodiscard]] int runEnvironment(const TelemetryCall &call);

} // namespace candor
