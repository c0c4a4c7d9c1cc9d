// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "cli/environmentcommand.h"
#include "telemetry/handedon.h"
#include "telemetry/statusdescription.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("candor::CommandLine", text);
}

/// Why \a variables contain no id, for the user; empty if they do.
QString reasonWithoutId(const QMap<QString, QString> &variables, const TelemetryStatus &status)
{
    if (!status.allowed())
        return status.reason();
    if (!variables.isEmpty())
        return {};
    return status.anonymousId().isEmpty()
        ? translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                       //: @info:shell
                                       "there is no ID that could be handed on"))
        : translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                       //: @info:shell
                                       "the notice does not say that the ID is handed on"));
}

QString asJson(const ChildEnvironment &environment, bool onlyRefusal, const QString &reason)
{
    QJsonObject variables;
    const QMap<QString, QString> given = environment.variables();
    for (auto each = given.begin(); each != given.end(); ++each)
        variables[each.key()] = each.value();
    const QJsonObject object{{u"variables"_s, variables},
                             {u"removed"_s, QJsonArray::fromStringList(environment.removed())},
                             {u"onlyRefusal"_s, onlyRefusal},
                             {u"reason"_s, reason.isEmpty() ? QJsonValue() : QJsonValue(reason)}};
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Indented));
}

} // namespace

int runEnvironment(const TelemetryCall &call)
{
    const ConsentState state = call.readConsent();
    call.printProblems(state);
    const TelemetryStatus status = describeStatus(call.context, state);
    const ChildEnvironment environment = environmentForWorkspace(call.context, state);
    const QMap<QString, QString> variables = environment.variables();
    const QString reason = reasonWithoutId(variables, status);
    if (call.json) {
        call.host.out << asJson(environment, !status.allowed(), reason) << Qt::flush;
        return ExitOk;
    }
    for (auto each = variables.begin(); each != variables.end(); ++each)
        call.host.out << each.key() << '=' << each.value() << '\n';
    call.host.out << Qt::flush;
    if (!reason.isEmpty()) {
        const char *const said = variables.isEmpty() ? QT_TRANSLATE_NOOP("candor::CommandLine",
                                                                         //: @info:shell %1 is the reason
                                                                         "candor: nothing is handed on: %1\n")
                                                     : QT_TRANSLATE_NOOP("candor::CommandLine",
                                                                         //: @info:shell %1 is the reason
                                                                         "candor: only the refusal is handed on: %1\n");
        call.host.err << translated(said).arg(reason) << Qt::flush;
    }
    return ExitOk;
}

} // namespace candor
