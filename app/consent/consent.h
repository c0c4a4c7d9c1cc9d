// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "consent/consentfiles.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

namespace candor {

/// A person's answer.
struct Answer
{
    Categories categories; ///< empty: no
    Origin origin = Origin::Prompt;
    QString noticeLanguage; ///< in which the notice was shown
    /// A yes that goes on where one is: under a new decision all the same, so that nothing from before it is sent.
    bool beginsAnew = false;
};

/// Owns the decision of one application in one process: reads and writes its files, keeps what they said last together
/// with what this process refuses besides, and tells when that changes. Everybody else holds a ConsentState, or the
/// epoch of one. Safe on any thread. What reads or writes takes as long as the disk does, and writing syncs: never in a
/// thread that a window needs.
///
/// An answer, and the recording of a refusal seen, hold one lock (on the folder of consent.json) from the first read to
/// the last write, so that a `disable` and an `enable` that follow each other can't be torn apart by a window between
/// them. A yes writes settings.json first, then consent.json; a no the other way round; readers read consent.json
/// first.
class Consent
{
public:
    explicit Consent(ConsentContext context);
    Consent(const Consent &) = delete;
    Consent &operator=(const Consent &) = delete;

    [[nodiscard]] const ConsentFiles &files() const { return m_files; }

    // --- what holds -------------------------------------------------------------------------------------------------

    /// Reads the files. \returns what they say, whatever this process refuses. now() says the same from then on, or
    /// what a later reading saw.
    ConsentState read();
    /// As the files were read last, with what this process refuses. Null: not known yet. No I/O.
    [[nodiscard]] std::shared_ptr<const ConsentState> now() const;
    /// May still be recorded under the decision that had \a epoch? Costs an atomic load. A number grows with each
    /// change of what may be recorded, and is never used again.
    [[nodiscard]] bool permits(std::uint64_t epoch) const noexcept
    {
        return epoch >= m_permittedFrom.load(std::memory_order_acquire);
    }
    /// Does now() allow \a categories under \a decisionId? No I/O.
    [[nodiscard]] bool holds(const QString &decisionId, Categories categories) const;
    /// \a listener is called after each change of the epoch, in the thread that noticed it, which may be any. Set it
    /// before other threads know this object.
    void setListener(std::function<void()> listener);

    // --- what this process refuses, whatever the files say; nothing is written --------------------------------------

    /// A no that was just given, or could not be saved.
    void refuseHere(bool refuses);
    [[nodiscard]] bool isRefusedHere() const;
    /// See Telemetry::overrule(). \returns whether that is new.
    bool overrule(Overruling by);
    [[nodiscard]] Overruling overruling() const;

    // --- writing ----------------------------------------------------------------------------------------------------

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
    [[nodiscard]] Result answer(const Answer &answer);

    /// Records a refusal seen in settings.json as the person's (origin settings-file), if under the lock it still
    /// stands over a grant. Call when read() said refusalToRecord. Harmless otherwise. \a patience: how long another
    /// process may hold the lock before that is an error.
    [[nodiscard]] Result recordRefusalSeen(std::chrono::milliseconds patience = lockPatience);

    /// Counts that the person closed the question; keeps everything else. Ignored over an answer, and where more than
    /// \a closingsWhenOpened are counted by now: then it was open elsewhere at the same time, and closed there.
    [[nodiscard]] Result recordQuestionClosed(std::optional<int> closingsWhenOpened = std::nullopt);

    /// Remembers that a yes given in a terminal was shown in a window.
    [[nodiscard]] Result recordTerminalAnswerShown();

    enum class EarlierIds { Keep, Forget };
    /// What was recorded so far belongs to the past: over a grant, the same answer with the same evidence gets another
    /// decision id, and whoever records or sends under the old one lets go of it. Earlier ids are forgotten if asked,
    /// whatever the answer. Changes nothing, and makes no file, where there is nothing of either.
    [[nodiscard]] Result renewDecision(EarlierIds earlierIds);
    /// Keeps \a id, which is about to be replaced, for requests. Over an answer only: without one nothing was recorded
    /// under it.
    [[nodiscard]] Result rememberEarlierId(const QString &id);
    /// Takes that back.
    [[nodiscard]] Result forgetEarlierId(const QString &id);

    static constexpr std::chrono::milliseconds lockPatience{2000};

private:
    template<typename Edit>
    [[nodiscard]] Result change(const Edit &edit, std::chrono::milliseconds patience = lockPatience);
    [[nodiscard]] bool settle();

    const ConsentFiles m_files;
    std::function<void()> m_listener;
    std::atomic<std::uint64_t> m_readings{0}; // how many have begun
    static constexpr std::uint64_t never = ~std::uint64_t{0};
    std::atomic<std::uint64_t> m_permittedFrom{never}; // nobody has this epoch while nothing may be recorded

    mutable std::mutex m_mutex; // guards what is below, for moments only
    std::uint64_t m_newest = 0; // the reading behind m_read
    std::optional<ConsentState> m_read;
    std::shared_ptr<const ConsentState> m_now;
    std::uint64_t m_epoch = 0;
    bool m_refusesHere = false;
    Overruling m_overruling = Overruling::Free;
};

} // namespace candor
