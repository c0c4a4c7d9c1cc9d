// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "scrub/scrubber.h"

#include "scrub/context.h"
#include "scrub/pieces.h"
#include "scrub/placeholder.h"
#include "scrub/shapes.h"
#include "scrub/wordlist.h"

#include <algorithm>
#include <array>

namespace candor {

namespace {

constexpr std::size_t shortestName = 3; ///< "al" is part of too many words
constexpr std::size_t surelyAName = 6; ///< from this length on a name is also found inside a longer word
constexpr std::size_t shortestHome = 4; ///< not / and not C:\ .
constexpr std::size_t longestName = 255;

// One pass finds everything, and the second confirms it. If a third would still change something, the text was designed
// to combine placeholders and words, and it is safer to keep nothing.
constexpr int mostPasses = 3;

// Names of accounts and computers that are so common that they identify nobody; without them little of a message would
// be left.
constexpr std::array<std::string_view, 23> ordinary{
    "admin",  "archlinux",   "container", "core", "daemon", "debian",    "default", "desktop",
    "fedora", "guest",       "home",      "host", "laptop", "localhost", "nobody",  "pc",
    "podman", "raspberrypi", "root",      "test", "ubuntu", "user",      "www"};

// U+00C0 to U+017F without their accents; '?': not an accented letter. A token is ASCII and contains Jörg as jorg.
constexpr std::string_view latin = "aaaaaaaceeeeiiiidnooooo?ouuuuytsaaaaaaaceeeeiiiidnooooo?ouuuuyty"
                                   "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
                                   "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static_assert(latin.size() == 0x180 - 0xC0);

/// Lower case, without accents of the Latin script, with slashes instead of backslashes.
std::string folded(std::string_view text)
{
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto first = static_cast<unsigned char>(text[i]);
        if (first >= 0xC3 && first <= 0xC5 && i + 1 < text.size()) {
            const std::size_t character = (first & 0x1FU) << 6 | (static_cast<unsigned char>(text[i + 1]) & 0x3FU);
            result += latin[std::min(character - 0xC0, latin.size() - 1)];
            ++i;
        } else {
            result += text[i] == '\\' ? '/' : toLower(text[i]);
        }
    }
    return result;
}

/// Does \a text contain \a name, both folded, and not as part of another word?
bool holds(std::string_view text, std::string_view name)
{
    for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
        const std::size_t end = at + name.size();
        const bool isWord = (at == 0 || !isLetter(text[at - 1])) && (end == text.size() || !isLetter(text[end]));
        if (isWord || name.size() >= surelyAName)
            return true;
    }
    return false;
}

/// See possiblyCutSize.
void removeCutEnd(std::string_view text, Pieces *pieces)
{
    if (text.size() < possiblyCutSize)
        return;
    std::size_t end = text.size();
    for (auto piece = pieces->rbegin(); piece != pieces->rend(); ++piece) {
        const std::string_view between = text.substr(piece->to, end - piece->to);
        if (std::any_of(between.begin(), between.end(), isBlank))
            return;
        if (piece->kind != Piece::Kind::Sign)
            piece->remove(Placeholder::Text);
        end = piece->from;
    }
}

/// Text that may be between two placeholders that are merged.
bool isJoint(std::string_view between)
{
    return between.empty() || (between.size() == 1 && isIn(between[0], " :/+.'"));
}

