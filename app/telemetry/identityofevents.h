// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "telemetry/dailyid.h"
#include "telemetry/eventidentity.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace candor {

/// What the events of one ring carry as their id, what their own ids follow from, and what their values are hashed
/// with: for one UTC day at a time, the day on which they happened, however late they are stored. Qt-free.
class IdentityOfEvents
{
public:
    /// The local secret; nothing: it can't be had now.
    using Secret = std::function<std::optional<std::string>()>;

    IdentityOfEvents(EventIdentity identity, std::uint64_t ringBase, dailyid::KeyedHash hash, Secret secret);
    /// Leaves neither a secret nor an id in memory that is used again.
    ~IdentityOfEvents();
    IdentityOfEvents(const IdentityOfEvents &) = delete;
    IdentityOfEvents &operator=(const IdentityOfEvents &) = delete;

    enum class Turned {
        Same, ///< as it was
        Changed, ///< id() is another one
        Never, ///< there is no id: nothing may be recorded
        NotNow, ///< the local secret can't be had at the moment
    };
    /// To what happened on \a utcDay, counted from 1970.
    [[nodiscard]] Turned turnTo(std::int64_t utcDay);

    /// Must events of different days not be linked?
    [[nodiscard]] bool isDaily() const { return m_given.mode == Identity::Daily; }

    // Of the day that it was turned to.
    [[nodiscard]] const std::string &id() const { return m_id; }
    [[nodiscard]] std::uint64_t ringBase() const { return m_dayBase; }
    /// Null: it can't be had now; empty: never.
    [[nodiscard]] const std::string *hashKey();

private:
    /// False: it can't be had now.
    [[nodiscard]] bool obtainSecret();

    EventIdentity m_given;
    const std::uint64_t m_ringBase;
    const dailyid::KeyedHash m_hash;
    const Secret m_obtain;
    std::string m_secret; // once it was needed
    std::optional<std::int64_t> m_day;
    std::string m_id;
    std::uint64_t m_dayBase;
    std::string m_dayKey;
};

} // namespace candor
