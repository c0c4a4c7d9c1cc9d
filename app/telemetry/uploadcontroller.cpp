// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "telemetry/uploadcontroller.h"

#include <QDeadlineTimer>
#include <QRandomGenerator>
#include <QThread>

#include <algorithm>
#include <utility>
#include <vector>

namespace candor {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds longestRetryAfterFailure = 1h;
// Another process holds the lock for one request at a time, and a request takes 10 s at most.
constexpr std::chrono::milliseconds longestBusy = 15s;

} // namespace

UploadController::UploadController(Policy policy, std::unique_ptr<NetworkWatch> network, QObject *parent)
    : QObject(parent)
    , m_policy(policy)
    , m_network(std::move(network))
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::CoarseTimer);
    connect(&m_timer, &QTimer::timeout, this, [this] { start(m_next); });
    connect(m_network.get(), &NetworkWatch::backOnline, this, &UploadController::onBackOnline);
}

UploadController::~UploadController()
{
    endThread();
}

void UploadController::begin(Uploader::Options options)
{
    if (m_options && m_options->decisionId == options.decisionId)
        return;
    end();
    if (!options.destination.canSend())
        return;
    m_options = std::move(options);
    m_options->lookups = m_lookups;
}

void UploadController::end()
{
    m_options.reset();
    m_timer.stop();
    m_network->stop();
    m_startWait = false;
    m_retryWait = false;
    m_networkFailed = false;
    m_next = Uploader::Urgency::Ordinary;
    m_storeFailures = 0;
    m_storedSinceUpload = 0;
    m_lastRequest = {};
    endThread();
    //: @info why nothing was sent
    const QString problem = tr("Sending was stopped, because what is agreed to has changed.");
    for (Waiter &waiter : std::exchange(m_waiters, {})) {
        waiter.sent.problem = problem;
        waiter.done(waiter.sent);
    }
}

bool UploadController::finish(std::chrono::milliseconds deadline)
{
    m_options.reset();
    m_timer.stop();
    m_network->stop();
    if (!m_thread)
        return true;
    QThread *const thread = m_thread;
    endThread();
    if (!thread->wait(QDeadlineTimer(deadline)))
        return false;
    delete thread;
    return true;
}

void UploadController::noteWaiting(std::int64_t events)
{
    if (events == 0 || !m_options)
        return;
    m_startWait = true;
    schedule(randomDelay());
}

void UploadController::noteStored(int events)
{
    if (events == 0 || !m_options)
        return;
    m_storedSinceUpload += events;
    if (m_running || m_startWait || m_retryWait)
        return; // the one about to begin takes them along; after the run under way it is looked at how many they are
    if (m_storedSinceUpload >= m_policy.flushAt)
        start(Uploader::Urgency::Ordinary);
    else
        schedule(m_policy.flushInterval);
}

void UploadController::sendNow(std::function<void(const Sent &)> done)
{
    start(Uploader::Urgency::Now);
    if (!done)
        return;
    if (m_options)
        m_waiters.push_back({m_starts, {}, std::chrono::steady_clock::now() + longestBusy, std::move(done)});
    else
        done({});
}

/// So many more in the run under way.
void UploadController::noteAnswered(int delivered, int rejected)
{
    for (Waiter &waiter : m_waiters) {
        waiter.sent.delivered += delivered - m_deliveredInRun;
        waiter.sent.rejected += rejected - m_rejectedInRun;
    }
    m_deliveredInRun = delivered;
    m_rejectedInRun = rejected;
}

void UploadController::answerWaiters(const UploadReport &report)
{
    using Result = UploadReport::Result;
    const auto now = std::chrono::steady_clock::now();
    std::vector<Waiter> over;
    std::vector<Waiter> left;
    for (Waiter &waiter : m_waiters) {
        const bool goesOn = report.start < waiter.start || (report.result == Result::Busy && now < waiter.patience);
        (goesOn ? left : over).push_back(std::move(waiter));
    }
    m_waiters = std::move(left);
    for (Waiter &waiter : over) {
        waiter.sent.waiting = report.stillWaiting;
        waiter.sent.problem = report.message;
        waiter.done(waiter.sent);
    }
}

// A time already set is only ever brought forward.
void UploadController::schedule(std::chrono::milliseconds delay)
{
    if (!m_timer.isActive() || m_timer.remainingTimeAsDuration() > delay)
        m_timer.start(delay);
}

