// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/telemetrystatus.h"

namespace candor {

/// What the store says of events (counts are of this user's store, all processes) and of their delivery.
struct StoreCounts
{
    bool countsKnown = false;
    qint64 accepted = 0;
    qint64 waiting = 0;
    qint64 waitingBytes = 0;
    qint64 sending = 0;
    qint64 delivered = 0;
    QMap<QString, qint64> dropped;
    QDateTime countersSince;
    QString storeProblem;
    QDateTime lastAttempt;
    QDateTime lastDelivery;
    bool lastOk = false;
    QString lastResult;
    QString pauseReason;
};

/// What stands behind a TelemetryStatus, whose functions say what each member means.
struct TelemetryStatusData : StoreCounts
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
    // What is on this computer, and where it goes
    bool recordsExist = false;
    QString handOff;
    QString handOffProblem;
    QString destination;
    QString endpoint;
    QString recipient;
    QString destinationProblem;
    bool canSend = false;
    bool recipientIsLoopback = false;
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
