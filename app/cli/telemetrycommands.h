// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "cli/commandline.h"

namespace candor {

/// `candor telemetry ...`: \a arguments begin behind the word telemetry. Never records an event.
[[nodiscard]] int runTelemetryCommand(const QStringList &arguments, CommandLineHost &host);

} // namespace candor
