// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "telemetry/uploadcontroller.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>

namespace candor {

/// The thread that sends, with an UploadController in it: made when there is something to send, ended when nothing is
/// waited for any more. Every function may be called on any thread and returns at once, but finish(). So the store
/// thread wakes it, and a window that is busy delays nothing.
class Sender
{
public:
    using Sent = UploadController::Sent;

    /// Called in the sender's thread.
    struct Listener
    {
        std::function<void()> progressed; ///< events changed state in the store
        std::function<void(const UploadReport &report)> finished;
    };
    Sender(UploadController::Policy policy, Listener listener);
    ~Sender(); ///< abandons a thread that does not end: call finish() first

    Sender(const Sender &) = delete;
    Sender &operator=(const Sender &) = delete;

    /// May send from now on, for the decision in \a options.
    void begin(const Uploader::Options &options);
    /// Aborts the request in flight and sends nothing any more.
    void end();
    /// The same, and waits for at most \a deadline until the thread has ended. False if it was abandoned: it calls
    /// nothing of the listener any more.
    bool finish(std::chrono::milliseconds deadline);

    void noteWaiting(std::int64_t events); ///< so many wait from an earlier run
    void noteStored(int events); ///< so many were added
    void noteHeld(std::chrono::milliseconds heldFor); ///< something was, that is ready after so long
    /// Tries at once. \a done: called in the sender's thread when everything that waits now was tried, or when that
    /// ended; at once, where nothing may be sent.
    void sendNow(std::function<void(const Sent &sent)> done = {});

    /// The last request that left under this decision; empty if none did, and after end().
    [[nodiscard]] RequestRecord lastRequest() const;

private:
    struct State;
    std::shared_ptr<State> m_state; // which its thread keeps alive
};

} // namespace candor
