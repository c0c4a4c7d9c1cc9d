// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// The store thread's work, from the ring's bytes to rows on disk, beside what bare SQLite does with the same rows: the
// same schema, pragmas, cap and group size. Each benchmark prints events per second; `ratio` runs both in turn and
// prints what share of bare SQLite's rate is left after checking, encoding, counting and evicting.

#include "candor/catalogue.h"
#include "delivery/wireformat.h"
#include "queue/eventrecord.h"
#include "queue/eventstore.h"
#include "queue/storeconnection.h"
#include "queue/storefolder.h"
#include "queue/storeschema.h"
#include "system/systemclock.h"
#include "telemetry/eventpreparation.h"

#include <benchmark/benchmark.h>

#include <sys/stat.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>
#include <system_error>
#include <vector>

using namespace candor;

namespace {

constexpr int groupSize = 64;
constexpr int filling = 8192; ///< fits into the cap
constexpr int evicting = 40960;
constexpr std::int64_t cap = 10 * 1024 * 1024;

[[noreturn]] void stop(const std::string &why)
{
    std::fprintf(stderr, "%s\n", why.c_str());
    std::exit(1);
}

/// A folder of its own on the disk that TMPDIR names, gone with it.
class Folder
{
public:
    Folder()
    {
        std::string name = (std::filesystem::temp_directory_path() / "candor-bench-XXXXXX").string();
        if (!::mkdtemp(name.data()))
            stop("can't make a folder in " + std::filesystem::temp_directory_path().string());
        m_path = name;
    }
    ~Folder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    Folder(const Folder &) = delete;
    Folder &operator=(const Folder &) = delete;
    [[nodiscard]] std::string store() const { return m_path + "/events"; }

private:
    std::string m_path;
};

std::string catalogueJson()
{
    const std::string text = R"({"en": "x"})";
    const auto event = [&text](const std::string &name) {
        std::string result = R"({"name": ")" + name + R"(", "category": "usage", "purpose": )" + text
            + R"(, "owner": "x", "since": "0.1.0", "expires": "2099-01-01", "properties": [)";
        const std::array<std::string, 8> properties = {
            R"("format", "type": "enum", "values": ["html", "odt", "pdf"], "example": "pdf")",
            R"("duration_ms", "type": "duration_ms", "example": 412)",
            R"("success", "type": "boolean", "example": true)",
            R"("pages", "type": "integer", "example": 12)",
            R"("theme", "type": "token", "example": "dark")",
            R"("engine", "type": "version", "example": "6.4.2")",
            R"("source", "type": "token", "example": "menu/file/export")",
            R"("region", "type": "region", "example": "DE")",
        };
        for (const std::string &property : properties)
            result +=
                (result.back() == '[' ? "" : ", ") + (R"({"name": )" + property + R"(, "description": )") + text + '}';
        return result + "]}";
    };
    std::string result = R"({"id": "bench", "categories": {"usage": {"description": )" + text
        + R"(}, "errors": {"description": )" + text + R"(}}, "common": [)"
        + R"({"name": "app_version", "type": "version", "description": )" + text + R"(, "example": "0.1.0"}, )"
        + R"({"name": "notice", "type": "integer", "description": )" + text + R"(, "example": 1}], "events": [)";
    // As many as an application of some size has.
    for (int i = 0; i < 40; ++i)
        result += event("note.action_" + std::to_string(i) + "_done") + ", ";
    return result + event("note.exported") + "]}";
}

/// What is the same for all of them.
struct Fixture
{
    std::shared_ptr<const Catalogue> catalogue;
    EventScope scope{"0190b1b2-0000-7000-8000-000000000000", "posthog eu.i.posthog.com 00112233"};
    std::optional<EventPreparation> preparation;
    std::vector<std::byte> record;
    NewEvent prepared;

    Fixture()
    {
        std::string error;
        catalogue = Catalogue::fromJson(catalogueJson(), &error);
        if (!catalogue)
            stop(error);
        preparation.emplace(EventPreparation::Means{catalogue, WireFormat::forProtocol("posthog"), {}, {}, {}}, 7,
                            EventIdentity{Identity::Stable, "6f0c3f6e-5d0c-4f5e-9f52-0d1f0a3a6b7c", {}, {}},
                            std::vector<OwnedProperty>{{"app_version", "2.1.0"}, {"notice", std::int64_t(1)}});
        const std::array<Property, 8> properties = {{{"format", "pdf"},
                                                     {"duration_ms", 412},
                                                     {"success", true},
                                                     {"pages", 12},
                                                     {"theme", "dark"},
                                                     {"engine", "6.4.2"},
                                                     {"source", "menu/file/export"},
                                                     {"region", "DE"}}};
        record.resize(maximumRecordBytes);
        const auto used = encodeRecord(record, unixMilliseconds(SystemClock().now()), "note.exported", properties);
        record.resize(used.value_or(0));
        const auto event = prepare(1);
        if (!event)
            stop("the event is not what the catalogue declares");
        prepared = *event;
    }

