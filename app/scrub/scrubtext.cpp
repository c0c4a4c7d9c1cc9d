// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "scrub/scrubtext.h"

#include "scrub/lookalikes.h"
#include "scrub/wordshapes.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace candor {

namespace {

// Beyond Unicode, so that no text can hold them.
constexpr char32_t rawByte = 0x110000; ///< + a byte that is no part of a character (yet)
constexpr char32_t escapedBlank = 0x120000; ///< an escaped space, control character or quote
constexpr char32_t placeholderSign = 0x120001;

bool isRawByte(char32_t character)
{
    return character >= rawByte + 0x80 && character <= rawByte + 0xFF;
}

int hexValue(char32_t character)
{
    if (character >= U'0' && character <= U'9')
        return static_cast<int>(character - U'0');
    const char32_t small = character | 0x20;
    return character < 0x80 && small >= U'a' && small <= U'f' ? static_cast<int>(small - U'a') + 10 : -1;
}

/// Decodes one character of UTF-8 as strictly as RFC 3629 from what \a byteAt gives. \returns how many bytes it takes,
/// or 0.
template<typename ByteAt>
std::size_t decode(std::size_t available, const ByteAt &byteAt, char32_t *character)
{
    const unsigned first = byteAt(0);
    if (first < 0x80) {
        *character = first;
        return 1;
    }
    const std::size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    constexpr std::array<char32_t, 5> smallest{0, 0, 0x80, 0x800, 0x10000};
    char32_t value = first & (0xFFU >> (size + 1));
    if (first < 0xC2 || first > 0xF4 || available < size)
        return 0;
    for (std::size_t i = 1; i < size; ++i) {
        const unsigned next = byteAt(i);
        if ((next & 0xC0) != 0x80)
            return 0;
        value = (value << 6) | (next & 0x3F);
    }
    if (value < smallest[size] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
        return 0;
    *character = value;
    return size;
}

struct Entity
{
    std::u32string_view name;
    char32_t character;
};
constexpr std::array entities{
    Entity{U"amp", U'&'},    Entity{U"lt", U'<'},     Entity{U"gt", U'>'},     Entity{U"quot", U'"'},
    Entity{U"apos", U'\''},  Entity{U"nbsp", U' '},   Entity{U"sol", U'/'},    Entity{U"bsol", U'\\'},
    Entity{U"colon", U':'},  Entity{U"period", U'.'}, Entity{U"commat", U'@'}, Entity{U"hyphen", U'-'},
    Entity{U"lowbar", U'_'}, Entity{U"percnt", U'%'}, Entity{U"num", U'#'},    Entity{U"equals", U'='},
};

/// Undoes escapes at the end of a growing text. Each one undone makes the text shorter, so undoing all of them, escapes
/// of escapes too, takes time in proportion to what was appended.
class Unescaping
{
public:
    Unescaping(std::u32string *characters, std::vector<std::uint32_t> *starts, std::vector<bool> *escaped)
        : m_characters(*characters)
        , m_starts(*starts)
        , m_escaped(*escaped)
    {
    }

    void append(char32_t character, std::size_t start)
    {
        m_characters.push_back(character);
        m_starts.push_back(static_cast<std::uint32_t>(start));
        m_escaped.push_back(false);
        while (undoOne()) { }
    }

private:
    [[nodiscard]] char32_t back(std::size_t distance) const
    {
        return distance < m_characters.size() ? m_characters[m_characters.size() - 1 - distance] : 0;
    }

    bool replace(std::size_t count, char32_t character)
    {
        m_characters.resize(m_characters.size() - count + (isInvisible(character) ? 0 : 1));
        if (isInvisible(character)) {
            m_starts.resize(m_characters.size());
            m_escaped.resize(m_characters.size());
            return true;
        }
        m_starts.resize(m_characters.size());
        m_escaped.resize(m_characters.size());
        m_escaped.back() = true;
        m_characters.back() = character;
        return true;
    }

    /// The value of \a count hex digits before the last \a skipped characters, or -1.
    [[nodiscard]] long hex(std::size_t count, std::size_t skipped = 0) const
    {
        long value = 0;
        for (std::size_t i = count; i-- > 0;) {
            const int digit = hexValue(back(skipped + i));
            if (digit < 0)
                return -1;
            value = value * 16 + digit;
        }
        return value;
    }

    static char32_t character(long value)
    {
        return value < 0x110000 && value > 0 ? static_cast<char32_t>(value) : escapedBlank;
    }

    bool undoOne()
    {
        const char32_t last = back(0);
        if (hexValue(last) >= 0) {
            if (back(2) == U'%' && hex(2) >= 0)
                return replace(3, byteValue(hex(2)));
            if (back(3) == U'\\' && (back(2) | 0x20) == U'x' && hex(2) >= 0)
                return replace(4, byteValue(hex(2)));
            if (back(5) == U'\\' && back(4) == U'u' && hex(4) >= 0)
                return replace(6, character(hex(4)));
            if (back(9) == U'\\' && back(8) == U'U' && hex(8) >= 0)
                return replace(10, character(hex(8)));
            return undoOctal();
        }
        if (back(1) == U'\\' && (last == U'\\' || last == U'/' || last == U'"' || last == U'\''))
            return replace(2, last);
        if (last == U';')
            return undoEntity();
        if (last == U'}')
            return undoBraces();
        if (last >= 0xDC00 && last <= 0xDFFF && back(1) >= 0xD800 && back(1) < 0xDC00)
            return replace(2, 0x10000 + ((back(1) - 0xD800) << 10) + (last - 0xDC00));
        return isRawByte(last) && undoBytes();
    }

    /// As git writes file names: only of bytes beyond ASCII, because \ and three digits are the beginning of a Windows
    /// folder too.
    bool undoOctal()
    {
        const auto octal = [this](std::size_t at) { return back(at) >= U'0' && back(at) <= U'7'; };
        if (back(3) != U'\\' || (back(2) != U'2' && back(2) != U'3') || !octal(1) || !octal(0))
            return false;
        return replace(4, byteValue(static_cast<long>((back(2) - U'0') * 64 + (back(1) - U'0') * 8 + back(0) - U'0')));
    }

    bool undoEntity()
    {
        for (std::size_t i = 1; i <= 10 && i < m_characters.size(); ++i) {
            if (back(i) != U'&')
                continue;
            const std::u32string_view name =
                std::u32string_view(m_characters).substr(m_characters.size() - i, i - 1); // between & and ;
            for (const Entity &entity : entities) {
                if (entity.name == name)
                    return replace(i + 1, entity.character);
            }
            if (name.size() < 2 || name[0] != U'#')
                return false;
            const bool isHex = (name[1] | 0x20) == U'x';
            long value = 0;
            for (const char32_t digit : name.substr(isHex ? 2 : 1)) {
                const int one = hexValue(digit);
                if (one < 0 || (!isHex && one > 9))
                    return false;
                value = value * (isHex ? 16 : 10) + one;
            }
            return replace(i + 1, character(value));
        }
        return false;
    }

    /// \u{65}
    bool undoBraces()
    {
        std::size_t digits = 0;
        while (digits < 6 && hexValue(back(digits + 1)) >= 0)
            ++digits;
        if (digits == 0 || back(digits + 1) != U'{' || back(digits + 2) != U'u' || back(digits + 3) != U'\\')
            return false;
        return replace(digits + 4, character(hex(digits, 1)));
    }

    bool undoBytes()
    {
        for (std::size_t count = 2; count <= 4; ++count) {
            char32_t decoded = 0;
            const auto byteAt = [&](std::size_t i) {
                const char32_t one = back(count - 1 - i);
                return isRawByte(one) ? static_cast<unsigned>(one - rawByte) : 0U;
            };
            if (byteAt(0) >= 0xC0 && decode(count, byteAt, &decoded) == count)
                return replace(count, decoded);
        }
        return false;
    }

    static char32_t byteValue(long value)
    {
        if (value >= 0x80)
            return rawByte + static_cast<char32_t>(value);
        // In a path or a URL it is part of the name, not the end of it.
        return value <= 0x20 || value == '"' || value == '\'' || value == 0x7F ? escapedBlank
                                                                               : static_cast<char32_t>(value);
    }

    std::u32string &m_characters;
    std::vector<std::uint32_t> &m_starts;
    std::vector<bool> &m_escaped;
};

char shapeOf(char32_t character)
{
    if (character == placeholderSign)
        return ScrubText::hole;
    if (character == escapedBlank)
        return ScrubText::filler;
    if (character == U'\n' || character == U'\r')
        return '\n';
    if (character <= U' ' || character == 0x7F || character == 0x85)
        return ' ';
    if (character < 0x80)
        return static_cast<char>(character);
    const bool isSign = (character < 0xC0 && character != 0xAA && character != 0xB5 && character != 0xBA)
        || character == 0xD7 || character == 0xF7 || (character >= 0x2000 && character <= 0x2BFF)
        || (character >= 0x3001 && character <= 0x301F) || (character >= 0x1F000 && character <= 0x1FAFF)
        || (character >= 0xFF5F && character <= 0xFF65) || (character >= 0xE000 && character <= 0xF8FF);
    return isSign ? ScrubText::symbol : ScrubText::letter;
}

} // namespace

ScrubText::ScrubText(std::string_view source)
    : m_source(source)
{
    fold(source);
    shapeCharacters();
    m_taken.assign(m_shape.size(), 0);
}

void ScrubText::fold(std::string_view source)
{
    m_characters.reserve(source.size());
    m_starts.reserve(source.size() + 1);
    Unescaping unescaping(&m_characters, &m_starts, &m_escaped);
    for (std::size_t at = 0; at < source.size();) {
        const std::string_view placeholder = leadingPlaceholder(source.substr(at));
        char32_t character = placeholderSign;
        std::size_t size = placeholder.size();
        if (placeholder.empty()) {
            const auto byteAt = [&](std::size_t i) { return static_cast<unsigned char>(source[at + i]); };
            size = decode(source.size() - at, byteAt, &character);
            if (size == 0) {
                character = rawByte + byteAt(0);
                size = 1;
            }
        }
        // What can't be seen belongs to the character before it: "ni<soft hyphen>na" is nina.
        if (character == placeholderSign || !isInvisible(character))
            unescaping.append(character < 0x80 || character == placeholderSign || isRawByte(character)
                                  ? character
                                  : plainCharacter(character),
                              at);
        at += size;
    }
    m_starts.push_back(static_cast<std::uint32_t>(source.size()));
    m_starts.front() = 0;
}

void ScrubText::shapeCharacters()
{
    const std::size_t count = m_characters.size();
    m_shape.resize(count);
    m_lower.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
        char32_t &character = m_characters[i];
        const bool isRaw = isRawByte(character);
        if (isRaw)
            character -= rawByte; // Latin-1, if anything
        if (character != escapedBlank && character != placeholderSign)
            character = plainCharacter(character);
        m_shape[i] = shapeOf(character);
        if (m_shape[i] == symbol && (isRaw || m_escaped[i]))
            m_shape[i] = filler;
        m_lower[i] = lowerCase(m_shape[i]);
        if (character < 0x80)
            character = static_cast<unsigned char>(m_lower[i]);
        else if (character == placeholderSign)
            character = 0;
    }
    const auto isLetterAt = [this](std::size_t at) { return at < m_shape.size() && isLetter(m_shape[at]); };
    for (std::size_t i = 1; i + 1 < count; ++i) {
        if (m_shape[i] != '\'' || !isLetterAt(i - 1) || !isLetterAt(i + 1))
            continue;
        // b'...' and r'...' are how Python writes bytes, not words with an apostrophe.
        const bool isPrefix =
            (i < 2 || !isLetterAt(i - 2)) && std::string_view("bruf").find(m_lower[i - 1]) != std::string_view::npos;
        if (!isPrefix)
            m_shape[i] = m_lower[i] = apostrophe;
    }
}

