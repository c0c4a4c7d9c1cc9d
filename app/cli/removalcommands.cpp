// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "cli/removalcommands.h"

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

QJsonValue count(qint64 number)
{
    return number < 0 ? QJsonValue() : QJsonValue(number);
}

QString countText(qint64 number)
{
    //: @info:shell in place of a number
    return number < 0 ? translated(QT_TRANSLATE_NOOP("candor::CommandLine", "not known")) : QString::number(number);
}

QJsonValue textValue(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonValue time(const QDateTime &value)
{
    return value.isValid() ? QJsonValue(value.toUTC().toString(Qt::ISODateWithMs)) : QJsonValue();
}

int printJson(const TelemetryCall &call, const QJsonObject &object)
{
    call.host.out << QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Indented)) << Qt::flush;
    return ExitOk;
}

bool isYes(const QString &answer)
{
    const QString word = answer.trimmed().toLower();
    //: @info:shell one letter, lower case: the answer yes
    const QString letter = translated(QT_TRANSLATE_NOOP("candor::CommandLine", "y"));
    //: @info:shell one word, lower case: the answer yes
    const QString whole = translated(QT_TRANSLATE_NOOP("candor::CommandLine", "yes"));
    return word == "y"_L1 || word == "yes"_L1 || word == letter || word == whole;
}

/// The other tools that a reset affects; empty if the id is the application's own.
QString sharersText(const TelemetryCall &call)
{
    QString result;
    const QStringList tools = call.context.identity().sharingTools();
    if (!tools.isEmpty()) {
        //: @info:shell a list follows
        result += translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                               "These tools use the same ID, where they are installed, and get the new "
                                               "one too:\n"));
        for (const QString &tool : tools)
            result += "  "_L1 + tool + u'\n';
    }
    return result;
}

/// Only a Stable id is remembered after a reset and stays after erasing; other ids are unknown after that.
bool keepsIds(const TelemetryCall &call)
{
    return call.context.options().identityMode() == Identity::Stable;
}

/// The other effects of a reset; \a events carry the old id. Printed before the question.
QString willResetText(const TelemetryCall &call, qint64 events)
{
    if (!keepsIds(call)) {
        //: @info:shell before a question, of ids that change every day or with every run; %1 is a number
        return translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                            "What was recorded under the old IDs will be erased (events: %1), and the "
                                            "old IDs forgotten.\n"))
            .arg(countText(events));
    }
    //: @info:shell before a question; %1 is a number
    return translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                        "What was recorded under the old ID will be erased (events: %1). The old ID "
                                        "will be kept on this computer for a deletion request, until: candor "
                                        "telemetry erase\n"))
        .arg(countText(events));
}

/// The same, after the reset.
QString didResetText(const TelemetryCall &call, qint64 events)
{
    if (!keepsIds(call)) {
        //: @info:shell of ids that change every day or with every run; %1 is a number
        return translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                            "What was recorded under the old IDs was erased (events: %1), and the old "
                                            "IDs are forgotten.\n"))
            .arg(countText(events));
    }
    //: @info:shell %1 is a number
    return translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                        "What was recorded under the old ID was erased (events: %1). The old ID is "
                                        "kept on this computer for a deletion request, until: candor telemetry "
                                        "erase\n"))
        .arg(countText(events));
}

/// Advises to request deletion first; empty if the old id is kept.
QString requestFirstText(const TelemetryCall &call)
{
    if (keepsIds(call))
        return {};
    //: @info:shell
    return translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                        "Request deletion first if you want what was sent deleted: candor telemetry "
                                        "request-deletion\n"));
}

} // namespace

int runErase(const TelemetryCall &call)
{
    const qsizetype earlierIds = call.context.consent().read().record.earlierIds.size();
    const Erasure erasure = call.context.erase();
    if (!erasure.ok())
        return call.fail(erasure.error());
    if (call.json)
        return printJson(call, {{"erased"_L1, count(erasure.events())}, {"earlierIds"_L1, earlierIds}});
    //: @info:shell %1 is a number
    call.host.out << translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                                  "Erased what was recorded on this computer (events: %1).\n"))
                         .arg(countText(erasure.events()));
    if (earlierIds > 0) {
        //: @info:shell after an erasure; %1 is a number
        call.host.out << translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                                      "IDs from before a reset are forgotten, too (%1).\n"))
                             .arg(earlierIds);
    }
    if (call.context.consent().read().record.decision != Decision::Undecided) {
        //: @info:shell after an erasure
        call.host.out << translated(QT_TRANSLATE_NOOP("candor::CommandLine", "Your answer stays as it is.\n"));
    }
    if (!keepsIds(call)) {
        //: @info:shell after an erasure, of ids that change every day or with every run
        call.host.out << translated(
            QT_TRANSLATE_NOOP("candor::CommandLine", "The IDs under which it was recorded are forgotten.\n"));
    }
    call.host.out << Qt::flush;
    return ExitOk;
}

