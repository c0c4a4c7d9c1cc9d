// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "delivery/uploader.h"

#include "delivery/gzip.h"
#include "delivery/httpexchange.h"
#include "delivery/requestrecord.h"
#include "delivery/retrypolicy.h"
#include "delivery/uploadlock.h"
#include "delivery/wireformat.h"

#include <QFile>
#include <QRandomGenerator>

#include <algorithm>
#include <utility>
#include <vector>

namespace candor {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// Above this Qt writes a request in two parts without TCP_NODELAY, and each one waits 40 ms for the other side.
constexpr std::size_t smoothBodyBytes = 16 * 1024;
constexpr int smoothBatch = 500;
// What an envelope adds to the stored objects, apart from the key and the commas.
constexpr std::int64_t envelopeBytes = 256;
constexpr std::chrono::milliseconds busyDelay = 1s;

} // namespace

struct Uploader::Private
{
    Private(Uploader *uploader, Options given)
        : q(uploader)
        , options(std::move(given))
        , wire(WireFormat::forProtocol(options.destination.protocolName().toStdString()))
        , scope{options.decisionId, options.destination.fingerprint().toStdString()}
        , exchange(uploader)
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
    RequestRecord last;
    UploadReport report;
    int batchLimit = smoothBatch;
    quint64 run = 0; // tells a posted step that its run is over
    bool running = false;
    bool urgent = false; // this run ignores notBefore and the pause
    bool nowPending = false; // "send now" came during this run
    bool nowAfterBusy = false; // ... or another process was in its way

    void schedule();
    void step();
    bool openStore();
    bool mayAttempt();
    bool claim();
    void send();
    void answered(const HttpExchange::Answer &answer);
    bool delivered();
    void retryLater(const QString &message, const QByteArray &retryAfter);
    void pause(const QString &message);
    void finishAttempt(UploadReport::Result result, const QString &message, std::chrono::milliseconds wait);
    void storeFailed();
    void conclude(UploadReport::Result result, const QString &message = {},
                  std::optional<std::chrono::milliseconds> nextAttempt = {});

    [[nodiscard]] bool allowed() const { return options.stillAllowed && options.stillAllowed(); }
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
        (void)d->store->release(d->rows(), false);
}

void Uploader::start(Urgency urgency)
{
    if (d->running) {
        d->nowPending = d->nowPending || urgency == Urgency::Now;
        return;
    }
    d->running = true;
    d->nowPending = false;
    d->urgent = std::exchange(d->nowAfterBusy, false) || urgency == Urgency::Now;
    d->batchLimit = smoothBatch;
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
        (void)d->store->release(d->rows(), false); // see the destructor
    d->conclude(UploadReport::Result::Refused);
}

RequestRecord Uploader::lastRequest() const
{
    return d->last;
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
        nowAfterBusy = urgent || nowPending;
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
    if (!store->reclaim()) {
        storeFailed();
        return false;
    }
    const std::optional<std::int64_t> waiting = store->waiting(scope);
    const std::optional<DeliveryState> stored = store->deliveryState();
    if (!waiting || !stored) {
        storeFailed();
        return false;
    }
    state = *stored;
    if (*waiting == 0) {
        conclude(report.delivered > 0 ? UploadReport::Result::Delivered : UploadReport::Result::Nothing);
        return false;
    }

    // What was said about another destination does not bind this one.
    const bool ours = state.pausedFor.empty() || state.pausedFor == scope.destination;
    if (urgent || !ours)
        return true;
    const bool paused = !state.pauseReason.empty();
    const std::chrono::milliseconds longest = paused ? std::chrono::milliseconds(RetryPolicy::pause)
                                                     : RetryPolicy::longestWait;
    const std::chrono::milliseconds wait(state.notBeforeMs - now());
    // Further ahead than anybody ever writes: the clock was wrong then or is now. Waiting could take years.
    if (wait <= 0ms || wait > longest)
        return true;
    if (paused)
        conclude(UploadReport::Result::Paused, QString::fromStdString(state.pauseReason), wait);
    else
        conclude(UploadReport::Result::Later, QString::fromStdString(state.lastResult), wait);
    return false;
}

/// False: the run is concluded.
bool Uploader::Private::claim()
{
    const int events = std::min(batchLimit, wire->maximumEvents());
    const std::int64_t bytes =
        wire->maximumBytes() - envelopeBytes - 6 * options.destination.writeKey().toUtf8().size() - events;
    batch = store->claim(scope, events, bytes);
    if (!batch.empty())
        return true;
    if (!store->error().empty())
        storeFailed();
    else // evicted or expired a moment ago
        conclude(report.delivered > 0 ? UploadReport::Result::Delivered : UploadReport::Result::Nothing);
    return false;
}

