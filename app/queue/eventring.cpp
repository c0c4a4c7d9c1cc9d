// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "queue/eventring.h"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <utility>

namespace candor {

using ringfile::Header;

namespace {

constexpr std::uint64_t unit = ringfile::unit;

EventRing::Memory memoryOfThisProcess(std::size_t recordBytes)
{
    const std::size_t size = sizeof(Header) + std::max(ringfile::roundedUp(recordBytes), 4 * unit);
    // calloc() takes zeroed pages of the system, which become memory when they are first written.
    const std::shared_ptr<void> memory(std::calloc(1, size), std::free);
    if (!memory)
        throw std::bad_alloc();
    static_assert(alignof(Header) <= alignof(std::max_align_t) && unit <= alignof(std::max_align_t));
    const std::span<std::byte> bytes(static_cast<std::byte *>(memory.get()), size);
    // Overwrite unscrubbed texts before the memory is reused.
    return {
        bytes, false, {}, [memory, bytes](bool, std::size_t used) { std::fill_n(bytes.begin(), used, std::byte()); }};
}

} // namespace

EventRing::EventRing(std::uint64_t base, std::size_t bytesForRecords)
    : EventRing(base, memoryOfThisProcess(bytesForRecords))
{
}

EventRing::EventRing(std::uint64_t base, Memory memory)
    : m_base(base)
    , m_outlivesProcess(memory.outlivesProcess)
    , m_allocate(std::move(memory.allocate))
    , m_giveBack(std::move(memory.giveBack))
    , m_records(memory.bytes.data() + sizeof(Header))
    , m_capacity(memory.bytes.size() - sizeof(Header))
    , m_usable(m_allocate ? 0 : m_capacity)
{
    auto *const header = new (memory.bytes.data()) Header;
    header->version = ringfile::version;
    header->headerBytes = sizeof(Header);
    header->fileBytes = memory.bytes.size();
    header->base = base;
    std::memcpy(header->magic, ringfile::magic.data(), ringfile::magic.size());
    m_state = &header->state;
    prepare(0);
}

EventRing::~EventRing()
{
    retire(true);
}

ringfile::RecordHeader *EventRing::header(std::uint64_t position) const
{
    return std::launder(reinterpret_cast<RecordHeader *>(at(position)));
}

/// Moves \a position over unused space to a record. False if there is none yet.
bool EventRing::toRecord(std::uint64_t *position) const
{
    for (;;) {
        const std::uint32_t length = header(*position)->length.load(std::memory_order_acquire);
        if (length == 0)
            return false;
        if (length != ringfile::skipToStart)
            return true;
        *position += untilEnd(*position);
    }
}

std::uint64_t EventRing::behind(std::uint64_t position) const
{
    return position + unit + ringfile::roundedUp(header(position)->length.load(std::memory_order_relaxed));
}

/// Can a record of \a size bytes at \a start be written, and the header of the next one behind it?
bool EventRing::isUsable(std::uint64_t start, std::uint64_t size)
{
    const std::uint64_t needed = std::min(start % m_capacity + size + unit, m_capacity);
    if (needed > m_usable)
        m_usable = m_allocate(sizeof(Header) + needed) - sizeof(Header);
    return needed <= m_usable;
}

/// The memory after the last record is in the cache of another processor: the store thread read and overwrote it one
/// round ago. Prefetch it, so that the next push() does not wait for it under the producers' mutex.
void EventRing::fetchAhead(std::uint64_t position) const
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

EventRing::Push EventRing::push(std::span<const std::byte> record)
{
    const std::lock_guard lock(m_producers);
    if (m_closed)
        return Push::Closed;
    const auto refuse = [this] {
        m_state->dropped.fetch_add(1, std::memory_order_relaxed);
        return Push::Full;
    };
    if (record.empty() || record.size() >= m_capacity)
        return refuse();
    const std::uint64_t size = unit + ringfile::roundedUp(record.size());
    std::uint64_t start = m_tail;
    // A record is contiguous: if it doesn't fit before the end of the memory, or of what the system can give of it, it
    // begins at the start.
    if (untilEnd(start) < size || !isUsable(start, size))
        start += untilEnd(start);
    const std::uint64_t end = start + size;
    // After the record there must be room for the next header, which says that nothing follows yet.
    if (end + unit - m_state->head.load(std::memory_order_acquire) > m_capacity || !isUsable(start, size))
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
        header(m_tail)->length.store(ringfile::skipToStart, std::memory_order_release);
    m_tail = end;
    fetchAhead(end);
    return Push::Accepted;
}

bool EventRing::peek(std::uint64_t after, Entry *entry) const
{
    if (!m_state)
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

void EventRing::release(std::uint64_t sequence, std::uint64_t counted)
{
    if (!m_state)
        return;
    std::uint64_t position = m_state->head.load(std::memory_order_relaxed);
    // Overwrite released records: their texts were never scrubbed, and the memory may be a file. Overwrite them before
    // the head passes them, since they belong to the producers afterwards, and one by one, so that a process that dies
    // here leaves at most one unreadable record. Records are contiguous.
    while (toRecord(&position) && header(position)->sequence <= sequence) {
        const std::uint64_t next = behind(position);
        std::memset(at(position) + unit, 0, next - position - unit);
        position = next;
        m_state->head.store(position, std::memory_order_release);
    }
    m_state->head.store(position, std::memory_order_release);
    const std::uint64_t known = std::min(sequence, accepted());
    m_state->released.store(std::max(known, m_state->released.load(std::memory_order_relaxed)),
                            std::memory_order_relaxed);
    m_state->counted.store(std::max(counted, m_state->counted.load(std::memory_order_relaxed)),
                           std::memory_order_relaxed);
}

std::uint64_t EventRing::dropped() const
{
    const std::lock_guard lock(m_producers);
    return m_state ? m_state->dropped.load(std::memory_order_relaxed) : m_droppedAtEnd;
}

void EventRing::addDropped(std::uint64_t events)
{
    const std::lock_guard lock(m_producers);
    if (m_state)
        m_state->dropped.fetch_add(events, std::memory_order_relaxed);
}

void EventRing::refuse(Categories categories)
{
    const std::lock_guard lock(m_producers);
    if (m_state)
        m_state->refused.fetch_or(static_cast<std::uint64_t>(categories.toInt()), std::memory_order_relaxed);
}

Categories EventRing::refused() const
{
    const std::lock_guard lock(m_producers);
    const std::uint64_t bits = m_state ? m_state->refused.load(std::memory_order_relaxed) : 0;
    return Categories::fromInt(static_cast<int>(bits));
}

std::uint64_t EventRing::accepted() const
{
    const std::lock_guard lock(m_producers);
    return m_lastSequence;
}

bool EventRing::isHalfFull() const
{
    const std::lock_guard lock(m_producers);
    return m_state && m_tail - m_state->head.load(std::memory_order_relaxed) > m_capacity / 2;
}

void EventRing::close()
{
    const std::lock_guard lock(m_producers);
    m_closed = true;
}

void EventRing::retire(bool keep)
{
    {
        const std::lock_guard lock(m_producers);
        m_closed = true;
        if (!m_state)
            return;
        m_droppedAtEnd = m_state->dropped.load(std::memory_order_relaxed);
        m_state = nullptr;
    }
    m_giveBack(keep, sizeof(Header) + std::min(m_tail + unit, m_capacity));
    m_giveBack = nullptr;
    m_allocate = nullptr;
}

} // namespace candor
