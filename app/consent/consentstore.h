// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "consent/consentrules.h"
#include "settings/settingsfile.h"
#include "system/clock.h"
#include "system/directories.h"

#include <QProcessEnvironment>

#include <chrono>
#include <memory>
#include <optional>

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
};

/// A person's answer.
struct Answer
{
    Categories categories; ///< empty: no
    Origin origin = Origin::Prompt;
    QString noticeLanguage; ///< in which the notice was shown
    /// A yes that goes on where one is: under a new decision all the same, so that nothing from before it is sent.
    bool beginsAnew = false;
};

/// Reads and records the decision: <local data>/<application id>/consent.json and telemetry.* of settings.json.
/// Synchronous; stateless but for the context; safe on any thread and between processes. Writing syncs to disk:
/// call it off the GUI thread.
///
/// An answer, and the recording of a refusal seen, hold one lock (on the folder of consent.json) from the first read to
/// the last write, so that a `disable` and an `enable` that follow each other can't be torn apart by a window between
/// them. A yes writes settings.json first, then consent.json; a no the other way round; readers read consent.json
/// first.
class ConsentStore
{
public:
    explicit ConsentStore(ConsentContext context);

    [[nodiscard]] const ConsentContext &context() const;
    [[nodiscard]] QString consentPath() const;
    [[nodiscard]] SettingsFile settingsFile() const;
    /// Every file whose change can change the verdict; for PathWatcher.
    [[nodiscard]] QStringList watchedFiles() const;

    /// Reads consent.json, then settings.json, then the administrator's files. Writes nothing.
    [[nodiscard]] ConsentState read() const;

    struct Result
    {
        bool ok = false;
        QString error; ///< for a person, when not ok: nothing was granted; a no still holds in this process
        QString remark; ///< for a person, when ok: what the answer does not reach, or has changed besides; mostly empty
        QString backupPath; ///< where a corrupt settings.json was copied to, if it was
        ConsentState state; ///< after the write
    };

    /// Records a yes (categories not empty) or a no. A yes that the build, an administrator or the environment refuses
    /// is an error, says who refuses, and changes nothing. A yes clears `timesClosed`; where settings.json can't be
    /// written but refuses nothing of it, it counts all the same, with a remark.
    [[nodiscard]] Result answer(const Answer &answer) const;

    /// Records a refusal seen in settings.json as the person's (origin settings-file), if under the lock it still
    /// stands over a grant. Call when read() said refusalToRecord. Harmless otherwise. \a patience: how long another
    /// process may hold the lock before that is an error.
    [[nodiscard]] Result recordRefusalSeen(std::chrono::milliseconds patience = lockPatience) const;

    /// Counts that the person closed the question; keeps everything else. Ignored over an answer, and where more than
    /// \a closingsWhenOpened are counted by now: then it was open elsewhere at the same time, and closed there.
    [[nodiscard]] Result recordQuestionClosed(std::optional<int> closingsWhenOpened = std::nullopt) const;
    /// How many closings of the question that is to be asked now are counted in \a record.
    [[nodiscard]] int closings(const ConsentRecord &record) const;

    /// Remembers that a yes given in a terminal was shown in a window.
    [[nodiscard]] Result recordTerminalAnswerShown() const;

    enum class EarlierIds { Keep, Forget };
    /// What was recorded so far belongs to the past: over a grant, the same answer with the same evidence gets another
    /// decision id, and whoever records or sends under the old one lets go of it. Earlier ids are forgotten if asked,
    /// whatever the answer. Changes nothing, and makes no file, where there is nothing of either.
    [[nodiscard]] Result renewDecision(EarlierIds earlierIds) const;
    /// Keeps \a id, which is about to be replaced, for requests. Over an answer only: without one nothing was recorded
    /// under it.
    [[nodiscard]] Result rememberEarlierId(const QString &id) const;
    /// Takes that back.
    [[nodiscard]] Result forgetEarlierId(const QString &id) const;

    static constexpr std::chrono::milliseconds lockPatience{2000};
    /// How long a damaged settings.json must have stood there unchanged before what it plainly refuses is taken for
    /// more than half of somebody's writing.
    static constexpr std::chrono::milliseconds damageSettles{5000};

private:
    ConsentContext m_context;
};

} // namespace candor
