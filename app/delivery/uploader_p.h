// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "delivery/bisection.h"
#include "delivery/httpexchange.h"
#include "delivery/uploadbody.h"
#include "delivery/uploader.h"
#include "delivery/wireformat.h"
#include "system/exclusivefile.h"

#include <cstdint>
#include <utility>
#include <vector>

namespace candor {

/// The uploader's inside: what its two parts share, the steps until a request leaves (uploader.cpp) and what its answer
/// comes to (uploadanswers.cpp).
struct Uploader::Private
{
    Private(Uploader *uploader, Options given)
        : q(uploader)
        , options(std::move(given))
        , wire(WireFormat::forProtocol(options.destination.protocolName().toStdString()))
        , scope{options.decisionId, options.destination.fingerprint().toStdString()}
        , exchange(options.lookups ? options.lookups : AddressLookup::makeThreads(), uploader)
    {
    }

    Uploader *q;
    const Options options;
    const std::unique_ptr<WireFormat> wire;
    const EventScope scope;
    HttpExchange exchange;
    ExclusiveFile lock; // who has it is the only one, of all processes, that sends; for one request at a time
    std::unique_ptr<EventStore> store; // open during a run only: an idle one would keep an erased folder in place
    DeliveryState state;
    std::vector<StoredEvent> batch; // claimed, until it is marked or released
    UploadReport report;
    Bisection bisection{UploadBody::mostEvents};
    // What this one has to wait for, by a clock that nobody sets.
    struct Wait
    {
        std::int64_t notBeforeMs = 0;
        std::chrono::steady_clock::time_point over;
    };
    std::optional<Wait> wait;
    quint64 run = 0; // tells a posted step that its run is over
    bool running = false;
    Urgency urgency = Urgency::Ordinary; // of this run
    bool nowPending = false; // "send now" came during this run
    // So many events are delivered or rejected when this run is over: what is recorded meanwhile is for the next one,
    // or a run beside an application that records without a pause would never end and never be told.
    std::optional<std::int64_t> goal;
    bool heldAtGoal = false; // something was held, so that it is not among them
    QString doubt; // why some of what waits is not among them
    quint64 lastStart = 0; // its number

    void schedule();
    // Those that return false have concluded the run.
    void step();
    bool openStore();
    bool takeLock();
    bool countGoal();
    bool isTime();
    bool claim();
    bool send();
    void answered(const HttpExchange::Answer &answer);
    void delivered();
    void refused(const AnswerReading &reading);
    bool settle(const Settlement &settlement);
    bool tellProgress();
    void settleAndGoOn(const Settlement &settlement);
    void settleAndWait(const Settlement &settlement, UploadReport::Result result, std::chrono::milliseconds delay);
    void pause(const Settlement &settlement);
    bool storeFailed();
    bool nothingLeft();
    bool conclude(UploadReport::Result result, const QString &message = {},
                  std::optional<std::chrono::milliseconds> nextAttempt = {});

    [[nodiscard]] bool allowed() const { return !options.holds || options.holds(); }
    [[nodiscard]] std::int64_t now() const { return unixMilliseconds(options.clock->now()); }
    [[nodiscard]] std::vector<std::int64_t> rows(std::size_t from = 0) const
    {
        std::vector<std::int64_t> result;
        for (std::size_t i = from; i < batch.size(); ++i)
            result.push_back(batch[i].row);
        return result;
    }
};

} // namespace candor
