// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/export.h"

#include <QMap>
#include <QString>

namespace candor {

class TelemetryStatus;

/// What became of every event that happened: "1,209 happened: 1,100 delivered, 4 waiting, 5 not recorded (5 not agreed
/// to), 100 not delivered (90 more than could be kept, 10 rejected by the server)". Empty while none did, or while the
/// numbers are not known.
[[nodiscard]] CANDOR_EXPORT QString accountingText(const TelemetryStatus &status);

/// Why the events in \a dropped were not delivered: "5 not agreed to, 90 for lack of space".
[[nodiscard]] QString droppedText(const QMap<QString, qint64> &dropped);

/// In place of a number, and why: "not known (...)". Empty where the numbers are known.
[[nodiscard]] CANDOR_EXPORT QString unknownCountsText(const TelemetryStatus &status);

} // namespace candor
