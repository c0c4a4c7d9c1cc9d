// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "scrub/placeholder.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace candor {

/// A stretch of a text that is judged as a whole: a word, a number, a path. What lies between two pieces are blanks,
/// brackets, quotation marks and punctuation. They always stay.
struct Piece
{
    enum class Kind : std::uint8_t {
        Unjudged,
        Sign, ///< without a letter or a digit: - ... //
        Word, ///< one word of the list
        Number, ///< digits, also with a point: whether it stays depends on its neighbours
        Moment, ///< a date or a time of day
        Other, ///< stays: a code, a version, a name made of words of the list
        Gone, ///< a placeholder will stand there
    };

    std::uint32_t from = 0;
    std::uint32_t to = 0;
    Kind kind = Kind::Unjudged;
    Placeholder placeholder = Placeholder::Text;
    bool isForeign = false; ///< holds an escape or a character beyond ASCII
    bool isPlaceholder = false; ///< of an earlier pass

    [[nodiscard]] std::string_view in(std::string_view text) const { return text.substr(from, to - from); }
    void remove(Placeholder instead)
    {
        // Text says least: what is known of it later is said instead.
        if (kind == Kind::Gone && (isPlaceholder || placeholder != Placeholder::Text))
            return;
        kind = Kind::Gone;
        placeholder = instead;
    }
};

using Pieces = std::vector<Piece>;

/// Cuts \a text into pieces. Addresses with colons, times and what follows "://" are recognized here, because they hold
/// what otherwise divides two pieces; all others are left unjudged.
[[nodiscard]] Pieces piecesOf(std::string_view text);

[[nodiscard]] constexpr bool isSmall(char c)
{
    return c >= 'a' && c <= 'z';
}
[[nodiscard]] constexpr bool isCapital(char c)
{
    return c >= 'A' && c <= 'Z';
}
[[nodiscard]] constexpr bool isLetter(char c)
{
    return isSmall(c) || isCapital(c);
}
[[nodiscard]] constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
[[nodiscard]] constexpr bool isHexDigit(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
[[nodiscard]] constexpr bool isAlphanumeric(char c)
{
    return isLetter(c) || isDigit(c);
}
[[nodiscard]] constexpr char lowerCase(char c)
{
    return isCapital(c) ? static_cast<char>(c | 0x20) : c;
}
[[nodiscard]] constexpr bool isBlank(char c)
{
    return (c >= 0 && c <= ' ') || c == 0x7F;
}
[[nodiscard]] constexpr bool isIn(char c, std::string_view set)
{
    return set.find(c) != std::string_view::npos;
}

} // namespace candor
