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

struct Sender::State : std::enable_shared_from_this<Sender::State>
{
    using Work = std::function<void(UploadController &controller)>;

    State(UploadController::Policy p, Listener l)
        : policy(p)
        , listener(std::move(l))
    {
    }

    ~State()
    {
        if (thread.joinable())
            thread.join(); // it has ended but for its last steps
    }

    /// False, and nothing is done: nothing may be sent.
    bool ask(Work work)
    {
        const std::lock_guard lock(mutex);
        if (!options || !options->destination.canSend())
            return false;
        post(std::move(work));
        return true;
    }

    /// Under the mutex.
    void endNow()
    {
        options.reset();
        lastRequest = {};
        ++ends;
        if (!running) {
            endsSeen = ends;
            return;
        }
        post([this](UploadController &controller) {
            controller.end();
            const std::lock_guard lock(mutex);
            endsSeen = ends;
        });
    }

    /// Under the mutex.
    void post(Work work)
    {
        queue.push_back(std::move(work));
        if (current) {
            QMetaObject::invokeMethod(current, [this] { doWork(); }, Qt::QueuedConnection);
        } else if (!running) {
            start();
        }
    }

    /// Under the mutex.
    void start()
    {
        // The thread before has ended but for its last steps: the new one waits for it, and nobody else has to.
        const auto before = std::make_shared<std::thread>(std::move(thread));
        thread = startThread([self = shared_from_this(), before] {
            if (before->joinable())
                before->join();
            self->run();
        });
        running = thread.joinable(); // else the system has no thread left: the next occasion tries again
        if (!running)
            thread = std::move(*before);
    }

    void run()
    {
        nameThisThread("candor-upload");
        for (;;) {
            listen();
            const std::lock_guard lock(mutex);
            if (!queue.empty())
                continue; // came while the controller went
            running = false;
            ended.notify_all();
            return;
        }
    }

    void listen()
    {
        UploadController controller(policy);
        QEventLoop events;
        loop = &events;
        QObject::connect(&controller, &UploadController::leaving, &controller,
                         [this](const RequestRecord &request) { remember(request); });
        QObject::connect(&controller, &UploadController::progressed, &controller,
                         [this] { tell(listener.progressed); });
        QObject::connect(&controller, &UploadController::finished, &controller,
                         [this, &controller](const UploadReport &report) {
                             tell(listener.finished, report);
                             quitIfIdle(controller);
                         });
        std::unique_lock lock(mutex);
        current = &controller;
        // A new controller first hears what holds, and then what came after it.
        if (options)
            queue.push_front([options = *options](UploadController &made) { made.begin(options); });
        while (!queue.empty() || !controller.isIdle()) {
            lock.unlock();
            doWork();
            if (!controller.isIdle())
                events.exec();
            lock.lock();
        }
        current = nullptr;
    }

    void doWork()
    {
        for (;;) {
            std::unique_lock lock(mutex);
            if (queue.empty())
                break;
            const Work work = std::move(queue.front());
            queue.pop_front();
            UploadController &controller = *current;
            lock.unlock();
            work(controller);
        }
        quitIfIdle(*current);
    }

    void quitIfIdle(const UploadController &controller)
    {
        if (controller.isIdle())
            loop->quit();
    }

    void remember(const RequestRecord &request)
    {
        const std::lock_guard lock(mutex);
        if (ends == endsSeen)
            lastRequest = request;
    }

    template<typename... Arguments>
    void tell(const std::function<void(Arguments...)> &function, const std::decay_t<Arguments> &...arguments)
    {
        {
            const std::lock_guard lock(mutex);
            if (abandoned || ends != endsSeen)
                return;
        }
        if (function)
            function(arguments...);
    }

    const UploadController::Policy policy;
    const Listener listener;
    QEventLoop *loop = nullptr; // the thread's own

    mutable std::mutex mutex; // guards what is below, for moments only
    std::condition_variable ended;
    std::thread thread;
    bool running = false; // there is a thread that takes what is in the queue
    bool abandoned = false;
    UploadController *current = nullptr; // while that thread listens
    std::deque<Work> queue;
    std::optional<Uploader::Options> options; // nothing: nothing may be sent
    RequestRecord lastRequest;
    std::uint64_t ends = 0; // how often end() was called
    std::uint64_t endsSeen = 0; // by the thread
};

Sender::Sender(UploadController::Policy policy, Listener listener)
    : m_state(std::make_shared<State>(policy, std::move(listener)))
{
}

Sender::~Sender()
{
    (void)finish(std::chrono::milliseconds(0));
}

void Sender::begin(const Uploader::Options &options)
{
    const std::lock_guard lock(m_state->mutex);
    if (m_state->options && m_state->options->decisionId != options.decisionId)
        m_state->endNow(); // what was seen under another decision goes, too
    m_state->options = options;
    if (m_state->running)
        m_state->post([options](UploadController &controller) { controller.begin(options); });
}

void Sender::end()
{
    const std::lock_guard lock(m_state->mutex);
    m_state->endNow();
}

bool Sender::finish(std::chrono::milliseconds deadline)
{
    std::unique_lock lock(m_state->mutex);
    m_state->endNow();
    if (!m_state->ended.wait_for(lock, deadline, [this] { return !m_state->running; })) {
        // Nobody waits for it any more: it tells nothing, and is left behind.
        m_state->abandoned = true;
        if (m_state->thread.joinable())
            m_state->thread.detach();
        return false;
    }
    std::thread thread = std::move(m_state->thread);
    lock.unlock();
    if (thread.joinable())
        thread.join();
    return true;
}

void Sender::noteWaiting(std::int64_t events)
{
    if (events != 0)
        (void)m_state->ask([events](UploadController &controller) { controller.noteWaiting(events); });
}

void Sender::noteStored(int events)
{
    if (events != 0)
        (void)m_state->ask([events](UploadController &controller) { controller.noteStored(events); });
}

void Sender::noteHeld(std::chrono::milliseconds heldFor)
{
    (void)m_state->ask([heldFor](UploadController &controller) { controller.noteHeld(heldFor); });
}

void Sender::sendNow(std::function<void(const Sent &)> done)
{
    const bool asked = m_state->ask([done](UploadController &controller) { controller.sendNow(done); });
    if (!asked && done)
        done({});
}

RequestRecord Sender::lastRequest() const
{
    const std::lock_guard lock(m_state->mutex);
    return m_state->lastRequest;
}

} // namespace candor
