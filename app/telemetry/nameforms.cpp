// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "telemetry/nameforms.h"

#include "system/ascii.h"

#include <algorithm>
#include <array>

namespace candor::nameforms {

namespace {

using ascii::isDigit;
using ascii::isLower;
using ascii::isUpper;

constexpr std::size_t longestToken = 64; // the maximum of EventProperty

// Endings that only hosts have. Other endings of hosts are missing on purpose: "note.page", "settings.app" and
// "log.info" are words of programs. The two letters of a country may also be a language or a word, so they count only
// after two more parts.
constexpr std::array<std::string_view, 18> hostEndings{
    "arpa",     "biz",     "com", "corp",        "edu", "example", "fritz", "gov", "internal",
    "intranet", "invalid", "lan", "localdomain", "mil", "net",     "onion", "org", "xyz"};
constexpr std::array<std::string_view, 26> countries{"au", "br", "ca", "ch", "cn", "cz", "de", "dk", "es",
                                                     "eu", "fi", "fr", "gr", "hu", "jp", "kr", "mx", "nl",
                                                     "nz", "pl", "ro", "ru", "se", "tr", "ua", "uk"};
// The first words of the library's own events: app.started, page.viewed and so on.
constexpr std::array<std::string_view, 6> librarysWords{"app", "activity", "page", "preference", "command", "request"};

/// Does a new word begin at \a at, as in "diskFull" and "HTTPError"?
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
        return std::string(otherName);
    std::string small(name);
    std::transform(small.begin(), small.end(), small.begin(), ascii::toLower);
    if (isPlace(small))
        return std::string(otherName);
    std::string result;
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (name[i] == ':') {
            if (result.back() != '.')
                result += '.';
            continue;
        }
        if (beginsWord(name, i))
            result += '_';
        result += ascii::toLower(name[i]);
    }
    return result.substr(0, longestToken);
}

bool isPlace(std::string_view token)
{
    if (token.substr(0, 1) == "/")
        return true;
    const std::string_view host = token.substr(0, token.find('/'));
    const std::size_t dot = host.rfind('.');
    if (dot == std::string_view::npos || dot == 0)
        return false;
    const std::string_view ending = host.substr(dot + 1);
    const auto isOneOf = [ending](const auto &list) {
        return std::find(list.begin(), list.end(), ending) != list.end();
    };
    return isOneOf(hostEndings) || (isOneOf(countries) && host.find('.') < dot);
}

std::string eventPrefix(std::string_view id)
{
    std::string result;
    for (const char c : id) {
        const char small = ascii::toLower(c);
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
    const std::string first = result.substr(0, result.find('.'));
    const bool reserved = std::find(librarysWords.begin(), librarysWords.end(), first) != librarysWords.end();
    return named && !reserved ? result : std::string("unnamed");
}

} // namespace candor::nameforms
