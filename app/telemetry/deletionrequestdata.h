// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/deletionrequest.h"

#include <QCoreApplication>

namespace candor {

/// What stands behind a DeletionRequest.
struct DeletionRequestData
{
    Q_DECLARE_TR_FUNCTIONS(candor::DeletionRequest)

public:
    QString application;
    QString contact;
    QString recipient;
    QStringList earlierRecipients;
    QString currentId;
    QStringList earlierIds;
    bool mayHaveSent = true;
    QString unknownIds;
    QDateTime agreedAt;
    QDateTime refusedAt;
    QDateTime lastDelivery;
    QString explanation;
    QString subject;
    QString text;

    /// All of them, the newest first.
    [[nodiscard]] QStringList ids() const;
    /// Fills explanation, subject and text in, from the rest and in the language of the application.
    void compose();

private:
    [[nodiscard]] QString explanationWithoutIds() const;
};

} // namespace candor
