// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "cli/commandline.h"
#include "telemetry/telemetrycontext.h"

#include <QCommandLineParser>

namespace candor {

/// What every `candor telemetry ...` command gets. Internal to cli/.
struct TelemetryCall
{
    CommandLineHost &host;
    const TelemetryContext &context;
    const QCommandLineParser &parser;
    bool json = false;

    /// Reads the decision, and writes the one thing that a command which reads may write: a refusal seen in
    /// settings.json.
    [[nodiscard]] ConsentState readConsent() const;
    /// Files and words that could not be understood, on the error stream.
    void printProblems(const ConsentState &state) const;
    /// "candor: " and \a message on the error stream. \returns ExitFailed.
    int fail(const QString &message) const;
};

} // namespace candor
