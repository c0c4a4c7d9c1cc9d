// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "cli/commandrecord.h"

#include "candor/telemetry.h"
#include "consent/environmentrefusal.h"
#include "identity/givenidentity.h"
#include "telemetry/telemetryoptionsdata.h"

#include <QFileInfo>

#include <chrono>
#include <limits>
#include <string_view>

namespace candor {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

const char *commandSource(const CommandLineHost &host)
{
    const QProcessEnvironment &environment = host.options.data().environment;
    if (!EnvironmentRefusal::read(environment).ciVariable.isEmpty())
        return "ci";
    if (environment.contains(QLatin1StringView(GivenIdentity::recipientVariable)))
        return "workspace";
    // Podman and Docker create one of these files in a container; systemd and Podman set the variable.
    if (environment.contains(u"container"_s) || QFileInfo::exists(host.systemRoot + u"/run/.containerenv"_s)
        || QFileInfo::exists(host.systemRoot + u"/.dockerenv"_s))
        return "container";
    return host.readAnswer ? "terminal" : "script";
}

int recordCommand(CommandLineHost &host, const CommandUse &use, const std::function<int(Telemetry &telemetry)> &run)
{
    TelemetryOptions options = host.options;
    options.setRunRecorded(false);
    options.setStartPatience(50ms); // it is recorded from its beginning on or not at all
    // A command does not send.
    options.setFlushAt(std::numeric_limits<int>::max());
    options.setFlushInterval(24h);
    options.setStartDelay(24h);
    Telemetry telemetry(options);
    Action action = telemetry.begin(
        "command.completed",
        {{"command", std::string_view(use.command.data(), static_cast<std::size_t>(use.command.size()))},
         {"alias", use.alias},
         {"source", commandSource(host)}});
    for (const QString &flag : use.flags)
        action.add({"flag_" + flag.toStdString(), true});
    const int status = run(telemetry);
    // A command whose output is lost has failed. runCommandLine() tells the user.
    const int outcome = status == ExitOk && !outputProblem(host.out).isEmpty() ? int(ExitFailed) : status;
    if (outcome != ExitOk)
        action.fail(Error("exit_status").exitCode(outcome));
    action.end();
    return status;
}

} // namespace candor