std::string written(std::string_view text, const Pieces &pieces)
{
    std::string result;
    result.reserve(std::min(text.size(), maximumScrubbedSize));
    const auto append = [&result](std::string_view part) {
        const bool fits = result.size() + part.size() <= maximumScrubbedSize;
        if (fits)
            result += part;
        return fits;
    };
    /// The text between two pieces may be truncated after any character.
    const auto appendGap = [&](std::string_view part) {
        std::size_t size = std::min(part.size(), maximumScrubbedSize - result.size());
        while (size < part.size() && size > 0 && (static_cast<unsigned char>(part[size]) & 0xC0) == 0x80)
            --size;
        result += part.substr(0, size);
        return size == part.size();
    };
    std::size_t at = 0;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        if (!appendGap(text.substr(at, pieces[i].from - at)))
            return result;
        const std::size_t first = i;
        Placeholder placeholder = pieces[i].placeholder;
        while (pieces[first].kind == Piece::Kind::Gone && i + 1 < pieces.size()
               && pieces[i + 1].kind == Piece::Kind::Gone
               && isJoint(text.substr(pieces[i].to, pieces[i + 1].from - pieces[i].to))) {
            ++i;
            if (placeholder == Placeholder::Text)
                placeholder = pieces[i].placeholder;
            else if (pieces[i].placeholder != placeholder && pieces[i].placeholder != Placeholder::Text)
                placeholder = Placeholder::Text;
        }
        at = pieces[i].to;
        const std::string_view source = text.substr(pieces[first].from, at - pieces[first].from);
        std::string_view part = source;
        if (pieces[first].kind == Piece::Kind::Gone && !(first == i && pieces[i].isPlaceholder)) {
            part = placeholderText(placeholder);
            if (part.size() > source.size())
                part = shortPlaceholder;
        }
        if (!append(part))
            return result;
    }
    appendGap(text.substr(at));
    return result;
}

std::string onePass(std::string_view text, const StayingWords &words)
{
    const Pieces unjudged = piecesOf(text);
    Pieces pieces;
    pieces.reserve(unjudged.size() + 4);
    for (const Piece &piece : unjudged) {
        if (piece.kind == Piece::Kind::Unjudged)
            judge(text, piece, words, &pieces);
        else
            pieces.push_back(piece);
    }
    judgeNeighbours(text, &pieces);
    removeCutEnd(text, &pieces);
    return written(text, pieces);
}

} // namespace

Scrubber::Scrubber(const ScrubNames &names)
{
    const auto foldedName = [](const std::string &name) {
        std::string result = folded(std::string_view(name).substr(0, longestName));
        while (result.size() > 1 && result.back() == '/')
            result.pop_back();
        return result;
    };
    for (const std::string &home : names.homeFolders) {
        if (std::string name = foldedName(home); name.size() >= shortestHome)
            m_homes.push_back(std::move(name));
    }
    std::vector<std::string> called;
    for (const auto &list : {names.userNames, names.hostNames}) {
        for (const std::string &one : list) {
            std::string name = foldedName(one);
            if (name.size() < shortestName || isOneOf(name, ordinary) || isNameAndWord(name))
                continue;
            // Many versions contain a number, and many tokens contain a listed word.
            if (!isListedWord(name) && !std::all_of(name.begin(), name.end(), isDigit))
                m_names.push_back(name);
            called.push_back(std::move(name));
        }
    }
    m_words = std::make_unique<const StayingWords>(std::move(called));
}

Scrubber::~Scrubber() = default;

bool Scrubber::holdsKnownName(std::string_view text) const
{
    const std::string plain = folded(text);
    const auto isHome = [&plain](const std::string &home) {
        const std::size_t at = plain.find(home);
        return at != std::string::npos && (at == 0 || !isAlphanumeric(plain[at - 1]));
    };
    return std::any_of(m_homes.begin(), m_homes.end(), isHome)
        || std::any_of(m_names.begin(), m_names.end(),
                       [&plain](const std::string &name) { return holds(plain, name); });
}

std::string Scrubber::scrub(std::string_view text) const
{
    std::string result = onePass(text, *m_words);
    for (int pass = 1; pass < mostPasses; ++pass) {
        std::string again = onePass(result, *m_words);
        if (again == result)
            return result;
        result = std::move(again);
    }
    const std::string_view nothing = placeholderText(Placeholder::Text);
    return std::string(result.size() >= nothing.size() ? nothing : shortPlaceholder);
}

} // namespace candor
