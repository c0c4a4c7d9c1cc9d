// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "cli/commandline.h"
#include "telemetry/telemetrycontext.h"

#include <QCommandLineParser>

namespace candor {

/// The context of every `candor telemetry ...` command. Internal to cli/.
struct TelemetryCall
{
    CommandLineHost &host;
    const TelemetryContext &context;
    const QCommandLineParser &parser;
    bool json = false;

    /// Reads the decision. Writes the only thing that a reading command may write: a refusal found in settings.json.
    [[nodiscard]] ConsentState readConsent() const;
    /// Prints the files and words that could not be understood on the error stream.
    void printProblems(const ConsentState &state) const;
    /// Prints "candor: " and \a message on the error stream. \returns ExitFailed.
    int fail(const QString &message) const;
};

} // namespace candor
