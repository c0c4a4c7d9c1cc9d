// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "queue/abandonedring.h"

#include "queue/ringfile.h"

#include <zlib.h>

#include <algorithm>
#include <cstring>

namespace candor {

namespace {

using ringfile::Header;
using ringfile::State;

constexpr std::uint64_t unit = ringfile::unit;
constexpr std::size_t state = offsetof(Header, state);

} // namespace

template<typename T>
T AbandonedRing::number(std::uint64_t offset) const
{
    T result = 0;
    if (offset + sizeof result <= m_bytes.size())
        std::memcpy(&result, m_bytes.data() + offset, sizeof result);
    return result;
}

AbandonedRing::AbandonedRing(std::vector<std::byte> bytes, std::uint64_t fileBytes, std::function<void()> remove)
    : m_bytes(std::move(bytes))
    , m_remove(std::move(remove))
{
    if (m_bytes.size() < sizeof(Header)
        || std::memcmp(m_bytes.data(), ringfile::magic.data(), ringfile::magic.size()) != 0)
        return;
    const auto version = number<std::uint32_t>(offsetof(Header, version));
    if (version > ringfile::version) {
        m_content = Content::Newer;
        return;
    }
    const bool isComplete = m_bytes.size() == fileBytes || m_bytes.size() == sizeof(Header);
    if (!isComplete || version != ringfile::version
        || number<std::uint32_t>(offsetof(Header, headerBytes)) != sizeof(Header)
        || number(offsetof(Header, fileBytes)) != fileBytes || (fileBytes - sizeof(Header)) % unit != 0
        || fileBytes < sizeof(Header) + 4 * unit)
        return;
    m_capacity = fileBytes - sizeof(Header);
    m_base = number(offsetof(Header, base));
    const std::uint64_t head = number(state + offsetof(State, head));
    m_dropped = number(state + offsetof(State, dropped));
    m_accepted = number(state + offsetof(State, accepted));
    if (head % unit != 0)
        return;
    m_offset = head % m_capacity;
    m_content = Content::Readable;
}

std::optional<RingScope> AbandonedRing::scope() const
{
    const std::uint64_t length = number<std::uint32_t>(offsetof(Header, scopeBytes));
    if (m_content != Content::Readable || length > sizeof(Header::scope))
        return std::nullopt;
    const std::span bytes(m_bytes.data() + offsetof(Header, scope), length);
    const auto checksum = crc32(0, reinterpret_cast<const Bytef *>(bytes.data()), static_cast<uInt>(bytes.size()));
    if (number<std::uint32_t>(offsetof(Header, scopeChecksum)) != checksum)
        return std::nullopt;
    std::optional<RingScope> result = RingScope::fromBytes(bytes);
    if (result)
        result->granted &= ~Categories::fromInt(static_cast<int>(number(state + offsetof(State, refused))));
    return result;
}

/// \a whole minus \a part if the ring can contain so many entries; otherwise the header is damaged.
std::uint64_t AbandonedRing::sound(std::uint64_t whole, std::uint64_t part) const
{
    return whole > part && whole - part <= m_capacity / (2 * unit) ? whole - part : 0;
}

std::uint64_t AbandonedRing::lost(std::uint64_t after) const
{
    // Entries after damage can't be found any more; their number follows from the count, if that is plausible.
    return m_damaged ? sound(m_accepted, std::max(m_lastSequence, after)) : 0;
}

std::uint64_t AbandonedRing::uncounted() const
{
    if (m_content != Content::Readable)
        return 0;
    const std::uint64_t counted = number(state + offsetof(State, counted));
    return sound(m_accepted, number(state + offsetof(State, released))) + m_dropped - std::min(counted, m_dropped);
}

void AbandonedRing::fail()
{
    m_atEnd = true;
    m_damaged = true;
}

bool AbandonedRing::next(EventRing::Entry *entry)
{
    while (m_content == Content::Readable && !m_atEnd) {
        const std::uint64_t at = sizeof(Header) + m_offset;
        const std::uint64_t length = number<std::uint32_t>(at + offsetof(ringfile::RecordHeader, length));
        if (length == 0) {
            m_atEnd = true;
            break;
        }
        const bool skip = length == ringfile::skipToStart;
        const std::uint64_t size = skip ? m_capacity - m_offset : unit + ringfile::roundedUp(length);
        // There can't be more than one round.
        if (size > m_capacity - m_offset || m_walked + size > m_capacity) {
            fail();
            break;
        }
        m_walked += size;
        if (skip) {
            m_offset = 0;
            continue;
        }
        const std::uint64_t sequence = number(at + offsetof(ringfile::RecordHeader, sequence));
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
