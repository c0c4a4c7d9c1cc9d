// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/activityevent.h"

#include <QString>

#include <vector>

namespace candor {

class TelemetryContext;

/// What readActivity() found.
struct ActivityReading
{
    std::vector<ActivityEvent> events; ///< newest first; empty where there is no store
    QString problem; ///< why the store can't be read: for a person
};

/// Reads events from the store as they are shown, in a window and in the terminal. Creates no file; may take as long as
/// the disk does. Whether anything may be shown is the caller's to know: beside a no the store is being erased.
[[nodiscard]] ActivityReading readActivity(const TelemetryContext &context, const ActivityFilter &filter);

} // namespace candor
