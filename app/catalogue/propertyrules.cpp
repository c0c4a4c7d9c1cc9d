// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "catalogue/propertyrules.h"

#include "system/ascii.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <string>

namespace candor::propertyrules {

namespace {

using ascii::isDigit;
using ascii::isLower;
using ascii::isUpper;

template<typename Allowed>
bool consistsOf(std::string_view text, std::size_t longest, Allowed allowed)
{
    return !text.empty() && text.size() <= longest && std::all_of(text.begin(), text.end(), allowed);
}

constexpr std::size_t longestName = 64;

} // namespace

bool isEventName(std::string_view text)
{
    if (text.size() > longestName)
        return false;
    int words = 0;
    for (;;) {
        const std::size_t dot = text.find('.');
        if (!isPropertyName(text.substr(0, dot)))
            return false;
        ++words;
        if (dot == std::string_view::npos)
            return words >= 2;
        text.remove_prefix(dot + 1);
    }
}

bool isPropertyName(std::string_view text)
{
    return consistsOf(text, longestName, [](char c) { return isLower(c) || isDigit(c) || c == '_'; });
}

bool isCatalogueId(std::string_view text)
{
    return consistsOf(text, 128, [](char c) { return isLower(c) || isDigit(c) || c == '_' || c == '.' || c == '-'; });
}

bool isLanguage(std::string_view text)
{
    const std::size_t border = std::min(text.find('_'), text.size());
    const std::string_view language = text.substr(0, border);
    if (language.size() < 2 || !consistsOf(language, 3, isLower))
        return false;
    return border == text.size() || isRegion(text.substr(border + 1));
}

std::optional<std::chrono::sys_days> dayOf(std::string_view date)
{
    if (date.size() != 10 || date[4] != '-' || date[7] != '-')
        return std::nullopt;
    const auto number = [date](std::size_t at, std::size_t length) {
        const std::string_view part = date.substr(at, length);
        int result = -1;
        if (std::all_of(part.begin(), part.end(), isDigit))
            std::from_chars(part.data(), part.data() + part.size(), result);
        return result;
    };
    // What is no number is no month and no day of one, either.
    const std::chrono::year_month_day day(std::chrono::year(number(0, 4)),
                                          std::chrono::month(static_cast<unsigned>(number(5, 2))),
                                          std::chrono::day(static_cast<unsigned>(number(8, 2))));
    return day.ok() && day.year() >= std::chrono::year(0) ? std::optional(std::chrono::sys_days(day)) : std::nullopt;
}

bool isExpiry(std::string_view text)
{
    return dayOf(text) && text.substr(0, 2) == "20";
}

bool isOneLine(std::string_view text)
{
    if (text.empty() || text.front() == ' ')
        return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        // The C1 characters U+0080 to U+009F are encoded as 0xC2 and a byte below 0xA0.
        const bool c1 = byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
        if (byte < 0x20 || byte == 0x7F || c1)
            return false;
    }
    return true;
}

bool isVersion(std::string_view text)
{
    if (text.empty() || text.size() > 40)
        return false;
    // Numbers joined by single dots, then an optional suffix: "6", "2.0.1", "1.4.0-rc1+build.5", "1.1.1w".
    std::size_t at = 0;
    for (;;) {
        const std::size_t begin = at;
        while (at < text.size() && isDigit(text[at]))
            ++at;
        if (at == begin)
            return false;
        if (at + 1 < text.size() && text[at] == '.' && isDigit(text[at + 1]))
            ++at;
        else
            break;
    }
    if (at == text.size())
        return true;
    if (text[at] == '.')
        return false;
    return std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(), [](char c) {
        return isDigit(c) || isLower(c) || isUpper(c) || c == '-' || c == '+' || c == '.';
    });
}

bool isToken(std::string_view text)
{
    return consistsOf(text, 64,
                      [](char c) { return isLower(c) || isDigit(c) || c == '.' || c == '_' || c == '-' || c == '/'; });
}

bool isRegion(std::string_view text)
{
    return text.size() == 2 && isUpper(text[0]) && isUpper(text[1]);
}

} // namespace candor::propertyrules
