// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace candor::utf8 {

/// The character that replaces invalid bytes.
inline constexpr char32_t replacement = 0xFFFD;

/// Are the bytes of a \a Word at this address all ASCII?
template<typename Word>
[[nodiscard]] inline bool isAsciiWord(const char *bytes)
{
    Word word = 0;
    std::memcpy(&word, bytes, sizeof word);
    return (word & static_cast<Word>(0x8080808080808080ULL)) == 0;
}

/// Is all of \a text ASCII? A text as short as most keys and values is tested in two words that may overlap.
[[nodiscard]] inline bool isAscii(std::string_view text)
{
    const char *const bytes = text.data();
    std::size_t at = 0;
    for (; text.size() - at > 2 * sizeof(std::uint64_t); at += sizeof(std::uint64_t)) {
        if (!isAsciiWord<std::uint64_t>(bytes + at))
            return false;
    }
    const std::size_t left = text.size() - at;
    const auto ends = [bytes, at, left]<typename Word>(Word) {
        return isAsciiWord<Word>(bytes + at) && isAsciiWord<Word>(bytes + at + left - sizeof(Word));
    };
    if (left >= sizeof(std::uint64_t))
        return ends(std::uint64_t());
    if (left >= sizeof(std::uint32_t))
        return ends(std::uint32_t());
    if (left >= sizeof(std::uint16_t))
        return ends(std::uint16_t());
    return left == 0 || isAsciiWord<std::uint8_t>(bytes + at);
}

/// Reads the first character of the non-empty \a text into \a character; an invalid byte gives replacement. \returns
/// how many bytes were read. As strict as RFC 3629: no surrogates, no overlong forms.
[[nodiscard]] inline std::size_t decode(std::string_view text, char32_t *character)
{
    const auto byte = [text](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    const unsigned char first = byte(0);
    *character = first;
    if (first < 0x80)
        return 1;
    const std::size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    constexpr char32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    char32_t value = first & (0xFFU >> (size + 1));
    bool valid = first >= 0xC2 && first <= 0xF4 && text.size() >= size;
    for (std::size_t i = 1; valid && i < size; ++i) {
        valid = (byte(i) & 0xC0) == 0x80;
        value = (value << 6) | (byte(i) & 0x3FU);
    }
    valid = valid && value >= smallest[size] && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
    *character = valid ? value : replacement;
    return valid ? size : 1;
}

/// \returns how many of the four \a bytes were written.
[[nodiscard]] inline std::size_t encode(char32_t character, char *bytes)
{
    const auto tail = [character](int shift) { return static_cast<char>(0x80 | ((character >> shift) & 0x3F)); };
    if (character < 0x80) {
        bytes[0] = static_cast<char>(character);
        return 1;
    }
    if (character < 0x800) {
        bytes[0] = static_cast<char>(0xC0 | (character >> 6));
        bytes[1] = tail(0);
        return 2;
    }
    if (character < 0x10000) {
        bytes[0] = static_cast<char>(0xE0 | (character >> 12));
        bytes[1] = tail(6);
        bytes[2] = tail(0);
        return 3;
    }
    bytes[0] = static_cast<char>(0xF0 | (character >> 18));
    bytes[1] = tail(12);
    bytes[2] = tail(6);
    bytes[3] = tail(0);
    return 4;
}

[[nodiscard]] inline bool isValid(std::string_view text)
{
    if (isAscii(text))
        return true;
    while (!text.empty()) {
        char32_t character = 0;
        const std::size_t size = decode(text, &character);
        if (size == 1 && character == replacement)
            return false;
        text.remove_prefix(size);
    }
    return true;
}

} // namespace candor::utf8
