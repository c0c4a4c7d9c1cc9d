// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "cli/telemetrycall.h"

namespace candor {

/// `candor telemetry show [--last NUMBER] [--follow]`: what waits and what was sent, rejected or not recorded, the
/// newest below, each with the bytes as they are stored and sent; control characters and those that change the
/// direction of text stand there as visibleText() writes them. With `--json` one object a line, as activityLine() makes
/// it. \a last: how many; nothing: 100; 0: all. Where nothing may be recorded the error stream says why. `--follow`
/// goes on until the program is ended: what comes, and what becomes of the newest 500, shown or not.
[[nodiscard]] int runShow(const TelemetryCall &call);

} // namespace candor
