// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "consent/consentrules.h"
#include "settings/settingsfile.h"
#include "system/clock.h"
#include "system/directories.h"

#include <QDateTime>
#include <QProcessEnvironment>
#include <QStringList>

#include <chrono>
#include <cstdint>
#include <memory>
#include <vector>

namespace candor {

/// Everything that stays the same while a program runs and that consent depends on.
struct ConsentContext
{
    Directories directories;
    QProcessEnvironment environment;
    std::shared_ptr<const Clock> clock;
    QString applicationId; ///< "candor"; names the folder of consent.json
    SettingsLayout settingsLayout = SettingsLayout::Application;
    bool buildSendsNothing = false;
    bool endpointIsLoopback = false;
    QString catalogueId; ///< from the notice
    int noticeVersion = 0;
    QByteArray noticeSha256;
    QString recipient; ///< host without port, or "this-computer"
};

/// What was read at one moment, and what follows from it.
struct ConsentState
{
    Verdict verdict;
    Verdict person; ///< what it would be if nobody else had a say
    std::vector<Refusal> refusals; ///< all that refuse beside the person, in the order of the rules
    ConsentRecord record;
    ConsentFileStatus fileStatus = ConsentFileStatus::Missing;
    /// For a person: an administrator's file that can't be read, or a word that is not known. Nothing is collected.
    QString refusalProblem;
    QStringList withoutEffect; ///< ManagedSettings::withoutEffect
    QString consentProblem; ///< for a person, when fileStatus is Invalid
    SettingsSnapshot settings;
    /// What a damaged settings.json plainly refuses counts as the person's refusal from then on, if it is still the
    /// same file; null where there is no such thing to wait for.
    QDateTime damageRefusesAt;
    /// Consent::now(): this process refuses what the files do not.
    bool isRefusedHereOnly = false;
    /// The number of the decision in this process, see Consent::permits().
    std::uint64_t epoch = 0;
};

/// One look at all the files, and what it says.
struct ConsentLook
{
    ConsentState state;
    ConsentFacts facts;
};

/// The files of the decision: <local data>/<application id>/consent.json, telemetry.* of settings.json, and those of
/// the administrator. Reads them and writes nothing; a value without a state, safe on any thread and between processes.
/// Consent owns them and writes them.
class ConsentFiles
{
public:
    explicit ConsentFiles(ConsentContext context);

    [[nodiscard]] const ConsentContext &context() const { return m_context; }
    [[nodiscard]] QString consentPath() const; ///< empty without a home folder
    [[nodiscard]] QString folder() const; ///< that of consentPath()
    [[nodiscard]] QDateTime now() const; ///< UTC
    [[nodiscard]] SettingsFile settingsFile() const;
    /// How many closings of the question that is to be asked now are counted in \a record.
    [[nodiscard]] int closings(const ConsentRecord &record) const;
    /// Every file whose change can change the verdict; for PathWatcher.
    [[nodiscard]] QStringList watched() const;

    /// Reads consent.json, then settings.json, then the administrator's files, each once. Takes as long as the disk.
    [[nodiscard]] ConsentLook look() const;

    /// How long a damaged settings.json must have stood there unchanged before what it plainly refuses is taken for
    /// more than half of somebody's writing.
    static constexpr std::chrono::milliseconds damageSettles{5000};

private:
    ConsentContext m_context;
};

} // namespace candor
