// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/decision.h"
#include "candor/identity.h"

#include <QDateTime>
#include <QMap>
#include <QMetaType>
#include <QString>
#include <QStringList>

namespace candor {

/// Everything a page or `candor telemetry status` shows, at one moment. Public API (C++17).
struct TelemetryStatus
{
    // Who decided
    bool isKnown = false; ///< the files that decide were read; until then nothing is recorded and nobody is asked
    bool allowed = false; ///< events are recorded now
    Categories categories; ///< which ones
    Decision decision = Decision::Undecided; ///< the person's
    Rule rule = Rule::Nobody;
    QString reason; ///< a sentence for a person, translated
    bool canAnswer = false; ///< would a yes have an effect? False when build, administrator or environment refuse,
                            ///< or there is no home folder to keep it in
    bool mayAsk = false; ///< the question may be opened
    bool questionWaits = false; ///< it may be opened if the catalogue is valid, which is being found out:
                                ///< statusChanged() follows
    bool questionClosedTwice = false; ///< undecided, and the question won't open again by itself
    bool refusedInSettingsFile = false; ///< the refusal came from a false in settings.json
    bool noticeChanged = false; ///< undecided since the notice changed after a yes: asked again, what is new is shown
    bool recipientChanged = false; ///< undecided since the recipient changed after a yes: asked again
    bool showTerminalAnswer = false; ///< a yes was given in a terminal and no window has shown it yet
    /// What a yes restores that names no categories: those that were agreed to last; both where nobody has yet. Never
    /// one that settings.json refuses, unless it refuses both.
    Categories grantedLast;
    /// The person's no could not be saved (answered() told why): it holds in this process, as a no, and in no other.
    bool refusalUnsaved = false;
    Categories lockedCategories; ///< refused by the administrator
    QString managedFile; ///< the administrator's file, when one refuses, or can't be read
    bool managedFileUnreadable = false; ///< it can't be read: what is kept stays
    QString refusingVariable; ///< the environment variable, when one refuses
    QStringList withoutEffect; ///< what an administrator has put somewhere and does nothing: sentences for a person
    QDateTime answeredAt; ///< UTC; null if undecided
    int answeredNoticeVersion = 0; ///< of the answer
    int noticeVersion = 0; ///< of this application; 0: there is no valid notice

    // What is on this computer (counts are of this user's store, all processes)
    bool countsKnown = false; ///< false: accepted to countersSince mean nothing. Until they were read; when the store
                              ///< can't be read or erased (storeProblem), or is left alone, because this program is
                              ///< refused
    qint64 accepted = 0;
    qint64 waiting = 0;
    qint64 waitingBytes = 0;
    qint64 sending = 0;
    qint64 delivered = 0;
    QMap<QString, qint64> dropped; ///< reason to count
    QDateTime countersSince;
    bool recordsExist = false; ///< there is a store, or events on the way to it; it may be empty
    QString storeProblem; ///< why the store can't be read, or, after a no, erased: for a person
    QString handOff; ///< where accepted events stand before the store: "shared-memory" outlives the process, "memory"
                     ///< does not; empty unless allowed
    QString handOffProblem; ///< why it is "memory": for a person

    // Delivery
    QString destination; ///< "posthog", "segment", "none"
    QString endpoint; ///< without a key
    QString recipient; ///< host, or "this-computer"
    QString destinationProblem; ///< why it can't be used, for a developer: Destination::problem(); also told as
                                ///< Telemetry::problem()
    bool canSend = false; ///< false without a key, and with a destinationProblem
    bool recipientIsLoopback = false; ///< what is sent goes to a program on this computer
    QDateTime lastAttempt;
    QDateTime lastDelivery;
    bool lastOk = false;
    QString lastResult; ///< for a person
    QString pauseReason; ///< empty unless paused

    // Identity and files
    Identity identity = Identity::None; ///< what the id is
    QString anonymousId; ///< empty before a yes; Daily: today's, once the store has been opened
    bool identityIsGiven = false; ///< by the program that made this workspace (Telemetry::environmentForWorkspace())
    QStringList earlierIds; ///< from before a reset, kept for a deletion request
    QString identityProblem; ///< for a person
    QString settingsFile;
    QString consentFile;
    QString identityFile; ///< of a Stable id that is this computer's own; empty otherwise
    QString storeFolder;
    QString settingsBackup; ///< where a damaged settings.json was copied to, when an answer of this process replaced it
    QString settingsProblem; ///< settings.json is corrupt or unreadable, refuses in a way of its own, or could not be
                             ///< written with the last yes of this process: for a person
    QString consentProblem; ///< consent.json, an administrator's file or CANDOR_TELEMETRY, notice or catalogue likewise
    QString watchProblem; ///< changes of these files are not noticed at once: for a person; empty unless allowed
};

} // namespace candor

Q_DECLARE_METATYPE(candor::TelemetryStatus)
