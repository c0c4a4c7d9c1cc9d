// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/decision.h"
#include "candor/export.h"
#include "candor/identity.h"
#include "candor/shareddata.h"

#include <QDateTime>
#include <QMap>
#include <QMetaType>
#include <QString>
#include <QStringList>

namespace candor {

struct TelemetryStatusData;

/// Everything a page or `candor telemetry status` shows, at one moment. A value, which does not change with the
/// Telemetry it came from; any thread may read it. Public API (C++17).
class CANDOR_EXPORT TelemetryStatus
{
public:
    /// Of nobody: not allowed, undecided, and nothing known.
    TelemetryStatus();
    /// For Candor's own sources.
    TelemetryStatus(TelemetryStatusData data);

    // Who decided
    /// The files that decide were read. Until then nothing is recorded and nobody is asked.
    [[nodiscard]] bool isKnown() const;
    [[nodiscard]] bool allowed() const; ///< events are recorded; Telemetry::isAllowed() hears of a no a moment earlier
    [[nodiscard]] Categories categories() const; ///< which ones
    [[nodiscard]] Decision decision() const; ///< the person's
    [[nodiscard]] Rule rule() const;
    [[nodiscard]] QString reason() const; ///< a sentence for a person, translated
    /// Would a yes have an effect? False when build, administrator or environment refuse, or there is no home folder to
    /// keep it in.
    [[nodiscard]] bool canAnswer() const;
    [[nodiscard]] bool mayAsk() const; ///< the question may be opened
    /// It may be opened if the catalogue is valid, which is being found out: Telemetry::statusChanged() follows.
    [[nodiscard]] bool questionWaits() const;
    [[nodiscard]] bool questionClosedTwice() const; ///< undecided, and the question won't open again by itself
    [[nodiscard]] bool refusedInSettingsFile() const; ///< the refusal came from a false in settings.json
    /// Undecided since the notice changed after a yes: asked again, what is new is shown.
    [[nodiscard]] bool noticeChanged() const;
    [[nodiscard]] bool recipientChanged() const; ///< undecided since the recipient changed after a yes: asked again
    [[nodiscard]] bool showTerminalAnswer() const; ///< a yes was given in a terminal and no window has shown it yet
    /// What a yes restores that names no categories: those that were agreed to last; both where nobody has yet. Never
    /// one that settings.json refuses, unless it refuses both.
    [[nodiscard]] Categories grantedLast() const;
    /// The person's no could not be saved (Telemetry::answered() told why): it holds in this process, as a no, and in
    /// no other.
    [[nodiscard]] bool refusalUnsaved() const;
    [[nodiscard]] Categories lockedCategories() const; ///< refused by the administrator
    [[nodiscard]] QString managedFile() const; ///< the administrator's file, when one refuses, or can't be read
    [[nodiscard]] bool managedFileUnreadable() const; ///< it can't be read: what is kept stays
    [[nodiscard]] QString refusingVariable() const; ///< the environment variable, when one refuses
    /// What an administrator has put somewhere and does nothing: sentences for a person.
    [[nodiscard]] QStringList withoutEffect() const;
    [[nodiscard]] QDateTime answeredAt() const; ///< UTC; null if undecided
    [[nodiscard]] int answeredNoticeVersion() const; ///< of the answer
    [[nodiscard]] int noticeVersion() const; ///< of this application; 0: there is no valid notice

    // What is on this computer (counts are of this user's store, all processes)
    /// False: accepted() to countersSince() mean nothing. Until they were read; when the store can't be read or erased
    /// (storeProblem()), or is left alone, because this program is refused.
    [[nodiscard]] bool countsKnown() const;
    [[nodiscard]] qint64 accepted() const; ///< events; as many as the next ones, but waitingBytes(), together
    [[nodiscard]] qint64 waiting() const;
    [[nodiscard]] qint64 waitingBytes() const;
    [[nodiscard]] qint64 sending() const;
    [[nodiscard]] qint64 delivered() const;
    [[nodiscard]] QMap<QString, qint64> dropped() const; ///< reason to count
    [[nodiscard]] QDateTime countersSince() const;
    [[nodiscard]] bool recordsExist() const; ///< there is a store, or events on the way to it; it may be empty
    [[nodiscard]] QString storeProblem() const; ///< why the store can't be read, or, after a no, erased: for a person
    /// Where accepted events stand before the store: "shared-memory" outlives the process, "memory" does not; empty
    /// unless allowed.
    [[nodiscard]] QString handOff() const;
    [[nodiscard]] QString handOffProblem() const; ///< why it is "memory": for a person

    // Delivery
    [[nodiscard]] QString destination() const; ///< "posthog", "segment", "none"
    [[nodiscard]] QString endpoint() const; ///< without a key
    [[nodiscard]] QString recipient() const; ///< host, or "this-computer"
    /// Why it can't be used, for a developer: Destination::problem(); also told as Telemetry::problem().
    [[nodiscard]] QString destinationProblem() const;
    [[nodiscard]] bool canSend() const; ///< false without a key, and with a destinationProblem()
    [[nodiscard]] bool recipientIsLoopback() const; ///< what is sent goes to a program on this computer
    [[nodiscard]] QDateTime lastAttempt() const;
    [[nodiscard]] QDateTime lastDelivery() const;
    [[nodiscard]] bool lastOk() const;
    [[nodiscard]] QString lastResult() const; ///< for a person
    [[nodiscard]] QString pauseReason() const; ///< empty unless paused

    // Identity and files
    [[nodiscard]] Identity identity() const; ///< what the id is
    [[nodiscard]] QString anonymousId() const; ///< empty before a yes; Daily: today's, once the store has been opened
    /// It was given by the program that made this workspace (Telemetry::environmentForWorkspace()).
    [[nodiscard]] bool identityIsGiven() const;
    [[nodiscard]] QStringList earlierIds() const; ///< from before a reset, kept for a deletion request
    [[nodiscard]] QString identityProblem() const; ///< for a person
    [[nodiscard]] QString settingsFile() const;
    [[nodiscard]] QString consentFile() const;
    [[nodiscard]] QString identityFile() const; ///< of a Stable id that is this computer's own; empty otherwise
    [[nodiscard]] QString storeFolder() const;
    /// Where a damaged settings.json was copied to, when an answer of this process replaced it.
    [[nodiscard]] QString settingsBackup() const;
    /// The file settings.json is corrupt or unreadable, refuses in a way of its own, or could not be written with the
    /// last yes of this process: for a person.
    [[nodiscard]] QString settingsProblem() const;
    /// The file consent.json, an administrator's, CANDOR_TELEMETRY, notice or catalogue likewise.
    [[nodiscard]] QString consentProblem() const;
    /// Changes of these files are not noticed at once: for a person; empty unless allowed.
    [[nodiscard]] QString watchProblem() const;

private:
    SharedData<TelemetryStatusData> d;
};

} // namespace candor

Q_DECLARE_METATYPE(candor::TelemetryStatus)
