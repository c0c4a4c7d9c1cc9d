// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "cli/commandline.h"

#include <functional>

namespace candor {

class Telemetry;

/// How a command was called, as far as it may be recorded.
struct CommandUse
{
    QLatin1StringView command; ///< "container list": a value of the catalogue's `command`
    bool alias = false; ///< by another name than that
    QStringList flags; ///< names of its options, without dashes; no value, and no argument
};

/// Where a command comes from: "ci", "workspace" (its environment has an id that was handed on), "container",
/// "terminal" (a person could answer it), or "script".
[[nodiscard]] const char *commandSource(const CommandLineHost &host);

/// Runs \a run and, where there is a yes, records `command.completed`: the command, flag_<name> for each flag, the
/// source, how long it took, and whether it succeeded. Takes at most 250 ms more, and sends nothing: the next window,
/// or `candor telemetry send`, does. \returns what \a run does, which may record more. Not for `candor telemetry`,
/// which is never recorded.
[[nodiscard]] int recordCommand(CommandLineHost &host, const CommandUse &use,
                                const std::function<int(Telemetry &telemetry)> &run);

} // namespace candor
