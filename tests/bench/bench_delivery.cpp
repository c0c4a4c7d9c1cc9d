// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
//
// Bytes on the wire for an event in batches of 1, 20 and 100, and how long the uploader takes for what waits, next to a
// bare QNetworkAccessManager that posts the same bodies to the same server, one after the other.
#include "bench/benchworld.h"
#include "bench/countingserver.h"

#include "delivery/gzip.h"
#include "delivery/httpexchange.h"
#include "delivery/uploader.h"
#include "queue/eventid.h"
#include "system/systemclock.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QTemporaryDir>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <span>

using namespace candor;
using namespace candor::bench;
using namespace Qt::StringLiterals;

namespace {

using Steady = std::chrono::steady_clock;

const char *const protocols[] = {"posthog", "segment"};

std::string answerOf(int protocol)
{
    return protocol == 0 ? R"({"status": 1})" : R"({"success": true})";
}

Destination destination(int protocol, std::uint16_t port)
{
    const QUrl url(u"http://127.0.0.1:%1"_s.arg(port));
    return protocol == 0 ? PostHog(url, u"phc_0123456789abcdefghijklmnopqrstuvwxyzABCDEF"_s)
                         : Segment(url, u"0123456789abcdefghijklmnopqrstuv"_s);
}

std::vector<NewEvent> makeEvents(const WireFormat &wire, int count)
{
    std::vector<NewEvent> result;
    for (int number = 0; number < count; ++number) {
        NewEvent event;
        event.timeMs = 1795262400000 + 1733 * number;
        event.id = eventId(event.timeMs, 0x123456789abcdef0, static_cast<std::uint64_t>(number) + 1);
        event.name = eventName;
        const std::vector<OwnedProperty> properties{{"number", std::int64_t{number}},
                                                    {"size", std::int64_t{123456789}},
                                                    {"first", true},
                                                    {"second", number % 3 == 0},
                                                    {"format", std::string("pdf")},
                                                    {"library", std::string("6.4.2")},
                                                    {"page", std::string("privacy/activity")},
                                                    {"duration_ms", std::int64_t{412 + 7 * number}},
                                                    {"app_version", std::string("0.1.0")},
                                                    {"notice", std::int64_t{1}}};
        EventFields fields;
        fields.id = event.id;
        fields.anonymousId = "4c1f1e0a-3c66-4d2c-9f6c-0d3f5a9b1c2d";
        fields.name = event.name;
        fields.timeMs = event.timeMs;
        fields.properties = properties;
        event.body = wire.encodeEvent(fields);
        result.push_back(std::move(event));
    }
    return result;
}

/// Runs the uploader over \a count stored events; seconds it took.
double upload(int protocol, int count, const CountingServer &server)
{
    const QTemporaryDir folder;
    const std::string store = folder.filePath(u"events"_s).toStdString();
    const auto clock = std::make_shared<SystemClock>();
    const Destination to = destination(protocol, server.port());
    const auto wire = WireFormat::forProtocol(protocols[protocol]);
    {
        const EventStore::Opened opened = EventStore::open(store, EventStore::Mode::ReadWrite, clock, {});
        if (!opened.store)
            qFatal("%s", opened.error.c_str());
        const std::vector<NewEvent> events = makeEvents(*wire, count);
        for (std::size_t from = 0; from < events.size(); from += 64) { // as the store thread does it
            const std::span group = std::span(events).subspan(from, std::min<std::size_t>(64, events.size() - from));
            CommitProgress progress;
            progress.ringBase = 1;
            progress.lastSequence = from + group.size();
            progress.accepted = static_cast<std::int64_t>(group.size());
            if (!opened.store->writer().commit({"decision", to.fingerprint().toStdString()}, group, progress))
                qFatal("%s", opened.store->error().c_str());
        }
    }
    Uploader::Options options;
    options.storeFolder = store;
    options.destination = to;
    options.decisionId = "decision";
    options.clock = clock;
    options.confirm = [] { return true; };
    options.proxy = QNetworkProxy(QNetworkProxy::NoProxy);
    Uploader uploader(options);
    UploadReport result;
    QEventLoop loop; // a benchmark has nothing else to do meanwhile
    QObject::connect(&uploader, &Uploader::finished, &loop, [&](const UploadReport &report) {
        result = report;
        loop.quit();
    });
    const auto start = Steady::now();
    uploader.start(Uploader::Urgency::Now);
    loop.exec();
    const double seconds = std::chrono::duration<double>(Steady::now() - start).count();
    if (result.delivered != count)
        qFatal("delivered %d of %d, result %d, waiting %lld: %s", result.delivered, count,
               static_cast<int>(result.result), static_cast<long long>(result.stillWaiting.value_or(-1)),
               qPrintable(result.message));
    return seconds;
}

void bytesOnTheWire(benchmark::State &state)
{
    const auto protocol = static_cast<int>(state.range(0));
    const auto count = static_cast<int>(state.range(1));
    const auto wire = WireFormat::forProtocol(protocols[protocol]);
    std::int64_t bytes = 0;
    for (auto unused : state) {
        const CountingServer server(answerOf(protocol));
        state.SetIterationTime(upload(protocol, count, server));
        bytes = server.bytes();
    }
    std::int64_t plain = 0;
    for (const NewEvent &event : makeEvents(*wire, count))
        plain += static_cast<std::int64_t>(event.body.size());
    state.SetLabel(protocols[protocol]);
    state.counters["bytes_per_event"] = static_cast<double>(bytes) / count;
    state.counters["json_per_event"] = static_cast<double>(plain) / count;
}

void uploading(benchmark::State &state)
{
    const auto count = static_cast<int>(state.range(0));
    const CountingServer server(answerOf(0));
    for (auto unused : state)
        state.SetIterationTime(upload(0, count, server));
    state.SetItemsProcessed(state.iterations() * count);
    state.counters["events_per_request"] =
        static_cast<double>(state.iterations() * count) / static_cast<double>(server.requests());
}

/// Batches as large as the uploader's, gzipped before: posting is all that is left to do.
void barePosting(benchmark::State &state)
{
    constexpr int batch = 250; // what fits under the size up to which Qt writes a request in one piece
    const auto count = static_cast<int>(state.range(0));
    const CountingServer server(answerOf(0));
    const auto wire = WireFormat::forProtocol(protocols[0]);
    const std::vector<NewEvent> events = makeEvents(*wire, count);
    std::vector<QByteArray> bodies;
    for (int from = 0; from < count; from += batch) {
        std::vector<std::string_view> objects;
        for (int i = from; i < std::min(from + batch, count); ++i)
            objects.push_back(events[static_cast<std::size_t>(i)].body);
        bodies.push_back(QByteArray::fromStdString(gzip(wire->envelope(objects, "key", 1795262400000))));
    }
    QNetworkRequest request(QUrl(u"http://127.0.0.1:%1/batch/"_s.arg(server.port())));
    for (const HttpHeader &header : HttpExchange::commonHeaders())
        request.setRawHeader(QByteArray::fromStdString(header.name), QByteArray::fromStdString(header.value));
    for (auto unused : state) {
        const auto start = Steady::now();
        QNetworkAccessManager manager;
        manager.setProxy(QNetworkProxy::NoProxy);
        for (const QByteArray &body : bodies) {
            QEventLoop loop;
            QNetworkReply *const reply = manager.post(request, body);
            QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
            loop.exec();
            if (reply->error() != QNetworkReply::NoError)
                qFatal("%s", qPrintable(reply->errorString()));
            reply->deleteLater();
        }
        state.SetIterationTime(std::chrono::duration<double>(Steady::now() - start).count());
    }
    state.SetItemsProcessed(state.iterations() * count);
}

} // namespace

BENCHMARK(bytesOnTheWire)
    ->Name("bytes on the wire")
    ->ArgNames({"", "batch"})
    ->ArgsProduct({{0, 1}, {1, 20, 100}})
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond)
    ->Iterations(3);
BENCHMARK(barePosting)->Name("bare QNetworkAccessManager")->Arg(10000)->UseManualTime()->Unit(benchmark::kMillisecond);
BENCHMARK(uploading)->Name("uploader, store to answer")->Arg(10000)->UseManualTime()->Unit(benchmark::kMillisecond);

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv))
        return 1;
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
