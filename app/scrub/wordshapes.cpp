// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "scrub/wordshapes.h"

#include "scrub/scrubtext.h"
#include "scrub/vocabulary.h"

#include <algorithm>
#include <array>
#include <string>

namespace candor {

namespace {

constexpr std::string_view around = "()[]{}<>,;:.!?*|=&#+\x02\x81"; // what no word begins or ends with
constexpr std::string_view between = "()[]{}<>,;|=!?&#"; // what no word has inside

constexpr std::array<std::string_view, 47> units{
    "b",  "bit", "bits", "byte", "bytes", "d", "days", "db",  "fps", "g",   "gb",  "ghz", "gi", "gib", "h",    "hz",
    "k",  "kb",  "khz",  "ki",   "kib",   "m", "mb",   "mhz", "mi",  "mib", "min", "ms",  "mw", "nd",  "ns",   "px",
    "pt", "rd",  "s",    "sec",  "st",    "t", "tb",   "th",  "tib", "us",  "w",   "x",   "xx", "z",   "\x80s"};

bool isUnit(std::string_view lower)
{
    return std::find(units.begin(), units.end(), lower) != units.end();
}

std::size_t digitsAt(std::string_view text, std::size_t from)
{
    std::size_t end = from;
    while (end < text.size() && isDigit(text[end]))
        ++end;
    return end - from;
}

/// Calls \a take with each part of \a text between characters of \a separators, until one is false.
template<typename Take>
bool allParts(std::string_view text, std::string_view separators, Take &&take)
{
    for (std::size_t from = 0; from <= text.size();) {
        const std::size_t end = std::min(text.find_first_of(separators, from), text.size());
        if (!take(text.substr(from, end - from)))
            return false;
        from = end + 1;
    }
    return true;
}

std::string small(std::string_view shape)
{
    std::string result(shape);
    std::transform(result.begin(), result.end(), result.begin(), lowerCase);
    return result;
}

/// TimeoutError, QNetworkReply, readFile: each part between the capitals is a known word.
bool isCamelOfKnownWords(std::string_view shape)
{
    if (shape.size() > 2 && shape[0] == 'Q' && isCapital(shape[1]))
        shape.remove_prefix(1);
    std::size_t from = 0;
    for (std::size_t i = 1; i <= shape.size(); ++i) {
        const bool isEnd = i == shape.size() || (isCapital(shape[i]) && !isCapital(shape[i - 1]))
            || (isCapital(shape[i - 1]) && isCapital(shape[i]) && i + 1 < shape.size() && isSmall(shape[i + 1]));
        if (!isEnd)
            continue;
        const std::string part = small(shape.substr(from, i - from));
        const bool isNumberPart = !part.empty() && std::all_of(part.begin(), part.end(), isDigit);
        if (!isKnownWord(part) && !isNumberPart)
            return false;
        from = i;
    }
    return !shape.empty();
}

bool endsLikeAnError(std::string_view name)
{
    for (const std::string_view ending : {"Error", "Exception", "Failure", "Fault", "Panic", "Timeout"}) {
        if (name.size() > ending.size() && name.substr(name.size() - ending.size()) == ending && isCapital(name[0]))
            return std::all_of(name.begin(), name.end(), [](char c) { return isLetter(c) && c != '\x80'; })
                && name.size() <= 64;
    }
    return false;
}

bool isErrorClass(std::string_view name)
{
    return endsLikeAnError(name) || isCamelOfKnownWords(name);
}

/// runtime_error, bad_alloc
bool isSnakeOfKnownWords(std::string_view name)
{
    return allParts(name, "_", [](std::string_view part) { return isKnownWord(part); });
}

} // namespace

Span nextChunk(const ScrubText &text, std::size_t from)
{
    const std::string_view shape = text.shape();
    while (from < shape.size() && (isBlank(shape[from]) || isQuote(shape[from])))
        ++from;
    std::size_t to = from;
    while (to < shape.size() && !isBlank(shape[to]) && !isQuote(shape[to]))
        ++to;
    return {from, to};
}

Span trimmed(std::string_view shape, Span span)
{
    while (!span.isEmpty() && isIn(shape[span.from], around) && shape[span.from] != '.')
        ++span.from;
    while (!span.isEmpty() && (isIn(shape[span.to - 1], around) || shape[span.to - 1] == '-'))
        --span.to;
    return span;
}

Span nextWord(const ScrubText &text, std::size_t from, std::size_t limit)
{
    const std::string_view shape = text.shape().substr(0, limit);
    const auto isEnd = [shape](std::size_t at) {
        const char c = shape[at];
        if (isBlank(c) || isQuote(c) || isIn(c, between) || isGone(c))
            return true;
        // std::exception is one word, host:80 are two.
        return c == ':' && !(at + 1 < shape.size() && shape[at + 1] == ':') && !(at > 0 && shape[at - 1] == ':');
    };
    while (from < shape.size()) {
        while (from < shape.size() && isEnd(from))
            ++from;
        std::size_t to = from;
        while (to < shape.size() && !isEnd(to))
            ++to;
        const Span word = trimmed(shape, {from, to});
        if (!word.isEmpty())
            return word;
        from = to;
    }
    return {shape.size(), shape.size()};
}

bool isNumber(std::string_view lower)
{
    if (!lower.empty() && isIn(lower[0], "+-~$"))
        lower.remove_prefix(1);
    if (!lower.empty() && lower.back() == '%')
        lower.remove_suffix(1);
    if (lower.size() > 2 && lower.substr(0, 2) == "0x")
        return lower.size() <= 10 && std::all_of(lower.begin() + 2, lower.end(), isHexDigit);
    if (lower.empty() || !isDigit(lower[0]))
        return false;
    // 2024-01-02, also with the hour of what follows
    if (lower.size() >= 10 && digitsAt(lower, 0) == 4 && lower[4] == '-' && digitsAt(lower, 5) == 2 && lower[7] == '-'
        && digitsAt(lower, 8) == 2)
        return lower.size() == 10 || (lower.size() == 13 && lower[10] == 't' && digitsAt(lower, 11) == 2);
    for (std::size_t at = 0; at < lower.size();) {
        const std::size_t digits = digitsAt(lower, at);
        if (digits == 0 || digits > 11)
            return false;
        at += digits;
        if (at + 1 < lower.size() && lower[at] == '.' && isDigit(lower[at + 1])) {
            const std::size_t fraction = digitsAt(lower, at + 1);
            if (fraction > 9)
                return false;
            at += 1 + fraction;
        }
        const std::size_t unit = at;
        while (at < lower.size() && !isDigit(lower[at]))
            ++at;
        if (at > unit && !isUnit(lower.substr(unit, at - unit)))
            return false;
    }
    return true;
}

bool isVersion(std::string_view lower)
{
    if (lower.size() > 1 && lower[0] == 'v')
        lower.remove_prefix(1);
    std::size_t at = 0;
    int numbers = 0;
    bool couldBeAddress = true;
    while (const std::size_t digits = digitsAt(lower, at)) {
        if (digits > 8)
            return false;
        couldBeAddress = couldBeAddress && (digits < 3 || (digits == 3 && lower.substr(at, 3) <= "255"));
        ++numbers;
        at += digits;
        if (at + 1 >= lower.size() || lower[at] != '.' || !isDigit(lower[at + 1]))
            break;
        ++at;
    }
    if (numbers == 0 || numbers > 5 || (numbers >= 4 && couldBeAddress))
        return false;
    if (at == lower.size())
        return true;
    if (!isIn(lower[at], "-+~._") && !isLetter(lower[at]))
        return false;
    const std::string_view rest = lower.substr(isLetter(lower[at]) ? at : at + 1);
    int suffixNumbers = 0;
    const bool isKnown = allParts(rest, "-+~._", [&](std::string_view part) {
        const std::size_t firstDigit = std::min(part.find_first_of("0123456789"), part.size());
        if (digitsAt(part, firstDigit) + firstDigit != part.size() || part.size() - firstDigit > 8)
            return false;
        suffixNumbers += firstDigit < part.size() ? 1 : 0;
        return firstDigit <= 1 || isKnownWord(part.substr(0, firstDigit));
    });
    // 2024-01-02 was a date; 123-45-6789 is no version.
    return isKnown && (numbers > 1 ? suffixNumbers <= 3 : suffixNumbers <= 1);
}

bool isErrorCode(std::string_view shape, std::string_view lower)
{
    const auto isCapitalOrDigit = [](char c) { return isCapital(c) || isDigit(c); };
    if (shape.find('_') != std::string_view::npos) {
        if (shape.size() > 64
            || !std::all_of(shape.begin(), shape.end(), [&](char c) { return isCapitalOrDigit(c) || c == '_'; }))
            return false;
        int parts = 0;
        int unknown = 0;
        allParts(lower, "_", [&](std::string_view part) {
            ++parts;
            unknown += isKnownWord(part) || isNumber(part) || part == "e" ? 0 : 1;
            return true;
        });
        return parts > 1 && unknown == 0;
    }
    // letters, perhaps a hyphen, digits
    std::size_t letters = 0;
    while (letters < shape.size() && isCapital(shape[letters]))
        ++letters;
    const std::size_t digits = letters + (letters < shape.size() && shape[letters] == '-' ? 1 : 0);
    const std::size_t count = digitsAt(shape, digits);
    return letters >= 1 && letters <= 6 && count >= 3 && count <= 8 && digits + count == shape.size();
}

bool isCodeName(std::string_view shape)
{
    if (shape.size() > 200)
        return false;
    if (shape.find("::") != std::string_view::npos) {
        bool isFirst = true;
        bool isQt = false;
        for (std::size_t from = 0; from <= shape.size();) {
            const std::size_t end = std::min(shape.find("::", from), shape.size());
            const std::string_view part = shape.substr(from, end - from);
            const bool isIdentifier = std::all_of(
                part.begin(), part.end(), [](char c) { return (isAlphanumeric(c) && c != '\x80') || c == '_'; });
            isQt = isQt || (isFirst && part.size() > 2 && part[0] == 'Q' && isCapital(part[1]));
            if (!isIdentifier || (!isQt && !isErrorClass(part) && !isSnakeOfKnownWords(part)))
                return false;
            isFirst = false;
            from = end + 2;
        }
        return true;
    }
    if (shape.find('.') != std::string_view::npos) {
        const std::string_view last = shape.substr(shape.rfind('.') + 1);
        const std::string ending = small(last);
        if (isHostEnding(ending) || isFileEnding(ending))
            return false;
        return allParts(shape, ".", isErrorClass);
    }
    if (shape.find('_') != std::string_view::npos) {
        const std::string_view last = shape.substr(shape.rfind('_') + 1);
        for (const std::string_view ending :
             {"error", "exception", "alloc",  "auth",   "grant",    "token",   "key",
              "id",    "password",  "secret", "range",  "argument", "cast",    "found",
              "code",  "timeout",   "failed", "denied", "exists",   "refused", "limit"}) {
            if (last == ending)
                return isSnakeOfKnownWords(shape);
        }
        return false;
    }
    return isErrorClass(shape);
}

bool isPlainWord(std::string_view shape)
{
    return std::all_of(shape.begin(), shape.end(), [](char c) { return isLetter(c) || c == ScrubText::apostrophe; });
}

bool isTechnical(std::string_view shape, std::string_view lower)
{
    if (isPlainWord(shape)) {
        const std::size_t end = lower.find(ScrubText::apostrophe);
        if (end != std::string_view::npos && lower.size() - end > 3)
            return false;
        return isKnownWord(lower.substr(0, end)) || isErrorClass(shape);
    }
    if (isNumber(lower) || isVersion(lower) || isErrorCode(shape, lower) || isCodeName(shape))
        return true;
    if (lower.find('-') != std::string_view::npos) {
        const std::size_t dashes = std::min(lower.find_first_not_of('-'), lower.size());
        if (dashes == lower.size())
            return true;
        // --read-only: the name of an option is code.
        if (dashes > 0)
            return isTechnical(shape.substr(dashes), lower.substr(dashes))
                || allParts(lower.substr(dashes), "-", [](std::string_view part) { return isKnownWord(part); });
        return isKnownCompound(lower);
    }
    // x509, sha256, ipv6, amd64, utf8
    const std::size_t letters = std::min(lower.find_first_of("0123456789"), lower.size());
    return letters > 0 && digitsAt(lower, letters) + letters == lower.size() && lower.size() - letters <= 4
        && isKnownWord(lower);
}

bool hasFileExtension(std::string_view lower)
{
    const std::size_t dot = lower.rfind('.');
    return dot != std::string_view::npos && isFileEnding(lower.substr(dot + 1));
}

} // namespace candor
