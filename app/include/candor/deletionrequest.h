// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QDateTime>
#include <QString>
#include <QStringList>

namespace candor {

/// What a person needs to have deleted what was sent: whom to ask, under which ids, and a text to send. Nothing here is
/// ever sent by the library. Public API (C++17).
struct DeletionRequest
{
    QString application;
    QString contact; ///< an e-mail address or a web page, from the notice
    QString recipient; ///< host, or "this-computer"
    QStringList earlierRecipients; ///< hosts of earlier yeses
    QString currentId; ///< empty if there is none under which anything can have been sent
    QStringList earlierIds; ///< before it was reset, or of earlier days
    /// Only where nobody ever agreed is it known that nothing was sent: a no erases what could tell otherwise.
    bool mayHaveSent = true;
    QString unknownIds; ///< for a person: why there may be more ids than these; empty as a rule
    QDateTime agreedAt; ///< UTC; null if not known
    QDateTime refusedAt; ///< UTC; null if not known
    QDateTime lastDelivery; ///< UTC; null if not known
    /// A sentence for a person where there is nothing to request, or nothing that is known of; else empty.
    QString explanation;
    QString subject; ///< of the text
    QString text; ///< ready to be copied; empty where there is no id

    /// All of them, the newest first.
    [[nodiscard]] QStringList ids() const;
    /// Fills explanation, subject and text in, from the rest and in the language of the application.
    void compose();

private:
    [[nodiscard]] QString explanationWithoutIds() const;
};

} // namespace candor
