// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "delivery/uploader.h"

#include "delivery/attempttext.h"
#include "delivery/bisection.h"
#include "delivery/deliverytrace.h"
#include "delivery/httpexchange.h"
#include "delivery/requestrecord.h"
#include "delivery/retrypolicy.h"
#include "delivery/uploadbody.h"
#include "delivery/uploadlock.h"
#include "delivery/wireformat.h"

#include <QFile>
#include <QRandomGenerator>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace candor {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds busyDelay = 1s;

} // namespace

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
    UploadLock lock;
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
    void step();
    bool openStore();
    bool mayAttempt();
    bool claim();
    void send();
    void answered(const HttpExchange::Answer &answer);
    void delivered();
    void refused(const AnswerReading &reading);
    bool settle(const Settlement &settlement);
    void goOn();
    void retryLater(const QByteArray &retryAfter, const Settlement &settlement);
    void pause(const Settlement &settlement);
    void finishAttempt(const Settlement &settlement, UploadReport::Result result, std::chrono::milliseconds delay);
    void storeFailed();
    void conclude(UploadReport::Result result, const QString &message = {},
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

Uploader::Uploader(Options options, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, std::move(options)))
{
    connect(&d->exchange, &HttpExchange::finished, this,
            [this](const HttpExchange::Answer &answer) { d->answered(answer); });
}

Uploader::~Uploader()
{
    d->exchange.abort();
    // If this fails the next holder of the lock finds the rows and puts them back.
    if (d->store && !d->batch.empty())
        (void)d->store->claims().release(d->rows());
}

void Uploader::start(Urgency urgency, quint64 number)
{
    d->goal.reset();
    d->heldAtGoal = false;
    d->lastStart = number;
    if (d->running) {
        if (urgency == Urgency::Now) {
            d->nowPending = true; // should this run fail
            d->urgency = Urgency::Now; // its next batch takes what is held, too
        }
        return;
    }
    d->running = true;
    d->nowPending = false;
    d->urgency = urgency;
    d->bisection = Bisection(UploadBody::mostEvents);
    d->report = {};
    ++d->run;
    d->schedule();
}

void Uploader::abort()
{
    if (!d->running)
        return;
    d->exchange.abort();
    if (d->store && !d->batch.empty())
        (void)d->store->claims().release(d->rows()); // see the destructor
    d->conclude(UploadReport::Result::Refused);
}

/// The next step, from the event loop: nobody who calls start() waits, and abort() gets its turn in between.
void Uploader::Private::schedule()
{
    QMetaObject::invokeMethod(
        q,
        [this, expected = run] {
            if (running && run == expected)
                step();
        },
        Qt::QueuedConnection);
}

void Uploader::Private::step()
{
    if (!allowed())
        return conclude(UploadReport::Result::Refused);
    if (!wire || !options.destination.canSend()) {
        const QString problem = options.destination.problem();
        //: @info why nothing is sent
        return conclude(UploadReport::Result::Paused,
                        problem.isEmpty() ? Uploader::tr("no recipient is set up") : problem);
    }
    if (!openStore())
        return;

    std::string error;
    switch (lock.acquire(options.storeFolder, &error)) {
    case UploadLock::Result::Acquired:
        break;
    case UploadLock::Result::Busy:
        //: @info why nothing is sent right now
        return conclude(UploadReport::Result::Busy, Uploader::tr("another process is sending"), busyDelay);
    case UploadLock::Result::Failed:
        return conclude(UploadReport::Result::Failed, QString::fromStdString(error));
    }
    if (mayAttempt() && claim())
        send();
}

/// False: the run is concluded.
bool Uploader::Private::openStore()
{
    if (store)
        return true;
    // Opening makes what is missing; an uploader has no reason to.
    if (!QFile::exists(QString::fromStdString(options.storeFolder) + u"/events.sqlite"_s)) {
        report.stillWaiting = 0;
        conclude(UploadReport::Result::Nothing);
        return false;
    }
    EventStore::Opened opened =
        EventStore::open(options.storeFolder, EventStore::Mode::ReadWrite, options.clock, options.store);
    store = std::move(opened.store);
    if (!store)
        conclude(UploadReport::Result::Failed, QString::fromStdString(opened.error));
    return store != nullptr;
}

