// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>

namespace candor {

/// How much time has passed for what is stored, told from readings of a wall clock that may be wrong. What only one
/// start of a program has read is not believed where it is more than a day away from what was read before, until
/// another start reads it too, or that one has read it for a day. What is believed never goes back. A value; Qt-free.
class StoreClock
{
public:
    struct Reading
    {
        std::int64_t wallMs = 0; ///< Unix
        std::int64_t monotonicMs = 0; ///< compared within one start only
        std::int64_t start = 0; ///< tells one start of a program from the others

        bool operator==(const Reading &) const = default;
    };
    static constexpr std::int64_t day = std::chrono::milliseconds(std::chrono::hours(24)).count();

    /// What stands in the store.
    struct State
    {
        std::int64_t ageMs = 0; ///< runs with what is believed; begins as the wall clock's time
        std::int64_t wallMs = 0; ///< the wall clock's time that is believed
        std::int64_t doubtMs = 0; ///< another one, which only one start has read; 0: none
        std::int64_t sinceMs = 0; ///< monotonic: when that start read it first, or the first start what is believed
        std::int64_t alone = 1; ///< 0: what is believed was read by another start than the first, or for a day
        Reading last = {};

        bool operator==(const State &) const = default;
    };

    /// The first reading there is.
    explicit StoreClock(const Reading &first);
    explicit StoreClock(const State &state)
        : m_state(state)
    {
    }

    void read(const Reading &now);

    [[nodiscard]] const State &state() const { return m_state; }
    /// The age of what is being stored now. What is older by this than it may become looks old, and is not sent.
    [[nodiscard]] std::int64_t now() const;
    /// No later than that. What is older by this than it may become is old, and goes.
    [[nodiscard]] std::int64_t sure() const { return m_state.ageMs; }
    [[nodiscard]] bool isInDoubt() const { return m_state.doubtMs != 0; }

private:
    void believeDoubt();
    void doubt(const Reading &now);

    State m_state;
};

} // namespace candor
