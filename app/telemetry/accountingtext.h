// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace candor {

struct TelemetryStatus;

/// What became of every event that was recorded: "1,204 recorded: 1,100 delivered, 4 waiting, 100 not sent (90 for lack
/// of space, 10 rejected by the server)". Empty while none was, or while the numbers are not known.
[[nodiscard]] QString accountingText(const TelemetryStatus &status);

} // namespace candor
