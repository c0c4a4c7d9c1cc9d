// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "cli/telemetrycall.h"

namespace candor {

/// `candor telemetry erase`: erases what was recorded on this computer; the answer stays, and a Stable id. With
/// `--json`:
///   erased       how many events there were; null if they could not be counted
///   earlierIds   how many IDs from before a reset were forgotten, too
[[nodiscard]] int runErase(const TelemetryCall &call);

/// `candor telemetry reset-id [--yes]`: names the tools that share the id, asks at a terminal, and goes on under a new
/// one. Without a terminal, and with `--json`, it asks nobody and needs `--yes`. With `--json`:
///   reset    false: there is no id to reset
///   id       the new one; null where it is made when it is needed
///   erased   how many events carried the old one; null if they could not be counted
///   tools    list of the tools that share it
[[nodiscard]] int runResetId(const TelemetryCall &call);

/// `candor telemetry request-deletion`: whom to ask, the ids, and a ready text; sends nothing. With `--json`:
///   contact, application, recipient   texts; contact is null if the notice can't be read
///   earlierRecipients                 hosts to which something may have been sent before
///   id, earlierIds                    null and an empty list where there is none
///   agreedAt, refusedAt, lastDelivery ISO 8601, UTC; null if not known
///   explanation                       where there is nothing to request, or nothing that is known of; else null
///   subject, text                     null without an id
[[nodiscard]] int runRequestDeletion(const TelemetryCall &call);

} // namespace candor
