// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "simulation/fleet.h"

#include "simulation/install.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <numeric>

namespace candor::simulation {

Requests simulate(const Scenario &scenario)
{
    const auto minuteOf = [](Seconds time) { return static_cast<std::ptrdiff_t>(time / 60); };
    const Seconds end = scenario.begin + scenario.outage + scenario.after;
    std::vector<std::int64_t> minutes(static_cast<std::size_t>(minuteOf(end)), 0);
    std::vector<Seconds> drained;
    for (int number = 0; number < scenario.installs; ++number) {
        Install install(scenario, number, &minutes); // they do not know of each other: one after the other will do
        install.run();
        if (install.drainedAt() < never)
            drained.push_back(install.drainedAt() - scenario.begin - scenario.outage);
    }

    Requests result;
    std::transform(minutes.begin(), minutes.end(), std::back_inserter(result.perSecond),
                   [](std::int64_t requests) { return static_cast<double>(requests) / 60; });
    const auto at = [&result, minuteOf](Seconds time) { return result.perSecond.begin() + minuteOf(time); };
    const auto settled = at(3600);
    const auto outage = at(scenario.begin);
    const auto back = at(scenario.begin + scenario.outage);
    result.steady = std::accumulate(settled, outage, 0.0) / static_cast<double>(outage - settled);
    result.peakDuring = *std::max_element(outage, back);
    result.peakAfter = *std::max_element(back, result.perSecond.end());
    if (!drained.empty()) {
        const auto most = drained.begin() + static_cast<std::ptrdiff_t>(drained.size() * 95 / 100);
        std::nth_element(drained.begin(), most, drained.end());
        result.drained = *most;
    }
    return result;
}

} // namespace candor::simulation
