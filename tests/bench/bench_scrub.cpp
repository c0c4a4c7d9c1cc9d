// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// What scrubbing costs a byte, for texts of 1 KB, 64 KB and 1 MB: of messages as they are, and of what scanners fear.
// `growth` is the cost of a byte in 1 MB next to that in 1 KB, measured in turn in one run: 1 where the time grows only
// with the text. Beside it a copy of the same bytes that looks at each of them, as the least there is.

#include "scrub/scrubber.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>

using namespace candor;

namespace {

struct Kind
{
    const char *name;
    std::string_view piece;
};

constexpr std::array kinds{
    Kind{"messages",
         "Error: open /home/nina/a.txt on 10.0.0.1: no such file or directory (ENOENT), container \"web\" failed. "},
    Kind{"words", "the connection to the server was refused and will be tried again later. "},
    Kind{"at", "a@"},
    Kind{"slash", "/"},
    Kind{"colons", "::"},
    Kind{"percent", "%25"},
    Kind{"quotes", "\""},
    Kind{"equals", "a="},
};

std::string textOf(const Kind &kind, std::size_t size)
{
    std::string text;
    while (text.size() < size)
        text += kind.piece;
    return text;
}

const Scrubber &scrubber()
{
    static const Scrubber instance({{"/home/nina"}, {"nina", "Nina Huber"}, {"kestrel"}});
    return instance;
}

double nanosecondsPerByte(const std::string &text)
{
    const auto start = std::chrono::steady_clock::now();
    benchmark::DoNotOptimize(scrubber().scrub(text));
    const std::chrono::duration<double, std::nano> taken = std::chrono::steady_clock::now() - start;
    return taken.count() / static_cast<double>(text.size());
}

void scrub(benchmark::State &state)
{
    const std::string text =
        textOf(kinds.at(static_cast<std::size_t>(state.range(0))), static_cast<std::size_t>(state.range(1)));
    for (auto _ : state)
        benchmark::DoNotOptimize(scrubber().scrub(text));
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
    state.SetLabel(kinds.at(static_cast<std::size_t>(state.range(0))).name);
}

void growth(benchmark::State &state)
{
    const Kind &kind = kinds.at(static_cast<std::size_t>(state.range(0)));
    const std::string small = textOf(kind, 1 << 10);
    const std::string middle = textOf(kind, 1 << 16);
    const std::string large = textOf(kind, 1 << 20);
    std::array<double, 3> best{1e9, 1e9, 1e9};
    for (auto _ : state) {
        for (int i = 0; i < 64; ++i)
            best[0] = std::min(best[0], nanosecondsPerByte(small));
        best[1] = std::min(best[1], nanosecondsPerByte(middle));
        best[2] = std::min(best[2], nanosecondsPerByte(large));
    }
    state.counters["ns/byte 1 KB"] = best[0];
    state.counters["ns/byte 64 KB"] = best[1];
    state.counters["ns/byte 1 MB"] = best[2];
    state.counters["growth"] = best[2] / best[0];
    state.SetLabel(kind.name);
}

void copy(benchmark::State &state)
{
    const std::string text = textOf(kinds[0], static_cast<std::size_t>(state.range(0)));
    for (auto _ : state) {
        std::string result;
        result.reserve(text.size());
        std::transform(text.begin(), text.end(), std::back_inserter(result),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
        benchmark::DoNotOptimize(result);
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
}

} // namespace

BENCHMARK(scrub)->ArgsProduct({benchmark::CreateDenseRange(0, kinds.size() - 1, 1), {200, 1 << 10, 1 << 16, 1 << 20}});
BENCHMARK(growth)->DenseRange(0, kinds.size() - 1)->Unit(benchmark::kMillisecond);
BENCHMARK(copy)->Arg(1 << 20);

BENCHMARK_MAIN();
