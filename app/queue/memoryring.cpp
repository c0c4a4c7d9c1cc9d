// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "queue/memoryring.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <new>

namespace candor {

namespace {

/// In front of each record. A length of 0 means that nothing has been written here yet; it is stored last, with release
/// order, so that who sees it sees the whole record and the next header's 0.
struct Header
{
    std::atomic<std::uint32_t> length;
    std::uint64_t sequence;
};
static_assert(sizeof(Header) == 16 && std::atomic<std::uint32_t>::is_always_lock_free);

constexpr std::uint64_t unit = sizeof(Header); ///< everything begins at a multiple of it, so a header always fits
/// A length that says: the rest up to the end of the memory is not used, go on at its beginning.
constexpr std::uint32_t skipToStart = std::numeric_limits<std::uint32_t>::max();

std::uint64_t roundedUp(std::uint64_t bytes)
{
    return (bytes + unit - 1) / unit * unit;
}

} // namespace

// Positions count all bytes ever written and never go back; a position's place in the memory is its remainder.
struct MemoryRing::Private
{
    Private(std::uint64_t ringBase, std::size_t wanted)
        : base(ringBase)
        , capacity(std::max<std::uint64_t>(roundedUp(wanted), 4 * unit))
        , blocks(std::make_unique<Block[]>(capacity / unit))
    {
        prepare(0);
    }

    struct alignas(Header) Block
    {
        std::byte bytes[unit];
    };

    std::byte *at(std::uint64_t position) const { return blocks[position % capacity / unit].bytes; }
    Header *header(std::uint64_t position) const { return std::launder(reinterpret_cast<Header *>(at(position))); }
    void prepare(std::uint64_t position) { new (at(position)) Header{0, 0}; }
    std::uint64_t untilEnd(std::uint64_t position) const { return capacity - position % capacity; }

    /// Moves \a position over unused rests to a record. False if there is none yet.
    bool toRecord(std::uint64_t *position) const
    {
        for (;;) {
            const std::uint32_t length = header(*position)->length.load(std::memory_order_acquire);
            if (length == 0)
                return false;
            if (length != skipToStart)
                return true;
            *position += untilEnd(*position);
        }
    }

    std::uint64_t behind(std::uint64_t position) const
    {
        return position + unit + roundedUp(header(position)->length.load(std::memory_order_relaxed));
    }

    const std::uint64_t base;
    const std::uint64_t capacity;
    const std::unique_ptr<Block[]> blocks;

    std::mutex producers;
    std::uint64_t tail = 0; ///< under the mutex: where the next record goes
    std::uint64_t lastSequence = 0; ///< under the mutex

    std::atomic<std::uint64_t> head{0}; ///< stored by the reader: everything before is free
    std::atomic<std::uint64_t> dropped{0};
    std::atomic<std::uint64_t> accepted{0};

    /// The reader's: an entry that it has seen, so that going on from it does not begin at the head again.
    std::uint64_t cursor = 0;
    std::uint64_t cursorSequence = 0;
};

MemoryRing::MemoryRing(std::uint64_t base, std::size_t capacity)
    : d(std::make_unique<Private>(base, capacity))
{
}

MemoryRing::~MemoryRing() = default;

bool MemoryRing::push(std::span<const std::byte> record)
{
    if (record.empty() || record.size() >= skipToStart || record.size() > d->capacity) {
        d->dropped.fetch_add(1, std::memory_order_relaxed);
        return false;
    }
    const std::uint64_t size = unit + roundedUp(record.size());
    const std::lock_guard lock(d->producers);
    std::uint64_t start = d->tail;
    // A record lies in one piece: what doesn't fit before the end of the memory begins at its start.
    if (d->untilEnd(start) < size)
        start += d->untilEnd(start);
    const std::uint64_t end = start + size;
    // Behind the record there must be room for the next header, which says that nothing follows yet.
    if (end + unit - d->head.load(std::memory_order_acquire) > d->capacity) {
        d->dropped.fetch_add(1, std::memory_order_relaxed);
        return false;
    }
    d->prepare(end);
    if (start != d->tail)
        d->prepare(start);
    Header *const header = d->header(start);
    header->sequence = ++d->lastSequence;
    std::memcpy(d->at(start) + unit, record.data(), record.size());
    d->accepted.fetch_add(1, std::memory_order_relaxed);
    header->length.store(static_cast<std::uint32_t>(record.size()), std::memory_order_release);
    if (start != d->tail)
        d->header(d->tail)->length.store(skipToStart, std::memory_order_release);
    d->tail = end;
    return true;
}

bool MemoryRing::peek(std::uint64_t after, Entry *entry) const
{
    std::uint64_t position = d->head.load(std::memory_order_relaxed);
    if (d->cursorSequence != 0 && d->cursorSequence <= after && d->cursor >= position)
        position = d->cursor;
    for (; d->toRecord(&position); position = d->behind(position)) {
        const Header *const header = d->header(position);
        if (header->sequence <= after)
            continue;
        entry->sequence = header->sequence;
        entry->record = {d->at(position) + unit, header->length.load(std::memory_order_relaxed)};
        d->cursor = position;
        d->cursorSequence = header->sequence;
        return true;
    }
    return false;
}

void MemoryRing::release(std::uint64_t sequence)
{
    std::uint64_t position = d->head.load(std::memory_order_relaxed);
    while (d->toRecord(&position) && d->header(position)->sequence <= sequence)
        position = d->behind(position);
    d->head.store(position, std::memory_order_release);
}

std::uint64_t MemoryRing::base() const
{
    return d->base;
}

std::uint64_t MemoryRing::droppedForSpace() const
{
    return d->dropped.load(std::memory_order_relaxed);
}

std::uint64_t MemoryRing::accepted() const
{
    return d->accepted.load(std::memory_order_relaxed);
}

} // namespace candor
