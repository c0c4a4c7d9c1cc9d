// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/category.h"
#include "queue/ringfile.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <span>

namespace candor {

/// The bounded memory between the threads that call track() and the store thread: one for each decision, destination
/// and set of categories. push() from any thread; everything else from one reader, unless it says otherwise. Qt-free.
class EventRing final
{
public:
    static constexpr std::size_t recordBytes = ringfile::fileBytes - sizeof(ringfile::Header); ///< promise P8

    /// The memory of a ring.
    struct Memory
    {
        std::span<std::byte> bytes; ///< zeroes, aligned: a ringfile::Header, then at least 4 units for records
        bool outlivesProcess = false;
        /// Makes at least the first \a needed bytes usable if it can, and returns how many are. Empty: all are.
        std::function<std::size_t(std::size_t needed)> allocate;
        /// Called once; unless \a keep, the contents are destroyed: the first \a used bytes.
        std::function<void(bool keep, std::size_t used)> giveBack;
    };
    EventRing(std::uint64_t base, Memory memory);
    /// A ring in memory of this process, lost with it.
    explicit EventRing(std::uint64_t base, std::size_t bytesForRecords = recordBytes);
    ~EventRing(); ///< like the death of the process: a file stays, and any process may recover it
    EventRing(const EventRing &) = delete;
    EventRing &operator=(const EventRing &) = delete;

    enum class Push {
        Accepted,
        Full, ///< the record does not fit; counted in dropped()
        Closed, ///< after close(); not counted here
    };
    /// Copies \a record into the ring under a mutex that is held only for the copy. No system call, but to allocate
    /// the next part of the memory in the ring's first round.
    [[nodiscard]] Push push(std::span<const std::byte> record);

    struct Entry
    {
        std::uint64_t sequence = 0; ///< starts at 1, increases with each push, never used twice
        std::span<const std::byte> record; ///< valid until release()
    };

    /// Gets the oldest entry after sequence \a after that is still in the ring (0: the oldest of all). False if there
    /// is none.
    [[nodiscard]] bool peek(std::uint64_t after, Entry *entry) const;

    /// Frees everything up to and including \a sequence, which is in the store now. \a counted: how many drops the
    /// store has counted.
    void release(std::uint64_t sequence, std::uint64_t counted = 0);

    /// A random number for each ring; together with the sequence number it determines an event's id. Any thread.
    [[nodiscard]] std::uint64_t base() const { return m_base; }
    /// How many events were lost because there was no room. Any thread.
    [[nodiscard]] std::uint64_t dropped() const;
    /// Counts \a events that were lost elsewhere. Any thread.
    void addDropped(std::uint64_t events);
    /// Records of \a categories in the ring must not be stored, whichever process drains it. Any thread.
    void refuse(Categories categories);
    [[nodiscard]] Categories refused() const;
    /// How many events were accepted. Any thread.
    [[nodiscard]] std::uint64_t accepted() const;
    /// Should the reader make room instead of waiting for more events?
    [[nodiscard]] bool isHalfFull() const;
    /// Do accepted events survive the death of this process? Any thread.
    [[nodiscard]] bool outlivesProcess() const { return m_outlivesProcess; }

    /// Accepts nothing any more, so that the reader drains everything afterwards.
    void close();
    /// Closes the ring and gives its memory back; other threads may still call it. With \a keep its events can be
    /// recovered from now on if it outlivesProcess(); otherwise they are destroyed.
    void retire(bool keep);

private:
    using RecordHeader = ringfile::RecordHeader;

    [[nodiscard]] std::byte *at(std::uint64_t position) const { return m_records + position % m_capacity; }
    [[nodiscard]] RecordHeader *header(std::uint64_t position) const;
    void prepare(std::uint64_t position) { new (at(position)) RecordHeader{0, 0, 0}; }
    [[nodiscard]] std::uint64_t untilEnd(std::uint64_t position) const { return m_capacity - position % m_capacity; }
    [[nodiscard]] bool toRecord(std::uint64_t *position) const;
    [[nodiscard]] std::uint64_t behind(std::uint64_t position) const;
    [[nodiscard]] bool isUsable(std::uint64_t start, std::uint64_t size);
    void fetchAhead(std::uint64_t position) const;

    const std::uint64_t m_base;
    const bool m_outlivesProcess;

    mutable std::mutex m_producers;
    std::function<std::size_t(std::size_t needed)> m_allocate;
    std::function<void(bool keep, std::size_t used)> m_giveBack;
    ringfile::State *m_state = nullptr; // null once retired; changed under the mutex, by the reader
    std::byte *m_records = nullptr;
    std::uint64_t m_capacity = 0;
    std::uint64_t m_usable = 0; // of the capacity; under the mutex
    bool m_closed = false; // under the mutex
    std::uint64_t m_tail = 0; // under the mutex: where the next record goes
    std::uint64_t m_lastSequence = 0; // under the mutex
    std::uint64_t m_droppedAtEnd = 0; // once retired

    // Used by the reader: an entry that it has seen, so that the next search does not begin at the head again.
    mutable std::uint64_t m_cursor = 0;
    mutable std::uint64_t m_cursorSequence = 0;
};

} // namespace candor
