// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "telemetry/uploadcontroller.h"

#include <QDeadlineTimer>
#include <QNetworkInformation>
#include <QRandomGenerator>
#include <QThread>

#include <utility>

namespace candor {

using namespace std::chrono_literals;

namespace {

// A store that could not be used (a full disk, a lock held for long) is tried again after this.
constexpr auto retryAfterFailure = 5min;

} // namespace

UploadController::UploadController(Policy policy, QObject *parent)
    : QObject(parent)
    , m_policy(policy)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::CoarseTimer);
    connect(&m_timer, &QTimer::timeout, this,
            [this] { start(m_urgent ? Uploader::Urgency::Now : Uploader::Urgency::Ordinary); });
}

UploadController::~UploadController()
{
    if (m_uploader)
        endThread();
}

void UploadController::begin(Uploader::Options options)
{
    if (m_options && m_options->decisionId == options.decisionId)
        return;
    end();
    if (options.destination.canSend())
        m_options = std::move(options);
}

void UploadController::end()
{
    m_options.reset();
    m_timer.stop();
    m_urgent = false;
    m_startWait = false;
    m_storedSinceUpload = 0;
    if (m_uploader)
        endThread();
}

bool UploadController::finish(std::chrono::milliseconds deadline)
{
    m_options.reset();
    m_timer.stop();
    if (!m_uploader)
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
    schedule(std::chrono::milliseconds(
        QRandomGenerator::global()->bounded(static_cast<int>(m_policy.startDelay.count()) + 1)));
}

void UploadController::noteStored(int events)
{
    if (events == 0 || !m_options)
        return;
    m_storedSinceUpload += events;
    if (m_running || m_startWait)
        return; // the run under way, or about to begin, takes them along or says when to try again
    if (m_storedSinceUpload >= m_policy.flushAt)
        start(Uploader::Urgency::Ordinary);
    else
        schedule(m_policy.flushInterval);
}

void UploadController::sendNow()
{
    start(Uploader::Urgency::Now);
}

// A time already set is only ever brought forward.
void UploadController::schedule(std::chrono::milliseconds delay)
{
    if (!m_timer.isActive() || m_timer.remainingTimeAsDuration() > delay)
        m_timer.start(delay);
}

void UploadController::start(Uploader::Urgency urgency)
{
    if (!m_options)
        return;
    m_timer.stop();
    m_startWait = false;
    m_askedWhileRunning = m_running && urgency == Uploader::Urgency::Now;
    if (!m_uploader) {
        m_thread = new QThread;
        m_thread->setObjectName(QStringLiteral("candor-upload"));
        m_uploader = new Uploader(*m_options);
        m_uploader->moveToThread(m_thread);
        connect(m_thread, &QThread::finished, m_thread, &QObject::deleteLater);
        connect(m_uploader, &Uploader::progressed, this, &UploadController::progressed);
        connect(m_uploader, &Uploader::finished, this, [this, run = ++m_run](const UploadReport &report) {
            if (run == m_run) // else it is of a thread that was ended meanwhile
                onFinished(report);
        });
        m_thread->start(QThread::LowPriority);
    }
    m_running = true;
    m_urgent = m_urgent || urgency == Uploader::Urgency::Now;
    if (!m_askedWhileRunning)
        m_storedSinceUpload = 0;
    QMetaObject::invokeMethod(m_uploader, [uploader = m_uploader, urgency] { uploader->start(urgency); });
}

void UploadController::onFinished(const UploadReport &report)
{
    m_running = false;
    const bool askedMeanwhile = std::exchange(m_askedWhileRunning, false) && report.stillWaiting > 0;
    m_urgent = m_urgent && (report.result == UploadReport::Result::Busy || askedMeanwhile);
    if (report.nextAttempt) {
        watchNetwork();
        m_timer.start(*report.nextAttempt);
    } else if (report.result == UploadReport::Result::Failed) {
        m_timer.start(retryAfterFailure);
    }
    // The thread goes too: what is left until the next attempt is one timer.
    endThread();
    if (askedMeanwhile)
        schedule(0ms); // "send now" while the run was ending
    else if (!report.nextAttempt && m_storedSinceUpload > 0)
        schedule(m_policy.flushInterval); // came while the run was ending
    Q_EMIT finished(report);
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
}

void UploadController::watchNetwork()
{
    if (m_watchingNetwork)
        return;
    m_watchingNetwork = true;
    if (!QNetworkInformation::loadDefaultBackend())
        return; // without one the retry delay finds out by itself
    connect(QNetworkInformation::instance(), &QNetworkInformation::reachabilityChanged, this,
            [this](QNetworkInformation::Reachability reachability) {
                if (reachability == QNetworkInformation::Reachability::Online && m_options && m_timer.isActive())
                    schedule(std::chrono::milliseconds(
                        QRandomGenerator::global()->bounded(static_cast<int>(m_policy.startDelay.count()) + 1)));
            });
}

} // namespace candor
