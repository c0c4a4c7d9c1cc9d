// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "scrub/scrubfinders.h"
#include "scrub/vocabulary.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace candor {

namespace {

constexpr std::size_t shortestName = 3; ///< characters; "al" is in every other word
constexpr std::size_t shortestOfAll = 2; ///< where a name is due, and in scripts where two characters are a whole name
constexpr std::size_t surelyAName = 6; ///< from here on also inside of a longer word
constexpr std::size_t shortestHome = 4; ///< not / and not C:\ .
constexpr std::size_t longestName = 255;

// Accounts and computers that half of the world has: they say nothing, and without them no message is left.
constexpr std::array<std::string_view, 18> ordinary{"admin",   "archlinux",   "core",  "daemon", "debian", "default",
                                                    "desktop", "fedora",      "guest", "home",   "laptop", "localhost",
                                                    "nobody",  "raspberrypi", "root",  "ubuntu", "user",   "www"};

/// Empty where it is none.
std::string ascii(std::u32string_view folded)
{
    std::string result;
    for (const char32_t c : folded) {
        if (c >= 0x80)
            return {};
        result += static_cast<char>(c);
    }
    return result;
}

bool isOrdinary(std::string_view name)
{
    return std::find(ordinary.begin(), ordinary.end(), name) != ordinary.end();
}

/// Of a script that puts no blanks between words: Thai to Burmese, Hangul, Khmer, kana, Han, and their kin.
bool isWithoutBlanks(char32_t c)
{
    constexpr std::array<std::array<char32_t, 2>, 8> ranges{{{0x0E00, 0x0EFF},
                                                             {0x1000, 0x109F},
                                                             {0x1100, 0x11FF},
                                                             {0x1780, 0x17FF},
                                                             {0x3040, 0x30FF},
                                                             {0x3130, 0x9FFF},
                                                             {0xAC00, 0xD7FF},
                                                             {0x20000, 0x3FFFF}}};
    return std::any_of(ranges.begin(), ranges.end(), [c](const auto &range) { return c >= range[0] && c <= range[1]; })
        || (c >= 0xF900 && c <= 0xFAFF);
}

char32_t withSlash(char32_t c)
{
    return c == U'\\' ? U'/' : c;
}

/// Does \a name stand at \a at? Slashes are equal.
bool standsAt(std::u32string_view text, std::size_t at, std::u32string_view name)
{
    if (text.size() - at < name.size())
        return false;
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (withSlash(text[at + i]) != name[i])
            return false;
    }
    return true;
}

bool isLetterOfWord(const ScrubText &text, std::size_t at)
{
    const char32_t c = text.characters()[at];
    const bool isWord = (c >= U'a' && c <= U'z') || (c >= 0xC0 && text.shape()[at] == ScrubText::letter);
    // An escape in the middle of a name hides it from readers of the text as it is.
    return isWord && !(c < 0x80 && text.isEscaped(at));
}

/// Can a word begin at \a at, or end before it? Also in ninaConfig.
bool isBoundary(const ScrubText &text, std::size_t at)
{
    return at == 0 || at == text.size() || !isLetterOfWord(text, at - 1) || !isLetterOfWord(text, at)
        || (isSmall(text.shape()[at - 1]) && isCapital(text.shape()[at]));
}

/// Does \a name stand at \a at, and not as a part of another word?
bool isNameAt(const ScrubText &text, std::size_t at, const KnownNames::Name &name)
{
    if (!standsAt(text.characters(), at, name.folded))
        return false;
    return name.isAnywhere || (isBoundary(text, at) && isBoundary(text, at + name.folded.size()));
}

} // namespace

KnownNames::KnownNames(const ScrubNames &names)
{
    const auto fold = [](const std::string &text) {
        std::u32string folded = foldedName(std::string_view(text).substr(0, longestName));
        std::transform(folded.begin(), folded.end(), folded.begin(), withSlash);
        while (folded.size() > 1 && folded.back() == U'/')
            folded.pop_back();
        return folded;
    };
    const auto addName = [this](const std::u32string &folded, Placeholder placeholder) {
        const bool withoutBlanks = std::any_of(folded.begin(), folded.end(), isWithoutBlanks);
        const std::string name = ascii(folded);
        if (folded.size() < shortestOfAll || isOrdinary(name))
            return;
        if (withoutBlanks || (folded.size() >= shortestName && !isKnownWord(name)))
            m_names.push_back({folded, placeholder, withoutBlanks || folded.size() >= surelyAName});
        else if (placeholder == Placeholder::User)
            m_usersWhereDue.push_back(folded);
    };
    for (const std::string &home : names.homeFolders) {
        if (std::u32string folded = fold(home); folded.size() >= shortestHome)
            m_homes.push_back({std::move(folded), Placeholder::Path, true});
    }
    for (const std::string &host : names.hostNames)
        addName(fold(host), Placeholder::Host);
    for (const std::string &user : names.userNames)
        addName(fold(user), Placeholder::User);
    // kestrel.corp before kestrel
    std::stable_sort(m_names.begin(), m_names.end(),
                     [](const Name &a, const Name &b) { return a.folded.size() > b.folded.size(); });
}

bool KnownNames::isUserWhereDue(std::u32string_view folded) const
{
    return std::find(m_usersWhereDue.begin(), m_usersWhereDue.end(), folded) != m_usersWhereDue.end();
}

void findHomeFolders(ScrubText &text, const KnownNames &names)
{
    for (std::size_t at = 0; at < text.size(); ++at) {
        for (const KnownNames::Name &home : names.homes()) {
            if (!standsAt(text.characters(), at, home.folded))
                continue;
            const std::size_t to = at + home.folded.size();
            takeSpan(text, {at, to}, Placeholder::Path);
            at = to - 1;
            break;
        }
    }
}

void findKnownNames(ScrubText &text, const KnownNames &names)
{
    for (std::size_t at = 0; at < text.size(); ++at) {
        for (const KnownNames::Name &name : names.names()) {
            if (!isNameAt(text, at, name))
                continue;
            const std::size_t to = at + name.folded.size();
            bool isLeft = false;
            for (std::size_t i = at; i < to; ++i)
                isLeft = isLeft || text.shape()[i] != ScrubText::hole;
            if (isLeft)
                text.take(at, to, name.placeholder);
            at = to - 1;
            break;
        }
    }
}

bool holdsName(const ScrubText &text, const KnownNames &names)
{
    const auto hasLetter = [](const KnownNames::Name &name) {
        return std::any_of(name.folded.begin(), name.folded.end(),
                           [](char32_t c) { return (c >= U'a' && c <= U'z') || c >= 0x80; });
    };
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto isNamed = [&](const KnownNames::Name &name) { return isNameAt(text, at, name) && hasLetter(name); };
        const auto isHome = [&](const KnownNames::Name &home) {
            return standsAt(text.characters(), at, home.folded) && (at == 0 || !isAlphanumeric(text.shape()[at - 1]));
        };
        if (std::any_of(names.homes().begin(), names.homes().end(), isHome)
            || std::any_of(names.names().begin(), names.names().end(), isNamed))
            return true;
    }
    return false;
}

} // namespace candor
