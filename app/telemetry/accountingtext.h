// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace candor {

struct TelemetryStatus;

/// What became of every event that happened: "1,209 happened: 1,100 delivered, 4 waiting, 5 not recorded (5 not agreed
/// to), 100 not delivered (90 for lack of space, 10 rejected by the server)". Empty while none did, or while the
/// numbers are not known.
[[nodiscard]] QString accountingText(const TelemetryStatus &status);

} // namespace candor
