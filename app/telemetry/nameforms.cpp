// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "telemetry/nameforms.h"

#include <algorithm>

namespace candor::nameforms {

namespace {

constexpr std::size_t longestToken = 64; // EventProperty's
constexpr std::string_view notAName = "other";

// Not those of <cctype>: they depend on the program's locale.
bool isUpper(char c)
{
    return c >= 'A' && c <= 'Z';
}

bool isLower(char c)
{
    return c >= 'a' && c <= 'z';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

char lower(char c)
{
    return isUpper(c) ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Does a new word begin at \a at? "diskFull", "HTTPError".
bool beginsWord(std::string_view text, std::size_t at)
{
    if (at == 0 || !isUpper(text[at]))
        return false;
    const char before = text[at - 1];
    return isLower(before) || isDigit(before) || (isUpper(before) && at + 1 < text.size() && isLower(text[at + 1]));
}

} // namespace

std::string token(std::string_view name)
{
    const auto belongs = [](char c) {
        return isUpper(c) || isLower(c) || isDigit(c) || c == '_' || c == '-' || c == '.' || c == ':';
    };
    if (name.empty() || name.size() > longestToken || !(isUpper(name[0]) || isLower(name[0]))
        || !std::all_of(name.begin(), name.end(), belongs))
        return std::string(notAName);
    std::string result;
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (name[i] == ':') {
            if (result.back() != '.')
                result += '.';
            continue;
        }
        if (beginsWord(name, i))
            result += '_';
        result += lower(name[i]);
    }
    return result.substr(0, longestToken);
}

std::string eventPrefix(std::string_view id)
{
    std::string result;
    for (const char c : id) {
        const char small = lower(c);
        if (isLower(small) || isDigit(small))
            result += small;
        else if (c == '.' && !result.empty() && result.back() != '.')
            result += '.';
        else if (c != '.')
            result += '_';
    }
    while (!result.empty() && result.back() == '.')
        result.pop_back();
    const bool named = std::any_of(result.begin(), result.end(), [](char c) { return isLower(c) || isDigit(c); });
    return named ? result : std::string("unnamed");
}

} // namespace candor::nameforms
