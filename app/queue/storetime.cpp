// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "queue/storetime.h"

#include "queue/storeconnection.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace candor {

namespace {

/// So long what was looked up of the time is good for.
constexpr std::int64_t keptMs = 60 * 1000;

/// A row of meta for each of them.
std::array<std::pair<std::string_view, std::int64_t *>, 8> valuesOf(StoreClock::State *state)
{
    return {{{"clock_age_ms", &state->ageMs},
             {"clock_wall_ms", &state->wallMs},
             {"clock_doubt_ms", &state->doubtMs},
             {"clock_since_ms", &state->sinceMs},
             {"clock_alone", &state->alone},
             {"clock_last_wall_ms", &state->last.wallMs},
             {"clock_last_monotonic_ms", &state->last.monotonicMs},
             {"clock_last_start", &state->last.start}}};
}

std::optional<StoreClock::State> load(StoreConnection &connection)
{
    StoreClock::State result;
    std::size_t found = 0;
    const auto values = valuesOf(&result);
    for (const auto &[name, value] : values) {
        Statement find(connection, "SELECT value FROM meta WHERE name = ?1");
        find.with(name);
        if (find.step()) {
            *value = find.number(0);
            ++found;
        }
    }
    return found == values.size() ? std::optional(result) : std::nullopt;
}

void save(StoreConnection &connection, StoreClock::State state)
{
    for (const auto &[name, value] : valuesOf(&state)) {
        connection.run("INSERT OR REPLACE INTO meta (name, value) VALUES (?1, ?2)", name, *value);
    }
}

} // namespace

StoreTime::StoreTime(StoreConnection &connection, std::shared_ptr<const Clock> clock,
                     const EventStore::Options &options)
    : m_connection(connection)
    , m_clock(std::move(clock))
    , m_options(options)
{
}

StoreClock::Reading StoreTime::readClock() const
{
    const auto monotonic = m_clock->monotonic().time_since_epoch();
    return {unixMilliseconds(m_clock->now()), std::chrono::duration_cast<std::chrono::milliseconds>(monotonic).count(),
            m_options.start};
}

const StoreClock &StoreTime::read()
{
    const StoreClock::Reading reading = readClock();
    if (m_last && reading.monotonicMs - m_lastMs < keptMs) {
        StoreClock next = *m_last;
        next.read(reading);
        if (next.isInDoubt() == m_last->isInDoubt())
            return *(m_last = next);
    }
    m_last = look();
    m_lastMs = reading.monotonicMs;
    save(m_connection, m_last->state());
    return *m_last;
}

StoreClock StoreTime::look()
{
    const std::optional<StoreClock::State> stored = load(m_connection);
    const StoreClock::Reading reading = readClock();
    StoreClock result = stored ? StoreClock(*stored) : StoreClock(reading);
    result.read(reading);
    return result;
}

std::int64_t StoreTime::agedFrom(std::int64_t timeMs)
{
    const StoreClock &time = read();
    return time.now()
        - std::clamp<std::int64_t>(unixMilliseconds(m_clock->now()) - timeMs, 0, time.now() - time.sure());
}

std::int64_t StoreTime::oldestToSend(const StoreClock &time)
{
    const std::int64_t oldest = time.now() - std::chrono::milliseconds(m_options.maximumAge).count();
    if (!time.isInDoubt())
        return oldest;
    // Waited for an answer too long, if that clock is right.
    const std::int64_t since = undecidedSince();
    const std::chrono::milliseconds undecided(since == 0 ? 0 : time.now() - since);
    return undecided > m_options.keepUndecided ? std::max(oldest, since + 1) : oldest;
}

std::int64_t StoreTime::undecidedSince()
{
    return m_connection.number("SELECT value FROM meta WHERE name = 'undecided_since_ms'");
}

} // namespace candor
