// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "system/jobqueue.h"

#include "system/detachedthread.h"

#include <condition_variable>
#include <deque>
#include <mutex>

namespace candor {

struct JobQueue::State : std::enable_shared_from_this<JobQueue::State>
{
    std::mutex mutex;
    std::condition_variable idle;
    std::deque<std::function<void()>> jobs;
    bool running = false;

    void run()
    {
        std::unique_lock lock(mutex);
        while (!jobs.empty()) {
            const std::function<void()> job = std::move(jobs.front());
            jobs.pop_front();
            lock.unlock();
            job();
            lock.lock();
        }
        running = false;
        idle.notify_all();
    }
};

JobQueue::JobQueue()
    : m_state(std::make_shared<State>())
{
}

JobQueue::~JobQueue() = default;

void JobQueue::post(std::function<void()> job)
{
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->jobs.push_back(std::move(job));
        if (m_state->running)
            return;
        m_state->running = true;
    }
    if (!startDetachedThread([state = m_state] { state->run(); }))
        m_state->run(); // slower for the caller, but an answer is never dropped
}

bool JobQueue::finish(std::chrono::milliseconds deadline)
{
    std::unique_lock lock(m_state->mutex);
    return m_state->idle.wait_for(lock, deadline, [this] { return !m_state->running; });
}

} // namespace candor
