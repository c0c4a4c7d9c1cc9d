// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "system/clock.h"
#include "system/systemclock.h"

#include <atomic>
#include <memory>

namespace candor::test {

/// A clock that stands still until it is moved. Thread-safe.
class FakeClock final : public Clock
{
public:
    /// 2026-11-21 12:00:00 UTC by default.
    explicit FakeClock(std::chrono::milliseconds sinceEpoch = std::chrono::milliseconds(1795262400000))
        : m_wall(sinceEpoch.count())
    {
    }

    /// Set to the present system time: for stores that a program with the system clock reads, too. One day that program
    /// would find events of a fixed date too old.
    [[nodiscard]] static std::shared_ptr<FakeClock> atSystemTime()
    {
        const SystemClock system;
        auto result = std::make_shared<FakeClock>(std::chrono::milliseconds(unixMilliseconds(system.now())));
        const auto monotonic = system.monotonic().time_since_epoch();
        result->m_monotonic = std::chrono::duration_cast<std::chrono::milliseconds>(monotonic).count();
        return result;
    }

    [[nodiscard]] std::chrono::system_clock::time_point now() const override
    {
        return std::chrono::system_clock::time_point(std::chrono::milliseconds(m_wall.load()));
    }

    [[nodiscard]] std::chrono::steady_clock::time_point monotonic() const override
    {
        return std::chrono::steady_clock::time_point(std::chrono::milliseconds(m_monotonic.load()));
    }

    [[nodiscard]] std::chrono::seconds utcOffset(std::chrono::system_clock::time_point) const override
    {
        return std::chrono::seconds(m_utcOffset.load());
    }

    /// UTC by default.
    void setUtcOffset(std::chrono::seconds offset) { m_utcOffset = offset.count(); }

    /// Time passes: both clocks move.
    void advance(std::chrono::milliseconds by)
    {
        m_wall += by.count();
        m_monotonic += by.count();
    }

    /// The wall clock is set: the monotonic one does not change.
    void setWall(std::chrono::milliseconds sinceEpoch) { m_wall = sinceEpoch.count(); }

private:
    std::atomic<std::int64_t> m_wall;
    std::atomic<std::int64_t> m_monotonic{1000000};
    std::atomic<std::int64_t> m_utcOffset{0};
};

} // namespace candor::test
