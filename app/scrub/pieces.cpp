// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "scrub/pieces.h"

#include <algorithm>
#include <array>

namespace candor {

namespace {

constexpr std::size_t longestEntity = 10; ///< &thetasym;
constexpr std::size_t longestAddress = 64; ///< IPv6 with IPv4 at its end has 45
constexpr std::string_view curledApostrophe = "\u2019";

/// Characters that separate pieces, besides white space and the non-ASCII ones in farSigns.
constexpr std::string_view signs = "()[]{}<>,;|=&?!:#*+\"'`^";

// Non-ASCII signs and white space. All other non-ASCII characters belong to the piece that contains them, which then is
// not a listed word: letters, and everything that looks like a letter or is invisible.
constexpr std::array<std::array<char32_t, 2>, 16> farSigns{{{0x00A0, 0x00A1},
                                                            {0x00AB, 0x00AB},
                                                            {0x00BB, 0x00BB},
                                                            {0x00BF, 0x00BF},
                                                            {0x2000, 0x200A},
                                                            {0x2010, 0x2023},
                                                            {0x2026, 0x2026},
                                                            {0x2028, 0x2029},
                                                            {0x202F, 0x2030},
                                                            {0x2039, 0x203A},
                                                            {0x2190, 0x21FF},
                                                            {0x2713, 0x2718},
                                                            {0x3000, 0x3001},
                                                            {0x3008, 0x3011},
                                                            {0xFF08, 0xFF0C},
                                                            {0xFF1A, 0xFF1F}}};

bool isFarSign(char32_t character)
{
    return std::any_of(farSigns.begin(), farSigns.end(),
                       [character](const auto &range) { return character >= range[0] && character <= range[1]; });
}

/// The non-ASCII character that begins at \a at, decoded as strictly as RFC 3629 requires; if there is none, its size
/// is 1 and its value 0.
struct Character
{
    char32_t value = 0;
    std::size_t size = 1;
};
Character decode(std::string_view text, std::size_t at)
{
    const auto byteAt = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned first = byteAt(at);
    const std::size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    constexpr std::array<char32_t, 5> smallest{0, 0, 0x80, 0x800, 0x10000};
    if (first < 0xC2 || first > 0xF4 || text.size() - at < size)
        return {};
    char32_t value = first & (0xFFU >> (size + 1));
    for (std::size_t i = 1; i < size; ++i) {
        if ((byteAt(at + i) & 0xC0) != 0x80)
            return {};
        value = (value << 6) | (byteAt(at + i) & 0x3FU);
    }
    if (value < smallest[size] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
        return {};
    return {value, size};
}

/// Is it a letter or digit of any script, or an invisible character?
bool isInsideWord(char c)
{
    return isAlphanumeric(c) || static_cast<unsigned char>(c) >= 0x80;
}

std::size_t digitsAt(std::string_view text, std::size_t from)
{
    std::size_t to = from;
    while (to < text.size() && isDigit(text[to]))
        ++to;
    return to - from;
}

/// The end of the time of day that begins at \a from (7:05, 12:34:56.789, with Z or a zone); \a from if there is none.
std::size_t endOfTime(std::string_view text, std::size_t from)
{
    const std::size_t hours = digitsAt(text, from);
    std::size_t to = from + hours;
    int groups = 0;
    for (; groups < 2 && to + 2 < text.size() && text[to] == ':' && digitsAt(text, to + 1) == 2; ++groups)
        to += 3;
    if (hours == 0 || hours > 2 || groups == 0 || (hours == 2 && text.substr(from, 2) > "24"))
        return from;
    if (const std::size_t fraction = to < text.size() && isIn(text[to], ".,") ? digitsAt(text, to + 1) : 0;
        groups == 2 && fraction > 0 && fraction <= 9)
        to += 1 + fraction;
    if (to < text.size() && text[to] == 'Z')
        ++to;
    else if (to + 5 < text.size() && isIn(text[to], "+-") && digitsAt(text, to + 1) == 2 && text[to + 3] == ':')
        to += 6;
    return to < text.size() && (isInsideWord(text[to]) || text[to] == ':') ? from : to;
}

/// The end of the date that begins at \a from (2026-11-30, optionally with a time); \a from if there is none. Only
/// years from 2020 on count: an older date may be a date of birth.
std::size_t endOfDate(std::string_view text, std::size_t from)
{
    const auto isSeparator = [text](std::size_t at) { return text[at] == '-' || text[at] == '/'; };
    if (text.size() - from < 10 || text.substr(from, 2) != "20" || text[from + 2] < '2' || digitsAt(text, from) != 4
        || !isSeparator(from + 4) || digitsAt(text, from + 5) != 2 || !isSeparator(from + 7)
        || digitsAt(text, from + 8) != 2)
        return from;
    std::size_t to = from + 10;
    if (to < text.size() && (text[to] == 'T' || text[to] == 't'))
        to = std::max(to, endOfTime(text, to + 1) == to + 1 ? to : endOfTime(text, to + 1));
    return to < text.size() && isInsideWord(text[to]) ? from : to;
}

/// The end of the address with colons that begins at \a from (IPv6, MAC; optionally with a zone or a prefix length); \a
/// from if there is none.
std::size_t endOfColonAddress(std::string_view text, std::size_t from)
{
    std::size_t to = from;
    std::size_t colons = 0;
    bool isCompressed = false;
    bool hasDigit = false;
    const std::size_t end = std::min(text.size(), from + longestAddress);
    for (; to < end && (isHexDigit(text[to]) || isIn(text[to], ":.")); ++to) {
        isCompressed = isCompressed || (text[to] == ':' && to > from && text[to - 1] == ':');
        colons += text[to] == ':' ? 1 : 0;
        hasDigit = hasDigit || isHexDigit(text[to]);
    }
    while (to > from && (text[to - 1] == '.' || (text[to - 1] == ':' && (to < from + 2 || text[to - 2] != ':')))) {
        --to;
        colons -= text[to] == ':' ? 1 : 0;
    }
    if (colons < 2 || !hasDigit || (colons == 2 && !isCompressed && text[from] == ':')
        || (to < text.size() && (isAlphanumeric(text[to]) || text[to] == '_')))
        return from;
    if (to < text.size() && isIn(text[to], "%/")) {
        do
            ++to;
        while (to < text.size() && isAlphanumeric(text[to]));
    }
    return to;
}

constexpr std::array<std::string_view, 7> methods{"GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"};

class Cutting
{
public:
    explicit Cutting(std::string_view text)
        : m_text(text)
    {
        m_pieces.reserve(text.size() / 6 + 1);
    }

    Pieces result()
    {
        while (m_at < m_text.size()) {
            if (const std::size_t size = separatorSize(); size > 0) {
                if (isBlank(m_text[m_at]) || isIn(m_text[m_at], "\"'`"))
                    m_isRoute = false;
                m_at += size;
                continue;
            }
            addPiece();
        }
        return std::move(m_pieces);
    }

private:
    [[nodiscard]] std::string_view rest() const { return m_text.substr(m_at); }

    /// How many bytes at m_at separate two pieces; 0: a piece begins.
    std::size_t separatorSize()
    {
        const char c = m_text[m_at];
        if (isAlphanumeric(c))
            return 0;
        if (!leadingPlaceholder(rest()).empty())
            return 0;
        if (c == ':' && rest().substr(0, 3) == "://" && m_at > 0 && isAlphanumeric(m_text[m_at - 1]))
            return 0;
        const bool isInside = m_at > 0 && (isAlphanumeric(m_text[m_at - 1]) || m_text[m_at - 1] == ':');
        if (c == ':' && !isInside && endOfColonAddress(m_text, m_at) > m_at)
            return 0;
        if (c == '\\' && m_at + 1 < m_text.size() && isIn(m_text[m_at + 1], "\"'"))
            return 2;
        if (isBlank(c) || (m_isRoute && c == '/'))
            return 1;
        if (c == '&')
            return entitySize() > 0 && !isPlainEntity() ? 0 : std::max<std::size_t>(entitySize(), 1);
        if (c == '/' && isBehindMethod()) {
            m_isRoute = true;
            return 1;
        }
        if (static_cast<unsigned char>(c) < 0x80)
            return isIn(c, signs) ? 1 : 0;
        const Character character = decode(m_text, m_at);
        return divides(m_at, character) ? character.size : 0;
    }

    /// A dash or a full-width colon without spaces belongs to the number or word: 078\u20131120, 52\uFF1A54.
    [[nodiscard]] bool divides(std::size_t at, Character character) const
    {
        const std::size_t next = at + character.size;
        const bool isJoint = (character.value >= 0x2010 && character.value <= 0x2015) || character.value == 0xFF1A;
        const bool isInside =
            isJoint && at > 0 && next < m_text.size() && isAlphanumeric(m_text[at - 1]) && isInsideWord(m_text[next]);
        return isFarSign(character.value) && !isInside;
    }

    /// &#110; &commat;
    [[nodiscard]] std::size_t entitySize() const
    {
        const std::string_view entity = rest().substr(0, longestEntity);
        const std::size_t end = entity.find(';');
        if (end == std::string_view::npos || end < 2)
            return 0;
        const std::string_view name = entity.substr(1, end - 1);
        const bool isName = std::all_of(name.begin() + 1, name.end(), isAlphanumeric);
        return isName && (name[0] == '#' || isLetter(name[0])) ? end + 1 : 0;
    }
    [[nodiscard]] bool isPlainEntity() const
    {
        static constexpr std::array<std::string_view, 8> plain{"&quot;", "&lt;",  "&gt;",  "&amp;",
                                                               "&apos;", "&#39;", "&#34;", "&nbsp;"};
        return isOneOf(rest().substr(0, entitySize()), plain);
    }

    /// GET /containers/json: each segment of a route is judged separately.
    [[nodiscard]] bool isBehindMethod() const
    {
        if (m_pieces.empty() || m_at == 0 || m_at - m_pieces.back().to > 2 || m_at == m_pieces.back().to)
            return false;
        return isOneOf(m_pieces.back().in(m_text), methods);
    }

    void add(std::size_t to, Piece::Kind kind, Placeholder placeholder = Placeholder::Text)
    {
        Piece piece;
        piece.from = static_cast<std::uint32_t>(m_at);
        piece.to = static_cast<std::uint32_t>(to);
        piece.kind = kind;
        piece.placeholder = placeholder;
        m_pieces.push_back(piece);
        m_at = to;
    }

    void addPiece()
    {
        if (const std::string_view placeholder = leadingPlaceholder(rest()); !placeholder.empty()) {
            add(m_at + placeholder.size(), Piece::Kind::Gone);
            m_pieces.back().isPlaceholder = true;
            return;
        }
        if (m_text[m_at] == ':' && rest().substr(0, 3) == "://") {
            addUrl();
            return;
        }
        if (const std::string_view begin = "-----BEGIN"; rest().substr(0, begin.size()) == begin) {
            addKeyBlock();
            return;
        }
        const bool isInside = m_at > 0 && isAlphanumeric(m_text[m_at - 1]);
        if (!isInside && isDigit(m_text[m_at])) {
            const std::size_t moment = std::max(endOfDate(m_text, m_at), endOfTime(m_text, m_at));
            if (moment > m_at) {
                add(moment, Piece::Kind::Moment);
                return;
            }
        }
        if (!isInside && (isHexDigit(m_text[m_at]) || m_text[m_at] == ':')) {
            if (const std::size_t to = endOfColonAddress(m_text, m_at); to > m_at) {
                add(to, Piece::Kind::Gone, Placeholder::Ip);
                return;
            }
        }
        addWord();
    }

    /// Adds everything up to "-----END ...-----"; a truncated block is a key, too.
    void addKeyBlock()
    {
        constexpr std::string_view line = "-----";
        std::size_t to = m_text.find("-----END", m_at);
        if (to != std::string_view::npos)
            to = m_text.find(line, to + line.size());
        add(to == std::string_view::npos ? m_text.size() : to + line.size(), Piece::Kind::Gone, Placeholder::Key);
    }

    void addWord()
    {
        bool isForeign = false;
        std::size_t to = m_at;
        while (to < m_text.size()) {
            const char c = m_text[to];
            if (isAlphanumeric(c)) {
                ++to;
                continue;
            }
            if (static_cast<unsigned char>(c) >= 0x80) {
                const Character character = decode(m_text, to);
                const bool isApostrophe = to > m_at && isLetter(m_text[to - 1]) && to + 3 < m_text.size()
                    && m_text.substr(to, 3) == curledApostrophe && isLetter(m_text[to + 3]);
                if (!isApostrophe && divides(to, character))
                    break;
                isForeign = isForeign || !isApostrophe;
                to += character.size;
                continue;
            }
            if (c == '&') {
                const std::size_t begin = m_at;
                m_at = to;
                const std::size_t size = isPlainEntity() ? 0 : entitySize();
                m_at = begin;
                if (size == 0)
                    break;
                isForeign = true;
                to += size;
                continue;
            }
            // Python writes bytes as b'...'; that is not a word with an apostrophe.
            const bool isPrefix = to == m_at + 1 && isIn(toLower(m_text[m_at]), "bfru");
            const bool isApostrophe = c == '\'' && to > m_at && !isPrefix && isLetter(m_text[to - 1])
                && to + 1 < m_text.size() && isLetter(m_text[to + 1]);
            const bool isEscapedQuote = c == '\\' && to + 1 < m_text.size() && isIn(m_text[to + 1], "\"'");
            if (isBlank(c) || isEscapedQuote || (isIn(c, signs) && !isApostrophe) || (m_isRoute && c == '/'))
                break;
            ++to;
        }
        add(std::max(to, m_at + 1), Piece::Kind::Unjudged);
        m_pieces.back().isForeign = isForeign;
    }

    /// Adds "://" and what follows it, up to white space or a quotation mark. The scheme is the previous piece.
    void addUrl()
    {
        static constexpr std::array<std::string_view, 6> ofFiles{"file", "unix", "npipe", "dir", "qrc", "fd"};
        const std::string_view scheme = m_pieces.empty() ? std::string_view() : m_pieces.back().in(m_text);
        const bool isFile = isOneOf(scheme, ofFiles);
        m_at += 3;
        std::size_t to = m_at;
        while (to < m_text.size() && !isBlank(m_text[to]) && !isIn(m_text[to], "\"'`<>"))
            ++to;
        while (to > m_at && isIn(m_text[to - 1], "()[]{},;:.!?*|"))
            --to;
        if (to > m_at)
            add(to, Piece::Kind::Gone, isFile ? Placeholder::Path : Placeholder::Host);
    }

    const std::string_view m_text;
    std::size_t m_at = 0;
    bool m_isRoute = false;
    Pieces m_pieces;
};

} // namespace

Pieces piecesOf(std::string_view text)
{
    return Cutting(text).result();
}

} // namespace candor
