// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "consent/consentfiles.h"
#include "telemetry/telemetrystatusdata.h"

#include <QString>

#include <chrono>

namespace candor {

class TelemetryContext;

/// Everything but counts and delivery, from \a state and what TelemetryContext::lookAround() found; no I/O. Until the
/// catalogue was read, a question that depends on it waits.
[[nodiscard]] TelemetryStatusData describeStatus(const TelemetryContext &context, const ConsentState &state);

/// Adds counts and delivery to \a status, and today's id where that is Daily and known to the store. Creates no file;
/// with no store the counts are 0. May take as long as the disk does. \a patience: how long others may hold the store.
void addCounts(const TelemetryContext &context, TelemetryStatusData *status,
               std::chrono::milliseconds patience = std::chrono::seconds(2));

/// TelemetryStatus::watchProblem, where the decision is read again every \a interval.
[[nodiscard]] QString watchProblem(std::chrono::seconds interval);

/// TelemetryStatus::handOff
[[nodiscard]] QString handOffName(bool outlivesProcess);

} // namespace candor
