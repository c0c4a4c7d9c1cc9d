// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "cli/commandline.h"

#include <functional>

namespace candor {

class Telemetry;

/// The recordable facts about the call of a command.
struct CommandUse
{
    QLatin1StringView command; ///< "container list": a value of the catalogue's `command`
    bool alias = false; ///< it was called by another name
    QStringList flags; ///< names of its options without dashes; no values and no arguments
};

/// The origin of a command: "ci", "workspace" (its environment contains an id from another program), "container",
/// "terminal" (a user could answer a question), or "script".
[[nodiscard]] const char *commandSource(const CommandLineHost &host);

/// Runs \a run and, if there is a yes, records `command.completed`: the command, flag_<name> for each flag, the source,
/// the duration, and whether it succeeded. Takes at most 250 ms longer than \a run, and sends nothing: the next window
/// or `candor telemetry send` does. \returns the result of \a run, which may record more. Not for `candor telemetry`,
/// which is never recorded.
[[nodiscard]] int recordCommand(CommandLineHost &host, const CommandUse &use,
                                const std::function<int(Telemetry &telemetry)> &run);

} // namespace candor
