// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

namespace candor::ringfile {

/// The layout of a ring in its memory, which may be a file: a header, then records. Only processes on the same machine
/// read it, within one log-in, so numbers have the machine's format. Internal to queue/; Qt-free.
inline constexpr std::array<char, 8> magic{'C', 'a', 'n', 'd', 'o', 'r', 'R', 'g'};
/// A ring of a higher version is left alone, one of a lower version is not read.
inline constexpr std::uint32_t version = 4;
inline constexpr std::uint64_t fileBytes = 2 * 1024 * 1024; ///< promise P8

/// Precedes each record. A length of 0 means that nothing has been written here yet. The length is stored last, with
/// release order, so that a reader that sees it also sees the whole record and the 0 of the next header.
struct RecordHeader
{
    std::atomic<std::uint32_t> length;
    std::uint32_t unused;
    std::uint64_t sequence;
};
inline constexpr std::uint64_t unit = sizeof(RecordHeader); ///< the alignment of records and their headers
/// A length that means: the memory from here to its end is unused, continue at its beginning.
inline constexpr std::uint32_t skipToStart = 0xFFFFFFFF;

[[nodiscard]] constexpr std::uint64_t roundedUp(std::uint64_t bytes)
{
    return (bytes + unit - 1) / unit * unit;
}

/// Positions count all bytes ever written and never decrease; the offset of a position is its remainder modulo the
/// capacity.
struct State
{
    std::atomic<std::uint64_t> head; ///< stored by the reader: everything before it is free
    std::atomic<std::uint64_t> dropped;
    std::atomic<std::uint64_t> accepted;
    // Stored by the reader, so that the header alone shows how many events are lost with the ring.
    std::atomic<std::uint64_t> released; ///< the last sequence that is in the store
    std::atomic<std::uint64_t> counted; ///< how many of `dropped` the store has counted
    std::atomic<std::uint64_t> refused; ///< the Categories that were refused after these records were made
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
    std::byte scope[4096 - 88]; ///< RingScope::toBytes(): the scope of all records
};
static_assert(sizeof(Header) == 4096 && sizeof(RecordHeader) == 16 && std::atomic<std::uint32_t>::is_always_lock_free
              && std::atomic<std::uint64_t>::is_always_lock_free);

} // namespace candor::ringfile
