// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "delivery/sendingstate.h"
#include "delivery/uploader.h"
#include "system/networkwatch.h"
#include "telemetry/flushreportdata.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace candor {

/// Decides when to send, and has an uploader while something is to be sent. Lives in a thread with an event loop, which
/// is Sender's, and calls its uploader in there.
class UploadController final : public QObject
{
    Q_OBJECT

public:
    struct Policy
    {
        int flushAt = 20;
        std::chrono::milliseconds flushInterval{30000};
        std::chrono::milliseconds startDelay{30000}; ///< longest random wait at start and when the network returns
        std::chrono::milliseconds retryAfterFailure{1000}; ///< of the store, often just busy; doubled up to an hour
    };

    explicit UploadController(Policy policy, std::unique_ptr<NetworkWatch> network = NetworkWatch::ofTheSystem(),
                              QObject *parent = nullptr);
    ~UploadController() override; ///< as end()

    /// May send from now on, for the decision in \a options.
    void begin(Uploader::Options options);
    /// Aborts the request in flight and sends nothing any more.
    void end();
    /// Nothing is to be sent, and nothing is waited for.
    [[nodiscard]] bool isIdle() const;

    void noteWaiting(std::int64_t events); ///< so many wait from an earlier run
    void noteStored(int events); ///< so many were added
    void noteHeld(std::chrono::milliseconds heldFor); ///< some were, which may be sent only then

    /// What sendNow() came to.
    using Sent = FlushReportData;
    /// Tries at once. \a done: called when everything that waits now was tried, or when that ended; it must not do more
    /// than say so to somebody else.
    void sendNow(std::function<void(const Sent &)> done = {});

Q_SIGNALS:
    void leaving(const candor::RequestRecord &request);
    void progressed(); ///< events changed state in the store
    void finished(const candor::UploadReport &report);

private:
    /// Waits for what sendNow() comes to.
    struct Waiter
    {
        quint64 start = 0; // the run that was asked for by this, or a later one
        Sent sent;
        std::chrono::steady_clock::time_point patience; // for another process that is sending
        std::function<void(const Sent &)> done;
    };
    /// The one place where the state changes. False: nothing does.
    bool step(SendingEvent event);
    [[nodiscard]] bool isRunning() const;
    void startRun(Uploader::Urgency urgency);
    void sendWhatWasStored();
    void answerWaiters(const UploadReport &report);
    void noteAnswered(int delivered, int rejected);
    void makeUploader();
    void schedule(std::chrono::milliseconds delay);
    [[nodiscard]] std::chrono::milliseconds randomDelay() const;
    void onFinished(const UploadReport &report);
    void waitAfter(const UploadReport &report);
    void onBackOnline();
    void endUploader();

    const Policy m_policy;
    const std::unique_ptr<NetworkWatch> m_network; // watches only while something waits for the network
    const std::shared_ptr<AddressLookup::Threads> m_lookups = AddressLookup::makeThreads();
    std::optional<Uploader::Options> m_options;
    Uploader *m_uploader = nullptr;
    QTimer m_timer;
    SendingState m_state = SendingState::Off;
    quint64 m_starts = 0; // how often a run was asked for
    int m_deliveredInRun = 0; // so far
    int m_rejectedInRun = 0;
    std::vector<Waiter> m_waiters;
    Uploader::Urgency m_next = Uploader::Urgency::Ordinary; // "send now" is not done until it was tried
    int m_storeFailures = 0; // in a row
    std::int64_t m_storedSinceUpload = 0;
};

} // namespace candor