void Uploader::Private::send()
{
    const std::string key = options.destination.writeKey().toStdString();
    const std::int64_t sentAt = now();
    std::vector<std::string_view> objects(batch.size());
    std::transform(batch.cbegin(), batch.cend(), objects.begin(),
                   [](const StoredEvent &event) { return std::string_view(event.body); });
    std::string compressed = gzip(wire->envelope(objects, key, sentAt));
    while (compressed.size() >= smoothBodyBytes && objects.size() > 1) {
        objects.resize(objects.size() / 2);
        compressed = gzip(wire->envelope(objects, key, sentAt));
    }
    if (objects.size() < batch.size()) {
        if (!store->release(rows(objects.size()), false))
            return storeFailed();
        batchLimit = static_cast<int>(objects.size()); // the following events are like these
        batch.resize(objects.size());
    }

    HttpExchange::Request request;
    request.way.url = requestUrl(options.destination.endpoint(), *wire);
    request.way.proxy = options.proxy;
    request.way.resolver = options.resolver;
    request.headers = HttpExchange::commonHeaders();
    const std::vector<HttpHeader> own = wire->headers(key);
    request.body = QByteArray::fromStdString(compressed);
    request.deadline = options.requestDeadline;
    const RequestRecord record = recordRequest(request.way.url, request.headers, own, request.body.size(),
                                               wire->envelope(objects, maskedKey, sentAt));
    request.headers.insert(request.headers.end(), own.begin(), own.end());
    request.mayLeave = [this, record] {
        if (!allowed())
            return false;
        last = record;
        return true;
    };
    exchange.post(request);
}

void Uploader::Private::answered(const HttpExchange::Answer &answer)
{
    // After a no the rows are not touched: whoever noticed it erases them.
    if (answer.withheld || !allowed())
        return conclude(UploadReport::Result::Refused);

    AnswerReading reading{answer.proxyRefused ? Outcome::Pause : Outcome::Retry, answer.problem.toStdString()};
    if (answer.status != 0)
        reading =
            wire->readAnswer(answer.status, {answer.body.constData(), static_cast<std::size_t>(answer.body.size())});
    const QString message = QString::fromStdString(reading.message);

    state.lastAttemptMs = now();
    state.lastHost = options.destination.recipient().toStdString();
    if (reading.outcome == Outcome::Delivered) {
        if (!delivered())
            return storeFailed();
        lock.release();
        // abort() may be the answer to this signal.
        const quint64 before = run;
        Q_EMIT q->progressed();
        if (running && run == before)
            schedule();
        return;
    }

    if (!store->release(rows(), answer.status != 0) || !store->dropTried(options.maximumAttempts))
        return storeFailed();
    state.lastOk = false;
    state.lastResult = reading.message;
    state.pausedFor = scope.destination;
    if (reading.outcome == Outcome::Retry)
        retryLater(message, answer.retryAfter);
    else
        pause(message);
}

bool Uploader::Private::delivered()
{
    const int count = static_cast<int>(batch.size());
    if (!store->markDelivered(rows()))
        return false;
    batch.clear();
    report.delivered += count;
    state.failures = 0;
    state.notBeforeMs = 0;
    state.pauseReason.clear();
    state.pausedFor.clear();
    state.lastOk = true;
    state.lastDeliveryMs = state.lastAttemptMs;
    //: @info the result of the last upload; %1 is a number
    state.lastResult =
        (count == 1 ? Uploader::tr("delivered 1 event") : Uploader::tr("delivered %1 events").arg(count)).toStdString();
    return store->setDeliveryState(state);
}

void Uploader::Private::retryLater(const QString &message, const QByteArray &retryAfter)
{
    const double random = options.random ? options.random() : QRandomGenerator::global()->generateDouble();
    const std::string_view header(retryAfter.constData(), static_cast<std::size_t>(retryAfter.size()));
    const std::chrono::milliseconds wait =
        RetryPolicy::delay(state.failures, random, RetryPolicy::retryAfter(header, options.clock->now()));
    ++state.failures;
    state.notBeforeMs = now() + wait.count();
    state.pauseReason.clear();
    finishAttempt(UploadReport::Result::Later, message, wait);
}

void Uploader::Private::pause(const QString &message)
{
    ++state.failures;
    state.notBeforeMs = now() + std::chrono::milliseconds(RetryPolicy::pause).count();
    state.pauseReason = message.toStdString();
    finishAttempt(UploadReport::Result::Paused, message, RetryPolicy::pause);
}

/// The request has failed, its rows wait again: the state says so to all processes.
void Uploader::Private::finishAttempt(UploadReport::Result result, const QString &message,
                                      std::chrono::milliseconds wait)
{
    batch.clear();
    if (!store->setDeliveryState(state))
        return storeFailed();
    lock.release();
    const quint64 before = run;
    Q_EMIT q->progressed();
    if (running && run == before)
        conclude(result, message, wait);
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
    urgent = false;
    if (nowPending && (result == UploadReport::Result::Later || result == UploadReport::Result::Paused) && store) {
        nowPending = false;
        urgent = true;
        return schedule();
    }

    if (store && result != UploadReport::Result::Refused && result != UploadReport::Result::Failed)
        report.stillWaiting = store->waiting(scope).value_or(0);
    store.reset();
    if (result == UploadReport::Result::Refused)
        exchange.close();
    report.result = result;
    report.message = message;
    report.nextAttempt = nextAttempt;
    running = false;
    Q_EMIT q->finished(std::exchange(report, {}));
}

} // namespace candor
