// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "telemetry/sender.h"

#include "system/detachedthread.h"

#include <QEventLoop>
#include <QMetaObject>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace candor {

class Sender::Thread : public std::enable_shared_from_this<Sender::Thread>
{
public:
    using Work = std::function<void(UploadController &controller)>;

    Thread(UploadController::Policy policy, Listener listener)
        : m_policy(policy)
        , m_listener(std::move(listener))
    {
    }

    ~Thread()
    {
        if (m_thread.joinable())
            m_thread.join(); // it has ended but for its last steps
    }

    void begin(const Uploader::Options &options)
    {
        const std::lock_guard lock(m_mutex);
        if (m_options && m_options->decisionId != options.decisionId)
            endNow(); // what was seen under another decision goes, too
        m_options = options;
        if (m_running)
            post([options](UploadController &controller) { controller.begin(options); });
    }

    void end()
    {
        const std::lock_guard lock(m_mutex);
        endNow();
    }

    /// False, and nothing is done: nothing may be sent.
    bool ask(Work work)
    {
        const std::lock_guard lock(m_mutex);
        if (!m_options || !m_options->destination.canSend())
            return false;
        post(std::move(work));
        return true;
    }

    bool finish(std::chrono::milliseconds deadline)
    {
        std::unique_lock lock(m_mutex);
        endNow();
        if (!m_ended.wait_for(lock, deadline, [this] { return !m_running; })) {
            // Nobody waits for it any more: it tells nothing, and is left behind.
            m_abandoned = true;
            if (m_thread.joinable())
                m_thread.detach();
            return false;
        }
        std::thread thread = std::move(m_thread);
        lock.unlock();
        if (thread.joinable())
            thread.join();
        return true;
    }

    [[nodiscard]] RequestRecord lastRequest() const
    {
        const std::lock_guard lock(m_mutex);
        return m_lastRequest;
    }

private:
    /// Under the mutex.
    void endNow()
    {
        m_options.reset();
        m_lastRequest = {};
        ++m_ends;
        if (!m_running) {
            m_endsSeen = m_ends;
            return;
        }
        post([this](UploadController &controller) {
            controller.end();
            const std::lock_guard lock(m_mutex);
            m_endsSeen = m_ends;
        });
    }

    /// Under the mutex.
    void post(Work work)
    {
        m_work.push_back(std::move(work));
        if (m_controller) {
            QMetaObject::invokeMethod(m_controller, [this] { doWork(); }, Qt::QueuedConnection);
        } else if (!m_running) {
            start();
        }
    }

    /// Under the mutex.
    void start()
    {
        // The thread before has ended but for its last steps: the new one waits for it, and nobody else has to.
        const auto before = std::make_shared<std::thread>(std::move(m_thread));
        m_thread = startThread([self = shared_from_this(), before] {
            if (before->joinable())
                before->join();
            self->run();
        });
        m_running = m_thread.joinable(); // else the system has no thread left: the next occasion tries again
        if (!m_running)
            m_thread = std::move(*before);
    }

    void run()
    {
        nameThisThread("candor-upload");
        for (;;) {
            listen();
            const std::lock_guard lock(m_mutex);
            if (!m_work.empty())
                continue; // came while the controller went
            m_running = false;
            m_ended.notify_all();
            return;
        }
    }

    void listen()
    {
        UploadController controller(m_policy);
        QEventLoop loop;
        m_loop = &loop;
        QObject::connect(&controller, &UploadController::leaving, &controller,
                         [this](const RequestRecord &request) { remember(request); });
        QObject::connect(&controller, &UploadController::progressed, &controller,
                         [this] { tell(m_listener.progressed); });
        QObject::connect(&controller, &UploadController::finished, &controller,
                         [this, &controller](const UploadReport &report) {
                             tell(m_listener.finished, report);
                             quitIfIdle(controller);
                         });
        std::unique_lock lock(m_mutex);
        m_controller = &controller;
        // A new controller first hears what holds, and then what came after it.
        if (m_options)
            m_work.push_front([options = *m_options](UploadController &made) { made.begin(options); });
        while (!m_work.empty() || !controller.isIdle()) {
            lock.unlock();
            doWork();
            if (!controller.isIdle())
                loop.exec();
            lock.lock();
        }
        m_controller = nullptr;
    }

    void doWork()
    {
        for (;;) {
            std::unique_lock lock(m_mutex);
            if (m_work.empty())
                break;
            const Work work = std::move(m_work.front());
            m_work.pop_front();
            UploadController &controller = *m_controller;
            lock.unlock();
            work(controller);
        }
        quitIfIdle(*m_controller);
    }

    void quitIfIdle(const UploadController &controller)
    {
        if (controller.isIdle())
            m_loop->quit();
    }

    void remember(const RequestRecord &request)
    {
        const std::lock_guard lock(m_mutex);
        if (m_ends == m_endsSeen)
            m_lastRequest = request;
    }

    template<typename... Arguments>
    void tell(const std::function<void(Arguments...)> &function, const std::decay_t<Arguments> &...arguments)
    {
        {
            const std::lock_guard lock(m_mutex);
            if (m_abandoned || m_ends != m_endsSeen)
                return;
        }
        if (function)
            function(arguments...);
    }

    const UploadController::Policy m_policy;
    const Listener m_listener;
    QEventLoop *m_loop = nullptr; // the thread's own

    mutable std::mutex m_mutex; // guards what is below, for moments only
    std::condition_variable m_ended;
    std::thread m_thread;
    bool m_running = false; // there is a thread that takes what is in m_work
    bool m_abandoned = false;
    UploadController *m_controller = nullptr; // while that thread listens
    std::deque<Work> m_work;
    std::optional<Uploader::Options> m_options; // nothing: nothing may be sent
    RequestRecord m_lastRequest;
    std::uint64_t m_ends = 0; // how often end() was called
    std::uint64_t m_endsSeen = 0; // by the thread
};

Sender::Sender(UploadController::Policy policy, Listener listener)
    : m_thread(std::make_shared<Thread>(policy, std::move(listener)))
{
}

Sender::~Sender()
{
    (void)m_thread->finish(std::chrono::milliseconds(0));
}

void Sender::begin(const Uploader::Options &options)
{
    m_thread->begin(options);
}

void Sender::end()
{
    m_thread->end();
}

bool Sender::finish(std::chrono::milliseconds deadline)
{
    return m_thread->finish(deadline);
}

void Sender::noteWaiting(std::int64_t events)
{
    if (events != 0)
        (void)m_thread->ask([events](UploadController &controller) { controller.noteWaiting(events); });
}

void Sender::noteStored(int events)
{
    if (events != 0)
        (void)m_thread->ask([events](UploadController &controller) { controller.noteStored(events); });
}

void Sender::noteHeld(std::chrono::milliseconds heldFor)
{
    (void)m_thread->ask([heldFor](UploadController &controller) { controller.noteHeld(heldFor); });
}

void Sender::sendNow(std::function<void(const Sent &)> done)
{
    const bool asked = m_thread->ask([done](UploadController &controller) { controller.sendNow(done); });
    if (!asked && done)
        done({});
}

RequestRecord Sender::lastRequest() const
{
    return m_thread->lastRequest();
}

} // namespace candor
