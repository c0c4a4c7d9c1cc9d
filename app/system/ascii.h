// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

/// Character tests for names that are ASCII by rule. The functions of <cctype> depend on the program's locale. Qt-free.
namespace candor::ascii {

[[nodiscard]] constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

[[nodiscard]] constexpr bool isLower(char c)
{
    return c >= 'a' && c <= 'z';
}

[[nodiscard]] constexpr bool isUpper(char c)
{
    return c >= 'A' && c <= 'Z';
}

[[nodiscard]] constexpr bool isLetter(char c)
{
    return isLower(c) || isUpper(c);
}

[[nodiscard]] constexpr bool isAlphanumeric(char c)
{
    return isLetter(c) || isDigit(c);
}

/// In either case.
[[nodiscard]] constexpr bool isHexDigit(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// \a c in lower case; any other character unchanged.
[[nodiscard]] constexpr char toLower(char c)
{
    return isUpper(c) ? static_cast<char>(c - 'A' + 'a') : c;
}

} // namespace candor::ascii
