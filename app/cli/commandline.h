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
    ExitFailed = 1, ///< the command failed, or its output could not be written; the message says why
    ExitUsage = 2, ///< unknown command, option or value: nothing was done
    ExitStillWaiting = 3, ///< `send`: some of the events that waited are still waiting
};

/// The streams and the environment of a command. Streams and options belong to the caller.
struct CommandLineHost
{
    QTextStream &out;
    QTextStream &err;
    TelemetryOptions options;
    /// Reads the user's answer to a question on \a err. Empty if there is no terminal, so that nobody could see or
    /// answer a question.
    std::function<QString()> readAnswer = {};
    /// Prefix of the system's paths in the search for container engines; see EngineSearch.
    QString systemRoot = {};
};

/// Runs one command. \a arguments are those of the program without its name. Needs a QCoreApplication, and runs its
/// event loop for `send`, `show --follow` and commands that query container engines. Never opens a window; only
/// `reset-id` asks a question, if CommandLineHost::readAnswer is set. If the output can't be written, it reports that
/// and fails.
[[nodiscard]] int runCommandLine(const QStringList &arguments, CommandLineHost &host);

/// Flushes \a stream. \returns why its text, or an earlier one, could not be written; empty on success.
[[nodiscard]] QString outputProblem(QTextStream &stream);

} // namespace candor
