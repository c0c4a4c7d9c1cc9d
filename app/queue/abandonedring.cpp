// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "queue/abandonedring.h"

#include "queue/eventrecord.h"
#include "queue/ringfile.h"

#include <zlib.h>

#include <algorithm>
#include <cstring>

namespace candor {

namespace {

using ringfile::Header;
using ringfile::Slot;

constexpr std::uint64_t unit = RingMemory::unit;

} // namespace

AbandonedRing::AbandonedRing(std::vector<std::byte> bytes, std::function<void()> remove)
    : m_bytes(std::move(bytes))
    , m_remove(std::move(remove))
{
    if (m_bytes.size() < sizeof(Header)
        || std::memcmp(m_bytes.data(), ringfile::magic.data(), ringfile::magic.size()) != 0)
        return;
    const auto version = number(offsetof(Header, version), 4);
    if (version > ringfile::version) {
        m_content = Content::Newer;
        return;
    }
    m_records = number(offsetof(Header, headerBytes), 4);
    if (version != ringfile::version || m_records != sizeof(Header)
        || number(offsetof(Header, fileBytes), 8) != m_bytes.size() || (m_bytes.size() - m_records) % unit != 0
        || m_bytes.size() - m_records < 4 * unit)
        return;
    m_capacity = m_bytes.size() - m_records;
    m_base = number(offsetof(Header, base), 8);
    constexpr std::size_t state = offsetof(Header, state);
    const std::uint64_t head = number(state + offsetof(RingMemory::State, head), 8);
    m_dropped = number(state + offsetof(RingMemory::State, dropped), 8);
    m_accepted = number(state + offsetof(RingMemory::State, accepted), 8);
    if (head % unit != 0)
        return;
    m_offset = head % m_capacity;
    m_content = Content::Readable;
}

std::uint64_t AbandonedRing::number(std::uint64_t offset, std::size_t size) const
{
    std::uint64_t result = 0;
    if (offset + size > m_bytes.size())
        return 0;
    if (size == 4) {
        std::uint32_t small = 0;
        std::memcpy(&small, m_bytes.data() + offset, sizeof small);
        result = small;
    } else {
        std::memcpy(&result, m_bytes.data() + offset, sizeof result);
    }
    return result;
}

std::optional<RingScope> AbandonedRing::scope(std::uint32_t generation) const
{
    if (m_content != Content::Readable || generation == 0)
        return std::nullopt;
    for (std::size_t i = 0; i < ringfile::slots; ++i) {
        const std::uint64_t at = offsetof(Header, slot) + i * sizeof(Slot);
        if (number(at + offsetof(Slot, generation), 4) != generation)
            continue;
        const std::uint64_t length = number(at + offsetof(Slot, length), 4);
        if (length > sizeof(Slot::bytes))
            return std::nullopt;
        const std::span bytes(m_bytes.data() + at + offsetof(Slot, bytes), length);
        const auto checksum = crc32(0, reinterpret_cast<const Bytef *>(bytes.data()), static_cast<uInt>(bytes.size()));
        if (number(at + offsetof(Slot, checksum), 4) != checksum)
            return std::nullopt;
        return RingScope::fromBytes(bytes);
    }
    return std::nullopt;
}

std::optional<RingScope> AbandonedRing::newestScope() const
{
    std::uint64_t newest = 0;
    for (std::size_t i = 0; m_content == Content::Readable && i < ringfile::slots; ++i)
        newest = std::max(newest, number(offsetof(Header, slot) + i * sizeof(Slot) + offsetof(Slot, generation), 4));
    return scope(static_cast<std::uint32_t>(newest));
}

std::uint64_t AbandonedRing::lost(std::uint64_t after) const
{
    // What lies behind damage can't be found any more; how much that is, is told by the count, if that one is sound.
    const std::uint64_t read = std::max(m_lastSequence, after);
    const std::uint64_t possible = m_capacity / (2 * unit);
    return m_damaged && m_accepted > read && m_accepted - read <= possible ? m_accepted - read : 0;
}

void AbandonedRing::fail()
{
    m_atEnd = true;
    m_damaged = true;
}

bool AbandonedRing::next(EventRing::Entry *entry)
{
    while (m_content == Content::Readable && !m_atEnd) {
        const std::uint64_t at = m_records + m_offset;
        const std::uint64_t length = number(at + offsetof(RingMemory::RecordHeader, length), 4);
        if (length == 0) {
            m_atEnd = true;
            break;
        }
        const bool skip = length == RingMemory::skipToStart;
        const std::uint64_t size = skip ? m_capacity - m_offset : unit + RingMemory::roundedUp(length);
        // Once around is all there can be.
        if (size > m_capacity - m_offset || m_walked + size > m_capacity) {
            fail();
            break;
        }
        m_walked += size;
        if (skip) {
            m_offset = 0;
            continue;
        }
        const std::uint64_t sequence = number(at + offsetof(RingMemory::RecordHeader, sequence), 8);
        if (sequence == 0 || (m_lastSequence != 0 && sequence != m_lastSequence + 1)) {
            fail();
            break;
        }
        m_lastSequence = sequence;
        m_offset = (m_offset + size) % m_capacity;
        entry->sequence = sequence;
        entry->record = {m_bytes.data() + at + unit, length};
        return true;
    }
    return false;
}

void AbandonedRing::remove()
{
    if (m_remove)
        m_remove();
}

} // namespace candor
