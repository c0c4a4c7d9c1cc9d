// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "cli/statusprinter.h"

#include "cli/foregroundsend.h"
#include "consent/consentrules.h"
#include "telemetry/accountingtext.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("candor::CommandLine", text);
}

QJsonValue time(const QDateTime &value)
{
    return value.isValid() ? QJsonValue(value.toUTC().toString(Qt::ISODateWithMs)) : QJsonValue();
}

QJsonValue text(const QString &value)
{
    return value.isEmpty() ? QJsonValue() : QJsonValue(value);
}

QJsonArray namesOf(Categories categories)
{
    QJsonArray result;
    for (const Category category : everyCategory) {
        if (categories.testFlag(category))
            result.append(QLatin1StringView(categoryName(category)));
    }
    return result;
}

QString asText(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Indented));
}

} // namespace

QString categoryText(Category category)
{
    if (category == Category::Errors) {
        //: @info:shell a category of what is collected, in a list
        return translated(QT_TRANSLATE_NOOP("candor::CommandLine", "errors"));
    }
    //: @info:shell a category of what is collected, in a list
    return translated(QT_TRANSLATE_NOOP("candor::CommandLine", "usage"));
}

QString statusAsJson(const TelemetryStatus &status)
{
    QJsonObject dropped;
    const QMap<QString, qint64> counts = status.dropped();
    for (auto it = counts.begin(); it != counts.end(); ++it)
        dropped.insert(it.key(), it.value());
    const auto known = [&status](const QJsonValue &count) { return status.countsKnown() ? count : QJsonValue(); };

    QJsonObject object;
    object.insert("allowed"_L1, status.allowed());
    object.insert("categories"_L1, namesOf(status.categories()));
    object.insert("decision"_L1, decisionName(status.decision()));
    object.insert("rule"_L1, ruleName(status.rule()));
    object.insert("reason"_L1, status.reason());
    object.insert("answeredAt"_L1, time(status.answeredAt()));
    object.insert("noticeVersion"_L1, status.noticeVersion() > 0 ? QJsonValue(status.noticeVersion()) : QJsonValue());
    object.insert("accepted"_L1, known(status.accepted()));
    object.insert("waiting"_L1, known(status.waiting()));
    object.insert("waitingBytes"_L1, known(status.waitingBytes()));
    object.insert("sending"_L1, known(status.sending()));
    object.insert("delivered"_L1, known(status.delivered()));
    object.insert("dropped"_L1, known(dropped));
    object.insert("countersSince"_L1, time(status.countersSince()));
    object.insert("handOff"_L1, text(status.handOff()));
    object.insert("handOffProblem"_L1, text(status.handOffProblem()));
    object.insert("storeProblem"_L1, text(status.storeProblem()));
    object.insert("watchProblem"_L1, text(status.watchProblem()));
    object.insert("destination"_L1, status.destination());
    object.insert("endpoint"_L1, text(status.endpoint()));
    object.insert("destinationProblem"_L1, text(status.destinationProblem()));
    object.insert("recipient"_L1, status.recipient());
    object.insert("lastAttempt"_L1, time(status.lastAttempt()));
    object.insert("lastDelivery"_L1, time(status.lastDelivery()));
    object.insert("lastResult"_L1, text(status.lastResult()));
    object.insert("pauseReason"_L1, text(status.pauseReason()));
    object.insert("settingsFile"_L1, text(status.settingsFile()));
    object.insert("consentFile"_L1, text(status.consentFile()));
    const std::string_view identity = identityName(status.identity());
    object.insert("identity"_L1, QLatin1StringView(identity.data(), qsizetype(identity.size())));
    object.insert("identityFile"_L1, text(status.identityFile()));
    object.insert("storeFolder"_L1, text(status.storeFolder()));
    object.insert("withoutEffect"_L1, QJsonArray::fromStringList(status.withoutEffect()));
    return asText(object);
}

namespace {

QString identityText(const TelemetryStatus &status)
{
    if (status.identityIsGiven() && status.identity() != Identity::None) {
        return translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                            //: @info:shell where the identifier comes from; a workspace is a container
                                            //: or another computer
                                            "given by the program that made this workspace"));
    }
    switch (status.identity()) {
    case Identity::Daily:
        return status.anonymousId().isEmpty() ? translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                                                             //: @info:shell the identifier
                                                                             "another one each day"))
                                              : translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                                                             //: @info:shell the identifier, %1
                                                                             "another one each day; today %1"))
                                                    .arg(status.anonymousId());
    case Identity::None:
        return translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                            //: @info:shell the identifier
                                            "another one for each process, never kept"));
    case Identity::Stable:
        break;
    }
    return status.identityFile();
}

