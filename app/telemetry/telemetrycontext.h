// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/catalogue.h"
#include "candor/childenvironment.h"
#include "candor/dataremoval.h"
#include "candor/deletionrequest.h"
#include "candor/notice.h"
#include "candor/telemetrystatus.h"
#include "consent/consentstore.h"
#include "delivery/uploader.h"
#include "identity/givenidentity.h"
#include "queue/eventstore.h"
#include "queue/ringfolder.h"
#include "telemetry/recorder.h"
#include "telemetry/telemetryoptionsdata.h"
#include "telemetry/valuetreatment.h"

#include <QDate>
#include <QSharedDataPointer>
#include <QString>
#include <QStringList>

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace candor {

/// Where one application's telemetry stands: its files, its notice, its destination, made once from the options. What
/// the facade does in the background and the command line in the foreground is the same code, and it is here.
///
/// Making one reads notice.json and nothing else. Everything is synchronous and safe on any thread.
class TelemetryContext
{
public:
    explicit TelemetryContext(const TelemetryOptionsData &options);

    [[nodiscard]] const TelemetryOptionsData &options() const { return *m_options; }
    [[nodiscard]] const Notice *notice() const { return m_notice ? &*m_notice : nullptr; }
    [[nodiscard]] QString noticeProblem() const { return m_noticeProblem; }
    [[nodiscard]] const ConsentStore &consent() const { return m_consent; }
    [[nodiscard]] std::string storeFolder() const { return m_storeFolder.toStdString(); }
    [[nodiscard]] bool storeExists() const;
    [[nodiscard]] EventStore::Options storeOptions() const;
    /// Where rings stand that outlive their process; one folder for each store.
    [[nodiscard]] const RingFolder &rings() const { return m_rings; }
    /// Stores what processes that died have left in their rings, under \a state, which allows it. \returns what went
    /// wrong, for a person; empty as a rule. May take as long as the disk does. \a patience: how long others may hold
    /// the store. \a complete: whether none is left that a later call could store.
    [[nodiscard]] QString recoverRings(const ConsentState &state,
                                       std::chrono::milliseconds patience = EventStore::Options().patience,
                                       bool *complete = nullptr) const;
    /// Removes all events: the store, and the rings of processes that died. \returns what could not be removed, for a
    /// person.
    [[nodiscard]] QString eraseRecords() const;
    /// Erases what is on this computer: events, notes, counters, the local secret and earlier ids. A yes goes on under
    /// a new decision. See Telemetry::erase().
    [[nodiscard]] Erasure erase() const;
    /// See Telemetry::resetId(). \a patience: how long others may hold the store; what they hold then is erased later.
    [[nodiscard]] IdentityReset resetIdentity(std::chrono::milliseconds patience = EventStore::erasePatience) const;
    /// The tools that a reset of the id concerns too, for a person; empty where the id is the application's own.
    [[nodiscard]] QStringList toolsSharingId() const;
    /// What a request to delete what was sent needs; reads only.
    [[nodiscard]] DeletionRequest deletionRequest() const;
    /// See Telemetry::environmentForWorkspace(). \a refused: whatever \a state says.
    [[nodiscard]] ChildEnvironment environmentForWorkspace(const ConsentState &state, bool refused = false) const;
    /// See Telemetry::environmentForChild(); \a refused: in this process, whatever \a state says.
    [[nodiscard]] ChildEnvironment environmentForChild(const ConsentState &state, bool refused) const;
    /// How many events are in the store, whatever became of them; -1 if that can't be told at once.
    [[nodiscard]] qint64 countRecorded() const;
    /// Marks what is recorded now, for countWaiting(); 0 where there is nothing. Nothing if the store can't be read.
    [[nodiscard]] std::optional<qint64> markRecorded() const;
    /// How many of what was recorded when \a mark was made wait or are being sent. Nothing if the store can't be read.
    [[nodiscard]] std::optional<qint64> countWaiting(qint64 mark) const;
    /// Is there anything of events, in the store or in a ring?
    [[nodiscard]] bool recordsExist() const { return storeExists() || m_rings.hasRings(); }

    /// Records the answer; after a yes the id exists before this returns. A yes without a valid notice and catalogue is
    /// an error.
    [[nodiscard]] ConsentStore::Result answer(const Answer &answer) const;

    /// What events carry: an id on disk, made if need be, or one for this process only, or what each day's follows
    /// from. Only after a yes.
    [[nodiscard]] EventIdentity obtainIdentity() const;
    /// The id as it is now, without making one; empty if there is none. Daily: today's, if this process has heard of
    /// the local secret (rememberSecret()); addCounts() looks it up in the store.
    [[nodiscard]] QString shownIdentity() const;
    /// The file of a Stable id: the shared one, or the application's own; empty where there is no folder for it.
    [[nodiscard]] QString identityPath() const;
    /// The local secret, from the store thread: for shownIdentity(). Without effect after forgetIdentity(), and for
    /// another decision than the one that recordingScope() was made for.
    void rememberSecret(const std::string &decisionId, const std::string &secret) const;

    struct DailyIdentity
    {
        QDate day; ///< UTC
        QString id;
    };
    /// The ids that records of the days from \a from to today carry, for a request to delete them: as long as the local
    /// secret is there, which a no erases; ten years at the most. Empty unless the mode is Daily. Reads the store,
    /// whoever refuses what a person agreed to, unless it is refused for this process only. \a problem: for a person,
    /// if the store can't be read, or must not be; else unchanged.
    [[nodiscard]] std::vector<DailyIdentity> dailyIdentities(const QDate &from, QString *problem = nullptr) const;
    /// What went wrong with the id, for a person; empty as a rule.
    [[nodiscard]] QString identityProblem() const;
    /// After a no: nothing of the id stays in memory.
    void forgetIdentity() const;

    /// What is to be recorded under \a state, which allows it.
    [[nodiscard]] Recorder::Scope recordingScope(const ConsentState &state) const;

    /// What every event carries.
    [[nodiscard]] std::vector<OwnedProperty> commonProperties() const;

    /// What is done to values before they are stored.
    [[nodiscard]] ValueTreatment valueTreatment() const;

    /// Everything but counts and delivery, from \a state: reads the id's file, if there was a yes. Until
    /// loadCatalogue() was called, a question that depends on it waits.
    [[nodiscard]] TelemetryStatus describe(const ConsentState &state) const;
    /// Adds counts and delivery to \a status, and today's id where that is Daily and known to the store. Creates no
    /// file; with no store the counts are 0. \a patience: how long others may hold the store.
    void addCounts(TelemetryStatus *status, std::chrono::milliseconds patience = std::chrono::seconds(2)) const;
    /// For a terminal, which would rather say that something is not known than keep a person waiting.
    static constexpr std::chrono::milliseconds shortPatience{5};

    /// How often the decision is read again where its files can't be watched. May wait for a server that is away.
    [[nodiscard]] std::chrono::seconds rereading() const;
    /// TelemetryStatus::watchProblem, where the decision is read again every \a interval.
    [[nodiscard]] static QString watchProblem(std::chrono::seconds interval);

    /// TelemetryStatus::handOff
    [[nodiscard]] static QString handOffName(bool outlivesProcess);

    /// Hands what addCounts() found in \a from on to \a to; everything else of \a to stays.
    static void copyCounts(const TelemetryStatus &from, TelemetryStatus *to);

    /// Options for an uploader under \a decisionId; it re-reads consent through a copy of what it needs.
    [[nodiscard]] Uploader::Options uploaderOptions(const ConsentState &state) const;

    /// The catalogue, parsed at the first call, which takes a moment, and kept. Nothing, and \a error, where it is not
    /// valid or not the notice's; the next call reads it again.
    [[nodiscard]] std::shared_ptr<const Catalogue> loadCatalogue(std::string *error) const;

    /// Does a yes hold under another decision than \a decisionId?
    [[nodiscard]] bool isSuperseded(const std::string &decisionId) const;
    /// Removes what is recorded under other decisions than the one that holds, if one does.
    void eraseSuperseded() const;

private:
    [[nodiscard]] std::shared_ptr<const Catalogue> readCatalogue(std::string *error) const;
    [[nodiscard]] QString idOfToday(const std::string &secret) const;
    void forgetSecret() const;
    void expectSecretOf(const std::string &decisionId) const;
    /// Of the decision that holds; empty if there is none yet.
    [[nodiscard]] std::string storedSecret(EventStore *store) const;
    [[nodiscard]] std::optional<qint64>
    askStore(const std::function<std::optional<std::int64_t>(EventStore &store)> &question) const;
    /// Records a yes over a yes: of what was recorded, that stays which was and is granted. What a category says now
    /// does not bring back what it did not say in between.
    [[nodiscard]] ConsentStore::Result continueYes(const ConsentState &before, Answer answer) const;
    /// Removes what says something of a category outside \a granted, in the store and in rings that were left. False:
    /// something of it may still be there.
    [[nodiscard]] bool keepOnlyGranted(const ConsentState &state, Categories granted,
                                       std::chrono::milliseconds patience) const;
    [[nodiscard]] QString eraseEarlierRecords(bool keepCurrent, std::chrono::milliseconds patience) const;
    /// \returns what could not be removed, for a person.
    [[nodiscard]] QString eraseOwnIdentity() const;
    [[nodiscard]] bool replaceIdentity(const QString &old, IdentityReset *result) const;

    QExplicitlySharedDataPointer<const TelemetryOptionsData> m_options;
    QString m_noticeProblem; // before the notice: reading that one sets it
    std::optional<Notice> m_notice;
    ConsentStore m_consent;
    QString m_storeFolder;
    RingFolder m_rings;
    GivenIdentity m_given;
    const std::int64_t m_start; // EventStore::Options::start

    mutable std::mutex m_catalogueMutex; // guards what is below, for moments only: the window's thread takes it
    mutable std::shared_ptr<const Catalogue> m_catalogue; // once it was read and is valid
    mutable std::string m_catalogueProblem; // once it was read and is not

    mutable std::mutex m_obtainMutex; // one at a time makes an id; held while the disk is waited for
    mutable std::mutex m_identityMutex; // guards what is below, for moments only: the window's thread takes it
    mutable std::uint64_t m_forgotten = 0; // how often forgetIdentity() was called
    mutable QString m_processIdentity; // where none is kept on disk
    mutable std::string m_processHashKey;
    mutable std::string m_secretOf; // Daily: the decision that is recorded for
    mutable std::string m_secret; // its local secret, once the store thread has it
    mutable QString m_identityProblem;
};

} // namespace candor
