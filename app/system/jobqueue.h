// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/export.h"

#include <chrono>
#include <functional>
#include <memory>

namespace candor {

/// Runs jobs one after another on a thread that exists only while there are some. A job owns everything it uses,
/// because one that hangs (a dead disk) is abandoned at exit instead of being waited for.
class CANDOR_EXPORT JobQueue
{
public:
    JobQueue();
    ~JobQueue(); ///< abandons unfinished jobs: call finish() first

    JobQueue(const JobQueue &) = delete;
    JobQueue &operator=(const JobQueue &) = delete;

    /// Returns at once. If the system has no thread left, the job runs before this returns.
    void post(std::function<void()> job);

    /// Waits for at most \a deadline until all jobs are done. False if some were abandoned.
    bool finish(std::chrono::milliseconds deadline);

private:
    struct CANDOR_NO_EXPORT State;
    std::shared_ptr<State> m_state;
};

} // namespace candor
