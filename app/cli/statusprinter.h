// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/telemetrystatus.h"

#include <QString>

namespace candor {

struct SendResult;

/// The translated name of one category.
[[nodiscard]] QString categoryText(Category category);

/// `status --json`: names and types never change, new ones may be added. Times are ISO 8601 in UTC, null if never.
/// Unknown numbers are null, never 0.
[[nodiscard]] QString statusAsJson(const TelemetryStatus &status);

/// The same as translated text.
[[nodiscard]] QString statusAsText(const TelemetryStatus &status);

/// `send --json`: delivered, waiting, message.
[[nodiscard]] QString sendAsJson(const SendResult &result, qint64 waiting);

} // namespace candor
