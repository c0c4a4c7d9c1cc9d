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
/// Stands as the reason in it: a yes in a file that somebody else may have written.
[[nodiscard]] QString notYours();
/// A no in a file of which not all is understood.
[[nodiscard]] QString onlyRefusalUnderstood(const QString &path, const QString &reason);
[[nodiscard]] QString noNotice(const QString &reason);
[[nodiscard]] QString noMachineAccount();
[[nodiscard]] QString folderBusy(const QString &reason);
[[nodiscard]] QString notSaved(const QString &reason);

/// A value of CANDOR_TELEMETRY that is not known; it refuses.
[[nodiscard]] QString unknownWord(const QString &word);

/// A yes that \a verdict refuses: who refuses, and what would have to change.
[[nodiscard]] QString refusedBy(const Verdict &verdict);

[[nodiscard]] QString yesNotSaved(const QString &reason);
/// consent.json took the yes, settings.json at \a path did not, and refuses nothing.
[[nodiscard]] QString yesNotInSettings(const QString &path);
/// Neither file took the no.
[[nodiscard]] QString noNotSaved(const QString &reason);
/// The no holds, and what was recorded before it could not be erased.
[[nodiscard]] QString noSavedRecordsStay(const QString &reason);
/// Likewise, as a window says it for as long as it is so: a no may have come from elsewhere.
[[nodiscard]] QString recordsStay(const QString &reason);
/// consent.json did not take the no, settings.json did.
[[nodiscard]] QString noSavedInSettingsOnly(const QString &reason);
/// consent.json took the no, settings.json did not.
[[nodiscard]] QString noSavedButNotInSettings(const QString &reason);

/// A damaged settings.json was replaced by an answer, and what it held is in \a backupPath.
[[nodiscard]] CANDOR_EXPORT QString settingsReplaced(const QString &backupPath);

} // namespace candor::consentmessages
