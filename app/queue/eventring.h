// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace candor {

/// The hand-off between the threads that call track() and the store thread: a bounded ring of bytes.
/// push() from any thread; everything else from one reader, unless it says otherwise. Qt-free.
class EventRing
{
public:
    virtual ~EventRing() = default;
    EventRing(const EventRing &) = delete;
    EventRing &operator=(const EventRing &) = delete;

    /// Copies \a record in, under a mutex held for that copy alone; no allocation, no system call.
    /// \returns false when it does not fit; the caller's event is then counted in droppedForSpace(). Also false,
    /// uncounted, after retire().
    [[nodiscard]] virtual bool push(std::span<const std::byte> record) = 0;

    struct Entry
    {
        std::uint64_t sequence = 0; ///< from 1, one more with each push, never used twice
        std::span<const std::byte> record; ///< valid until release()
    };

    /// The oldest entry after sequence \a after that is still in the ring (0: the oldest). False if there is none.
    [[nodiscard]] virtual bool peek(std::uint64_t after, Entry *entry) const = 0;

    /// Frees everything up to and including \a sequence: it stands in the store now.
    virtual void release(std::uint64_t sequence) = 0;

    /// Random, one for each ring; with the sequence number it makes an event's id. Any thread.
    [[nodiscard]] virtual std::uint64_t base() const = 0;

    /// How many push() calls were refused because the ring was full, since it was made.
    [[nodiscard]] virtual std::uint64_t droppedForSpace() const = 0;

    /// How many push() calls were accepted, since it was made.
    [[nodiscard]] virtual std::uint64_t accepted() const = 0;

    /// Does what was accepted survive the death of this process? Any thread.
    [[nodiscard]] virtual bool outlivesProcess() const = 0;

    /// Keeps \a scope (RingScope) with the ring, for whoever adopts it after the death of this process: what records
    /// of \a generation were recorded under. Before the first push() of that generation; any thread. No effect unless
    /// outlivesProcess(); the oldest of 8 is forgotten. \returns false if it is too long to be kept.
    virtual bool describe(std::uint32_t generation, std::span<const std::byte> scope) = 0;

    /// Closes the ring for good and gives its memory back, whatever other threads still do. With \a keep, what is in
    /// it can be adopted from now on, if it outlivesProcess(); else nothing is left of it.
    virtual void retire(bool keep) = 0;

protected:
    EventRing() = default;
};

} // namespace candor
