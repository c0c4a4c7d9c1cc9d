// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>

namespace candor {

/// Every other class gets the time from here, so that a test can set it. Thread-safe: implementations may be called
/// from any thread.
class Clock
{
public:
    virtual ~Clock() = default;

    /// Wall-clock time (UTC). May jump in both directions; never used for delays.
    [[nodiscard]] virtual std::chrono::system_clock::time_point now() const = 0;

    /// Time that only moves forwards; for delays and deadlines, meaningless across processes.
    [[nodiscard]] virtual std::chrono::steady_clock::time_point monotonic() const = 0;

    /// The offset of local time from UTC at \a time, positive if local time is ahead.
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
