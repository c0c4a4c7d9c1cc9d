// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/telemetrystatus.h"

namespace candor {

/// What stands behind a TelemetryStatus, whose functions say what each member means.
struct TelemetryStatusData
{
    // Who decided
    bool isKnown = false;
    bool allowed = false;
    Categories categories;
    Decision decision = Decision::Undecided;
    Rule rule = Rule::Nobody;
    QString reason;
    bool canAnswer = false;
    bool mayAsk = false;
    bool questionWaits = false;
    bool questionClosedTwice = false;
    bool refusedInSettingsFile = false;
    bool noticeChanged = false;
    bool recipientChanged = false;
    bool showTerminalAnswer = false;
    Categories grantedLast;
    bool refusalUnsaved = false;
    Categories lockedCategories;
    QString managedFile;
    bool managedFileUnreadable = false;
    QString refusingVariable;
    QStringList withoutEffect;
    QDateTime answeredAt;
    int answeredNoticeVersion = 0;
    int noticeVersion = 0;
    // What is on this computer (counts are of this user's store, all processes)
    bool countsKnown = false;
    qint64 accepted = 0;
    qint64 waiting = 0;
    qint64 waitingBytes = 0;
    qint64 sending = 0;
    qint64 delivered = 0;
    QMap<QString, qint64> dropped;
    QDateTime countersSince;
    bool recordsExist = false;
    QString storeProblem;
    QString handOff;
    QString handOffProblem;
    // Delivery
    QString destination;
    QString endpoint;
    QString recipient;
    QString destinationProblem;
    bool canSend = false;
    bool recipientIsLoopback = false;
    QDateTime lastAttempt;
    QDateTime lastDelivery;
    bool lastOk = false;
    QString lastResult;
    QString pauseReason;
    // Identity and files
    Identity identity = Identity::None;
    QString anonymousId;
    bool identityIsGiven = false;
    QStringList earlierIds;
    QString identityProblem;
    QString settingsFile;
    QString consentFile;
    QString identityFile;
    QString storeFolder;
    QString settingsBackup;
    QString settingsProblem;
    QString consentProblem;
    QString watchProblem;
};

} // namespace candor