/// The text instead of a recipient.
QString nobodyText(const TelemetryStatus &status)
{
    if (status.destinationProblem().isEmpty()) {
        //: @info:shell in place of a recipient
        return translated(QT_TRANSLATE_NOOP("candor::CommandLine", "this computer (no recipient is set up)"));
    }
    //: @info:shell in place of a recipient; %1 is what is wrong with its address or key
    return translated(QT_TRANSLATE_NOOP("candor::CommandLine", "this computer (the recipient can't be used: %1)"))
        .arg(status.destinationProblem());
}

} // namespace

QString statusAsText(const TelemetryStatus &status)
{
    const QLocale locale = QLocale::system();
    QString result;
    const auto line = [&result](const QString &name, const QString &value) {
        if (!value.isEmpty())
            result += name.leftJustified(16) + value + u'\n';
    };
    result += status.allowed() ? translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                                              //: @info:shell
                                                              "Telemetry is on."))
                               : translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                                              //: @info:shell
                                                              "Telemetry is off."));
    result += u' ' + status.reason() + u'\n';
    if (status.allowed()) {
        QStringList names;
        for (const Category category : everyCategory) {
            if (status.categories().testFlag(category))
                names.append(categoryText(category));
        }
        //: @label:shell what is collected
        line(translated(QT_TRANSLATE_NOOP("candor::CommandLine", "Collected")), names.join(u", "_s));
    }
    if (status.answeredAt().isValid()) {
        //: @label:shell when the person answered
        line(translated(QT_TRANSLATE_NOOP("candor::CommandLine", "Answered")),
             locale.toString(status.answeredAt().toLocalTime(), QLocale::ShortFormat));
    }
    const QString unknown = unknownCountsText(status);
    //: @label:shell how many events wait
    const QString waiting = translated(QT_TRANSLATE_NOOP("candor::CommandLine", "Waiting"));
    //: @label:shell how many events stay on this computer: nothing is ever sent
    const QString kept = translated(QT_TRANSLATE_NOOP("candor::CommandLine", "Kept"));
    line(status.canSend() ? waiting : kept,
         status.countsKnown() ? locale.toString(status.waiting() + status.sending()) : unknown);
    //: @label:shell how many events were delivered
    line(translated(QT_TRANSLATE_NOOP("candor::CommandLine", "Delivered")),
         status.countsKnown() ? locale.toString(status.delivered()) : unknown);
    //: @label:shell how many events were not sent, by reason
    line(translated(QT_TRANSLATE_NOOP("candor::CommandLine", "Dropped")), droppedText(status.dropped()));
    //: @label:shell what came of the last attempt to send
    line(translated(QT_TRANSLATE_NOOP("candor::CommandLine", "Last attempt")), status.lastResult());
    //: @label:shell why nothing is sent at present
    line(translated(QT_TRANSLATE_NOOP("candor::CommandLine", "Paused")), status.pauseReason());
    //: @label:shell what a crash of the program costs; %1 is the reason
    const QString crash = translated(
        QT_TRANSLATE_NOOP("candor::CommandLine", "loses what was recorded in the milliseconds before it (%1)"));
    if (!status.handOffProblem().isEmpty()) {
        //: @label:shell the program ends by itself
        line(translated(QT_TRANSLATE_NOOP("candor::CommandLine", "A crash")), crash.arg(status.handOffProblem()));
    }
    //: @label:shell that a no given elsewhere is not noticed at once, and why
    line(translated(QT_TRANSLATE_NOOP("candor::CommandLine", "A no elsewhere")), status.watchProblem());
    //: @label:shell who receives the events
    line(translated(QT_TRANSLATE_NOOP("candor::CommandLine", "Recipient")),
         status.canSend() ? status.recipient() + " ("_L1 + status.destination() + u')' : nobodyText(status));
    //: @label:shell a file
    line(translated(QT_TRANSLATE_NOOP("candor::CommandLine", "Switch")), status.settingsFile());
    //: @label:shell a file
    line(translated(QT_TRANSLATE_NOOP("candor::CommandLine", "Answer")), status.consentFile());
    //: @label:shell the identifier: what it is, or the file that it stands in
    line(translated(QT_TRANSLATE_NOOP("candor::CommandLine", "ID")), identityText(status));
    //: @label:shell a folder
    line(translated(QT_TRANSLATE_NOOP("candor::CommandLine", "Events")), status.storeFolder());
    for (const QString &each : status.withoutEffect())
        result += each + u'\n';
    if (!status.allowed() && status.canAnswer()) {
        //: @info:shell
        result += translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                               "To turn it on: candor telemetry enable (it shows the notice first)\n"));
    }
    return result;
}

QString sendAsJson(const SendResult &result, qint64 waiting)
{
    QJsonObject object;
    object.insert("delivered"_L1, result.delivered);
    object.insert("waiting"_L1, waiting);
    object.insert("message"_L1, text(result.message));
    return asText(object);
}

} // namespace candor