    [[nodiscard]] std::optional<NewEvent> prepare(std::uint64_t sequence)
    {
        std::optional<DecodedRecord> decoded = decodeRecord(record);
        if (!decoded)
            return std::nullopt;
        return preparation->prepare(std::move(*decoded), sequence, allCategories).event;
    }
};

Fixture &fixture()
{
    static Fixture result;
    return result;
}

using Seconds = std::chrono::duration<double>;

/// Ring bytes to rows: \returns events per second.
double throughStore(int events)
{
    const Folder folder;
    EventStore::Options options;
    options.maximumBytes = cap;
    const auto opened =
        EventStore::open(folder.store(), EventStore::Mode::ReadWrite, std::make_shared<SystemClock>(), options);
    if (!opened.store)
        stop(opened.error);
    const auto start = std::chrono::steady_clock::now();
    std::vector<NewEvent> group;
    for (std::uint64_t sequence = 1; sequence <= static_cast<std::uint64_t>(events); ++sequence) {
        std::optional<NewEvent> event = fixture().prepare(sequence);
        if (!event)
            stop("an event was dropped");
        group.push_back(std::move(*event));
        if (group.size() < groupSize)
            continue;
        CommitProgress progress;
        progress.ringBase = 7;
        progress.lastSequence = sequence;
        progress.accepted = groupSize;
        if (!opened.store->writer().commit(fixture().scope, group, progress))
            stop(opened.store->error());
        group.clear();
    }
    const Seconds took = std::chrono::steady_clock::now() - start;
    const auto counters = opened.store->view().counters();
    if (!counters || counters->accepted != events)
        stop("the counters are wrong");
    return events / took.count();
}

/// The same rows, made beforehand, \a group to a transaction; at the cap as many of the oldest go as come.
double throughBareSqlite(int events, int group)
{
    const Folder folder;
    std::string error;
    auto storeFolder =
        StoreFolder::open(folder.store(), EventStore::Mode::ReadWrite, std::chrono::milliseconds(0), &error);
    if (!storeFolder || !storeFolder->prepareDatabaseFile(&error))
        stop(error);
    ConnectionSettings settings;
    settings.maximumPages = (cap - 3 * 1024 * 1024) / StoreConnection::pageBytes;
    const auto connection = StoreConnection::open(storeFolder->database(), settings);
    connection->applyPragmas();
    storeschema::create(*connection, 1);
    const NewEvent &event = fixture().prepared;
    constexpr std::int64_t rowOverhead = 240; // the id, the name, the row of the narrow table, and its index
    const auto rowsThatFit = static_cast<int>(settings.maximumPages * 8 / 10 * StoreConnection::pageBytes
                                              / (static_cast<std::int64_t>(event.body.size()) + rowOverhead));
    const auto start = std::chrono::steady_clock::now();
    auto synced = start;
    for (int done = 0; done < events; done += group) {
        const auto now = std::chrono::steady_clock::now();
        connection->setSynchronous(now - synced > std::chrono::seconds(1));
        if (now - synced > std::chrono::seconds(1))
            synced = now;
        Transaction transaction(*connection, Transaction::Kind::Write);
        if (done >= rowsThatFit) {
            Statement(*connection, "DELETE FROM events WHERE row <= ?1").bind(1, done - rowsThatFit + group).run();
        }
        for (int i = 0; i < group; ++i) {
            Statement(*connection,
                      "INSERT INTO events (scope, categories, time_ms, aged_from_ms, bytes) VALUES (1, 1, ?1, ?1, ?2)")
                .bind(1, event.timeMs)
                .bind(2, static_cast<std::int64_t>(event.body.size()))
                .run();
            Statement(*connection, "INSERT INTO bodies (row, id, name, body) VALUES (?1, ?2, ?3, ?4)")
                .bind(1, connection->lastRow())
                .bind(2, event.id)
                .bind(3, event.name)
                .bind(4, event.body)
                .run();
        }
        if (!transaction.commit())
            stop(connection->message());
        if (storeFolder->writeAheadLogBytes() > 1024 * 1024 && !connection->checkpoint())
            stop(connection->message());
    }
    const Seconds took = std::chrono::steady_clock::now() - start;
    return events / took.count();
}

void storeBench(benchmark::State &state)
{
    double sum = 0;
    for (auto _ : state) {
        const double rate = throughStore(static_cast<int>(state.range(0)));
        state.SetIterationTime(static_cast<double>(state.range(0)) / rate);
        sum += rate;
    }
    state.counters["events/s"] = benchmark::Counter(sum, benchmark::Counter::kAvgIterations);
}

void bareBench(benchmark::State &state)
{
    double sum = 0;
    for (auto _ : state) {
        const double rate = throughBareSqlite(static_cast<int>(state.range(0)), static_cast<int>(state.range(1)));
        state.SetIterationTime(static_cast<double>(state.range(0)) / rate);
        sum += rate;
    }
    state.counters["events/s"] = benchmark::Counter(sum, benchmark::Counter::kAvgIterations);
}

void ratioBench(benchmark::State &state)
{
    double sum = 0;
    const int events = static_cast<int>(state.range(0));
    for (auto _ : state) {
        const double bare = throughBareSqlite(events, groupSize);
        const double ours = throughStore(events);
        state.SetIterationTime(events / ours);
        sum += ours / bare;
    }
    state.counters["of bare SQLite"] = benchmark::Counter(sum, benchmark::Counter::kAvgIterations);
}

/// A store that is as full as it gets, opened with everything that the recorder does before its first commit.
void openBench(benchmark::State &state)
{
    const Folder folder;
    const auto clock = std::make_shared<SystemClock>();
    EventStore::Options options;
    options.maximumBytes = cap;
    const auto open = [&] {
        EventStore::Opened opened = EventStore::open(folder.store(), EventStore::Mode::ReadWrite, clock, options);
        if (!opened.store)
            stop(opened.error);
        return std::move(opened.store);
    };
    const std::vector<NewEvent> group(groupSize, fixture().prepared);
    {
        const auto store = open();
        CommitProgress progress;
        progress.ringBase = 7;
        progress.accepted = groupSize;
        for (int i = 0; i < evicting / groupSize; ++i) {
            progress.lastSequence += groupSize;
            if (!store->writer().commit(fixture().scope, group, progress))
                stop(store->error());
        }
    }
    for (auto _ : state) {
        const auto store = open();
        if (!store->removals().keepOnly(fixture().scope.decisionId) || !store->removals().noteUndecided(false)
            || !store->removals().expire() || !store->writer().ringPosition(7)
            || !store->view().waiting(fixture().scope))
            stop(store->error());
    }
}

void prepareBench(benchmark::State &state)
{
    std::uint64_t sequence = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(fixture().prepare(++sequence));
    state.counters["events/s"] =
        benchmark::Counter(static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}

void memcpyBench(benchmark::State &state)
{
    const std::vector<std::byte> &record = fixture().record;
    std::vector<std::byte> copy(record.size());
    for (auto _ : state) {
        std::memcpy(copy.data(), record.data(), record.size());
        benchmark::DoNotOptimize(copy.data());
        benchmark::ClobberMemory();
    }
    state.counters["bytes"] = static_cast<double>(record.size());
    state.counters["events/s"] =
        benchmark::Counter(static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}

} // namespace

BENCHMARK(memcpyBench)->Name("memcpy of the event");
BENCHMARK(prepareBench)->Name("decode, check, encode");
BENCHMARK(openBench)->Name("opening a full store")->Unit(benchmark::kMillisecond);
BENCHMARK(storeBench)->Name("ring to store")->Arg(filling)->UseManualTime()->Unit(benchmark::kMillisecond);
BENCHMARK(bareBench)->Name("bare SQLite")->Args({filling, groupSize})->UseManualTime()->Unit(benchmark::kMillisecond);
BENCHMARK(bareBench)
    ->Name("bare SQLite, one transaction per event")
    ->Args({filling, 1})
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(ratioBench)->Name("ratio")->Arg(filling)->UseManualTime()->Unit(benchmark::kMillisecond)->Iterations(10);
BENCHMARK(storeBench)
    ->Name("ring to store, full and evicting")
    ->Arg(evicting)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(bareBench)
    ->Name("bare SQLite, full and deleting")
    ->Args({evicting, groupSize})
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(ratioBench)
    ->Name("ratio, full and evicting")
    ->Arg(evicting)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond)
    ->Iterations(5);

BENCHMARK_MAIN();