int runResetId(const TelemetryCall &call)
{
    const ConsentState state = call.readConsent();
    const bool granted = state.fileStatus == ConsentFileStatus::Ok && state.record.decision == Decision::Granted;
    const QStringList tools = call.context.identity().sharingTools();
    const bool unanswered =
        state.fileStatus != ConsentFileStatus::Invalid && state.record.decision == Decision::Undecided;
    const bool nothing = !granted && (unanswered || call.context.identity().read().isEmpty());
    if (!nothing && !call.parser.isSet(u"yes"_s)) {
        call.host.err << sharersText(call)
                      << willResetText(call, call.context.records().count(TelemetryContext::shortPatience))
                      << requestFirstText(call) << Qt::flush;
        if (call.json || !call.host.readAnswer) {
            //: @info:shell
            call.host.err << translated(
                QT_TRANSLATE_NOOP("candor::CommandLine", "candor: nothing was done; to reset the ID, add --yes\n"))
                          << Qt::flush;
            return ExitUsage;
        }
        //: @info:shell a question; the letter of no is the default
        call.host.err << translated(QT_TRANSLATE_NOOP("candor::CommandLine", "Reset the ID? [y/N]")) << u' '
                      << Qt::flush;
        // The user has not seen a question that could not be written.
        const bool wasAsked = call.host.err.status() == QTextStream::Ok;
        if (!wasAsked || !isYes(call.host.readAnswer())) {
            //: @info:shell the person did not say yes
            return call.fail(translated(QT_TRANSLATE_NOOP("candor::CommandLine", "the ID was not reset")));
        }
    } else if (!nothing && !call.json) {
        call.host.out << sharersText(call) << Qt::flush;
    }
    const IdentityReset reset = call.context.resetIdentity(3 * TelemetryContext::shortPatience);
    if (!reset.ok())
        return call.fail(reset.error());
    if (!reset.notErased().isEmpty()) {
        //: @info:shell %1 is a technical reason that names a file
        call.host.err << translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                                      "candor: what was recorded under the old ID could not be erased "
                                                      "yet (%1); it is not sent any more, and erased when events are "
                                                      "recorded again\n"))
                             .arg(reset.notErased())
                      << Qt::flush;
    }
    if (call.json) {
        return printJson(call,
                         {{"reset"_L1, !reset.nothingToReset()},
                          {"id"_L1, textValue(reset.id())},
                          {"erased"_L1, count(reset.events())},
                          {"tools"_L1, QJsonArray::fromStringList(tools)}});
    }
    if (reset.nothingToReset() && unanswered) {
        //: @info:shell nobody ever agreed; other tools may have an id
        call.host.out << translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                                      "There is no ID to reset: nothing was recorded here under one, "
                                                      "and nothing was changed.\n"));
    } else if (reset.nothingToReset()) {
        //: @info:shell
        call.host.out << translated(
            QT_TRANSLATE_NOOP("candor::CommandLine", "There is no ID to reset: none is kept here.\n"));
    } else if (reset.id().isEmpty()) {
        //: @info:shell
        call.host.out << translated(
            QT_TRANSLATE_NOOP("candor::CommandLine", "The ID was reset; the new one is made when it is needed.\n"));
    } else {
        //: @info:shell %1 is the identifier
        call.host.out << translated(QT_TRANSLATE_NOOP("candor::CommandLine", "The ID is now %1\n")).arg(reset.id());
    }
    if (!reset.nothingToReset() && reset.notErased().isEmpty() && call.parser.isSet(u"yes"_s))
        call.host.out << didResetText(call, reset.events());
    call.host.out << Qt::flush;
    return ExitOk;
}

int runRequestDeletion(const TelemetryCall &call)
{
    const DeletionRequest request = call.context.deletionRequest();
    if (call.json) {
        return printJson(call,
                         {{"contact"_L1, textValue(request.contact())},
                          {"application"_L1, request.application()},
                          {"recipient"_L1, request.recipient()},
                          {"earlierRecipients"_L1, QJsonArray::fromStringList(request.earlierRecipients())},
                          {"id"_L1, textValue(request.currentId())},
                          {"earlierIds"_L1, QJsonArray::fromStringList(request.earlierIds())},
                          {"agreedAt"_L1, time(request.agreedAt())},
                          {"refusedAt"_L1, time(request.refusedAt())},
                          {"lastDelivery"_L1, time(request.lastDelivery())},
                          {"explanation"_L1, textValue(request.explanation())},
                          {"subject"_L1, textValue(request.subject())},
                          {"text"_L1, textValue(request.text())}});
    }
    QString result;
    if (!request.explanation().isEmpty())
        result += request.explanation() + u'\n';
    if (!request.text().isEmpty()) {
        if (!result.isEmpty())
            result += u'\n';
        //: @info:shell a text follows
        result += translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                               "Nothing is sent by this command. Send the text below yourself.\n"))
            + u'\n';
        const auto line = [&result](const QString &name, const QString &value) {
            if (!value.isEmpty())
                result += name.leftJustified(16) + value + u'\n';
        };
        //: @label:shell whom to write to
        line(translated(QT_TRANSLATE_NOOP("candor::CommandLine", "Contact")), request.contact());
        for (const QString &id : request.ids()) {
            line(id == request.currentId() ? translated(QT_TRANSLATE_NOOP("candor::CommandLine", "ID"))
                                           //: @label:shell an identifier from before a reset
                                           : translated(QT_TRANSLATE_NOOP("candor::CommandLine", "Earlier ID")),
                 id);
        }
        //: @label:shell of a letter
        line(translated(QT_TRANSLATE_NOOP("candor::CommandLine", "Subject")), request.subject());
        result += u'\n' + request.text();
    }
    call.host.out << result << Qt::flush;
    return ExitOk;
}

} // namespace candor
