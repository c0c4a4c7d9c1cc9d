// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace candor {

/// How long to wait before the next attempt: uniform(1/2, 1) x min(30 min, 1 s x 60^failures). Pure; Qt-free.
///
/// Steep, because it is the number of attempts that a destination in trouble has to bear, times all installs: with
/// doubling from 1 s, a dozen of them fall into the first quarter of an hour. tests/simulation shows what it sees.
struct RetryPolicy
{
    static constexpr std::chrono::minutes longestDelay{30};
    static constexpr std::chrono::hours longestRetryAfter{1}; ///< a longer Retry-After is taken as this
    static constexpr std::chrono::hours pause{24}; ///< before a paused destination is tried again by itself

    /// \a failures: in a row before this one, from 0. \a uniform: a random number in [0, 1).
    [[nodiscard]] static std::chrono::milliseconds delay(int failures, double uniform);

    /// The same where the destination \a asked to be left alone for so long. All installs may have been told the same
    /// moment, so they come back spread over min(30 min, 10 x asked) behind it.
    [[nodiscard]] static std::chrono::milliseconds delay(int failures, double uniform,
                                                         std::optional<std::chrono::milliseconds> asked);
    /// Nothing that delay() returns is longer; what is further ahead was written under a wrong clock.
    static constexpr std::chrono::milliseconds longestWait = longestRetryAfter + longestDelay;

    /// Both forms of Retry-After (RFC 9110, section 10.2.3): seconds, or an HTTP date relative to \a now. Nothing when
    /// malformed; never negative, at most longestRetryAfter.
    [[nodiscard]] static std::optional<std::chrono::milliseconds> retryAfter(std::string_view header,
                                                                             std::chrono::system_clock::time_point now);
};

} // namespace candor
