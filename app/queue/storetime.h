// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "queue/eventstore.h"
#include "queue/storeclock.h"

#include <cstdint>
#include <memory>
#include <optional>

namespace candor {

class StoreConnection;

/// The time by which everything in the store ages: a StoreClock, kept in its table meta. Internal to queue/; Qt-free.
class StoreTime
{
public:
    StoreTime(StoreConnection &connection, std::shared_ptr<const Clock> clock, const EventStore::Options &options);

    /// Only inside a transaction that writes.
    [[nodiscard]] const StoreClock &read();
    [[nodiscard]] StoreClock look(); ///< ... without one
    /// The age from which an event of \a timeMs counts: what it says itself counts as far as the clock is in doubt
    /// anyway. Only inside a transaction that writes.
    [[nodiscard]] std::int64_t agedFrom(std::int64_t timeMs);
    /// What ages from before that looks too old to be sent.
    [[nodiscard]] std::int64_t oldestToSend(const StoreClock &time);
    [[nodiscard]] std::int64_t undecidedSince(); ///< as an age; 0: it is not

private:
    [[nodiscard]] StoreClock::Reading readClock() const;

    StoreConnection &m_connection;
    const std::shared_ptr<const Clock> m_clock;
    const EventStore::Options &m_options;
    std::optional<StoreClock> m_last;
    std::int64_t m_lastMs = 0; ///< monotonic: when it was looked up
};

} // namespace candor