/// With the lock held: does anything wait, and is it time? False: the run is concluded.
bool Uploader::Private::mayAttempt()
{
    // What is not granted is not claimed either: that it goes once in a run, before the goal is counted, is enough.
    if (!store->claims().reclaim() || (!goal && !store->removals().keepGranted(options.granted))) {
        storeFailed();
        return false;
    }
    const std::optional<DeliveryState> stored = store->view().deliveryState();
    if (!stored) {
        storeFailed();
        return false;
    }
    state = *stored;
    const std::int64_t done = std::int64_t{report.delivered} + report.rejected;
    if (!goal) { // counted once for a run: the more waits, the longer it takes
        const std::optional<WaitingEvents> waiting = store->view().waitingEvents(scope);
        if (!waiting) {
            storeFailed();
            return false;
        }
        goal = done + waiting->ready + (urgency == Urgency::Now ? waiting->held : 0);
        heldAtGoal = urgency != Urgency::Now && waiting->held > 0;
        doubt = waiting->inDoubt == 0
            ? QString()
            //: @info why something waits
            : Uploader::tr("What looks too old waits until it is clear that the clock is right: until the next start, "
                           "or for a day.");
    }
    if (done >= *goal) {
        conclude(report.delivered > 0 ? UploadReport::Result::Delivered : UploadReport::Result::Nothing, doubt);
        return false;
    }

    // What was said about another destination does not bind this one.
    const bool ours = state.pausedFor.empty() || state.pausedFor == scope.destination;
    const AttemptResult last = AttemptResult::fromText(state.lastResult);
    if (!ours) {
        state.failures = 0;
        state.pauseReason.clear();
    }
    if (AttemptResult::fromText(state.pauseReason).kind == AttemptResult::Kind::RejectedInARow)
        bisection.distrust();
    if (urgency == Urgency::Now || !ours)
        return true;
    const bool paused = !state.pauseReason.empty();
    if (urgency == Urgency::NetworkIsBack && !paused && last.failedOnTheWay())
        return true;
    const std::chrono::milliseconds longest =
        paused ? std::chrono::milliseconds(RetryPolicy::pause) : RetryPolicy::longestWait;
    const std::chrono::milliseconds left(state.notBeforeMs - now());
    // Further ahead than anybody ever writes: the clock was wrong then or is now. Waiting could take years.
    if (left <= 0ms || left > longest)
        return true;
    // The clock was set back while this one waited.
    if (wait && wait->notBeforeMs == state.notBeforeMs && options.clock->monotonic() >= wait->over)
        return true;
    if (paused)
        conclude(UploadReport::Result::Paused, attemptText(AttemptResult::fromText(state.pauseReason)), left);
    else
        conclude(UploadReport::Result::Later, attemptText(last), left);
    return false;
}

/// False: the run is concluded.
bool Uploader::Private::claim()
{
    const int events = std::min(bisection.limit(), wire->maximumEvents());
    const std::int64_t bytes = UploadBody::room(*wire, options.destination.writeKey().toStdString(), events);
    const auto held = urgency == Urgency::Now ? StoreClaims::Held::Included : StoreClaims::Held::Stay;
    // A body with the ids of two days, or of two processes, would tell the recipient that they belong together. The
    // oldest event's goes first, the others in a request of their own.
    const auto identityOf = [this](std::string_view body) { return wire->anonymousIdOf(body); };
    batch = store->claims().claim(scope, events, bytes, held, options.granted, identityOf);
    if (!batch.empty())
        return true;
    if (!store->error().empty())
        storeFailed();
    else // evicted or expired a moment ago
        conclude(report.delivered > 0 ? UploadReport::Result::Delivered : UploadReport::Result::Nothing, doubt);
    return false;
}

void Uploader::Private::send()
{
    const std::string key = options.destination.writeKey().toStdString();
    const std::int64_t sentAt = now();
    const UploadBody body = UploadBody::compose(*wire, batch, key, maskedKey, sentAt);
    if (body.events < batch.size()) {
        if (!store->claims().release(rows(body.events)))
            return storeFailed();
        bisection.fitted(static_cast<int>(body.events));
        batch.resize(body.events);
    }

    HttpExchange::Request request;
    request.way.url = requestUrl(options.destination.endpoint(), *wire);
    request.way.proxy = options.proxy;
    request.way.resolver = options.resolver;
    request.headers = HttpExchange::commonHeaders();
    const std::vector<HttpHeader> own = wire->headers(key);
    request.body = QByteArray::fromStdString(body.compressed);
    request.deadline = options.requestDeadline;
    const RequestRecord record =
        recordRequest(request.way.url, request.headers, own, request.body.size(), body.readable);
    request.headers.insert(request.headers.end(), own.begin(), own.end());
    request.mayLeave = [this] { return allowed() && options.confirm && options.confirm(); };
    request.leaves = [this, record] {
        deliverytrace::request(record);
        Q_EMIT q->leaving(record);
    };
    exchange.post(request);
}

