// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/telemetry.h"
#include "candor/value.h"
#include "support/temporaryhome.h"

#include <QUrl>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace candor::bench {

/// Somebody who has said yes, and a catalogue with an event of 8 properties.
class BenchWorld
{
public:
    enum class Ring {
        File, ///< outlives the process
        Memory, ///< where there is no runtime folder in memory
    };
    enum class Answer { Nobody, Yes };

    explicit BenchWorld(Ring ring = Ring::File, Answer answer = Answer::Yes);

    [[nodiscard]] TelemetryOptions options() const;
    /// One that records already.
    [[nodiscard]] std::unique_ptr<Telemetry> telemetry() const;
    [[nodiscard]] std::string storeFolder() const;
    /// accepted by the store, with what is dropped
    [[nodiscard]] std::int64_t accepted() const;

private:
    test::TemporaryHome m_home;
    Ring m_ring;
};

inline constexpr std::string_view eventName = "bench.measured";

/// Calls track() with 8 properties: two integers, two booleans, an enum, a version, a token and a duration.
template<typename Track>
void trackOne(Track &&track, int number)
{
    track(eventName,
          {{"number", number},
           {"size", 123456789},
           {"first", true},
           {"second", false},
           {"format", "pdf"},
           {"library", "6.4.2"},
           {"page", "privacy/activity"},
           {"duration_ms", 412}});
}

/// The median, the 99th of 100 and the longest of \a nanoseconds, which is sorted by this.
struct Percentiles
{
    double median = 0;
    double p99 = 0;
    double longest = 0;
};
[[nodiscard]] Percentiles percentiles(std::vector<std::int64_t> *nanoseconds);

} // namespace candor::bench
