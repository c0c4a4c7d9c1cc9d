// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "scrub/placeholder.h"
#include "system/ascii.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace candor {

/// A part of a text that is judged as a whole: a word, a number, a path. Between two pieces there are only spaces,
/// brackets, quotation marks and punctuation, which always stay.
struct Piece
{
    enum class Kind : std::uint8_t {
        Unjudged,
        Sign, ///< contains no letter or digit: - ... //
        Word, ///< one word of the list
        Number, ///< digits, possibly with a point: whether it stays depends on its neighbours
        Moment, ///< a date or a time of day
        Other, ///< stays: a code, a version, or a name made of listed words
        Gone, ///< is replaced by a placeholder
    };

    std::uint32_t from = 0;
    std::uint32_t to = 0;
    Kind kind = Kind::Unjudged;
    Placeholder placeholder = Placeholder::Text;
    bool isForeign = false; ///< contains an escape or a non-ASCII character
    bool isPlaceholder = false; ///< made by an earlier pass

    [[nodiscard]] std::string_view in(std::string_view text) const { return text.substr(from, to - from); }
    void remove(Placeholder instead)
    {
        // Text is the least specific placeholder: one that is found later replaces it.
        if (kind == Kind::Gone && (isPlaceholder || placeholder != Placeholder::Text))
            return;
        kind = Kind::Gone;
        placeholder = instead;
    }
};

using Pieces = std::vector<Piece>;

/// Splits \a text into pieces. Addresses with colons, times and what follows "://" are recognized here, because they
/// contain characters that otherwise separate pieces; all other pieces are left unjudged.
[[nodiscard]] Pieces piecesOf(std::string_view text);

using ascii::isAlphanumeric;
using ascii::isDigit;
using ascii::isHexDigit;
using ascii::isLetter;
using ascii::isLower;
using ascii::isUpper;
using ascii::toLower;

[[nodiscard]] constexpr bool isBlank(char c)
{
    return (c >= 0 && c <= ' ') || c == 0x7F;
}
[[nodiscard]] constexpr bool isIn(char c, std::string_view set)
{
    return set.find(c) != std::string_view::npos;
}

template<typename List>
[[nodiscard]] bool isOneOf(std::string_view word, const List &list)
{
    return std::find(list.begin(), list.end(), word) != list.end();
}

} // namespace candor
