// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "queue/ringbuffer.h"

#include <cstring>
#include <new>

namespace candor {

namespace {

constexpr std::uint64_t unit = RingMemory::unit;

} // namespace

RingBuffer::RingBuffer(std::uint64_t base, std::unique_ptr<RingMemory> memory)
    : m_base(base)
    , m_outlivesProcess(memory->outlivesProcess())
    , m_memory(std::move(memory))
    , m_state(&m_memory->state())
    , m_records(m_memory->records().data())
    , m_capacity(m_memory->records().size())
{
    prepare(0);
}

RingBuffer::~RingBuffer() = default;

RingMemory::RecordHeader *RingBuffer::header(std::uint64_t position) const
{
    return std::launder(reinterpret_cast<RecordHeader *>(at(position)));
}

/// Moves \a position over unused rests to a record. False if there is none yet.
bool RingBuffer::toRecord(std::uint64_t *position) const
{
    for (;;) {
        const std::uint32_t length = header(*position)->length.load(std::memory_order_acquire);
        if (length == 0)
            return false;
        if (length != RingMemory::skipToStart)
            return true;
        *position += untilEnd(*position);
    }
}

std::uint64_t RingBuffer::behind(std::uint64_t position) const
{
    return position + unit + RingMemory::roundedUp(header(position)->length.load(std::memory_order_relaxed));
}

/// The memory behind the last record is another processor's: the store thread's, which read it and overwrote it one
/// round ago. Fetched now, it is here when the next record comes; the producers' mutex would wait for it.
void RingBuffer::fetchAhead(std::uint64_t position) const
{
#if defined(__GNUC__)
    constexpr std::uint64_t cacheLine = 64;
    constexpr std::uint64_t usualRecord = 256;
    for (std::uint64_t ahead = cacheLine; ahead <= usualRecord; ahead += cacheLine)
        __builtin_prefetch(at(position + ahead), 1);
#else
    (void)position;
#endif
}

bool RingBuffer::push(std::span<const std::byte> record)
{
    const std::lock_guard lock(m_producers);
    if (!m_memory)
        return false;
    const auto refuse = [this] {
        m_state->dropped.fetch_add(1, std::memory_order_relaxed);
        return false;
    };
    if (record.empty() || record.size() >= m_capacity)
        return refuse();
    const std::uint64_t size = unit + RingMemory::roundedUp(record.size());
    std::uint64_t start = m_tail;
    // A record lies in one piece: what doesn't fit before the end of the memory begins at its start.
    if (untilEnd(start) < size)
        start += untilEnd(start);
    const std::uint64_t end = start + size;
    // Behind the record there must be room for the next header, which says that nothing follows yet.
    if (end + unit - m_state->head.load(std::memory_order_acquire) > m_capacity)
        return refuse();
    prepare(end);
    if (start != m_tail)
        prepare(start);
    RecordHeader *const place = header(start);
    place->sequence = ++m_lastSequence;
    std::memcpy(at(start) + unit, record.data(), record.size());
    m_state->accepted.store(m_lastSequence, std::memory_order_relaxed);
    place->length.store(static_cast<std::uint32_t>(record.size()), std::memory_order_release);
    if (start != m_tail)
        header(m_tail)->length.store(RingMemory::skipToStart, std::memory_order_release);
    m_tail = end;
    fetchAhead(end);
    return true;
}

bool RingBuffer::peek(std::uint64_t after, Entry *entry) const
{
    if (!m_memory)
        return false;
    std::uint64_t position = m_state->head.load(std::memory_order_relaxed);
    if (m_cursorSequence != 0 && m_cursorSequence <= after && m_cursor >= position)
        position = m_cursor;
    for (; toRecord(&position); position = behind(position)) {
        const RecordHeader *const found = header(position);
        if (found->sequence <= after)
            continue;
        entry->sequence = found->sequence;
        entry->record = {at(position) + unit, found->length.load(std::memory_order_relaxed)};
        m_cursor = position;
        m_cursorSequence = found->sequence;
        return true;
    }
    return false;
}

void RingBuffer::release(std::uint64_t sequence)
{
    if (!m_memory)
        return;
    std::uint64_t position = m_state->head.load(std::memory_order_relaxed);
    // What has been dealt with does not stay to be read: these bytes were never scrubbed, and the memory may be a file.
    // Overwritten before the head passes them, since from then on they are the producers', and one by one, so that a
    // process that dies here leaves no more than one record that can't be read. A record lies in one piece.
    while (toRecord(&position) && header(position)->sequence <= sequence) {
        const std::uint64_t next = behind(position);
        std::memset(at(position) + unit, 0, next - position - unit);
        position = next;
        m_state->head.store(position, std::memory_order_release);
    }
    m_state->head.store(position, std::memory_order_release);
}

std::uint64_t RingBuffer::droppedForSpace() const
{
    const std::lock_guard lock(m_producers);
    return m_memory ? m_state->dropped.load(std::memory_order_relaxed) : m_droppedAtEnd;
}

std::uint64_t RingBuffer::accepted() const
{
    const std::lock_guard lock(m_producers);
    return m_lastSequence;
}

bool RingBuffer::describe(std::uint32_t generation, std::span<const std::byte> scope)
{
    const std::lock_guard lock(m_producers);
    return !m_memory || m_memory->describe(generation, scope);
}

void RingBuffer::retire(bool keep)
{
    std::unique_ptr<RingMemory> memory;
    {
        const std::lock_guard lock(m_producers);
        if (!m_memory)
            return;
        m_droppedAtEnd = m_state->dropped.load(std::memory_order_relaxed);
        memory = std::move(m_memory);
    }
    if (!keep)
        memory->forget();
}

} // namespace candor
