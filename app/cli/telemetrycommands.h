// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "cli/commandline.h"

namespace candor {

/// `candor telemetry ...`: \a arguments are the words after `telemetry`. Never records an event.
[[nodiscard]] int runTelemetryCommand(const QStringList &arguments, CommandLineHost &host);

} // namespace candor
