// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "cli/explaincommand.h"

#include "cli/statusprinter.h"
#include "consent/consentrules.h"
#include "telemetry/statusdescription.h"
#include "telemetry/verdicttext.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

#include <algorithm>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("candor::CommandLine", text);
}

const Refusal *refusalBy(const ConsentState &state, Rule rule)
{
    const auto found = std::find_if(state.refusals.begin(), state.refusals.end(),
                                    [rule](const Refusal &refusal) { return refusal.rule == rule; });
    return found == state.refusals.end() ? nullptr : &*found;
}

QString ruleText(const ConsentState &state, Rule rule)
{
    const Refusal *const refusal = refusalBy(state, rule);
    if (!refusal) {
        //: @info:shell one of the rules that can refuse telemetry, and does not
        return translated(QT_TRANSLATE_NOOP("candor::CommandLine", "does not refuse"));
    }
    if (refusal->data == DataPolicy::Keep) {
        //: @info:shell one of the rules that can refuse telemetry; %1 is a file
        return translated(QT_TRANSLATE_NOOP("candor::CommandLine", "can't be read, and may refuse (%1)"))
            .arg(refusal->detail);
    }
    if (refusal->detail.isEmpty()) {
        //: @info:shell one of the rules that can refuse telemetry, and does
        return translated(QT_TRANSLATE_NOOP("candor::CommandLine", "refuses"));
    }
    //: @info:shell one of the rules that can refuse telemetry, and does; %1 is a file or a variable
    return translated(QT_TRANSLATE_NOOP("candor::CommandLine", "refuses (%1)")).arg(refusal->detail);
}

QString originText(Origin origin)
{
    switch (origin) {
    case Origin::Prompt:
        //: @info:shell where an answer was given
        return translated(QT_TRANSLATE_NOOP("candor::CommandLine", "when asked"));
    case Origin::Settings:
        //: @info:shell where an answer was given
        return translated(QT_TRANSLATE_NOOP("candor::CommandLine", "in the settings"));
    case Origin::CommandLine:
        //: @info:shell where an answer was given
        return translated(QT_TRANSLATE_NOOP("candor::CommandLine", "in a terminal"));
    case Origin::SettingsFile:
        break;
    }
    //: @info:shell where an answer was given
    return translated(QT_TRANSLATE_NOOP("candor::CommandLine", "in settings.json"));
}

bool hasAnswer(const ConsentState &state)
{
    return state.record.decision != Decision::Undecided && state.record.time.isValid();
}

QString personText(const ConsentState &state, const QString &applicationName)
{
    QString text = verdictText(state.person, applicationName);
    if (hasAnswer(state)) {
        const QString time = QLocale::system().toString(state.record.time.toLocalTime(), QLocale::ShortFormat);
        //: @info:shell an answer; %1 is date and time, %2 where it was given, %3 a number
        text += u' '
            + translated(QT_TRANSLATE_NOOP("candor::CommandLine", "Answered %1, %2, to version %3 of the notice."))
                  .arg(time, originText(state.record.origin), QString::number(state.record.noticeVersion));
    }
    return text;
}

/// What happens to an event on this computer now.
QString consequence(const TelemetryStatus &status, const Verdict &verdict, bool earlierRecords)
{
    switch (verdict.data) {
    case DataPolicy::Collect:
        if (!status.canSend())
            //: @info:shell what telemetry does now; %1 is a folder
            return translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                                "Events are recorded in %1 and stay there: no recipient is set up."))
                .arg(status.storeFolder());
        //: @info:shell what telemetry does now; %1 is a folder, %2 a host
        return translated(QT_TRANSLATE_NOOP("candor::CommandLine", "Events are recorded in %1 and sent to %2."))
            .arg(status.storeFolder(), status.recipient());
    case DataPolicy::Erase:
        if (!earlierRecords)
            break;
        //: @info:shell what telemetry does now
        return translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                            "Nothing is recorded or sent. What was recorded before is being erased."));
    case DataPolicy::Keep:
        if (!earlierRecords)
            break;
        if (verdict.rule == Rule::Administrator || verdict.reason == Reason::SettingsUnreadable) {
            //: @info:shell what telemetry does now
            return translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                                "Nothing is recorded or sent. What was recorded before waits until the "
                                                "file can be read, for seven days."));
        }
        if (verdict.reason == Reason::RecipientChanged) {
            //: @info:shell what telemetry does now
            return translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                                "Nothing is recorded or sent. What was recorded for the earlier "
                                                "recipient is never sent: it is erased after the next answer, or after "
                                                "seven days."));
        }
        //: @info:shell what telemetry does now
        return translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                            "Nothing is recorded or sent. What was recorded under an earlier yes waits "
                                            "for an answer, for seven days."));
    case DataPolicy::StayOut:
        if (!earlierRecords)
            break;
        //: @info:shell what telemetry does now
        return translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                            "Nothing is recorded or sent by this program. What others have recorded is "
                                            "left alone."));
    }
    //: @info:shell what telemetry does now
    return translated(QT_TRANSLATE_NOOP("candor::CommandLine", "Nothing is recorded or sent."));
}

