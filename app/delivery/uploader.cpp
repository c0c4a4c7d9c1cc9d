// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "delivery/uploader_p.h"

#include "delivery/attempttext.h"
#include "delivery/deliverytrace.h"
#include "delivery/requestrecord.h"
#include "delivery/retrypolicy.h"

#include <QFile>

#include <algorithm>

namespace candor {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds busyDelay = 1s;

} // namespace

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
    if (!allowed()) {
        conclude(UploadReport::Result::Refused);
    } else if (!wire || !options.destination.canSend()) {
        const QString problem = options.destination.problem();
        //: @info why nothing is sent
        conclude(UploadReport::Result::Paused, problem.isEmpty() ? Uploader::tr("no recipient is set up") : problem);
    } else if (openStore() && takeLock() && countGoal() && isTime() && claim()) {
        send();
    }
}

bool Uploader::Private::openStore()
{
    if (store)
        return true;
    // Opening makes what is missing; an uploader has no reason to.
    if (!QFile::exists(QString::fromStdString(options.storeFolder) + u"/events.sqlite"_s)) {
        report.stillWaiting = 0;
        return conclude(UploadReport::Result::Nothing);
    }
    EventStore::Opened opened =
        EventStore::open(options.storeFolder, EventStore::Mode::ReadWrite, options.clock, options.store);
    store = std::move(opened.store);
    return store || conclude(UploadReport::Result::Failed, QString::fromStdString(opened.error));
}

bool Uploader::Private::takeLock()
{
    std::string error;
    switch (lock.acquire(options.storeFolder + "/upload.lock", &error)) {
    case ExclusiveFile::Result::Acquired:
        return true;
    case ExclusiveFile::Result::Busy:
        //: @info why nothing is sent right now
        return conclude(UploadReport::Result::Busy, Uploader::tr("another process is sending"), busyDelay);
    case ExclusiveFile::Result::Failed:
        break;
    }
    return conclude(UploadReport::Result::Failed, QString::fromStdString(error));
}

/// With the lock held: does anything wait?
bool Uploader::Private::countGoal()
{
    // What is not granted is not claimed either: that it goes once in a run, before the goal is counted, is enough.
    if (!store->claims().reclaim() || (!goal && !store->removals().keepGranted(options.granted)))
        return storeFailed();
    const std::int64_t done = std::int64_t{report.delivered} + report.rejected;
    if (!goal) { // counted once for a run: the more waits, the longer it takes
        const std::optional<WaitingEvents> waiting = store->view().waitingEvents(scope);
        if (!waiting)
            return storeFailed();
        goal = done + waiting->ready + (urgency == Urgency::Now ? waiting->held : 0);
        heldAtGoal = urgency != Urgency::Now && waiting->held > 0;
        doubt = waiting->inDoubt == 0
            ? QString()
            //: @info why something waits
            : Uploader::tr("What looks too old waits until it is clear that the clock is right: until the next start, "
                           "or for a day.");
    }
    return done < *goal || nothingLeft();
}

/// ... and what do those who sent before say of the next attempt?
bool Uploader::Private::isTime()
{
    const std::optional<DeliveryState> stored = store->view().deliveryState();
    if (!stored)
        return storeFailed();
    state = *stored;
    // What was said about another destination does not bind this one.
    const bool ours = state.pausedFor.empty() || state.pausedFor == scope.destination;
    if (!ours) {
        state.failures = 0;
        state.pauseReason.clear();
    }
    const bool paused = !state.pauseReason.empty();
    const AttemptResult why = AttemptResult::fromText(paused ? state.pauseReason : state.lastResult);
    if (paused && why.kind == AttemptResult::Kind::RejectedInARow)
        bisection.distrust();
    if (urgency == Urgency::Now || !ours)
        return true;
    if (urgency == Urgency::NetworkIsBack && !paused && why.failedOnTheWay())
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
    return conclude(paused ? UploadReport::Result::Paused : UploadReport::Result::Later, attemptText(why), left);
}

bool Uploader::Private::claim()
{
    const int events = std::min(bisection.limit(), wire->maximumEvents());
    const std::int64_t bytes = UploadBody::room(*wire, options.destination.writeKey().toStdString(), events);
    const auto held = urgency == Urgency::Now ? StoreClaims::Held::Included : StoreClaims::Held::Stay;
    // A body with the ids of two days, or of two processes, would tell the recipient that they belong together. The
    // oldest event's goes first, the others in a request of their own.
    const auto identityOf = [this](std::string_view body) { return wire->anonymousIdOf(body); };
    batch = store->claims().claim(scope, events, bytes, held, options.granted, identityOf);
    if (batch.empty())
        return store->error().empty() ? nothingLeft() : storeFailed(); // evicted or expired a moment ago
    return true;
}

bool Uploader::Private::send()
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
    return true;
}

/// Rows that are still marked as sending are put back by the next holder of the lock.
bool Uploader::Private::storeFailed()
{
    return conclude(UploadReport::Result::Failed, QString::fromStdString(store->error()));
}

bool Uploader::Private::nothingLeft()
{
    return conclude(report.delivered > 0 ? UploadReport::Result::Delivered : UploadReport::Result::Nothing, doubt);
}

/// \returns false.
bool Uploader::Private::conclude(UploadReport::Result result, const QString &message,
                                 std::optional<std::chrono::milliseconds> nextAttempt)
{
    batch.clear();
    lock.release();
    urgency = Urgency::Ordinary;
    if (nowPending && (result == UploadReport::Result::Later || result == UploadReport::Result::Paused) && store) {
        nowPending = false;
        goal.reset();
        urgency = Urgency::Now;
        schedule();
        return false;
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
    return false;
}

} // namespace candor
