// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace candor {

class ActivityEvent;
class Catalogue;

/// The purpose of \a event, its size, when it was recorded, and its state. \a catalogue may be null.
[[nodiscard]] QString activitySummary(const ActivityEvent &event, const Catalogue *catalogue);

/// The meaning of each property of \a event, from the catalogue, and which properties the recipient's format adds.
[[nodiscard]] QString activityMeaning(const ActivityEvent &event, const Catalogue *catalogue);

} // namespace candor
