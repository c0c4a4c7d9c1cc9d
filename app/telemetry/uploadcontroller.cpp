// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "telemetry/uploadcontroller.h"

#include <QRandomGenerator>

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
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (step(SendingEvent::Due))
            startRun(m_next);
    });
    connect(m_network.get(), &NetworkWatch::backOnline, this, &UploadController::onBackOnline);
}

UploadController::~UploadController()
{
    endUploader();
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
    step(SendingEvent::Allowed);
}

void UploadController::end()
{
    step(SendingEvent::Ended);
    m_options.reset();
    m_timer.stop();
    m_network->stop();
    m_next = Uploader::Urgency::Ordinary;
    m_storeFailures = 0;
    m_storedSinceUpload = 0;
    endUploader();
    //: @info why nothing was sent
    const QString problem = tr("Sending was stopped, because what is agreed to has changed.");
    for (Waiter &waiter : std::exchange(m_waiters, {})) {
        waiter.sent.problem = problem;
        waiter.done(waiter.sent);
    }
}

bool UploadController::isIdle() const
{
    return (m_state == SendingState::Off || m_state == SendingState::Idle) && !m_uploader;
}

bool UploadController::step(SendingEvent event)
{
    const bool wasRunning = isRunning();
    const SendingState before = std::exchange(m_state, nextState(m_state, event));
    if (isRunning() && !wasRunning)
        m_storedSinceUpload = 0; // it takes them along
    return m_state != before;
}

bool UploadController::isRunning() const
{
    return m_state == SendingState::Running || m_state == SendingState::RunningOnline;
}

void UploadController::noteWaiting(std::int64_t events)
{
    if (events != 0 && step(SendingEvent::LeftBehind))
        schedule(randomDelay());
}

void UploadController::noteStored(int events)
{
    if (events == 0 || m_state == SendingState::Off)
        return;
    m_storedSinceUpload += events;
    sendWhatWasStored();
}

void UploadController::noteHeld(std::chrono::milliseconds heldFor)
{
    if (isRunning()) {
        // The run may not have seen them: the next one says how long that is. They are no reason to hurry, however
        // many.
        m_storedSinceUpload = std::max<std::int64_t>(m_storedSinceUpload, 1);
        return;
    }
    step(SendingEvent::Stored);
    if (m_state == SendingState::Gathering)
        schedule(heldFor + m_policy.flushInterval);
}

void UploadController::sendWhatWasStored()
{
    if (m_storedSinceUpload == 0)
        return;
    if (m_storedSinceUpload < m_policy.flushAt) {
        step(SendingEvent::Stored);
        if (m_state == SendingState::Gathering)
            schedule(m_policy.flushInterval);
    } else if (step(SendingEvent::EnoughStored)) {
        startRun(Uploader::Urgency::Ordinary);
    }
}

void UploadController::sendNow(std::function<void(const Sent &)> done)
{
    if (m_state == SendingState::Off) {
        if (done)
            done({});
        return;
    }
    step(SendingEvent::Demanded);
    startRun(Uploader::Urgency::Now);
    if (done)
        m_waiters.push_back({m_starts, {}, std::chrono::steady_clock::now() + longestBusy, std::move(done)});
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

/// Another one, or once more within the one under way.
void UploadController::startRun(Uploader::Urgency urgency)
{
    m_timer.stop();
    m_next = std::max(m_next, urgency);
    if (!m_uploader)
        makeUploader();
    m_uploader->start(urgency, ++m_starts);
}

void UploadController::makeUploader()
{
    m_uploader = new Uploader(*m_options, this);
    connect(m_uploader, &Uploader::leaving, this, &UploadController::leaving);
    connect(m_uploader, &Uploader::progressed, this, [this](int delivered, int rejected) {
        noteAnswered(delivered, rejected);
        Q_EMIT progressed();
    });
    connect(m_uploader, &Uploader::finished, this, &UploadController::onFinished);
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
    const bool stillUrgent = m_next == Uploader::Urgency::Now && report.result == Result::Busy;
    m_next = stillUrgent ? Uploader::Urgency::Now : Uploader::Urgency::Ordinary;
    m_storeFailures = report.result == Result::Failed ? std::min(m_storeFailures + 1, 13) : 0;
    waitAfter(report);
    Q_EMIT finished(report);
}

/// The run is over: until when nothing is done.
void UploadController::waitAfter(const UploadReport &report)
{
    const bool online = m_state == SendingState::RunningOnline;
    switch (report.result) {
    case UploadReport::Result::Later:
        step(SendingEvent::RunUnanswered);
        m_timer.start(report.nextAttempt.value_or(longestRetryAfterFailure));
        m_network->start();
        if (online)
            onBackOnline();
        return;
    case UploadReport::Result::Paused:
        step(SendingEvent::RunFailed);
        m_timer.start(report.nextAttempt.value_or(longestRetryAfterFailure));
        return;
    case UploadReport::Result::Failed:
        step(SendingEvent::RunFailed);
        m_timer.start(std::min(m_policy.retryAfterFailure * (1 << (m_storeFailures - 1)), longestRetryAfterFailure));
        return;
    case UploadReport::Result::Busy:
        step(SendingEvent::RunBusy);
        m_timer.start(report.nextAttempt.value_or(longestRetryAfterFailure));
        return;
    case UploadReport::Result::Nothing:
    case UploadReport::Result::Delivered:
    case UploadReport::Result::Refused:
        break;
    }
    m_network->stop();
    endUploader();
    step(SendingEvent::RunDone);
    if (report.heldFor)
        noteHeld(*report.heldFor);
    sendWhatWasStored();
}

void UploadController::onBackOnline()
{
    step(SendingEvent::NetworkBack);
    if (m_state != SendingState::Offline)
        return;
    m_next = std::max(m_next, Uploader::Urgency::NetworkIsBack);
    schedule(randomDelay());
}

void UploadController::endUploader()
{
    if (!m_uploader)
        return;
    m_uploader->disconnect(this);
    m_uploader->abort();
    m_uploader->deleteLater(); // one of its signals may have led here
    m_uploader = nullptr;
    m_deliveredInRun = 0;
    m_rejectedInRun = 0;
}

} // namespace candor
