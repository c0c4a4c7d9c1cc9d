// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "queue/ringmemory.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace candor::ringfile {

/// How a ring's file begins. Only processes on one machine read it, between two log-ins: numbers are as the machine
/// has them. Internal to queue/; Qt-free.
inline constexpr std::array<char, 8> magic{'C', 'a', 'n', 'd', 'o', 'r', 'R', 'g'};
/// A higher one is left alone, a lower one not read.
inline constexpr std::uint32_t version = 3;
inline constexpr std::uint64_t fileBytes = 1024 * 1024; ///< promise P8
inline constexpr std::uint64_t maximumFileBytes = 16 * 1024 * 1024; ///< what a reader accepts
inline constexpr std::size_t slots = 8;

/// A RingScope of one generation.
struct Slot
{
    std::atomic<std::uint32_t> generation; ///< 0: nothing; stored last
    std::uint32_t length;
    std::uint32_t checksum; ///< zlib's crc32 of the bytes
    std::uint32_t unused;
    std::byte bytes[2032];
};

struct Header
{
    char magic[8];
    std::uint32_t version;
    std::uint32_t headerBytes; ///< where the records begin
    std::uint64_t fileBytes;
    std::uint64_t base;
    RingMemory::State state;
    std::byte unused[4096 - 56];
    Slot slot[slots];
};
static_assert(sizeof(Slot) == 2048 && sizeof(Header) == 4096 + slots * sizeof(Slot));

} // namespace candor::ringfile
