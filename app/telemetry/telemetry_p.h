// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/telemetry.h"
#include "queue/eventring.h"
#include "system/forkmark.h"
#include "system/jobqueue.h"
#include "system/mailbox.h"
#include "system/pathwatcher.h"
#include "telemetry/recorder.h"
#include "telemetry/recordinggate.h"
#include "telemetry/sender.h"
#include "telemetry/telemetrycontext.h"
#include "telemetry/telemetrystatusdata.h"

#include <QPointer>
#include <QSet>
#include <QTimer>

#include <atomic>
#include <chrono>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace candor {

/// The facade's inside: follows the decision, and starts and ends what records and sends accordingly.
///
/// Whoever hears a signal of the facade may delete it, and this with it. So all of them are emitted by tell(), and what
/// may come to one returns false when nothing of this is there any more.
class Telemetry::Private final : public QObject
{
    Q_OBJECT

public:
    Private(const TelemetryOptions &options, Telemetry *facade);
    ~Private() override;

    Telemetry *const q;
    const TelemetryOptions options;
    const std::shared_ptr<const TelemetryContext> context;
    const std::shared_ptr<Mailbox> mailbox;

    TelemetryStatusData status;
    bool questionWasOpened = false;
    std::optional<int> closingsWhenOpened; // of the question, when it was opened last in this process

    // What track() looks at, from any thread: null means that nothing is recorded. A ring that was retired refuses what
    // comes, and stays, so that a call that has just seen a yes never meets one that is gone.
    std::atomic<EventRing *> ring{nullptr};
    std::atomic<std::uint64_t> ringEpoch{0}; // of the decision behind it: Consent::permits()
    // Nothing is recorded that happened before the yes (Unix ms).
    std::atomic<std::int64_t> allowedSince{0};
    const ForkMark mark;
    const std::shared_ptr<RecordingGate> gate; // the way here for what may outlive this

    void record(std::string_view name, std::span<const Property> properties,
                const EventCircumstances &circumstances = {});
    void recordStart();

    /// Reads the decision for the first time, and waits for it for a moment. In the constructor.
    void start();
    /// Reads the decision in the background and acts upon it: when a file has changed, and on refresh().
    void followDecision();
    /// Acts upon the decision as it was read last.
    [[nodiscard]] bool apply();
    [[nodiscard]] bool mayRecord() const
    {
        return mark.inSameProcess() && context->consent().permits(ringEpoch.load(std::memory_order_relaxed));
    }
    void answer(const Answer &answer);
    /// Runs \a work, which writes consent, in the background and then follows the decision.
    void writeConsent(std::function<Consent::Result(const TelemetryContext &)> work);
    [[nodiscard]] const TelemetryStatus &currentStatus();
    [[nodiscard]] bool report(const QString &message);
    /// Counts and delivery state are read soon, if anybody listens.
    void countsChanged();
    /// The same, and that there are other events is told.
    [[nodiscard]] bool recordsChanged();
    void readCounts();
    [[nodiscard]] ChildEnvironment environmentForWorkspace(const ConsentState &state) const;
    [[nodiscard]] ConsentState readAgain();
    /// Runs \a read in the background and hands its result to \a done, if \a receiver is still there.
    template<typename Result>
    void inBackground(QObject *receiver, std::function<Result()> read, std::function<void(const Result &)> done)
    {
        if (!mark.inSameProcess())
            return;
        m_reads.post(
            [post = mailbox, target = QPointer<QObject>(receiver), read = std::move(read), done = std::move(done)] {
                post->post([target, done, result = read()] {
                    if (target)
                        done(result);
                });
            });
    }

private:
    friend class Telemetry;

    /// Runs \a work, which writes the decision, in \a queue, and hands its result to \a then, which acts upon it.
    template<typename Result>
    void write(JobQueue *queue, std::function<Result(const TelemetryContext &)> work,
               std::function<void(const Result &)> then)
    {
        ++m_writing;
        queue->post([this, post = mailbox, world = context, work = std::move(work), then = std::move(then)] {
            const Result result = work(*world);
            world->lookAround(world->consent().read());
            post->post([this, then, result] {
                --m_writing;
                then(result);
            });
        });
    }

