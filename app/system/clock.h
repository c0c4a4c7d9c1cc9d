// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>

namespace candor {

/// Where every other class gets the time from, so that a test can set it.
/// Thread-safe: implementations may be called from any thread.
class Clock
{
public:
    virtual ~Clock() = default;

    /// Wall-clock time (UTC). May jump in both directions; never used for delays.
    [[nodiscard]] virtual std::chrono::system_clock::time_point now() const = 0;

    /// Time that only moves forwards; for delays and deadlines, meaningless across processes.
    [[nodiscard]] virtual std::chrono::steady_clock::time_point monotonic() const = 0;

    /// How far ahead of UTC local time was, or will be, at \a time.
    [[nodiscard]] virtual std::chrono::seconds utcOffset(std::chrono::system_clock::time_point time) const = 0;

protected:
    Clock() = default;
    Clock(const Clock &) = default;
    Clock &operator=(const Clock &) = default;
};

/// Milliseconds since 1970-01-01 UTC, the unit in which times are stored and sent.
[[nodiscard]] inline std::int64_t unixMilliseconds(std::chrono::system_clock::time_point time)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
}

} // namespace candor