/// So that those who were all offline for the same reason don't all come back at the same moment.
std::chrono::milliseconds UploadController::randomDelay() const
{
    return std::chrono::milliseconds(
        QRandomGenerator::global()->bounded(static_cast<int>(m_policy.startDelay.count()) + 1));
}

void UploadController::start(Uploader::Urgency urgency)
{
    if (!m_options)
        return;
    m_timer.stop();
    m_startWait = false;
    m_retryWait = false;
    m_networkFailed = false;
    m_next = std::max(m_next, urgency);
    if (!m_running)
        m_storedSinceUpload = 0;
    if (!m_uploader)
        startThread();
    m_running = true;
    QMetaObject::invokeMethod(
        m_uploader, [uploader = m_uploader, urgency, number = ++m_starts] { uploader->start(urgency, number); });
}

void UploadController::startThread()
{
    m_thread = new QThread;
    m_thread->setObjectName(QStringLiteral("candor-upload"));
    m_uploader = new Uploader(*m_options);
    m_uploader->moveToThread(m_thread);
    connect(m_thread, &QThread::finished, m_thread, &QObject::deleteLater);
    // What was posted by a thread that was ended meanwhile is of no interest.
    const quint64 run = ++m_run;
    connect(m_uploader, &Uploader::leaving, this, [this, run](const RequestRecord &request) {
        if (run == m_run)
            m_lastRequest = request;
    });
    connect(m_uploader, &Uploader::progressed, this, [this, run](int delivered, int rejected) {
        if (run != m_run)
            return;
        noteAnswered(delivered, rejected);
        Q_EMIT progressed();
    });
    connect(m_uploader, &Uploader::finished, this, [this, run](const UploadReport &report) {
        if (run == m_run)
            onFinished(report);
    });
    m_thread->start(QThread::LowPriority);
}

void UploadController::onFinished(const UploadReport &report)
{
    using Result = UploadReport::Result;
    noteAnswered(report.delivered, report.rejected);
    m_deliveredInRun = 0;
    m_rejectedInRun = 0;
    answerWaiters(report);
    // What was asked for when this run was over has begun another one in the meantime: that says how it goes on.
    if (report.start < m_starts) {
        Q_EMIT finished(report);
        return;
    }
    m_running = false;
    const bool stillUrgent = m_next == Uploader::Urgency::Now && report.result == Result::Busy;
    m_next = stillUrgent ? Uploader::Urgency::Now : Uploader::Urgency::Ordinary;
    m_storeFailures = report.result == Result::Failed ? std::min(m_storeFailures + 1, 13) : 0;

    std::optional<std::chrono::milliseconds> delay = report.nextAttempt;
    if (report.result == Result::Failed)
        delay = std::min(m_policy.retryAfterFailure * (1 << (m_storeFailures - 1)), longestRetryAfterFailure);
    m_networkFailed = report.result == Result::Later;
    m_retryWait = delay.has_value() && report.result != Result::Busy;
    const bool backMeanwhile = std::exchange(m_backWhileRunning, false);
    if (delay) {
        m_timer.start(*delay);
    } else {
        endThread();
        if (m_storedSinceUpload >= m_policy.flushAt)
            schedule(0ms);
        else if (m_storedSinceUpload > 0)
            schedule(m_policy.flushInterval);
        // Whoever holds an event says when it lets go of it; but it may have died.
        if (report.heldFor && m_options)
            schedule(*report.heldFor + m_policy.flushInterval);
    }
    if (m_networkFailed)
        m_network->start();
    else if (!delay)
        m_network->stop();
    if (backMeanwhile)
        onBackOnline();
    Q_EMIT finished(report);
}

void UploadController::onBackOnline()
{
    m_backWhileRunning = m_running;
    if (!m_options || !m_networkFailed)
        return;
    m_next = std::max(m_next, Uploader::Urgency::NetworkIsBack);
    schedule(randomDelay());
}

void UploadController::endThread()
{
    if (!m_uploader)
        return;
    ++m_run;
    m_uploader->disconnect(this);
    QMetaObject::invokeMethod(m_uploader, [uploader = m_uploader, thread = m_thread] {
        uploader->abort();
        delete uploader; // here, in its own thread, where its sockets live
        thread->quit();
    });
    // The thread deletes itself when it has finished; one that hangs is left behind rather than waited for.
    m_uploader = nullptr;
    m_thread = nullptr;
    m_running = false;
    m_deliveredInRun = 0;
    m_rejectedInRun = 0;
}

} // namespace candor
