// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/telemetrystatus.h"

#include <QString>

namespace candor {

struct SendResult;

/// The name of one category for a person, translated.
[[nodiscard]] QString categoryText(Category category);

/// `status --json`: names and types stay as they are, new ones may be added. Times are ISO 8601 in UTC, null if never.
/// What is not known is null, never 0.
[[nodiscard]] QString statusAsJson(const TelemetryStatus &status);

/// The same for a person, translated.
[[nodiscard]] QString statusAsText(const TelemetryStatus &status);

/// `send --json`: delivered, waiting, message.
[[nodiscard]] QString sendAsJson(const SendResult &result, qint64 waiting);

} // namespace candor
