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

/// "granted", "denied", "undecided".
[[nodiscard]] QString decisionName(Decision decision);

/// The contents of consent.json. Nothing else can grant.
struct ConsentRecord
{
    Decision decision = Decision::Undecided;
    QString decisionId; ///< UUID; created by a yes that follows no answer, a no, or a yes to another recipient
    Categories categories; ///< empty unless granted
    Categories grantedBefore; ///< of a no: the categories that it revoked, so that the single switch offers no more;
                              ///< decides nothing
    QString catalogueId;
    int noticeVersion = 0;
    QByteArray noticeSha256; ///< evidence, compared with nothing
    QString noticeLanguage; ///< evidence, compared with nothing
    QString recipient; ///< host without port; "this-computer" if there is no key
    QDateTime time; ///< UTC
    Origin origin = Origin::Prompt;
    QByteArray salt; ///< hex
    QByteArray machineAccount; ///< machineAccountHash() with that salt
    int timesClosed = 0; ///< how often the user closed the question without an answer
    QString closedQuestion; ///< the questionKey() of that question; for another one the count starts again
    bool terminalAnswerShown = true; ///< false after a yes in a terminal until a window has shown it
    QStringList earlierIds; ///< anonymous ids before a reset; survive a no
    QStringList
        earlierRecipients; ///< hosts that former yeses were for, for a deletion request; they are kept, like the id
    QByteArray extensions; ///< the JSON object "extensions", or empty; not interpreted, kept by every write

    /// Strict: a member that is missing, of the wrong type, duplicate or malformed is an error, never a yes. Unknown
    /// members are errors, too, except under "extensions" (answers to catalogues of extensions, kept unchanged).
    [[nodiscard]] static Result<ConsentRecord> fromJson(const QByteArray &bytes);
    /// The no in a file that fromJson() rejects, such as one of a newer version, with as much of the rest as can be
    /// understood: only a yes needs proof. A file that is not well formed counts, too, if it plainly contains the no.
    /// Nothing if there is none.
    [[nodiscard]] static std::optional<ConsentRecord> refusalFromJson(const QByteArray &bytes);
    [[nodiscard]] QByteArray toJson() const;
};

} // namespace candor
