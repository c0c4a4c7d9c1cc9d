// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "consent/consentmessages.h"

#include <QCoreApplication>

namespace candor::consentmessages {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(candor::Consent)
};

} // namespace

QString noHomeFolder(const Directories &directories)
{
    if (!directories.problem.isEmpty())
        return directories.problem;
    //: @info nobody can be asked, because an answer could not be kept
    return Text::tr("There is no home folder to keep an answer in, so nothing is collected. Set HOME and start again.");
}

QString consentFileUnusable(const QString &path, const QString &reason)
{
    //: @info %1 is the path of a file, %2 a technical reason
    return Text::tr("Your answer in %1 can't be used (%2), so nothing is collected until you answer again. The file "
                    "will then be kept beside the new one.")
        .arg(path, reason);
}

QString notYours()
{
    //: @info:inline stands as the reason why a file can't be used
    return Text::tr("it is a link, belongs to another user, or others can write to it");
}

QString onlyRefusalUnderstood(const QString &path, const QString &reason)
{
    //: @info %1 is the path of a file, %2 a technical reason
    return Text::tr("Your no in %1 stands, although the rest of the file can't be used (%2). If you answer again, it "
                    "will be kept beside the new one.")
        .arg(path, reason);
}

QString noNotice(const QString &reason)
{
    //: @info %1 is a technical reason in English, or empty
    return Text::tr("Nobody can agree without a complete notice, so nothing is collected. %1").arg(reason).trimmed();
}

QString noMachineAccount()
{
    //: @info
    return Text::tr(
        "Your answer could not be tied to this computer and account, so it was not saved and nothing is collected.");
}

QString folderBusy(const QString &reason)
{
    //: @info %1 is a technical reason
    return Text::tr("Your answer could not be saved. Try again. (%1)").arg(reason);
}

QString notSaved(const QString &reason)
{
    //: @info %1 is a reason that names a file; the detail is, for example, that the question was closed
    return Text::tr("A change to your stored answer could not be saved: %1").arg(reason);
}

QString refusedBy(const Verdict &verdict)
{
    switch (verdict.rule) {
    case Rule::Build:
        //: @info
        return Text::tr("This build sends nothing, so there is nothing to turn on.");
    case Rule::Administrator:
        if (verdict.reason == Reason::Unreadable) {
            //: @info %1 is the path of a file
            return Text::tr(
                       "Your administrator's file %1 can't be read, and it may turn this off. Nothing was changed.")
                .arg(verdict.detail);
        }
        //: @info %1 is the path of a file
        return Text::tr("Your administrator turned this off (%1). Nothing was changed.").arg(verdict.detail);
    case Rule::DoNotTrack:
    case Rule::CandorTelemetry:
        //: @info %1 is the name of an environment variable
        return Text::tr(
                   "The environment variable %1 refuses. Nothing was changed. Remove the variable and answer again.")
            .arg(verdict.detail);
    case Rule::ContinuousIntegration:
        //: @info %1 is the name of an environment variable
        return Text::tr("This looks like continuous integration, where nobody can agree: the environment variable %1 "
                        "is set. Nothing was changed.")
            .arg(verdict.detail);
    case Rule::Person:
    case Rule::Nobody:
        break;
    }
    return noNotice(QString());
}

QString yesNotSaved(const QString &reason)
{
    //: @info %1 is a reason that names a file
    return Text::tr("Your answer could not be saved, so it does not count. %1").arg(reason);
}

QString yesNotInSettings(const QString &path)
{
    //: @info %1 is the path of a file
    return Text::tr("Your answer was saved and counts here, but %1 could not be changed, so other tools that read it "
                    "don't know.")
        .arg(path);
}

QString noNotSaved(const QString &reason)
{
    //: @info %1 is a reason that names files
    return Text::tr("Nothing is collected while this program runs, but your answer could not be saved. Put this right "
                    "and answer again, or set CANDOR_TELEMETRY=0. %1")
        .arg(reason);
}

QString noSavedRecordsStay(const QString &reason)
{
    //: @info %1 is a technical reason in English that names a file
    return Text::tr("Your answer was saved, and nothing is collected or sent. But what was recorded before is still on "
                    "this computer, because it could not be erased: %1. Put this right and answer again.")
        .arg(reason);
}

QString recordsStay(const QString &reason)
{
    //: @info %1 is a technical reason in English that names a file
    return Text::tr("Nothing is collected or sent. But what was recorded before is still on this computer, because it "
                    "could not be erased: %1. This is tried again at the next start and the next answer.")
        .arg(reason);
}

QString noSavedInSettingsOnly(const QString &reason)
{
    //: @info %1 is a reason that names a file
    return Text::tr("Nothing is collected, and settings.json says so, but your answer itself could not be saved. "
                    "Another program could turn this on again. Put this right and answer again. %1")
        .arg(reason);
}

QString noSavedButNotInSettings(const QString &reason)
{
    //: @info %1 is a reason that names a file
    return Text::tr("Your answer was saved and nothing is collected here, but settings.json could not be changed, so "
                    "other programs that read it don't know. %1")
        .arg(reason);
}

QString unknownWord(const QString &word)
{
    //: @info %1 is what somebody set the environment variable to
    return Text::tr("CANDOR_TELEMETRY is set to “%1”, which is not known and so refuses. It takes 1, true, yes or on, "
                    "and 0, false, no or off.")
        .arg(word);
}

QString settingsReplaced(const QString &backupPath)
{
    //: @info %1 is a file
    return Text::tr("settings.json could not be read and was begun anew with your answer. What it held is in %1.")
        .arg(backupPath);
}

} // namespace candor::consentmessages
