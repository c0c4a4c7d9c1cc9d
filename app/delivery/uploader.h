// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/category.h"
#include "candor/destination.h"
#include "delivery/addresslookup.h"
#include "delivery/requestrecord.h"
#include "queue/eventstore.h"
#include "system/clock.h"

#include <QNetworkProxy>
#include <QObject>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace candor {

/// What one run of the uploader came to.
struct UploadReport
{
    enum class Result {
        Nothing, ///< nothing waits that may be sent
        Delivered, ///< everything that waited at the last start() was delivered
        Later, ///< will be tried again at nextAttempt
        Paused, ///< see message
        Refused, ///< consent is gone: nothing was sent
        Busy, ///< another process is uploading
        Failed, ///< the store can't be used; see message
    };
    Result result = Result::Nothing;
    quint64 start = 0; ///< the number of the last start() whose wish this run has met
    int delivered = 0; ///< events in this run
    int rejected = 0; ///< likewise: the server did not want them
    std::optional<std::int64_t> stillWaiting; ///< held ones too; nothing where the store could not be asked
    /// From now, until the first of those that are held, because more may be counted in them, may be sent; 0: it became
    /// ready during the run, which did not take it along.
    std::optional<std::chrono::milliseconds> heldFor;
    QString message; ///< for a person
    std::optional<std::chrono::milliseconds> nextAttempt; ///< from now, when Later, Paused or Busy
};

/// Sends what waits: takes the upload lock, claims a batch, gzips, reads consent again, posts, marks; again until
/// nothing waits or something says later. One request in flight; the lock is held for one request at a time. A batch
/// that is refused for its content is halved until the bad event is alone. Lives in a thread with an event loop; its
/// connections to the store and to the server exist during a run only. Never blocks that thread on the network; start()
/// returns at once.
class Uploader final : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        Categories granted = allCategories; ///< what says more than this is removed before anything is sent
        std::string storeFolder;
        Destination destination;
        std::string decisionId; ///< rows recorded under another decision are never sent
        std::shared_ptr<const Clock> clock;
        EventStore::Options store;
        /// Is the decision still the one above? Called in this thread. holds: at each step, no I/O; empty: it is.
        /// confirm: reads the files again, right before a request leaves; empty: it is not.
        std::function<bool()> holds;
        std::function<bool()> confirm;
        std::chrono::milliseconds requestDeadline{10000}; ///< total, from look-up to the last byte
        std::optional<QNetworkProxy> proxy; ///< nothing: the system's
        int maximumAttempts = 0; ///< for one event; 0: unlimited
        std::function<double()> random; ///< uniform in [0, 1); empty: QRandomGenerator
        HostResolver resolver; ///< empty: the system's
        std::shared_ptr<AddressLookup::Threads> lookups; ///< empty: its own; see AddressLookup
    };

    explicit Uploader(Options options, QObject *parent = nullptr);
    ~Uploader() override; ///< aborts a request in flight; what was claimed waits again

    enum class Urgency {
        Ordinary, ///< respects notBefore and the pause
        NetworkIsBack, ///< does not wait out what only the network was the reason for
        Now, ///< "send now": tries at once, whatever they say, and sends what is held too
    };
    /// Starts a run, or has the one under way take along what waits now (and remembers Now). \a number: comes back in
    /// UploadReport::start.
    void start(Urgency urgency, quint64 number = 0);

    /// Ends the run: the request is aborted, claimed rows wait again, finished() comes with Refused.
    void abort();

Q_SIGNALS:
    /// A request is about to leave: this is what can be read in it.
    void leaving(const candor::RequestRecord &request);
    /// After every answer: rows have changed state. So many were \a delivered and \a rejected in this run so far.
    void progressed(int delivered, int rejected);
    void finished(const candor::UploadReport &report);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace candor

Q_DECLARE_METATYPE(candor::RequestRecord)
Q_DECLARE_METATYPE(candor::UploadReport)
