// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "scrub/scrubfinders.h"
#include "scrub/vocabulary.h"

#include <algorithm>
#include <array>

namespace candor {

namespace {

constexpr std::size_t shortestName = 3; ///< characters; "al" is in every other word
constexpr std::size_t surelyAName = 6; ///< from here on also inside of a longer word
constexpr std::size_t shortestHome = 4; ///< not / and not C:\ .
constexpr std::size_t longestName = 255;

// Accounts and computers that half of the world has: they say nothing, and without them no message is left.
constexpr std::array<std::string_view, 14> ordinary{"admin", "core",   "daemon", "default",   "desktop",
                                                    "guest", "home",   "laptop", "localhost", "nobody",
                                                    "root",  "ubuntu", "user",   "www"};

bool isOrdinary(std::u32string_view folded)
{
    std::string name;
    for (const char32_t c : folded) {
        if (c >= 0x80)
            return false;
        name += static_cast<char>(c);
    }
    return isKnownWord(name) || std::find(ordinary.begin(), ordinary.end(), name) != ordinary.end();
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

} // namespace

KnownNames::KnownNames(const ScrubNames &names)
{
    const auto add = [](std::vector<Name> *to, const std::string &text, Placeholder placeholder) {
        std::u32string folded = foldedName(std::string_view(text).substr(0, longestName));
        std::transform(folded.begin(), folded.end(), folded.begin(), withSlash);
        while (folded.size() > 1 && folded.back() == U'/')
            folded.pop_back();
        const bool isHome = placeholder == Placeholder::Path;
        if (folded.size() < (isHome ? shortestHome : shortestName) || (!isHome && isOrdinary(folded)))
            return;
        to->push_back({folded, placeholder});
    };
    for (const std::string &home : names.homeFolders)
        add(&m_homes, home, Placeholder::Path);
    for (const std::string &host : names.hostNames)
        add(&m_names, host, Placeholder::Host);
    for (const std::string &user : names.userNames)
        add(&m_names, user, Placeholder::User);
    // kestrel.corp before kestrel
    std::stable_sort(m_names.begin(), m_names.end(),
                     [](const Name &a, const Name &b) { return a.folded.size() > b.folded.size(); });
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
            if (!standsAt(text.characters(), at, name.folded))
                continue;
            const std::size_t to = at + name.folded.size();
            const bool isWhole = isBoundary(text, at) && isBoundary(text, to);
            if (!isWhole && name.folded.size() < surelyAName)
                continue;
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

} // namespace candor
