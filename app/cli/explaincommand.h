// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "cli/telemetrycall.h"

namespace candor {

/// `candor telemetry explain`: every rule that can decide, in their order, with its present result; the consequence for
/// this computer; and how to change it. With `--json` one object:
///   allowed, decision, rule, reason   as in `status --json`
///   rules             list of `{rule, refuses, detail}` in their order; the last two, `person` and `nobody`, with
///                     `decides` instead of `refuses`
///   consequence       what happens to events on this computer: "collect", "erase" (the records are being
///                     erased), "keep" (nothing is recorded, records of an earlier yes wait for an answer),
///                     "stay-out" (this program records nothing, and leaves the records of others alone)
///   lockedCategories  list of the categories that the administrator refuses: "usage", "errors"
///   answeredAt        when the user answered: ISO 8601, UTC, milliseconds; null if there is no answer
///   answeredWhere     "prompt", "settings", "command-line", "settings-file" (a false found there); null if none
///   asksInWindow      whether a window would ask
///   withoutEffect     list of sentences about settings of an administrator that have no effect
/// More members may be added.
[[nodiscard]] int runExplain(const TelemetryCall &call);

} // namespace candor