void Uploader::Private::answered(const HttpExchange::Answer &answer)
{
    deliverytrace::answer(answer, options.destination.writeKey());
    // After a no the rows are not touched: whoever noticed it erases them.
    if (answer.withheld || !allowed())
        return conclude(UploadReport::Result::Refused);

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
    if (reading.outcome == Outcome::Retry)
        retryLater(answer.retryAfter, again);
    else
        pause(again);
}

/// What the request came to, for its rows and for all who send. False: the run is concluded.
bool Uploader::Private::settle(const Settlement &settlement)
{
    if (!store->claims().settle(rows(), settlement, state)) {
        storeFailed();
        return false;
    }
    const int count = static_cast<int>(batch.size());
    report.delivered += settlement.becomes == EventState::Delivered ? count : 0;
    report.rejected += settlement.becomes == EventState::Rejected ? count : 0;
    batch.clear();
    return true;
}

/// The next request, if there is something left.
void Uploader::Private::goOn()
{
    lock.release();
    // abort() may be the answer to this signal.
    const quint64 before = run;
    Q_EMIT q->progressed(report.delivered, report.rejected);
    if (running && run == before)
        schedule();
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
    if (settle({EventState::Delivered}))
        goOn();
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
    if (settle(settlement))
        goOn();
}

void Uploader::Private::retryLater(const QByteArray &retryAfter, const Settlement &settlement)
{
    const double random = options.random ? options.random() : QRandomGenerator::global()->generateDouble();
    const std::string_view header(retryAfter.constData(), static_cast<std::size_t>(retryAfter.size()));
    const std::chrono::milliseconds delay =
        RetryPolicy::delay(state.failures, random, RetryPolicy::retryAfter(header, options.clock->now()));
    state.pauseReason.clear();
    finishAttempt(settlement, UploadReport::Result::Later, delay);
}

void Uploader::Private::pause(const Settlement &settlement)
{
    state.pauseReason = state.lastResult;
    finishAttempt(settlement, UploadReport::Result::Paused, RetryPolicy::pause);
}

/// The request has failed: the next one waits, in all processes.
void Uploader::Private::finishAttempt(const Settlement &settlement, UploadReport::Result result,
                                      std::chrono::milliseconds delay)
{
    if (state.failures < std::numeric_limits<int>::max())
        ++state.failures;
    state.notBeforeMs = now() + delay.count();
    wait = Wait{state.notBeforeMs, options.clock->monotonic() + delay};
    if (!settle(settlement))
        return;
    if (!store->removals().dropTried(options.maximumAttempts))
        return storeFailed();
    lock.release();
    const quint64 before = run;
    Q_EMIT q->progressed(report.delivered, report.rejected);
    if (running && run == before)
        conclude(result, attemptText(AttemptResult::fromText(state.lastResult)), delay);
}

/// Rows that are still marked as sending are put back by the next holder of the lock.
void Uploader::Private::storeFailed()
{
    conclude(UploadReport::Result::Failed, QString::fromStdString(store->error()));
}

void Uploader::Private::conclude(UploadReport::Result result, const QString &message,
                                 std::optional<std::chrono::milliseconds> nextAttempt)
{
    batch.clear();
    lock.release();
    urgency = Urgency::Ordinary;
    if (nowPending && (result == UploadReport::Result::Later || result == UploadReport::Result::Paused) && store) {
        nowPending = false;
        goal.reset();
        urgency = Urgency::Now;
        return schedule();
    }

    if (store && result != UploadReport::Result::Refused && result != UploadReport::Result::Failed) {
        if (const std::optional<WaitingEvents> waiting = store->view().waitingEvents(scope)) {
            report.stillWaiting = waiting->ready + waiting->held + waiting->inDoubt;
            // A window that ended during this run: nothing else would say that its event has become ready.
            if (heldAtGoal && waiting->ready > 0)
                report.heldFor = 0ms;
            else if (waiting->held > 0)
                report.heldFor = waiting->heldFor;
        }
    }
    store.reset();
    exchange.close(); // until the next run: neither a socket nor a thread
    report.result = result;
    report.start = lastStart;
    report.message = message;
    report.nextAttempt = nextAttempt;
    running = false;
    deliverytrace::report(report);
    Q_EMIT q->finished(std::exchange(report, {}));
}

} // namespace candor
