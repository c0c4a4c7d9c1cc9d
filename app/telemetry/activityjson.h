// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/activityevent.h"
#include "candor/export.h"

#include <QByteArray>

namespace candor {

/// \a event as one JSON object without a line break in it: a line of *Export...* and of `candor telemetry show --json`.
/// Always these members, in this order; null where there is nothing to say:
///   row          number    position in the store: later events have higher ones
///   id           string    the id that the receiver folds copies by; null for what was not recorded
///   name         string    null for what no catalogue declares
///   time         string    when it happened: ISO 8601, UTC, milliseconds
///   state        string    "waiting", "sending", "delivered", "rejected", "not-recorded"
///   reason       string    of the last two states: a key of "dropped" in `candor telemetry status --json`
///   explanation  string    the reason as a sentence, in the person's language
///   copies       number    so many were not recorded for the same reason at about the same time; else 1
///   attempts     number    how often sending it was tried
///   finished     string    when it was delivered or rejected
///   bytes        number    length of the stored JSON object, in bytes
/// and the last one, absent for what was not recorded:
///   event        object    byte for byte as it is stored and sent, not encoded again
/// A row that damage has made something else than one object in one line has, in place of "event":
///   damaged      string    what is stored, as text
/// More members may be added, before "event".
[[nodiscard]] CANDOR_EXPORT QByteArray activityLine(const ActivityEvent &event);

} // namespace candor
