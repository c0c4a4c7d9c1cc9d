// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace candor::simulation {

using Seconds = double; ///< since the simulation began; the model needs no more than a double can say

inline constexpr Seconds never = std::numeric_limits<double>::infinity();

/// How people use the installs of a fleet. Bursts of events come at random (Poisson), as do starts and ends.
struct Usage
{
    std::string name;
    double burstsPerHour = 0; ///< while it runs: somebody does something with it
    double eventsPerBurst = 1; ///< on average, 15 s apart
    Seconds session = 0; ///< how long it runs, on average; 0: always
    Seconds gap = 0; ///< until it is started again, on average
};

/// What the destination says while it is out of order.
enum class Refusal {
    Silent, ///< nothing, or a 5xx
    RetryAfterDate, ///< 503 with the moment of its return in Retry-After: the same for all
};

/// How long an install waits after \a failures in a row, with \a uniform from [0, 1), when it was \a asked to.
using Delay = std::function<std::chrono::milliseconds(int failures, double uniform,
                                                      std::optional<std::chrono::milliseconds> asked)>;

struct Scenario
{
    Usage usage;
    Refusal refusal = Refusal::Silent;
    Delay delay;
    int installs = 100000;
    Seconds begin = 3 * 3600; ///< of the outage
    Seconds outage = 6 * 3600;
    Seconds after = 3 * 3600;
};

/// What the destination sees.
struct Requests
{
    std::vector<double> perSecond; ///< averages of one minute each
    double steady = 0; ///< before the outage, without the first hour, in which the model settles
    double peakDuring = 0; ///< the highest minute of the outage
    double peakAfter = 0; ///< ... and of what follows it
    Seconds drained = 0; ///< after the return, until 95 of 100 installs that are running have delivered what waited

    [[nodiscard]] double ratioDuring() const { return peakDuring / steady; }
    [[nodiscard]] double ratioAfter() const { return peakAfter / steady; }
};

/// Each install follows the rules of UploadController and Uploader: they are the same numbers, read from there.
/// Deterministic: the same scenario gives the same result on every machine.
[[nodiscard]] Requests simulate(const Scenario &scenario);

} // namespace candor::simulation
