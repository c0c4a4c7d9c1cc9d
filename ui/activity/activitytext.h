// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace candor {

class ActivityEvent;
class Catalogue;

/// Why \a event is collected, how large it is, when it was recorded, and what became of it. \a catalogue may be null.
[[nodiscard]] QString activitySummary(const ActivityEvent &event, const Catalogue *catalogue);

/// What each property of \a event means, from the catalogue, and which ones the recipient's format adds.
[[nodiscard]] QString activityMeaning(const ActivityEvent &event, const Catalogue *catalogue);

} // namespace candor
