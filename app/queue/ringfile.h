// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

namespace candor::ringfile {

/// How a ring lies in its memory, which may be a file: a header, then records. Only processes on one machine read it,
/// between two log-ins: numbers are as the machine has them. Internal to queue/; Qt-free.
inline constexpr std::array<char, 8> magic{'C', 'a', 'n', 'd', 'o', 'r', 'R', 'g'};
/// A higher one is left alone, a lower one not read.
inline constexpr std::uint32_t version = 4;
inline constexpr std::uint64_t fileBytes = 2 * 1024 * 1024; ///< promise P8

/// In front of each record. A length of 0 means that nothing has been written here yet; it is stored last, with
/// release order, so that who sees it sees the whole record and the next header's 0.
struct RecordHeader
{
    std::atomic<std::uint32_t> length;
    std::uint32_t unused;
    std::uint64_t sequence;
};
inline constexpr std::uint64_t unit = sizeof(RecordHeader); ///< everything begins at a multiple of it
/// A length that says: the rest up to the end of the memory is not used, go on at its beginning.
inline constexpr std::uint32_t skipToStart = 0xFFFFFFFF;

[[nodiscard]] constexpr std::uint64_t roundedUp(std::uint64_t bytes)
{
    return (bytes + unit - 1) / unit * unit;
}

/// Positions count all bytes ever written and never go back; a position's place is its remainder.
struct State
{
    std::atomic<std::uint64_t> head; ///< stored by the reader: everything before is free
    std::atomic<std::uint64_t> dropped;
    std::atomic<std::uint64_t> accepted;
    // Stored by the reader, so that what is lost with the ring can be told from the header alone.
    std::atomic<std::uint64_t> released; ///< the last sequence that is in the store
    std::atomic<std::uint64_t> counted; ///< of `dropped`, how many the store has counted
    std::atomic<std::uint64_t> refused; ///< Categories that were refused after all of this was recorded
};

struct Header
{
    char magic[8];
    std::uint32_t version;
    std::uint32_t headerBytes; ///< where the records begin
    std::uint64_t fileBytes;
    std::uint64_t base;
    State state;
    std::uint32_t scopeBytes;
    std::uint32_t scopeChecksum; ///< zlib's crc32
    std::byte scope[4096 - 88]; ///< RingScope::toBytes(): what all of the ring was recorded under
};
static_assert(sizeof(Header) == 4096 && sizeof(RecordHeader) == 16 && std::atomic<std::uint32_t>::is_always_lock_free
              && std::atomic<std::uint64_t>::is_always_lock_free);

} // namespace candor::ringfile
