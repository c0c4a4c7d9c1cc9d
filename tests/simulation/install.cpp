// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "simulation/install.h"

#include "delivery/retrypolicy.h"
#include "telemetry/uploadcontroller.h"

#include <algorithm>
#include <cmath>

namespace candor::simulation {

namespace {

using FloatSeconds = std::chrono::duration<double>;

const UploadController::Policy policy; // what applications get that set nothing else

constexpr int batchEvents = 500; // so many fit a body that leaves in one piece
constexpr Seconds roundTrip = 0.1;
constexpr Seconds betweenEvents = 15;

Seconds inSeconds(std::chrono::milliseconds time)
{
    return FloatSeconds(time).count();
}

} // namespace

double Random::uniform()
{
    std::uint64_t mixed = (m_state += 0x9E3779B97F4A7C15u);
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBu;
    mixed ^= mixed >> 31;
    return static_cast<double>(mixed >> 11) * 0x1p-53;
}

double Random::exponential(double mean)
{
    return -std::log1p(-uniform()) * mean;
}

Install::Install(const Scenario &scenario, int number, std::vector<std::int64_t> *minutes)
    : m_scenario(scenario)
    , m_end(scenario.begin + scenario.outage + scenario.after)
    , m_minutes(minutes)
    , m_random(static_cast<std::uint64_t>(number) * 0x9E3779B97F4A7C15u)
{
    const Usage &usage = m_scenario.usage;
    const bool always = usage.session <= 0;
    m_running = always || m_random.uniform() < usage.session / (usage.session + usage.gap);
    if (!always)
        m_nextChange = m_random.exponential(m_running ? usage.session : usage.gap);
    if (m_running)
        m_nextBurst = m_random.exponential(3600 / usage.burstsPerHour);
}

void Install::run()
{
    while (true) {
        const Seconds now = std::min({m_nextChange, m_nextBurst, m_nextEvent, m_timer});
        if (now >= m_end)
            return;
        if (now == m_timer) {
            attempt(now);
        } else if (now == m_nextEvent) {
            m_nextEvent = --m_leftInBurst > 0 ? now + m_random.exponential(betweenEvents) : never;
            store(now);
        } else if (now == m_nextBurst) {
            burst(now);
        } else if (m_running) {
            endSession(now);
        } else {
            startSession(now);
        }
    }
}

void Install::startSession(Seconds now)
{
    const Usage &usage = m_scenario.usage;
    m_running = true;
    m_nextChange = now + m_random.exponential(usage.session);
    m_nextBurst = now + m_random.exponential(3600 / usage.burstsPerHour);
    if (m_waiting > 0) {
        m_startWait = true;
        m_timer = now + m_random.uniform() * inSeconds(policy.startDelay);
    }
    store(now); // app.started
}

/// The process ends without waiting for the network: app.stopped waits for the next start.
void Install::endSession(Seconds now)
{
    store(now);
    m_running = false;
    m_startWait = false;
    m_storedSinceUpload = 0;
    m_timer = m_nextEvent = m_nextBurst = never;
    m_nextChange = now + m_random.exponential(m_scenario.usage.gap);
}

void Install::burst(Seconds now)
{
    m_leftInBurst = 1;
    while (m_random.uniform() > 1 / m_scenario.usage.eventsPerBurst)
        ++m_leftInBurst;
    m_nextEvent = now;
    m_nextBurst = now + m_random.exponential(3600 / m_scenario.usage.burstsPerHour);
}

void Install::store(Seconds now)
{
    ++m_waiting;
    ++m_storedSinceUpload;
    m_waitedThroughOutage = m_waitedThroughOutage || isOut(now);
    if (m_startWait)
        return;
    if (m_storedSinceUpload >= policy.flushAt)
        attempt(now);
    else
        schedule(now + inSeconds(policy.flushInterval));
}

void Install::schedule(Seconds at)
{
    m_timer = std::min(m_timer, at);
}

void Install::attempt(Seconds now)
{
    m_storedSinceUpload = 0;
    m_startWait = false;
    m_timer = never;
    if (m_waiting > 0 && now < m_notBefore) {
        m_timer = m_notBefore;
        return;
    }
    for (Seconds time = now; m_waiting > 0; time += roundTrip) {
        const auto minute = static_cast<std::size_t>(time / 60);
        if (minute < m_minutes->size())
            ++(*m_minutes)[minute];
        if (isOut(time)) {
            std::optional<std::chrono::milliseconds> asked;
            if (m_scenario.refusal == Refusal::RetryAfterDate) {
                const FloatSeconds left(m_scenario.begin + m_scenario.outage - time);
                asked = std::min<std::chrono::milliseconds>(std::chrono::duration_cast<std::chrono::milliseconds>(left),
                                                            RetryPolicy::longestRetryAfter);
            }
            m_timer = m_notBefore = time + inSeconds(m_scenario.delay(m_failures++, m_random.uniform(), asked));
            return;
        }
        m_waiting -= std::min(m_waiting, batchEvents);
        m_failures = 0;
        m_notBefore = 0;
        if (m_waiting == 0 && m_waitedThroughOutage && time >= m_scenario.begin + m_scenario.outage) {
            m_drainedAt = time;
            m_waitedThroughOutage = false;
        }
    }
}

bool Install::isOut(Seconds now) const
{
    return now >= m_scenario.begin && now < m_scenario.begin + m_scenario.outage;
}

} // namespace candor::simulation
