// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "cli/telemetrycall.h"

namespace candor {

/// `candor telemetry explain`: every rule that can decide, in its order, with what it says now; what follows from it
/// for this computer; and how to change it. With `--json` one object: `allowed`, `decision`, `rule`, `reason` as in
/// `status`; `rules`, a list of `{rule, refuses, detail}` in their order, the last two, `person` and `nobody`, with
/// `decides` instead of `refuses`; `asksInWindow`.
[[nodiscard]] int runExplain(const TelemetryCall &call);

} // namespace candor
