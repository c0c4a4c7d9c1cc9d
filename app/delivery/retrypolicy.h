// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace candor {

/// The delay before the next attempt: uniform(1/2, 1) x min(30 min, 1 s x 60^failures). Pure.
///
/// It grows steeply, because a destination in trouble must bear the attempts of all installs: with doubling from 1 s,
/// each would make a dozen attempts in the first quarter of an hour. tests/simulation shows what the destination sees.
struct RetryPolicy
{
    static constexpr std::chrono::minutes longestDelay{30};
    static constexpr std::chrono::hours longestRetryAfter{1}; ///< the maximum: a longer Retry-After is reduced to this
    static constexpr std::chrono::hours pause{24}; ///< after it a paused destination is tried again by itself

    /// \a failures: consecutive failures before this one, from 0. \a uniform: a random number in [0, 1).
    [[nodiscard]] static std::chrono::milliseconds delay(int failures, double uniform);

    /// The same if the destination has \a asked for a delay. All installs may have been told the same time, so their
    /// attempts are spread over min(30 min, 10 x asked) after it.
    [[nodiscard]] static std::chrono::milliseconds delay(int failures, double uniform,
                                                         std::optional<std::chrono::milliseconds> asked);
    /// The maximum of delay(): a time further ahead was written with a wrong clock.
    static constexpr std::chrono::milliseconds longestWait = longestRetryAfter + longestDelay;

    /// Both forms of Retry-After (RFC 9110, section 10.2.3): seconds, or an HTTP date relative to \a now. Nothing if it
    /// is malformed; never negative, at most longestRetryAfter.
    [[nodiscard]] static std::optional<std::chrono::milliseconds> retryAfter(std::string_view header,
                                                                             std::chrono::system_clock::time_point now);
};

} // namespace candor
