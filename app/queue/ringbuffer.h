// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "queue/eventring.h"
#include "queue/ringmemory.h"

#include <memory>
#include <mutex>

namespace candor {

/// The ring's algorithm, over memory of either kind. Internal to queue/; Qt-free.
class RingBuffer : public EventRing
{
public:
    ~RingBuffer() override;

    [[nodiscard]] bool push(std::span<const std::byte> record) final;
    [[nodiscard]] bool peek(std::uint64_t after, Entry *entry) const final;
    void release(std::uint64_t sequence) final;
    [[nodiscard]] std::uint64_t base() const final { return m_base; }
    [[nodiscard]] std::uint64_t droppedForSpace() const final;
    [[nodiscard]] std::uint64_t accepted() const final;
    [[nodiscard]] bool outlivesProcess() const final { return m_outlivesProcess; }
    bool describe(std::uint32_t generation, std::span<const std::byte> scope) final;
    void retire(bool keep) final;

protected:
    RingBuffer(std::uint64_t base, std::unique_ptr<RingMemory> memory);

private:
    using RecordHeader = RingMemory::RecordHeader;

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
    std::unique_ptr<RingMemory> m_memory; // null once retired; changed under the mutex, by the reader
    RingMemory::State *m_state = nullptr;
    std::byte *m_records = nullptr;
    std::uint64_t m_capacity = 0;
    std::uint64_t m_tail = 0; // under the mutex: where the next record goes
    std::uint64_t m_lastSequence = 0; // under the mutex
    std::uint64_t m_droppedAtEnd = 0; // once retired

    // The reader's: an entry that it has seen, so that going on from it does not begin at the head again.
    mutable std::uint64_t m_cursor = 0;
    mutable std::uint64_t m_cursorSequence = 0;
};

} // namespace candor
