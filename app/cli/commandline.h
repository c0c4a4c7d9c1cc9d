// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/telemetryoptions.h"

#include <QStringList>
#include <QTextStream>

#include <functional>

namespace candor {

/// Exit statuses of `candor ...`; documented in `candor telemetry --help`.
enum ExitStatus {
    ExitOk = 0,
    ExitFailed = 1, ///< it was not done, or what it printed could not be written; the message says why
    ExitUsage = 2, ///< unknown command, option or value: nothing was done
    ExitStillWaiting = 3, ///< `send`: some of what waited still waits
};

/// Where a command writes to, and what it runs on. Streams and options belong to the caller.
struct CommandLineHost
{
    QTextStream &out;
    QTextStream &err;
    TelemetryOptions options;
    /// Reads a person's answer to a question on \a err; empty where nobody could see and answer it: there is no
    /// terminal.
    std::function<QString()> readAnswer = {};
    /// Stands before the system's own paths where container engines are looked for; see EngineSearch.
    QString systemRoot = {};
};

/// Runs one command, with the program's arguments without its name. Needs a QCoreApplication, and runs its event loop
/// for `send`, `show --follow` and what asks container engines. Never opens a window; `reset-id` alone asks, where
/// CommandLineHost::readAnswer can. Where what it prints can't be written, it says so and fails.
[[nodiscard]] int runCommandLine(const QStringList &arguments, CommandLineHost &host);

/// Writes what \a stream still holds. \returns why it, or something before it, could not be written; empty if all was.
[[nodiscard]] QString outputProblem(QTextStream &stream);

} // namespace candor
