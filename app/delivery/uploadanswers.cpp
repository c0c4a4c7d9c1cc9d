// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// The second half of a request: what its answer comes to, for its events and for all who send.

#include "delivery/uploader_p.h"

#include "delivery/attempttext.h"
#include "delivery/deliverytrace.h"
#include "delivery/retrypolicy.h"

#include <QRandomGenerator>

#include <limits>

namespace candor {

void Uploader::Private::answered(const HttpExchange::Answer &answer)
{
    deliverytrace::answer(answer, options.destination.writeKey());
    // After a no the rows are not touched: whoever noticed it erases them.
    if (answer.withheld || !allowed()) {
        conclude(UploadReport::Result::Refused);
        return;
    }
    using Kind = AttemptResult::Kind;
    AnswerReading reading{answer.problem.kind == Kind::ProxyPassword ? Outcome::Pause : Outcome::Retry, answer.problem};
    if (answer.status != 0)
        reading =
            wire->readAnswer(answer.status, {answer.body.constData(), static_cast<std::size_t>(answer.body.size())});

    state.lastAttemptMs = now();
    state.lastHost = options.destination.recipient().toStdString();
    state.lastOk = reading.outcome == Outcome::Delivered;
    state.lastResult = reading.result.toText();
    if (reading.outcome == Outcome::Delivered)
        return delivered();
    state.pausedFor = scope.destination;
    if (reading.outcome == Outcome::Malformed || reading.outcome == Outcome::TooLarge)
        return refused(reading);
    const Settlement again{EventState::Waiting, {}, answer.status != 0};
    if (reading.outcome == Outcome::Pause)
        return pause(again);
    const double random = options.random ? options.random() : QRandomGenerator::global()->generateDouble();
    const auto asked = RetryPolicy::retryAfter(answer.retryAfter.toStdString(), options.clock->now());
    state.pauseReason.clear();
    settleAndWait(again, UploadReport::Result::Later, RetryPolicy::delay(state.failures, random, asked));
}

/// What the request came to, for its rows and for all who send.
bool Uploader::Private::settle(const Settlement &settlement)
{
    if (!store->claims().settle(rows(), settlement, state))
        return storeFailed();
    const int count = static_cast<int>(batch.size());
    report.delivered += settlement.becomes == EventState::Delivered ? count : 0;
    report.rejected += settlement.becomes == EventState::Rejected ? count : 0;
    batch.clear();
    return true;
}

/// Between two requests others may send. False: the run is over, since abort() may be the answer to this signal.
bool Uploader::Private::tellProgress()
{
    lock.release();
    const quint64 before = run;
    Q_EMIT q->progressed(report.delivered, report.rejected);
    return running && run == before;
}

/// The next request, if there is something left.
void Uploader::Private::settleAndGoOn(const Settlement &settlement)
{
    if (settle(settlement) && tellProgress())
        schedule();
}

/// The request has failed: the next one waits, in all processes.
void Uploader::Private::settleAndWait(const Settlement &settlement, UploadReport::Result result,
                                      std::chrono::milliseconds delay)
{
    if (state.failures < std::numeric_limits<int>::max())
        ++state.failures;
    state.notBeforeMs = now() + delay.count();
    wait = Wait{state.notBeforeMs, options.clock->monotonic() + delay};
    if (!settle(settlement))
        return;
    if (!store->removals().dropTried(options.maximumAttempts))
        storeFailed();
    else if (tellProgress())
        conclude(result, attemptText(AttemptResult::fromText(state.lastResult)), delay);
}

void Uploader::Private::delivered()
{
    const int count = static_cast<int>(batch.size());
    bisection.delivered(count);
    state.failures = 0;
    state.notBeforeMs = 0;
    state.pauseReason.clear();
    state.pausedFor.clear();
    state.lastDeliveryMs = state.lastAttemptMs;
    state.lastResult = AttemptResult{AttemptResult::Kind::Delivered, count, {}}.toText();
    settleAndGoOn({EventState::Delivered});
}

/// Something in the batch is not accepted. Not an attempt that counts: for most of the events it is somebody else's.
void Uploader::Private::refused(const AnswerReading &reading)
{
    state.notBeforeMs = 0; // the server was reached; the run goes on
    const Bisection::Advice advice =
        bisection.refused(static_cast<int>(batch.size()), reading.outcome == Outcome::TooLarge);
    Settlement settlement{EventState::Waiting, {}, false};
    if (advice != Bisection::Advice::Again)
        settlement = {EventState::Rejected, state.lastResult};
    if (advice == Bisection::Advice::RejectAndPause) {
        state.lastResult = AttemptResult{AttemptResult::Kind::RejectedInARow, reading.result.number, {}}.toText();
        return pause(settlement);
    }
    settleAndGoOn(settlement);
}

void Uploader::Private::pause(const Settlement &settlement)
{
    state.pauseReason = state.lastResult;
    settleAndWait(settlement, UploadReport::Result::Paused, RetryPolicy::pause);
}

} // namespace candor
