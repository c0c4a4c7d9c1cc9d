// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "queue/storevalues.h"

#include <chrono>
#include <cstdint>
#include <optional>

namespace candor {

class StoreConnection;

/// The windows of events that may be counted in one another (StoringRule). They begin by the wall clock, so that all
/// processes have the same ones and nobody has to close them; and by a random offset of the store, so that not all
/// computers send in the same second. Of one transaction that writes. Internal to queue/; Qt-free.
class StoreWindows
{
public:
    static constexpr std::chrono::milliseconds longest = std::chrono::hours(1);

    /// \a random: the offset follows from it, where the store has none yet.
    StoreWindows(StoreConnection &connection, std::int64_t random)
        : m_connection(connection)
        , m_random(random)
    {
    }

    struct Window
    {
        std::int64_t beginMs = 0;
        std::int64_t readyMs = 0; ///< when it is over; 0: there is none
        /// Is it open \a now? One that seems to begin later is not: the clock was set back, and nobody knows how far.
        [[nodiscard]] bool holds(std::int64_t now) const { return beginMs <= now && now < readyMs; }
        bool operator==(const Window &) const = default;
    };
    [[nodiscard]] Window of(const NewEvent &event);

private:
    [[nodiscard]] std::int64_t offset();

    StoreConnection &m_connection;
    const std::int64_t m_random;
    std::optional<std::int64_t> m_offset;
};

} // namespace candor
