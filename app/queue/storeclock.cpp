// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "queue/storeclock.h"

#include <algorithm>

namespace candor {

namespace {

bool isNear(std::int64_t one, std::int64_t other)
{
    return std::max(one, other) - std::min(one, other) <= StoreClock::day;
}

} // namespace

StoreClock::StoreClock(const Reading &first)
{
    m_state.ageMs = first.wallMs;
    m_state.wallMs = first.wallMs;
    m_state.sinceMs = first.monotonicMs;
    m_state.last = first;
}

std::int64_t StoreClock::now() const
{
    return m_state.ageMs + (isInDoubt() ? std::max<std::int64_t>(0, m_state.doubtMs - m_state.wallMs) : 0);
}

void StoreClock::believeDoubt()
{
    // What only one start had ever read before says nothing of when that was: it may have been wrong just as well.
    if (m_state.alone == 0)
        m_state.ageMs = now();
    m_state.wallMs = m_state.doubtMs;
    m_state.doubtMs = 0;
    m_state.alone = 0;
}

void StoreClock::doubt(const Reading &now)
{
    m_state.doubtMs = now.wallMs;
    m_state.sinceMs = now.monotonicMs;
}

void StoreClock::read(const Reading &now)
{
    const bool sameStart = now.start == m_state.last.start;
    const std::int64_t passed = sameStart ? std::max<std::int64_t>(0, now.monotonicMs - m_state.last.monotonicMs) : 0;
    const bool forADay = sameStart && now.monotonicMs - m_state.sinceMs >= day;
    m_state.last = now;
    m_state.ageMs += passed;
    m_state.wallMs += passed;
    if (isInDoubt()) {
        m_state.doubtMs += passed;
        if (isNear(now.wallMs, m_state.wallMs)) {
            m_state.doubtMs = 0;
        } else if (!sameStart) {
            // Time has come at least as far as both starts have read. Of two that it may have come to, the later one.
            const auto reached = [&now](std::int64_t time) { return now.wallMs >= time - day; };
            const bool later = m_state.doubtMs > m_state.wallMs;
            if (reached(m_state.doubtMs) && (later || !reached(m_state.wallMs)))
                believeDoubt();
            else if (reached(m_state.wallMs))
                m_state.doubtMs = 0;
            else
                doubt(now);
        } else if (!isNear(now.wallMs, m_state.doubtMs)) {
            doubt(now);
        } else {
            m_state.doubtMs = now.wallMs;
            if (forADay)
                believeDoubt();
        }
    }
    if (isInDoubt())
        return;
    if (!isNear(now.wallMs, m_state.wallMs))
        return doubt(now);
    if (!sameStart || forADay)
        m_state.alone = 0;
    m_state.ageMs += std::max<std::int64_t>(0, now.wallMs - m_state.wallMs);
    m_state.wallMs = now.wallMs;
}

} // namespace candor