void ScrubText::take(std::size_t from, std::size_t to, Placeholder placeholder)
{
    for (std::size_t i = from; i < to; ++i) {
        m_taken[i] = static_cast<std::uint8_t>(1 + static_cast<int>(placeholder));
        m_shape[i] = m_lower[i] = hole;
    }
}

void ScrubText::settle(std::size_t from, std::size_t to)
{
    for (std::size_t i = from; i < to; ++i) {
        if (m_shape[i] != hole)
            m_shape[i] = m_lower[i] = settled;
    }
}

std::string ScrubText::result(std::size_t maximumSize) const
{
    std::string result;
    result.reserve(std::min(m_source.size(), maximumSize));
    const std::size_t count = m_shape.size();
    for (std::size_t i = 0; i < count;) {
        std::size_t end = i + 1;
        while (m_taken[i] != 0 && end < count && m_taken[end] == m_taken[i])
            ++end;
        std::string_view piece = m_source.substr(m_starts[i], m_starts[end] - m_starts[i]);
        const bool isPlaceholder = end == i + 1 && m_characters[i] == 0;
        if (m_taken[i] != 0 && !isPlaceholder) {
            const std::string_view text = placeholderText(static_cast<Placeholder>(m_taken[i] - 1));
            piece = text.size() <= piece.size() ? text : shortPlaceholder;
        }
        if (result.size() + piece.size() > maximumSize)
            break;
        result += piece;
        i = end;
    }
    return result;
}

std::u32string foldedName(std::string_view name)
{
    const ScrubText text(name);
    std::u32string result(text.characters());
    while (!result.empty() && result.back() == U' ')
        result.pop_back();
    return result;
}

} // namespace candor
