// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/dataremoval.h"
#include "candor/deletionrequest.h"
#include "candor/notice.h"
#include "consent/consent.h"
#include "delivery/uploader.h"
#include "telemetry/applicationidentity.h"
#include "telemetry/cataloguesource.h"
#include "telemetry/recorder.h"
#include "telemetry/records.h"
#include "telemetry/telemetryoptionsdata.h"
#include "telemetry/valuetreatment.h"

#include <QCoreApplication>
#include <QDate>
#include <QString>
#include <QStringList>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace candor {

/// The parts of one application's telemetry, made once from the options, and what needs more than one of them. What the
/// facade does in the background and the command line in the foreground is the same code, and begins here.
///
/// Making one reads notice.json and nothing else. Everything is synchronous and safe on any thread, and takes as long
/// as the disk does where nothing else is said.
class TelemetryContext
{
    Q_DECLARE_TR_FUNCTIONS(candor::TelemetryContext)

public:
    explicit TelemetryContext(const TelemetryOptionsData &options);

    [[nodiscard]] const TelemetryOptionsData &options() const { return m_options; }
    [[nodiscard]] const Notice *notice() const { return m_notice ? &*m_notice : nullptr; }
    [[nodiscard]] QString noticeProblem() const { return m_noticeProblem; }
    [[nodiscard]] Consent &consent() const { return *m_consent; }
    [[nodiscard]] ApplicationIdentity &identity() const { return *m_identity; }
    [[nodiscard]] CatalogueSource &catalogue() const { return *m_catalogue; }
    [[nodiscard]] Records &records() const { return *m_records; }

    /// Looks at everything that is shown together with \a state: are there records, which id do they carry, would a
    /// ring outlive this process? Records and ApplicationIdentity tell what was found.
    void lookAround(const ConsentState &state) const;

    /// Records the answer; after a yes the id exists before this returns. A yes without a valid notice and catalogue is
    /// an error.
    [[nodiscard]] Consent::Result answer(const Answer &answer) const;

    /// Stores what processes that died have left in their rings, under \a state, which allows it. \returns what went
    /// wrong, for a person; empty as a rule. \a patience: how long others may hold the store. \a complete: whether none
    /// is left that a later call could store.
    [[nodiscard]] QString recoverRings(const ConsentState &state,
                                       std::chrono::milliseconds patience = EventStore::Options().patience,
                                       bool *complete = nullptr) const;
    /// Removes all records, but for those of a yes that holds where \a keepsCurrent. \returns what could not be
    /// removed, for a person.
    [[nodiscard]] QString eraseEarlier(bool keepsCurrent, std::chrono::milliseconds patience) const;
    /// Erases what is on this computer: records, notes, counters, the local secret and earlier ids. A yes goes on under
    /// a new decision. See Telemetry::erase().
    [[nodiscard]] Erasure erase() const;
    /// See Telemetry::resetId(). \a patience: how long others may hold the store; what they hold then is erased later.
    [[nodiscard]] IdentityReset resetIdentity(std::chrono::milliseconds patience = EventStore::erasePatience) const;
    /// What a request to delete what was sent needs; reads only.
    [[nodiscard]] DeletionRequest deletionRequest() const;
    /// The ids that records of the days from \a from to today carry, for a request to delete them: as long as the local
    /// secret is there, which a no erases; ten years at the most. Empty unless the mode is Daily. Reads the store,
    /// whoever refuses what a person agreed to, unless it is refused for this process only. \a problem: for a person,
    /// if the store can't be read, or must not be; else unchanged.
    [[nodiscard]] QStringList dailyIdentities(const QDate &from, QString *problem = nullptr) const;

    /// What is to be recorded under \a state, which allows it. No I/O.
    [[nodiscard]] Recorder::Scope recordingScope(const ConsentState &state) const;
    /// See Recorder::Host::standing.
    [[nodiscard]] Recorder::Standing standing(const std::string &decisionId) const;
    /// What every event carries.
    [[nodiscard]] std::vector<OwnedProperty> commonProperties() const;
    /// What is done to values before they are stored.
    [[nodiscard]] ValueTreatment valueTreatment() const;
    /// Options for an uploader under \a state, which allows it; it asks for the decision through a part that outlives
    /// this object.
    [[nodiscard]] Uploader::Options uploaderOptions(const ConsentState &state) const;

    /// How often the decision is read again where its files can't be watched. May wait for a server that is away.
    [[nodiscard]] std::chrono::seconds rereading() const;
    /// For a terminal, which would rather say that something is not known than keep a person waiting.
    static constexpr std::chrono::milliseconds shortPatience{5};

private:
    /// Records a yes over a yes: of what was recorded, that stays which was and is granted. What a category says now
    /// does not bring back what it did not say in between.
    [[nodiscard]] Consent::Result continueYes(const ConsentState &before, Answer answer) const;
    /// Removes what says something of a category outside \a granted, in the store and in rings that were left. False:
    /// something of it may still be there.
    [[nodiscard]] bool keepOnlyGranted(const ConsentState &state, Categories granted,
                                       std::chrono::milliseconds patience) const;

    const TelemetryOptionsData m_options;
    QString m_noticeProblem; // before the notice: reading that one sets it
    const std::optional<Notice> m_notice;
    const std::shared_ptr<Consent> m_consent; // the upload thread may outlive this object by a moment
    const std::unique_ptr<ApplicationIdentity> m_identity;
    const std::unique_ptr<CatalogueSource> m_catalogue;
    const std::unique_ptr<Records> m_records;
};

} // namespace candor
