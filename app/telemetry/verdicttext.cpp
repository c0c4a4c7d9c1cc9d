// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "telemetry/verdicttext.h"

#include <QCoreApplication>

namespace candor {

namespace {

struct VerdictText
{
    Q_DECLARE_TR_FUNCTIONS(candor::Verdict)
};

QString personText(const Verdict &verdict)
{
    if (verdict.decision == Decision::Granted) {
        //: @info who decided about telemetry
        return VerdictText::tr("You agreed.");
    }
    if (verdict.reason == Reason::RefusedInSettings) {
        //: @info who decided about telemetry
        return VerdictText::tr("It was turned off in settings.json.");
    }
    //: @info who decided about telemetry
    return VerdictText::tr("You refused.");
}

QString undecidedText(Reason reason)
{
    switch (reason) {
    case Reason::NoticeChanged:
        //: @info why telemetry is off although the person once agreed
        return VerdictText::tr(
            "What is collected has changed since you agreed, so nothing is collected until you answer again.");
    case Reason::RecipientChanged:
        //: @info why telemetry is off although the person once agreed
        return VerdictText::tr(
            "The recipient has changed since you agreed, so nothing is collected until you answer again.");
    case Reason::NewerAnswer:
        //: @info why telemetry is off although the person once agreed
        return VerdictText::tr("You answered in a newer version, so this older one collects nothing.");
    case Reason::OtherCatalogue:
        //: @info why telemetry is off although the person once agreed
        return VerdictText::tr("Your answer was for other data, so nothing is collected until you answer again.");
    case Reason::OtherMachine:
        //: @info why telemetry is off although consent.json says yes
        return VerdictText::tr("The answer found here was given on another computer or account, so it does not count.");
    case Reason::FromTheFuture:
        //: @info why telemetry is off although consent.json says yes
        return VerdictText::tr("The answer found here is dated in the future, so it does not count.");
    case Reason::Unreadable:
        //: @info why telemetry is off although consent.json may say yes
        return VerdictText::tr("The answer found here can’t be read, so it does not count.");
    case Reason::SettingsUnreadable:
        //: @info why telemetry is off although the person may have agreed
        return VerdictText::tr(
            "settings.json is damaged or can’t be read, so nothing is collected or sent until that is put right.");
    default:
        //: @info nobody decided about telemetry yet
        return VerdictText::tr("Nobody has answered yet, so nothing is collected.");
    }
}

} // namespace

QString verdictText(const Verdict &verdict, const QString &applicationName)
{
    switch (verdict.rule) {
    case Rule::Build:
        //: @info who decided about telemetry; %1 is the application
        return VerdictText::tr("This build of %1 sends nothing.").arg(applicationName);
    case Rule::Administrator:
        if (verdict.reason == Reason::Unreadable) {
            //: @info who decided about telemetry; %1 is a file
            return VerdictText::tr("Your organization’s file %1 can’t be read, so nothing is collected or sent "
                                   "until that is put right.")
                .arg(verdict.detail);
        }
        //: @info who decided about telemetry; %1 is a file
        return VerdictText::tr("Your organization turned it off, in %1.").arg(verdict.detail);
    case Rule::DoNotTrack:
    case Rule::CandorTelemetry:
        //: @info who decided about telemetry; %1 is an environment variable
        return VerdictText::tr("The environment variable %1 refuses, for this run only.").arg(verdict.detail);
    case Rule::ContinuousIntegration:
        //: @info who decided about telemetry; %1 is an environment variable
        return VerdictText::tr("This looks like an automated run (%1 is set), so nothing is collected.")
            .arg(verdict.detail);
    case Rule::Person:
        return personText(verdict);
    case Rule::Nobody:
        return undecidedText(verdict.reason);
    }
    return {};
}

} // namespace candor