QString explanationAsText(const TelemetryCall &call, const ConsentState &state, const TelemetryStatus &status)
{
    const auto row = [](const QString &name, const QString &text) {
        return "  "_L1 + name.leftJustified(18) + text + u'\n';
    };
    QString result = (status.allowed() ? translated(QT_TRANSLATE_NOOP("candor::CommandLine", "Telemetry is on."))
                                       : translated(QT_TRANSLATE_NOOP("candor::CommandLine", "Telemetry is off.")))
        + u' ' + status.reason() + u'\n' + consequence(status, state.verdict, call.context.records().existed())
        + "\n\n"_L1;
    //: @info:shell a list follows
    result +=
        translated(QT_TRANSLATE_NOOP("candor::CommandLine", "Who can decide; the first that refuses wins:")) + u'\n';
    for (const Rule rule : refusingRules)
        result += row(ruleName(rule), ruleText(state, rule));
    result += row(ruleName(Rule::Person), personText(state, call.context.options().applicationName));
    for (const Category category : everyCategory) {
        if (status.lockedCategories().testFlag(category) && !refusalBy(state, Rule::Administrator)) {
            //: @info:shell %1 is usage or errors
            result +=
                row(QString(),
                    translated(QT_TRANSLATE_NOOP("candor::CommandLine", "The administrator refuses the category %1."))
                        .arg(categoryText(category)));
        }
    }
    for (const QString &each : status.withoutEffect())
        result += row(QString(), each);
    result += u'\n';
    if (status.allowed() || status.decision() == Decision::Granted) {
        //: @info:shell
        result += translated(QT_TRANSLATE_NOOP(
            "candor::CommandLine", "To refuse, and to erase what was recorded: candor telemetry disable\n"));
    }
    if (!status.allowed() && status.canAnswer()) {
        //: @info:shell
        result += translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                               "To turn it on: candor telemetry enable (it shows the notice first)\n"));
    }
    //: @info:shell
    result += translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                           "What may be collected, and why:  candor telemetry catalogue\n"
                                           "What was recorded and sent:      candor telemetry show\n"));
    return result;
}

/// The word in JSON for the sentence of consequence(), which is for the user.
QString consequenceWord(DataPolicy data)
{
    switch (data) {
    case DataPolicy::Collect:
        return u"collect"_s;
    case DataPolicy::Erase:
        return u"erase"_s;
    case DataPolicy::Keep:
        return u"keep"_s;
    case DataPolicy::StayOut:
        break;
    }
    return u"stay-out"_s;
}

QString originWord(Origin origin)
{
    switch (origin) {
    case Origin::Prompt:
        return u"prompt"_s;
    case Origin::Settings:
        return u"settings"_s;
    case Origin::CommandLine:
        return u"command-line"_s;
    case Origin::SettingsFile:
        break;
    }
    return u"settings-file"_s;
}

QJsonObject ruleAsJson(Rule rule, const char *what, bool value, const QString &detail)
{
    return {{"rule"_L1, ruleName(rule)},
            {QLatin1StringView(what), value},
            {"detail"_L1, detail.isEmpty() ? QJsonValue() : QJsonValue(detail)}};
}

QString explanationAsJson(const ConsentState &state, const TelemetryStatus &status)
{
    QJsonArray rules;
    for (const Rule rule : refusingRules) {
        const Refusal *const refusal = refusalBy(state, rule);
        rules.append(ruleAsJson(rule, "refuses", refusal != nullptr, refusal ? refusal->detail : QString()));
    }
    for (const Rule rule : {Rule::Person, Rule::Nobody})
        rules.append(ruleAsJson(rule, "decides", state.verdict.rule == rule, QString()));
    QJsonArray locked;
    for (const Category category : everyCategory) {
        if (status.lockedCategories().testFlag(category))
            locked.append(QLatin1StringView(categoryName(category)));
    }
    const bool answered = hasAnswer(state);
    const QJsonObject object{
        {"allowed"_L1, status.allowed()},
        {"decision"_L1, decisionName(status.decision())},
        {"rule"_L1, ruleName(status.rule())},
        {"reason"_L1, status.reason()},
        {"rules"_L1, rules},
        {"consequence"_L1, consequenceWord(state.verdict.data)},
        {"lockedCategories"_L1, locked},
        {"answeredAt"_L1, answered ? QJsonValue(state.record.time.toUTC().toString(Qt::ISODateWithMs)) : QJsonValue()},
        {"answeredWhere"_L1, answered ? QJsonValue(originWord(state.record.origin)) : QJsonValue()},
        {"asksInWindow"_L1, status.mayAsk() && !status.questionClosedTwice()},
        {"withoutEffect"_L1, QJsonArray::fromStringList(status.withoutEffect())}};
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Indented));
}

} // namespace

int runExplain(const TelemetryCall &call)
{
    const ConsentState state = call.readConsent();
    call.printProblems(state);
    const TelemetryStatus status = describeStatus(call.context, state);
    call.host.out << (call.json ? explanationAsJson(state, status) : explanationAsText(call, state, status))
                  << Qt::flush;
    return ExitOk;
}

} // namespace candor
