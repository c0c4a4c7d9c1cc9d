// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "identity/givenidentity.h"
#include "system/clock.h"
#include "telemetry/eventidentity.h"
#include "telemetry/telemetryoptionsdata.h"

#include <QDate>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>

namespace candor {

/// The id that one application's records carry. Safe on any thread.
class ApplicationIdentity
{
public:
    explicit ApplicationIdentity(const TelemetryOptionsData &options);

    [[nodiscard]] Identity mode() const { return m_mode; }
    /// Was it given by the program that made this workspace?
    [[nodiscard]] bool isGiven() const { return !m_given.id.isEmpty(); }
    /// The file of a Stable id: the shared one, or the application's own; empty where there is no folder for it.
    [[nodiscard]] const QString &path() const { return m_path; }
    /// The tools that a reset of the id concerns too, for a person; empty where the id is the application's own.
    [[nodiscard]] QStringList sharingTools() const;

    /// What events carry: an id on disk, made if need be, or one for this process only, or what each day's follows
    /// from. Only after a yes. May take seconds.
    [[nodiscard]] EventIdentity obtain();
    /// The id as it is known now; empty if there is none. Daily: today's, if this process has heard of the local secret
    /// (rememberSecret()). No I/O.
    [[nodiscard]] QString shown() const;
    /// The same; reads the file of a Stable id, whether or not there was a yes.
    QString read();
    /// What went wrong with the id, for a person; empty as a rule.
    [[nodiscard]] QString problem() const;
    /// After a no: nothing of the id stays in memory.
    void forget();
    /// Another decision holds: nothing that only this process has kept is used again.
    void renew();

    /// Daily: records are made under \a decisionId from now on. Forgets the secret of another one.
    void expectSecretOf(const std::string &decisionId);
    /// The local secret, from the store thread: for shown(). Without effect after forget(), and for another decision
    /// than the expected one.
    void rememberSecret(const std::string &decisionId, const std::string &secret);
    /// Daily: today's id by \a secret.
    [[nodiscard]] QString idOfToday(const std::string &secret) const;
    /// Daily: the ids by \a secret of the days from \a from to today, ten years at the most.
    [[nodiscard]] QStringList idsSince(const QDate &from, const std::string &secret) const;

private:
    [[nodiscard]] std::int64_t today() const;
    void forgetSecret();

    const Identity m_mode;
    const bool m_isShared;
    const QString m_path;
    const std::shared_ptr<const Clock> m_clock;
    const GivenIdentity m_given;

    std::mutex m_obtainMutex; // one at a time makes an id; held while the disk is waited for
    mutable std::mutex m_mutex; // guards what is below, for moments only: the window's thread takes it
    std::uint64_t m_changes = 0; // how often the id was made, or forgotten
    QString m_id; // Stable: as it was read last; else that of this process
    bool m_isOfProcess = false; // m_id is not kept on disk
    std::string m_hashKey; // of this process
    std::string m_secretOf; // Daily: the decision that is recorded for
    std::string m_secret; // its local secret, once the store thread has it
    QString m_problem;
};

} // namespace candor
