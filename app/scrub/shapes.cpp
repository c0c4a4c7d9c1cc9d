// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "scrub/shapes.h"

#include "scrub/wordlist.h"

#include <algorithm>
#include <array>

namespace candor {

namespace {

constexpr std::size_t longestName = 64; ///< characters of an identifier in code
constexpr std::size_t shortestHex = 7; ///< the short id of a Git commit
constexpr std::size_t longestErrorCode = 8; ///< hexadecimal digits, as in 0x80070005; a pointer has more

constexpr std::array<std::string_view, 39> units{"b",  "bit", "d",   "db", "fps", "g",  "gb",  "ghz", "gi", "gib",
                                                 "h",  "hz",  "k",   "kb", "khz", "ki", "kib", "m",   "mb", "mhz",
                                                 "mi", "mib", "min", "ms", "mw",  "nd", "ns",  "px",  "pt", "rd",
                                                 "s",  "sec", "st",  "t",  "tb",  "th", "tib", "us",  "x"};
constexpr std::size_t longestUnit = 3;

/// The prefixes of codes of compilers, databases and protocols: ORA-12154, MSB3021, E404. Other letters before digits
/// number people and their things.
constexpr std::array<std::string_view, 22> codePrefixes{"bc",  "c",   "ca",  "cs", "cve", "e",   "err", "fs",
                                                        "kb",  "lnk", "msb", "nu", "ora", "pls", "rls", "sc",
                                                        "sp2", "tns", "ts",  "ws", "wsa", "http"};

constexpr std::array<std::string_view, 7> classEndings{"Error", "Exception", "Failure", "Fault",
                                                       "Panic", "Timeout",   "Warning"};

/// Does \a isTrue hold for each part of \a text between characters of \a separators?
template<typename IsTrue>
bool allParts(std::string_view text, std::string_view separators, IsTrue &&isTrue)
{
    for (std::size_t from = 0; from <= text.size();) {
        const std::size_t end = std::min(text.find_first_of(separators, from), text.size());
        if (!isTrue(text.substr(from, end - from)))
            return false;
        from = end + 1;
    }
    return true;
}

bool isAll(std::string_view text, bool (*belongs)(char))
{
    return !text.empty() && std::all_of(text.begin(), text.end(), belongs);
}

bool isUnit(std::string_view text)
{
    if (text.size() > longestUnit)
        return false;
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(), toLower);
    return isOneOf(lower, units);
}

/// TimeoutError, QNetworkReply, readFile: all parts between capital letters are words.
bool isCamel(std::string_view word, const StayingWords &words)
{
    if (word.size() > longestName)
        return false;
    if (word.size() > 2 && word[0] == 'Q' && isUpper(word[1]))
        word.remove_prefix(1);
    std::size_t from = 0;
    std::size_t parts = 0;
    for (std::size_t i = 1; i <= word.size(); ++i) {
        const bool isEnd = i == word.size() || (isUpper(word[i]) && !isUpper(word[i - 1]))
            || (isUpper(word[i - 1]) && isUpper(word[i]) && i + 1 < word.size() && isLower(word[i + 1]));
        if (!isEnd)
            continue;
        if (!words.has(word.substr(from, i - from)))
            return false;
        ++parts;
        from = i;
    }
    // A combination of short words only is as likely to be a key.
    return parts == 1 || word.size() >= 3 * parts;
}

/// PayException: the name of a class, whatever its first part is.
bool isErrorClass(std::string_view word, const StayingWords &words)
{
    const auto endsWith = [word](std::string_view ending) {
        return word.size() > ending.size() && word.substr(word.size() - ending.size()) == ending;
    };
    return word.size() <= longestName && !word.empty() && isUpper(word[0]) && isAll(word, isLetter)
        && !words.namesSomebody(word) && std::any_of(classEndings.begin(), classEndings.end(), endsWith);
}

bool isName(std::string_view word, const StayingWords &words)
{
    return isAll(word, isLetter) && isCamel(word, words);
}

/// bad_alloc, ERR_MODULE_NOT_FOUND, _ssl
bool isSnake(std::string_view word, const StayingWords &words)
{
    if (word.size() > longestName)
        return false;
    const bool isCode = std::none_of(word.begin(), word.end(), isLower);
    bool hasWord = false;
    return allParts(word, "_",
                    [&](std::string_view part) {
                        if (isCode && (isAll(part, isDigit) ? part.size() <= 4 : part == "E"))
                            return true;
                        hasWord = hasWord || !part.empty();
                        return part.empty() || words.has(part) || (isAll(part, isLetter) && isCamel(part, words));
                    })
        && hasWord;
}

/// ORA-12154, MSB3021, E404
bool isErrorCode(std::string_view word)
{
    std::array<char, 8> lower{};
    std::size_t letters = 0;
    while (letters < word.size() && letters < lower.size() && isUpper(word[letters])) {
        lower[letters] = toLower(word[letters]);
        ++letters;
    }
    const std::string_view digits = word.substr(letters + (letters < word.size() && word[letters] == '-' ? 1 : 0));
    return letters > 0 && digits.size() >= 3 && digits.size() <= 6 && isAll(digits, isDigit)
        && isOneOf(std::string_view(lower.data(), letters), codePrefixes);
}

/// --read-only, -v, --max-size
bool isOption(std::string_view word, const StayingWords &words)
{
    const std::size_t dashes = std::min(word.find_first_not_of('-'), word.size());
    const std::string_view name = word.substr(dashes);
    if (dashes == 1 && name.size() == 1)
        return isLetter(name[0]);
    return dashes > 0 && dashes <= 2 && name.size() <= longestName
        && allParts(name, "-_", [&words](std::string_view part) { return words.has(part); });
}

bool isSuffixOfVersion(std::string_view part, const StayingWords &words)
{
    const std::size_t letters = std::min(part.find_first_of("0123456789"), part.size());
    return part.size() - letters <= 5
        && isAll(part.substr(0, letters).empty() ? "a" : part.substr(0, letters), isLetter)
        && (part.size() == letters || isAll(part.substr(letters), isDigit))
        && (letters <= 1 || words.has(part.substr(0, letters)) || words.has(part));
}

/// Judges a word that begins with a digit: 404, 1.5, 30s, 1.24.3-rc1, 0x80070005, 10.0.0.1
void judgeNumber(std::string_view word, const StayingWords &words, Piece *piece)
{
    if (word.substr(0, 2) == "0x" || word.substr(0, 2) == "0X") {
        const std::string_view digits = word.substr(2);
        if (digits.size() <= longestErrorCode && isAll(digits, isHexDigit))
            piece->kind = Piece::Kind::Other;
        else
            piece->remove(Placeholder::Id);
        return;
    }
    std::size_t groups = 0;
    std::size_t at = 0;
    bool canBeAddress = true;
    bool isPairs = true;
    std::size_t last = 0;
    std::size_t longest = 0;
    for (;;) {
        const std::size_t from = at;
        while (at < word.size() && isDigit(word[at]))
            ++at;
        last = at - from;
        longest = std::max(longest, last);
        isPairs = isPairs && last == 2;
        canBeAddress = canBeAddress && (last < 3 || (last == 3 && word.substr(from, 3) <= "255"));
        ++groups;
        if (at + 1 >= word.size() || word[at] != '.' || !isDigit(word[at + 1]))
            break;
        ++at;
    }
    const std::string_view rest = word.substr(at);
    if (groups >= 4 && canBeAddress) {
        piece->remove(Placeholder::Ip);
    } else if (rest.empty() && groups <= 2) {
        piece->kind = Piece::Kind::Number;
    } else if (rest == "%" || (groups <= 2 && isUnit(rest))) {
        piece->kind = longest <= 11 ? Piece::Kind::Other : Piece::Kind::Gone;
    } else if (const std::size_t unit = rest.find_first_of("0123456789"); groups <= 2 && unit != std::string_view::npos
               && unit > 0 && isUnit(rest.substr(0, unit))
               && isUnit(rest.substr(std::min(rest.find_first_not_of("0123456789.", unit), rest.size())))) {
        piece->kind = word.size() <= 12 ? Piece::Kind::Other : Piece::Kind::Gone; // 1m30s
    } else {
        // A date with points is not a version: 24.12.1984, 24.12.84.
        const bool isDate =
            groups == 3 && rest.empty() && ((last == 4 && longest == 4) || (isPairs && word.size() == 8));
        const bool hasSuffix = !rest.empty() && isIn(rest[0], "-+~_.");
        const std::string_view suffix = hasSuffix ? rest.substr(1) : rest;
        const bool isVersion = groups >= 2 && groups <= 5 && longest <= 5 && !isDate
            && (rest.empty() || allParts(suffix, "-+~_.", [&words](std::string_view part) {
                                   return isSuffixOfVersion(part, words);
                               }));
        if (isVersion)
            piece->kind = Piece::Kind::Other;
        else if (words.has(word))
            piece->kind = Piece::Kind::Word; // 16-bit
        else
            piece->remove(groups > 1 ? Placeholder::Text : Placeholder::Id);
    }
}

/// either/or, linux/amd64, HTTP/1.1, 0/3: two words or numbers. A path has more, or begins with the slash.
bool isAlternative(std::string_view word, const StayingWords &words)
{
    if (words.has(word))
        return true;
    const std::size_t slash = word.find('/');
    const std::string_view first = word.substr(0, slash);
    const std::string_view second = word.substr(slash + 1);
    // 04/27 is the expiry date of a card.
    const auto isShortNumber = [](std::string_view part) {
        return !part.empty() && part.size() <= 3 && isDigit(part[0]) && (part[0] != '0' || part.size() == 1)
            && part.find_first_not_of("0123456789.") == std::string_view::npos;
    };
    if (first.size() < 2 && !isShortNumber(first))
        return false;
    return (words.has(first) && (words.has(second) || isShortNumber(second)))
        || (isShortNumber(first) && isShortNumber(second));
}

/// failed\nError: an escaped line end, in a text that was quoted.
bool isWordsWithLineEnds(std::string_view word, const StayingWords &words)
{
    for (std::size_t from = 0; from <= word.size();) {
        const std::size_t slash = std::min(word.find('\\', from), word.size());
        const std::string_view part = word.substr(from, slash - from);
        if (!part.empty() && !words.has(part.substr(0, part.find_last_not_of('.') + 1)))
            return false;
        if (slash == word.size())
            return true;
        if (slash + 1 >= word.size() || !isIn(word[slash + 1], "nrt"))
            return false;
        from = slash + 2;
    }
    return true;
}

/// %6e, \u006e, \x6e
bool hasEscape(std::string_view word)
{
    for (std::size_t at = word.find('\\'); at != std::string_view::npos; at = word.find('\\', at + 1)) {
        if (at + 2 < word.size() && isIn(word[at + 1], "uUx") && isHexDigit(word[at + 2]))
            return true;
    }
    for (std::size_t at = word.find('%'); at != std::string_view::npos; at = word.find('%', at + 1)) {
        if (at + 2 < word.size() && isHexDigit(word[at + 1]) && isHexDigit(word[at + 2]))
            return true;
    }
    return false;
}

/// \returns the offset of the part that stays: 0 if all of it stays, the size if nothing does.
std::size_t stayingPart(std::string_view word, const StayingWords &words)
{
    const std::size_t dot = word.rfind('.');
    if (dot == std::string_view::npos)
        return isName(word, words) || isErrorClass(word, words) || isErrorCode(word)
                || (word.find('_') != std::string_view::npos && isSnake(word, words))
            ? 0
            : word.size();
    const std::string_view last = word.substr(dot + 1);
    const bool isClass = last.size() > 1 && isUpper(last[0]);
    if (!isClass)
        return word.size();
    const auto stays = [&words](std::string_view part) { return isName(part, words) || isSnake(part, words); };
    if (allParts(word.substr(0, dot), ".", stays) && (stays(last) || isErrorClass(last, words)))
        return 0;
    return isErrorClass(last, words) ? dot + 1 : word.size();
}

} // namespace

