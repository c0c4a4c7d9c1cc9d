// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/decision.h"
#include "system/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <QStringList>

#include <optional>

namespace candor {

/// What consent.json holds. Only this can grant.
struct ConsentRecord
{
    Decision decision = Decision::Undecided;
    QString decisionId; ///< UUID; made by a yes that follows no answer, a no, or a yes to another recipient
    Categories categories; ///< empty unless granted
    Categories
        grantedBefore; ///< of a no: what it has taken back, so that the one switch offers no more; decides nothing
    QString catalogueId;
    int noticeVersion = 0;
    QByteArray noticeSha256; ///< evidence, compared with nothing
    QString noticeLanguage; ///< evidence, compared with nothing
    QString recipient; ///< host without port; "this-computer" where there is no key
    QDateTime time; ///< UTC
    Origin origin = Origin::Prompt;
    QByteArray salt; ///< hex
    QByteArray machineAccount; ///< machineAccountHash() with that salt
    int timesClosed = 0; ///< how often the person closed the question without an answer
    QString closedQuestion; ///< which question that was, questionKey(); another one starts counting anew
    bool terminalAnswerShown = true; ///< false after a yes in a terminal until a window has shown it
    QStringList earlierIds; ///< anonymous ids before a reset; survive a no
    QStringList
        earlierRecipients; ///< hosts of yeses that have ended, for a deletion request; they stay, as the id does
    QByteArray extensions; ///< the JSON object of "extensions", or empty; not looked into, kept by every write

    /// Strict: anything missing, of a wrong type, twice or malformed is an error, never a yes. Unknown members are
    /// errors too, except under "extensions" (yes to catalogues of extensions, kept as they are).
    [[nodiscard]] static Result<ConsentRecord> fromJson(const QByteArray &bytes);
    /// The no in a file that fromJson() refuses, such as one of a newer version, with what else of it can be
    /// understood: only a yes needs proof. Nothing if it is not well formed, or says something else.
    [[nodiscard]] static std::optional<ConsentRecord> refusalFromJson(const QByteArray &bytes);
    [[nodiscard]] QByteArray toJson() const;
};

} // namespace candor
