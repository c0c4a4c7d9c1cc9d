// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "scrub/wordlist.h"

#include "system/ascii.h"

#include <array>
#include <cstdint>

namespace candor {

namespace {

// All words, each followed by a line feed; generated from words.txt by CMakeLists.txt.
constexpr std::string_view words =
#include "words.inc"
    ;
static_assert(words.size() < 0xFFFF, "the table has 16 bits for where a word begins");

constexpr std::size_t tableSize = 1 << 14; // less than half full, so that a search takes few steps

constexpr std::uint32_t hashOf(std::string_view word)
{
    std::uint32_t hash = 2166136261U; // FNV-1a
    for (const char c : word)
        hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    return hash ^ (hash >> 15);
}

constexpr bool isAllowedCharacter(char c)
{
    return ascii::isLower(c) || ascii::isDigit(c) || c == '\'' || c == '-' || c == '.' || c == '/';
}

/// A hash table with open addressing: the offset of each word in words, plus 1. The compiler computes it and rejects a
/// list that is not sorted.
constexpr std::array<std::uint16_t, tableSize> makeTable()
{
    std::array<std::uint16_t, tableSize> table{};
    std::string_view previous;
    std::size_t count = 0;
    for (std::size_t from = 0; from < words.size();) {
        std::size_t to = from;
        for (; words[to] != '\n'; ++to) {
            if (!isAllowedCharacter(words[to]))
                throw "a word has a character that no word has";
        }
        const std::string_view word = words.substr(from, to - from);
        if (word <= previous)
            throw "the words are not sorted, or one stands there twice";
        if (word.size() > longestListedWord)
            throw "a word is too long";
        if (++count > tableSize / 2)
            throw "the table is too small";
        std::size_t place = hashOf(word) % tableSize;
        while (table[place] != 0)
            place = (place + 1) % tableSize;
        table[place] = static_cast<std::uint16_t>(from + 1);
        previous = word;
        from = to + 1;
    }
    return table;
}

constexpr std::array<std::uint16_t, tableSize> table = makeTable();

} // namespace

bool isListedWord(std::string_view lower)
{
    if (lower.empty() || lower.size() > longestListedWord)
        return false;
    for (std::size_t place = hashOf(lower) % tableSize; table[place] != 0; place = (place + 1) % tableSize) {
        const std::size_t from = table[place] - 1U;
        if (words.substr(from, lower.size()) == lower && words[from + lower.size()] == '\n')
            return true;
    }
    return false;
}

} // namespace candor
