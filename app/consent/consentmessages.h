// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/export.h"

#include "consent/consentrules.h"
#include "system/directories.h"

#include <QString>

/// What Consent tells people. Sentences, translated; each says what happened and what to do.
namespace candor::consentmessages {

[[nodiscard]] QString noHomeFolder(const Directories &directories);
[[nodiscard]] QString consentFileUnusable(const QString &path, const QString &reason);
/// A reason for it: a yes in a file that somebody else may have written.
[[nodiscard]] QString notYours();
/// A no in a file that is only partly understood.
[[nodiscard]] QString onlyRefusalUnderstood(const QString &path, const QString &reason);
[[nodiscard]] QString noNotice(const QString &reason);
[[nodiscard]] QString noMachineAccount();
[[nodiscard]] QString folderBusy(const QString &reason);
[[nodiscard]] QString notSaved(const QString &reason);

/// An unknown value of CANDOR_TELEMETRY, which refuses.
[[nodiscard]] QString unknownWord(const QString &word);

/// A yes was refused because of \a verdict: who refuses, and what would have to change.
[[nodiscard]] QString refusedBy(const Verdict &verdict);

[[nodiscard]] QString yesNotSaved(const QString &reason);
/// The yes was written to consent.json but not to settings.json at \a path, which refuses nothing.
[[nodiscard]] QString yesNotInSettings(const QString &path);
/// The no was written to neither file.
[[nodiscard]] QString noNotSaved(const QString &reason);
/// The no applies, but the records from before it could not be erased.
[[nodiscard]] QString noSavedRecordsStay(const QString &reason);
/// The same, as a window shows it while this lasts: the no may have come from elsewhere.
[[nodiscard]] QString recordsStay(const QString &reason);
/// The no was written to settings.json but not to consent.json.
[[nodiscard]] QString noSavedInSettingsOnly(const QString &reason);
/// The no was written to consent.json but not to settings.json.
[[nodiscard]] QString noSavedButNotInSettings(const QString &reason);

/// A damaged settings.json was replaced by an answer, and what it held is in \a backupPath.
[[nodiscard]] CANDOR_EXPORT QString settingsReplaced(const QString &backupPath);

} // namespace candor::consentmessages
