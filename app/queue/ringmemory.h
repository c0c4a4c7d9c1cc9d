// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>

namespace candor {

/// The bytes a ring is made of, and what becomes of them. Internal to queue/; Qt-free.
class RingMemory
{
public:
    /// In front of each record. A length of 0 means that nothing has been written here yet; it is stored last, with
    /// release order, so that who sees it sees the whole record and the next header's 0.
    struct RecordHeader
    {
        std::atomic<std::uint32_t> length;
        std::uint32_t unused;
        std::uint64_t sequence;
    };
    static constexpr std::uint64_t unit = sizeof(RecordHeader); ///< everything begins at a multiple of it
    /// A length that says: the rest up to the end of the memory is not used, go on at its beginning.
    static constexpr std::uint32_t skipToStart = 0xFFFFFFFF;

    /// Positions count all bytes ever written and never go back; a position's place is its remainder.
    struct State
    {
        std::atomic<std::uint64_t> head; ///< stored by the reader: everything before is free
        std::atomic<std::uint64_t> dropped;
        std::atomic<std::uint64_t> accepted;
    };

    virtual ~RingMemory() = default;
    RingMemory(const RingMemory &) = delete;
    RingMemory &operator=(const RingMemory &) = delete;

    [[nodiscard]] virtual State &state() = 0;
    [[nodiscard]] virtual std::span<std::byte> records() = 0; ///< a multiple of unit, aligned to it
    [[nodiscard]] virtual bool outlivesProcess() const = 0;
    virtual bool describe(std::uint32_t generation, std::span<const std::byte> scope) = 0;
    /// Nothing of it is to be found any more once it is destroyed.
    virtual void forget() = 0;

    [[nodiscard]] static constexpr std::uint64_t roundedUp(std::uint64_t bytes)
    {
        return (bytes + unit - 1) / unit * unit;
    }

protected:
    RingMemory() = default;
};

static_assert(sizeof(RingMemory::RecordHeader) == 16 && std::atomic<std::uint32_t>::is_always_lock_free
              && std::atomic<std::uint64_t>::is_always_lock_free);

} // namespace candor
