// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace candor {

/// Why an event was not recorded or not sent, as one translated sentence, the same on the Activity page and in the
/// terminal. \a reason is a key of TelemetryStatus::dropped; one of a later version is returned as it is.
[[nodiscard]] QString dropReasonText(const QString &reason);

} // namespace candor
