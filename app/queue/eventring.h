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

    /// What a ring lies in.
    struct Memory
    {
        std::span<std::byte> bytes; ///< zeroes, aligned: a ringfile::Header, then at least 4 units for records
        bool outlivesProcess = false;
        std::function<void(bool keep)> giveBack; ///< called once; without \a keep nothing is left of it
    };
    EventRing(std::uint64_t base, Memory memory);
    /// In memory of this process, and lost with it.
    explicit EventRing(std::uint64_t base, std::size_t bytesForRecords = recordBytes);
    ~EventRing(); ///< as when the process dies: a file stays, and anybody may recover it
    EventRing(const EventRing &) = delete;
    EventRing &operator=(const EventRing &) = delete;

    enum class Push {
        Accepted,
        Full, ///< it does not fit; counted in dropped()
        Closed, ///< after close(); not counted here
    };
    /// Copies \a record in, under a mutex held for that copy alone; no allocation, no system call.
    [[nodiscard]] Push push(std::span<const std::byte> record);

    struct Entry
    {
        std::uint64_t sequence = 0; ///< from 1, one more with each push, never used twice
        std::span<const std::byte> record; ///< valid until release()
    };

    /// The oldest entry after sequence \a after that is still in the ring (0: the oldest). False if there is none.
    [[nodiscard]] bool peek(std::uint64_t after, Entry *entry) const;

    /// Frees everything up to and including \a sequence: it stands in the store now, and so many drops are \a counted.
    void release(std::uint64_t sequence, std::uint64_t counted = 0);

    /// Random, one for each ring; with the sequence number it makes an event's id. Any thread.
    [[nodiscard]] std::uint64_t base() const { return m_base; }
    /// How many events were lost because there was no room. Any thread.
    [[nodiscard]] std::uint64_t dropped() const;
    /// Counts \a events that were lost elsewhere. Any thread.
    void addDropped(std::uint64_t events);
    /// What is in the ring is not stored if it says something of \a categories, whoever drains it. Any thread.
    void refuse(Categories categories);
    [[nodiscard]] Categories refused() const;
    /// How many events were accepted. Any thread.
    [[nodiscard]] std::uint64_t accepted() const;
    /// Is it time to make room, rather than to wait for more events?
    [[nodiscard]] bool isHalfFull() const;
    /// Does what was accepted survive the death of this process? Any thread.
    [[nodiscard]] bool outlivesProcess() const { return m_outlivesProcess; }

    /// Nothing is accepted any more, so that what the reader drains after this is all there is.
    void close();
    /// Closes the ring and gives its memory back, whatever other threads still do. With \a keep, what is in it can be
    /// recovered from now on, if it outlivesProcess(); else nothing is left of it.
    void retire(bool keep);

private:
    using RecordHeader = ringfile::RecordHeader;

    [[nodiscard]] std::byte *at(std::uint64_t position) const { return m_records + position % m_capacity; }
    [[nodiscard]] RecordHeader *header(std::uint64_t position) const;
    void prepare(std::uint64_t position) { new (at(position)) RecordHeader{0, 0, 0}; }
    [[nodiscard]] std::uint64_t untilEnd(std::uint64_t position) const { return m_capacity - position % m_capacity; }
    [[nodiscard]] bool toRecord(std::uint64_t *position) const;
    [[nodiscard]] std::uint64_t behind(std::uint64_t position) const;
    void fetchAhead(std::uint64_t position) const;

    const std::uint64_t m_base;
    const bool m_outlivesProcess;

    mutable std::mutex m_producers;
    std::function<void(bool keep)> m_giveBack;
    ringfile::State *m_state = nullptr; // null once retired; changed under the mutex, by the reader
    std::byte *m_records = nullptr;
    std::uint64_t m_capacity = 0;
    bool m_closed = false; // under the mutex
    std::uint64_t m_tail = 0; // under the mutex: where the next record goes
    std::uint64_t m_lastSequence = 0; // under the mutex
    std::uint64_t m_droppedAtEnd = 0; // once retired

    // The reader's: an entry that it has seen, so that going on from it does not begin at the head again.
    mutable std::uint64_t m_cursor = 0;
    mutable std::uint64_t m_cursorSequence = 0;
};

} // namespace candor