bool StayingWords::has(std::string_view word) const
{
    std::array<char, longestListedWord> buffer;
    std::size_t size = 0;
    for (std::size_t i = 0; i < word.size(); ++i) {
        if (size == buffer.size())
            return false;
        // The curly apostrophe is the only non-ASCII character that gets here.
        if (static_cast<unsigned char>(word[i]) >= 0x80) {
            buffer[size++] = '\'';
            i += 2;
        } else {
            buffer[size++] = toLower(word[i]);
        }
    }
    const std::string_view lower(buffer.data(), size);
    return isListedWord(lower) && std::find(m_names.begin(), m_names.end(), lower) == m_names.end();
}

bool StayingWords::namesSomebody(std::string_view word) const
{
    std::string lower(word);
    std::transform(lower.begin(), lower.end(), lower.begin(), toLower);
    return std::any_of(m_names.begin(), m_names.end(),
                       [&lower](const std::string &name) { return lower.find(name) != std::string::npos; });
}

void judge(std::string_view text, Piece piece, const StayingWords &words, Pieces *judged)
{
    const auto finish = [&](Piece::Kind kind) {
        piece.kind = kind;
        judged->push_back(piece);
    };
    const auto finishGone = [&](Placeholder placeholder) {
        piece.remove(placeholder);
        judged->push_back(piece);
    };
    // Trailing points and hyphens belong to the sentence.
    while (piece.to > piece.from + 1 && isIn(text[piece.to - 1], ".-~$"))
        --piece.to;
    const std::string_view word = piece.in(text);
    if (piece.isForeign)
        return finishGone(Placeholder::Text);
    if (std::none_of(word.begin(), word.end(), isAlphanumeric))
        return finish(Piece::Kind::Sign);
    if (words.has(word) && word.find_first_of("@\\%~") == std::string_view::npos)
        return finish(isDigit(word[0]) ? Piece::Kind::Other : Piece::Kind::Word);
    if (word.find('@') != std::string_view::npos)
        return finishGone(Placeholder::Email);
    if (hasEscape(word)) {
        piece.isForeign = true;
        return finishGone(word.find('\\') == std::string_view::npos ? Placeholder::Text : Placeholder::Path);
    }
    if (word.find('\\') != std::string_view::npos)
        return isWordsWithLineEnds(word, words) ? finish(Piece::Kind::Other) : finishGone(Placeholder::Path);
    if (const std::size_t slash = word.find('/'); slash != std::string_view::npos) {
        if (slash > 0 && slash == word.rfind('/') && isAlternative(word, words))
            return finish(Piece::Kind::Other);
        return finishGone(Placeholder::Path);
    }
    std::size_t begin = 0; // of the part that is judged
    while (begin < word.size() && isIn(word[begin], "-~$."))
        ++begin;
    const std::string_view core = word.substr(begin);
    if (begin > 0 && word[0] == '-' && isLetter(core[0]))
        return isOption(word, words) ? finish(Piece::Kind::Other) : finishGone(Placeholder::Text);
    if (begin > 0 && word[begin - 1] == '.' && isLetter(core[0]))
        return finishGone(Placeholder::Path);
    if (isDigit(core[0]) || (core.size() > 1 && (core[0] == 'v' || core[0] == 'V') && isDigit(core[1]))) {
        judgeNumber(isDigit(core[0]) ? core : core.substr(1), words, &piece);
        if (!isDigit(core[0]) && piece.kind == Piece::Kind::Number)
            piece.kind = Piece::Kind::Other; // v1
        judged->push_back(piece);
        return;
    }
    const std::size_t stays = stayingPart(core, words);
    if (stays == core.size())
        return finishGone(core.size() >= shortestHex && isAll(core, isHexDigit) ? Placeholder::Id : Placeholder::Text);
    if (stays > 0) {
        Piece first = piece;
        first.to = static_cast<std::uint32_t>(piece.from + begin + stays);
        first.remove(Placeholder::Text);
        judged->push_back(first);
        piece.from = first.to;
    }
    finish(Piece::Kind::Other);
}

} // namespace candor