    /// Emits \a signal. False: whoever heard it has deleted the facade, and this.
    template<typename... Parameters, typename... Arguments>
    [[nodiscard]] bool tell(void (Telemetry::*signal)(Parameters...), Arguments &&...arguments)
    {
        const QPointer<Private> alive(this);
        Q_EMIT(q->*signal)(std::forward<Arguments>(arguments)...);
        return !alive.isNull();
    }
    void startRecording(const ConsentState &state);
    void stopRecording(Recorder::EndMode mode);
    void noteRenewal(const ConsentState &state);
    void noticeLateDecision(std::chrono::milliseconds patience);
    void lookedAround(std::uint64_t look);
    void noticeByOthers();
    [[nodiscard]] std::shared_ptr<Sender> makeSender();
    void sent(const UploadReport &report);
    /// Runs \a work, which removes data, before the program ends, then follows the decision and calls \a done.
    template<typename Result>
    void remove(QObject *receiver, std::function<Result(const TelemetryContext &)> work,
                std::function<void(const Result &)> done);
    void findOutAboutFileSystem();
    void watchFiles();
    [[nodiscard]] Recorder *recorder();
    [[nodiscard]] std::shared_ptr<EventRing> makeRing(const Recorder::Scope &scope);
    [[nodiscard]] Recorder::Host recorderHost();
    [[nodiscard]] bool setStatus(TelemetryStatusData next);
    void showIdentity();
    /// The question waits for this, which reads the catalogue in the background.
    void checkCatalogue();
    void pollIfNeeded();
    void awaitDamage(const ConsentState &state);

    JobQueue m_looks; // read the decision: a home that hangs holds up nothing but these
    std::uint64_t m_look = 0; // the last one that was begun
    std::uint64_t m_lookApplied = 0; // the last one that was acted upon
    bool m_lookAgain = false; // the one on its way may have read already
    bool m_countsAfterLook = false;
    const std::shared_ptr<std::atomic<bool>> m_readingAgain = std::make_shared<std::atomic<bool>>(false);
    int m_writing = 0; // so many jobs write the decision, and act upon it when they are done
    JobQueue m_answers; // what the person said: waited for at the end
    JobQueue m_removals; // erasing and resetting may wait for others, and a no does not wait for them
    JobQueue m_reads; // for showing: never in the way of an answer, abandoned at the end
    std::uint64_t m_lastAnswer = 0;
    std::vector<std::shared_ptr<EventRing>> m_rings; // the last one is in use; the others are retired and small
    QString m_ringProblem; // why the last one is lost with the process
    std::unique_ptr<Recorder> m_recorder;
    const std::shared_ptr<Sender> m_sender; // the store thread wakes it
    PathWatcher m_watcher;
    QTimer m_countsTimer;
    // Runs while collecting is allowed where the files can't be watched; on a network file system, where they can but
    // changes by another machine are not told, while events wait.
    QTimer m_pollTimer;
    std::chrono::seconds m_rereading{1}; // TelemetryContext::rereading(), once it is known
    [[nodiscard]] bool isOnNetwork() const { return m_rereading > std::chrono::seconds(1); }
    std::optional<EventScope> m_recording; // what is being recorded for
    Categories m_recordingCategories;
    QString m_startedFor; // decision id that app.started was recorded under
    QDateTime m_startedAnswer; // when the answer behind it was given: under another id it is the same one, renewed
    std::int64_t m_renewedAt = 0; // since when (Unix ms)
    bool m_refusalUnsaved = false;
    QString m_settingsBackup; // of the settings.json that an answer has replaced
    std::optional<Recorder::EndMode> m_endBegun; // the store was told so, since recording ended
    bool m_isChild = false; // made by fork(), and status says so
    bool m_noticedRefusal = false; // a refusal seen in settings.json is being recorded
    QTimer m_damageTimer; // until what a damaged settings.json refuses counts; runs only while it is so
    QString m_answerRemark; // of the last answer given here
    QSet<QString> m_reported;
    TelemetryStatus m_shownStatus; // the same as status, for others
    ConsentState m_decision; // that was acted upon last
    QString m_eraseProblem; // why a no has left something, as it was tried last
    ChildEnvironment m_workspaceEnvironment; // as it was told last
    bool m_checkingCatalogue = false;
    std::chrono::steady_clock::time_point m_startedAt;
};

} // namespace candor
