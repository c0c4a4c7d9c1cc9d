// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "cli/telemetrycall.h"

namespace candor {

/// `candor telemetry explain`: every rule that can decide, in its order, with what it says now; what follows from it
/// for this computer; and how to change it. With `--json` one object:
///   allowed, decision, rule, reason   as in `status --json`
///   rules             list of `{rule, refuses, detail}` in their order; the last two, `person` and `nobody`, with
///                     `decides` instead of `refuses`
///   consequence       what happens with events on this computer: "collect", "erase" (what was recorded is being
///                     erased), "keep" (nothing is recorded, what an earlier yes recorded waits for an answer),
///                     "stay-out" (nothing is recorded by this program, what others recorded is left alone)
///   lockedCategories  list of the categories that the administrator refuses: "usage", "errors"
///   answeredAt        when the person answered: ISO 8601, UTC, milliseconds; null where nobody did
///   answeredWhere     "prompt", "settings", "command-line", "settings-file" (a false found there); null likewise
///   asksInWindow      whether a window would ask
///   withoutEffect     list of sentences: what an administrator has put somewhere and does nothing
/// More members may be added.
[[nodiscard]] int runExplain(const TelemetryCall &call);

} // namespace candor
