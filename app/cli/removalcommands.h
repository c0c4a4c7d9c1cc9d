// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "cli/telemetrycall.h"

namespace candor {

/// `candor telemetry erase`: erases the records on this computer; the answer and a Stable id stay. With `--json`:
///   erased       how many events there were; null if they could not be counted
///   earlierIds   how many IDs from before a reset were forgotten, too
[[nodiscard]] int runErase(const TelemetryCall &call);

/// `candor telemetry reset-id [--yes]`: names the tools that share the id, asks at a terminal, and replaces the id by a
/// new one. Without a terminal, and with `--json`, it does not ask and needs `--yes`. With `--json`:
///   reset    false: there is no id to reset
///   id       the new id; null if it is created only when it is needed
///   erased   how many events carried the old one; null if they could not be counted
///   tools    list of the tools that share it
[[nodiscard]] int runResetId(const TelemetryCall &call);

/// `candor telemetry request-deletion`: whom to ask, the ids, and a prepared text; sends nothing. With `--json`:
///   contact, application, recipient   texts; contact is null if the notice can't be read
///   earlierRecipients                 hosts to which something may have been sent before
///   id, earlierIds                    null and an empty list if there is none
///   agreedAt, refusedAt, lastDelivery ISO 8601, UTC; null if not known
///   explanation                       if there is nothing to request, or if that is unknown; otherwise null
///   subject, text                     null without an id
[[nodiscard]] int runRequestDeletion(const TelemetryCall &call);

} // namespace candor
