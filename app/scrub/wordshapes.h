// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

namespace candor {

class ScrubText;

// Characters of ScrubText::shape().
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
    return isSmall(c) || isCapital(c) || c == '\x80';
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
    return c == ' ' || c == '\n' || c == '\x81';
}
[[nodiscard]] constexpr bool isQuote(char c)
{
    return c == '"' || c == '\'' || c == '`';
}
[[nodiscard]] constexpr bool isGone(char c)
{
    return c == 1 || c == 2;
} ///< a hole, or settled
[[nodiscard]] constexpr bool isIn(char c, std::string_view set)
{
    return set.find(c) != std::string_view::npos;
}

/// A stretch of a text.
struct Span
{
    std::size_t from = 0;
    std::size_t to = 0;
    [[nodiscard]] bool isEmpty() const { return from >= to; }
    [[nodiscard]] std::string_view in(std::string_view text) const { return text.substr(from, to - from); }
};

/// The next stretch without blanks and quotation marks; empty at the end.
[[nodiscard]] Span nextChunk(const ScrubText &text, std::size_t from);
/// Without brackets and punctuation around it.
[[nodiscard]] Span trimmed(std::string_view shape, Span span);
/// The next stretch that could be one word: a chunk, cut at brackets, commas, equal signs and single colons.
/// Looks no further than \a limit, where it is then empty.
[[nodiscard]] Span nextWord(const ScrubText &text, std::size_t from, std::size_t limit = std::string_view::npos);

/// Digits, also with a unit, a sign or a percent: 404, 1.5s, 512MB, 2024-01-02T10, 0x80070005.
[[nodiscard]] bool isNumber(std::string_view lower);
/// 1.24.3, v18, 6.1.0-18-amd64. Four numbers of up to 255 are an address, whatever they were meant as.
[[nodiscard]] bool isVersion(std::string_view lower);
/// ENOENT, E_FAIL, ERR_MODULE_NOT_FOUND, ORA-12154, LNK2019.
[[nodiscard]] bool isErrorCode(std::string_view shape, std::string_view lower);
/// A name of code that says what went wrong: std::runtime_error, TypeError, java.io.IOException.
[[nodiscard]] bool isCodeName(std::string_view shape);
/// Something that no person chose: a known word, a number, a version, an error code, the name of an error class.
[[nodiscard]] bool isTechnical(std::string_view shape, std::string_view lower);
/// Only letters and at most an apostrophe: no dots, hyphens, digits.
[[nodiscard]] bool isPlainWord(std::string_view shape);
/// Ends with a dot and what file names end with.
[[nodiscard]] bool hasFileExtension(std::string_view lower);

} // namespace candor
