// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "queue/eventid.h"

#include <algorithm>

namespace candor {

namespace {

/// The finaliser of SplitMix64: a bijection of 64 bits in which each bit of the input moves about half of the output's.
std::uint64_t mix(std::uint64_t value)
{
    value ^= value >> 30;
    value *= 0xbf58476d1ce4e5b9ULL;
    value ^= value >> 27;
    value *= 0x94d049bb133111ebULL;
    value ^= value >> 31;
    return value;
}

/// A bijection of 62 bits: an odd factor can be undone modulo 2^62, and so can each shift to the right.
std::uint64_t mix62(std::uint64_t value)
{
    constexpr std::uint64_t mask = (std::uint64_t(1) << 62) - 1;
    value &= mask;
    value ^= value >> 31;
    value = (value * 0xbf58476d1ce4e5b9ULL) & mask;
    value ^= value >> 27;
    value = (value * 0x94d049bb133111ebULL) & mask;
    value ^= value >> 33;
    return value;
}

} // namespace

std::string eventId(std::int64_t timeMs, std::uint64_t ringBase, std::uint64_t sequence)
{
    // rand_b: for one base, different sequences below 2^62 give different values whatever the times are. The base is
    // mixed before the sequence is added, or bases next to each other would share most of their ids.
    const std::uint64_t randB = mix62(mix(ringBase) + sequence);
    // rand_a: 12 more bits of the base and the sequence, taken from another value than rand_b's.
    const std::uint64_t randA = mix(ringBase ^ mix(sequence + 0x9e3779b97f4a7c15ULL)) >> 52;
    const auto time = static_cast<std::uint64_t>(std::max<std::int64_t>(0, timeMs)) & 0xFFFFFFFFFFFFULL;

    const std::uint64_t high = time << 16 | 0x7000 | randA;
    const std::uint64_t low = std::uint64_t(0x8000) << 48 | randB;

    std::string result;
    result.reserve(36);
    for (int digit = 0; digit < 32; ++digit) {
        if (digit == 8 || digit == 12 || digit == 16 || digit == 20)
            result.push_back('-');
        const std::uint64_t half = digit < 16 ? high : low;
        result.push_back("0123456789abcdef"[(half >> (60 - digit % 16 * 4)) & 0xF]);
    }
    return result;
}

} // namespace candor
