// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
//
// What a destination sees of a whole fleet when it is out of order for six hours: prints the rates, and fails when the
// highest minute is above three times the steady rate. No network, no clock, no chance: the seed is the number of the
// install.
#include "delivery/retrypolicy.h"
#include "simulation/fleet.h"
#include "simulation/picture.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <ostream>
#include <string_view>

using namespace candor;
using namespace candor::simulation;

namespace {

constexpr double highestRatio = 3;

struct Fleet
{
    Usage usage;
    bool promised; ///< else it is shown only
};

const Fleet fleets[] = {
    {{"all day, busy: 20 times an hour", 20, 10}, true},
    {{"all day, used: 4 times an hour", 4, 5}, true},
    {{"all day, seldom: once an hour", 1, 3}, true},
    {{"started 7 times a day for 20 minutes", 10, 4, 20 * 60, 3 * 3600}, true},
    {{"started for 8 minutes in the hour", 20, 4, 8 * 60, 50 * 60}, true},
    {{"left open, once in 5 hours", 0.2, 2}, false},
};
constexpr std::size_t drawn = 1;

/// Doubling from a second, up to ten minutes, and Retry-After taken by its word: what most clients do.
std::chrono::milliseconds doublingDelay(int failures, double uniform, std::optional<std::chrono::milliseconds> asked)
{
    const double seconds = std::min(600.0, std::exp2(std::min(failures, 20))) * (0.5 + 0.5 * uniform);
    return std::max(std::chrono::milliseconds(std::llround(seconds * 1000)),
                    asked.value_or(std::chrono::milliseconds(0)));
}

std::chrono::milliseconds ourDelay(int failures, double uniform, std::optional<std::chrono::milliseconds> asked)
{
    return RetryPolicy::delay(failures, uniform, asked);
}

std::string grouped(int number)
{
    std::string digits = std::to_string(number);
    for (std::size_t from = 3; from < digits.size(); from += 4)
        digits.insert(digits.size() - from, 1, ',');
    return digits;
}

bool print(const Requests &requests, const char *policy)
{
    const double ratio = std::max(requests.ratioDuring(), requests.ratioAfter());
    std::printf("    %-9s steady %7.2f/s   outage: highest minute %8.2f/s (%5.2fx)   after: %8.2f/s (%5.2fx)   "
                "95 %% delivered after %4.0f min\n",
                policy, requests.steady, requests.peakDuring, requests.ratioDuring(), requests.peakAfter,
                requests.ratioAfter(), requests.drained / 60);
    return ratio <= highestRatio;
}

void writeCsv(std::ostream &out, const std::string &fleet, const char *refusal, const Panel &panel)
{
    for (std::size_t minute = 0; minute < panel.requests.perSecond.size(); ++minute)
        out << '"' << fleet << "\"," << refusal << ',' << minute << ',' << panel.requests.perSecond[minute] << ','
            << panel.compared.perSecond[minute] << '\n';
}

int usage()
{
    std::fputs("Usage: fleet [--installs NUMBER] [--csv FILE] [--svg FILE]\n", stderr);
    return 2;
}

} // namespace

int main(int argc, char **argv)
{
    int installs = 100000;
    std::ofstream csv;
    std::ofstream svg;
    for (int i = 1; i < argc; i += 2) {
        const std::string_view option = argv[i];
        if (i + 1 >= argc)
            return usage();
        const std::string_view value = argv[i + 1];
        if (option == "--installs") {
            const auto read = std::from_chars(value.data(), value.data() + value.size(), installs);
            if (read.ec != std::errc() || read.ptr != value.data() + value.size() || installs < 1)
                return usage();
        } else if (option == "--csv" || option == "--svg") {
            std::ofstream &file = option == "--csv" ? csv : svg;
            file.open(argv[i + 1]);
            if (!file) {
                std::fprintf(stderr, "fleet: %s can't be written\n", argv[i + 1]);
                return 1;
            }
        } else {
            return usage();
        }
    }

    if (csv.is_open())
        csv << "fleet,refusal,minute,requests_per_second,doubling_requests_per_second\n";
    std::vector<Panel> panels;
    bool kept = true;
    bool told = false; // the model has to show what the policy is for
    for (const Fleet &fleet : fleets) {
        std::printf("%d installs, %s\n", installs, fleet.usage.name.c_str());
        for (const Refusal refusal : {Refusal::Silent, Refusal::RetryAfterDate}) {
            const char *name = refusal == Refusal::Silent ? "silent" : "Retry-After names the moment of return";
            Scenario scenario{fleet.usage, refusal, ourDelay, installs};
            Panel panel{grouped(installs) + " installs, " + fleet.usage.name
                            + (refusal == Refusal::Silent ? ": requests a second around an outage of 6 hours"
                                                          : ": the same, Retry-After names the moment of return"),
                        simulate(scenario),
                        {}};
            scenario.delay = doublingDelay;
            panel.compared = simulate(scenario);
            std::printf("  outage: %s\n", name);
            const bool within = print(panel.requests, "Candor");
            kept = kept && (within || !fleet.promised);
            told = !print(panel.compared, "doubling") || told;
            if (csv.is_open())
                writeCsv(csv, fleet.usage.name, refusal == Refusal::Silent ? "silent" : "date", panel);
            if (&fleet == fleets + drawn)
                panels.push_back(std::move(panel));
        }
    }
    if (svg.is_open())
        svg << drawPanels(Scenario{}, panels, "Candor: 1 s, 1 min, 30 min; Retry-After spread",
                          "doubling from 1 s to 10 min; Retry-After by its word");
    csv.flush();
    svg.flush();
    if (!csv || !svg) {
        std::fputs("fleet: a file could not be written\n", stderr);
        return 1;
    }
    if (!kept)
        std::printf("FAILED: a minute was above %.0f times the steady rate\n", highestRatio);
    if (!told)
        std::printf("FAILED: the model would not have shown it\n");
    return kept && told ? 0 : 1;
}
