// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "cli/telemetrycall.h"

#include <QStringList>
#include <QTextStream>

#include <string>

namespace candor {

ConsentState TelemetryCall::readConsent() const
{
    ConsentState state = context.consent().read();
    if (state.verdict.refusalToRecord) {
        const Consent::Result result = context.consent().recordRefusalSeen(TelemetryContext::shortPatience);
        if (!result.ok)
            host.err << "candor: " << result.error << '\n' << Qt::flush;
        state = result.state;
    }
    context.lookAround(state);
    // Whether a question may be asked depends on it.
    if (std::string unused; state.verdict.mayAsk)
        (void)context.catalogue().load(&unused);
    return state;
}

void TelemetryCall::printProblems(const ConsentState &state) const
{
    QStringList problems{state.settings.problem, state.consentProblem, state.refusalProblem};
    problems.removeDuplicates(); // two files may be missing for the same reason
    for (const QString &problem : problems) {
        if (!problem.isEmpty())
            host.err << "candor: " << problem << '\n';
    }
    host.err << Qt::flush;
}

int TelemetryCall::fail(const QString &message) const
{
    host.err << "candor: " << message << '\n' << Qt::flush;
    return ExitFailed;
}

} // namespace candor
