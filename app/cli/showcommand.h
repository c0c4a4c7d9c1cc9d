// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "cli/telemetrycall.h"

namespace candor {

/// `candor telemetry show [--last NUMBER] [--follow]`: the events that wait or were sent, rejected or not recorded, the
/// newest last, each with its bytes as they are stored and sent; control characters and those that change the direction
/// of text are written as by visibleText(). With `--json` one object on each line, as activityLine() makes it. NUMBER:
/// how many; 100 by default; 0: all. If nothing may be recorded the error stream says why. `--follow` continues until
/// the program is ended, with new events and with changes of the newest 500, whether they were shown or not.
[[nodiscard]] int runShow(const TelemetryCall &call);

} // namespace candor
