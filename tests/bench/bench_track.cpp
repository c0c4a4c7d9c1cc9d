// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
//
// What a call of track() with 8 properties costs the caller, call by call, next to what it can't be cheaper than, and
// to what keeping an event cost without the ring.
#include "bench/benchworld.h"

#include "queue/eventrecord.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstring>
#include <thread>

using namespace candor;
using namespace candor::bench;
using namespace std::chrono_literals;

namespace {

using Steady = std::chrono::steady_clock;
using Properties = std::initializer_list<Property>;

constexpr int burst = 1000; // fits into the ring several times

std::int64_t since(Steady::time_point start)
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(Steady::now() - start).count();
}

/// What reading the clock twice adds to each measured call.
std::int64_t clockCost()
{
    std::vector<std::int64_t> costs(100000);
    for (std::int64_t &cost : costs)
        cost = since(Steady::now());
    return static_cast<std::int64_t>(percentiles(&costs).median);
}

std::vector<std::byte> record()
{
    std::vector<std::byte> buffer(maximumRecordBytes);
    trackOne(
        [&buffer](std::string_view name, std::initializer_list<Property> properties) {
            buffer.resize(encodeRecord(buffer, 1795262400000, name, {properties.begin(), properties.size()}).value());
        },
        1);
    return buffer;
}

void report(benchmark::State &state, std::vector<std::int64_t> *calls)
{
    const Percentiles found = percentiles(calls);
    state.counters["p50_ns"] = found.median;
    state.counters["p99_ns"] = found.p99;
    state.counters["max_us"] = found.longest / 1000;
    state.counters["clock_ns"] = static_cast<double>(clockCost()); // contained in p50 and p99
}

/// One call after the other, with a pause between bursts in which the store thread gets everything away.
void trackBursts(benchmark::State &state, BenchWorld::Ring ring)
{
    const BenchWorld world(ring);
    const auto telemetry = world.telemetry();
    std::vector<std::int64_t> calls;
    for (auto unused : state) {
        std::int64_t total = 0;
        for (int number = 0; number < burst; ++number) {
            const auto start = Steady::now();
            trackOne([&](std::string_view name, Properties properties) { telemetry->track(name, properties); }, number);
            calls.push_back(since(start));
            total += calls.back();
        }
        state.SetIterationTime(static_cast<double>(total) / burst / 1e9);
        std::this_thread::sleep_for(100ms);
    }
    report(state, &calls);
}

/// At a steady pace of 20,000 a second: the store thread writes all the time.
void trackWhileWriting(benchmark::State &state, BenchWorld::Ring ring)
{
    const BenchWorld world(ring);
    const auto telemetry = world.telemetry();
    std::vector<std::int64_t> calls;
    std::int64_t made = 0;
    for (auto unused : state) {
        std::int64_t total = 0;
        auto next = Steady::now();
        for (int number = 0; number < 20 * burst; ++number) {
            while (Steady::now() < next) { }
            const auto start = Steady::now();
            trackOne([&](std::string_view name, Properties properties) { telemetry->track(name, properties); }, number);
            calls.push_back(since(start));
            total += calls.back();
            next += 50us;
        }
        made += 20 * burst;
        state.SetIterationTime(static_cast<double>(total) / (20 * burst) / 1e9);
    }
    report(state, &calls);
    std::this_thread::sleep_for(500ms);
    state.counters["stored_share"] = static_cast<double>(world.accepted()) / static_cast<double>(made);
}

void undecided(benchmark::State &state)
{
    const BenchWorld world(BenchWorld::Ring::File, BenchWorld::Answer::Nobody);
    Telemetry telemetry(world.options());
    for (auto unused : state)
        trackOne([&](std::string_view name, Properties properties) { telemetry.track(name, properties); }, 1);
}

void memcpyOfTheEvent(benchmark::State &state)
{
    const std::vector<std::byte> event = record();
    std::vector<std::byte> ring(1024 * 1024);
    std::size_t at = 0;
    for (auto unused : state) {
        std::memcpy(ring.data() + at, event.data(), event.size());
        benchmark::ClobberMemory();
        at = at + 2 * event.size() < ring.size() ? at + event.size() : 0;
    }
    state.counters["bytes"] = static_cast<double>(event.size());
}

void oneWrite(benchmark::State &state)
{
    const std::vector<std::byte> event = record();
    const QTemporaryDir folder;
    const int file = ::open(qPrintable(folder.filePath(QStringLiteral("events"))), O_WRONLY | O_CREAT | O_APPEND, 0600);
    for (auto unused : state) {
        if (::write(file, event.data(), event.size()) != static_cast<ssize_t>(event.size()))
            state.SkipWithError("write failed");
    }
    ::close(file);
}

void oneTransaction(benchmark::State &state)
{
    const std::vector<std::byte> event = record();
    const QTemporaryDir folder;
    sqlite3 *database = nullptr;
    sqlite3_stmt *insert = nullptr;
    if (sqlite3_open(qPrintable(folder.filePath(QStringLiteral("events"))), &database) != SQLITE_OK
        || sqlite3_exec(database, "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; CREATE TABLE events(body BLOB)",
                        nullptr, nullptr, nullptr)
            != SQLITE_OK
        || sqlite3_prepare_v2(database, "INSERT INTO events VALUES (?)", -1, &insert, nullptr) != SQLITE_OK)
        state.SkipWithError("SQLite failed");
    for (auto unused : state) {
        sqlite3_bind_blob(insert, 1, event.data(), static_cast<int>(event.size()), SQLITE_STATIC);
        if (sqlite3_step(insert) != SQLITE_DONE)
            state.SkipWithError("SQLite failed");
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    sqlite3_close(database);
}

} // namespace

BENCHMARK(memcpyOfTheEvent)->Name("memcpy of the event");
BENCHMARK(undecided)->Name("track(), before a yes");
BENCHMARK_CAPTURE(trackBursts, file, BenchWorld::Ring::File)
    ->Name("track(), ring that outlives the process")
    ->UseManualTime()
    ->MinTime(0.00002);
BENCHMARK_CAPTURE(trackBursts, memory, BenchWorld::Ring::Memory)
    ->Name("track(), ring in memory")
    ->UseManualTime()
    ->MinTime(0.00002);
BENCHMARK_CAPTURE(trackWhileWriting, file, BenchWorld::Ring::File)
    ->Name("track(), 20,000 a second, ring that outlives the process")
    ->UseManualTime()
    ->Iterations(3);
BENCHMARK_CAPTURE(trackWhileWriting, memory, BenchWorld::Ring::Memory)
    ->Name("track(), 20,000 a second, ring in memory")
    ->UseManualTime()
    ->Iterations(3);
BENCHMARK(oneWrite)->Name("one write(2)")->Iterations(200000);
BENCHMARK(oneTransaction)->Name("one SQLite transaction");

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv))
        return 1;
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
