// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/export.h"
#include "candor/shareddata.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

namespace candor {

struct DeletionRequestData;

/// What a person needs to have deleted what was sent: whom to ask, under which ids, and a text to send. Nothing here is
/// ever sent by the library. Public API (C++17).
class CANDOR_EXPORT DeletionRequest
{
public:
    /// Without an id and a text.
    DeletionRequest();
    /// For Candor's own sources.
    DeletionRequest(DeletionRequestData data);

    [[nodiscard]] QString application() const;
    [[nodiscard]] QString contact() const; ///< an e-mail address or a web page, from the notice
    [[nodiscard]] QString recipient() const; ///< host, or "this-computer"
    [[nodiscard]] QStringList earlierRecipients() const; ///< hosts of earlier yeses
    [[nodiscard]] QString currentId() const; ///< empty if there is none under which anything can have been sent
    [[nodiscard]] QStringList earlierIds() const; ///< before it was reset, or of earlier days
    /// Only where nobody ever agreed is it known that nothing was sent: a no erases what could tell otherwise.
    [[nodiscard]] bool mayHaveSent() const;
    [[nodiscard]] QString unknownIds() const; ///< for a person: why there may be more ids than these; empty as a rule
    [[nodiscard]] QDateTime agreedAt() const; ///< UTC; null if not known
    [[nodiscard]] QDateTime refusedAt() const; ///< UTC; null if not known
    [[nodiscard]] QDateTime lastDelivery() const; ///< UTC; null if not known
    /// A sentence for a person where there is nothing to request, or nothing that is known of; else empty.
    [[nodiscard]] QString explanation() const;
    [[nodiscard]] QString subject() const; ///< of the text
    [[nodiscard]] QString text() const; ///< ready to be copied; empty where there is no id
    /// All of them, the newest first.
    [[nodiscard]] QStringList ids() const;

private:
    SharedData<DeletionRequestData> d;
};

} // namespace candor
