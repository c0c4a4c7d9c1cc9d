// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "simulation/fleet.h"

#include <cstdint>

namespace candor::simulation {

/// The same numbers from the same seed everywhere, which the distributions of <random> do not promise (SplitMix64).
class Random
{
public:
    explicit Random(std::uint64_t seed)
        : m_state(seed)
    {
    }
    [[nodiscard]] double uniform(); ///< [0, 1)
    [[nodiscard]] double exponential(double mean);

private:
    std::uint64_t m_state;
};

/// One install, from the beginning of the simulation to its end.
class Install
{
public:
    /// \a minutes: where its requests are counted.
    Install(const Scenario &scenario, int number, std::vector<std::int64_t> *minutes);

    void run();
    /// When what had waited at the end of the outage was delivered; never, if it was not, or nothing did.
    [[nodiscard]] Seconds drainedAt() const { return m_drainedAt; }

private:
    void startSession(Seconds now);
    void endSession(Seconds now);
    void burst(Seconds now);
    void store(Seconds now);
    void schedule(Seconds at);
    void attempt(Seconds now);
    [[nodiscard]] bool isOut(Seconds now) const;

    const Scenario &m_scenario;
    const Seconds m_end;
    std::vector<std::int64_t> *m_minutes;
    Random m_random;

    // What the store keeps.
    int m_waiting = 0;
    int m_failures = 0;
    Seconds m_notBefore = 0;
    bool m_waitedThroughOutage = false;
    Seconds m_drainedAt = never;

    // What the running process has.
    bool m_running = false;
    bool m_startWait = false;
    int m_storedSinceUpload = 0;
    Seconds m_timer = never;

    // What the person will do.
    int m_leftInBurst = 0;
    Seconds m_nextEvent = never;
    Seconds m_nextBurst = never;
    Seconds m_nextChange = never; ///< of running
};

} // namespace candor::simulation
