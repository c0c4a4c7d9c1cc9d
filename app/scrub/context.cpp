// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "scrub/context.h"

#include <algorithm>
#include <array>
#include <string>

namespace candor {

namespace {

using Kind = Piece::Kind;

constexpr std::size_t longestNumber = 5; ///< digits of a number that stays although nothing says what it counts
constexpr std::size_t longestCount = 12; ///< digits of a number that stays before "bytes"
constexpr std::size_t longestGroups = 6; ///< digits of adjacent numbers in total: a telephone number has more
constexpr std::string_view wideColon = "\uFF1A";

// Words that name a secret. Of a longer word the end counts: dbPassword, AWS_SECRET, userToken.
constexpr std::array<std::string_view, 36> secretEndings{"password",
                                                         "passwd",
                                                         "passphrase",
                                                         "passcode",
                                                         "secret",
                                                         "token",
                                                         "apikey",
                                                         "accesskey",
                                                         "privatekey",
                                                         "secretkey",
                                                         "credentials",
                                                         "credential",
                                                         "signature",
                                                         "pwd",
                                                         "passwort",
                                                         "kennwort",
                                                         "contrasena",
                                                         "contrase\u00F1a",
                                                         "motdepasse",
                                                         "passe",
                                                         "wachtwoord",
                                                         "salasana",
                                                         "senha",
                                                         "parola",
                                                         "haslo",
                                                         "has\u0142o",
                                                         "l\u00F6senord",
                                                         "heslo",
                                                         "\u015Fifre",
                                                         "sifre",
                                                         "\u5BC6\u7801",
                                                         "\u5BC6\u78BC",
                                                         "\u30D1\u30B9\u30EF\u30FC\u30C9",
                                                         "\uBE44\uBC00\uBC88\uD638",
                                                         "\u043F\u0430\u0440\u043E\u043B\u044C",
                                                         "adgangskode"};
constexpr std::array<std::string_view, 20> secretWords{"key", "pin",  "otp",    "psk",  "pw",        "pass",  "clave",
                                                       "sas", "csrf", "nonce",  "jwt",  "sid",       "sig",   "session",
                                                       "tan", "cvv",  "cookie", "auth", "sessionid", "bearer"};
/// Words after the name of a secret that are not its value: "token: unexpected end".
constexpr std::array<std::string_view, 31> aboutSecrets{"a",         "an",        "at",         "authentication",
                                                        "bad",       "cannot",    "can't",      "could",
                                                        "does",      "empty",     "expired",    "failed",
                                                        "has",       "incorrect", "invalid",    "is",
                                                        "malformed", "missing",   "must",       "no",
                                                        "not",       "required",  "should",     "the",
                                                        "too",       "unable",    "unexpected", "unknown",
                                                        "was",       "wrong",     "yes"};

constexpr std::array<std::string_view, 9> beforeNames{"user",  "username", "account", "login", "owner",
                                                      "group", "for",      "by",      "from"};
constexpr std::array<std::string_view, 8> behindNames{"is", "was", "has", "does", "did", "can", "cannot", "and"};

/// Units that a number before them counts, so that the number may be long.
constexpr std::array<std::string_view, 22> counted{
    "b",  "bytes",   "byte",  "bits", "ms", "milliseconds", "seconds", "second", "s",     "ns",     "us",
    "kb", "minutes", "hours", "mb",   "gb", "kib",          "mib",     "gib",    "items", "blocks", "pages"};

} // namespace

bool isNameAndWord(std::string_view lower)
{
    return lower == "will" || lower == "may" || lower == "max";
}

namespace {

class Neighbours
{
public:
    Neighbours(std::string_view text, Pieces *pieces)
        : m_text(text)
        , m_pieces(*pieces)
    {
    }

    void judge()
    {
        judgeNumbers();
        for (std::size_t i = 0; i < m_pieces.size(); ++i) {
            i = std::max(i, judgeSecret(i));
            if (i >= m_pieces.size())
                break;
            judgeNameWord(i);
            judgeCapital(i);
        }
        judgeJoined();
    }

private:
    /// The text between the piece \a i and the one before it.
    [[nodiscard]] std::string_view gap(std::size_t i) const
    {
        const std::size_t from = i == 0 ? 0 : m_pieces[i - 1].to;
        const std::size_t to = i == m_pieces.size() ? m_text.size() : m_pieces[i].from;
        return m_text.substr(from, to - from);
    }
    [[nodiscard]] bool isBlankBefore(std::size_t i) const
    {
        const std::string_view between = gap(i);
        return std::any_of(between.begin(), between.end(), isBlank);
    }

    /// The piece \a i in lower case, truncated if it is longer than all of our words.
    std::string_view lower(std::size_t i)
    {
        const std::string_view word = m_pieces[i].in(m_text).substr(0, m_lower.size());
        std::transform(word.begin(), word.end(), m_lower.begin(), toLower);
        return {m_lower.data(), word.size()};
    }

    [[nodiscard]] std::size_t digits(std::size_t i) const
    {
        const std::string_view word = m_pieces[i].in(m_text);
        return static_cast<std::size_t>(std::count_if(word.begin(), word.end(), isDigit));
    }

    /// Removes a long number unless it counts something, and adjacent numbers that are long in total.
    void judgeNumbers()
    {
        for (std::size_t i = 0; i < m_pieces.size();) {
            if (m_pieces[i].kind != Kind::Number) {
                ++i;
                continue;
            }
            const std::string_view before = gap(i);
            const bool isInternational = !before.empty() && before.back() == '+';
            const bool isLocal = m_pieces[i].in(m_text)[0] == '0' && digits(i) > 2;
            std::size_t end = i + 1;
            std::size_t sum = digits(i);
            while (end < m_pieces.size() && m_pieces[end].kind == Kind::Number
                   && isJoint(gap(end), isInternational || isLocal)) {
                sum += digits(end);
                ++end;
            }
            // "salary 4200", /users/4711
            const bool isNamed = i > 0 && m_pieces[i - 1].kind == Kind::Gone && !m_pieces[i - 1].isPlaceholder
                && m_pieces[i - 1].placeholder == Placeholder::Text && before == " ";
            const bool isSegment = before == "/";
            const bool isCount = end < m_pieces.size() && gap(end) == " " && m_pieces[end].kind != Kind::Gone
                && isOneOf(lower(end), counted);
            const std::size_t limit = isCount && !isInternational ? longestCount
                : end - i > 1                                     ? longestGroups
                                                                  : longestNumber;
            if (sum > limit || isInternational || isNamed || isSegment
                || (isLocal && m_pieces[i].in(m_text).find('.') == std::string_view::npos)) {
                for (std::size_t k = i; k < end; ++k)
                    m_pieces[k].remove(Placeholder::Id);
            }
            i = end;
        }
    }

    static bool isJoint(std::string_view between, bool isTelephone)
    {
        if (between.size() == 1)
            return isIn(between[0], " ,:'");
        return isTelephone && (between == " (" || between == ") " || between == " - " || between == " / ");
    }

    bool isSecretWord(std::size_t i)
    {
        std::string_view word = lower(i);
        const auto isEnding = [&word](std::string_view ending) {
            return word.size() >= ending.size() && word.substr(word.size() - ending.size()) == ending;
        };
        if (std::any_of(secretEndings.begin(), secretEndings.end(), isEnding))
            return true;
        if (m_pieces[i].kind == Kind::Gone)
            return false; // "db-root-pw" is a name that somebody chose for a secret
        // Find the last part of api_key, X-Api-Key, apiKey.
        std::string_view source = m_pieces[i].in(m_text).substr(0, word.size());
        std::size_t from = source.size();
        while (from > 0 && isLetter(source[from - 1])
               && !(from < source.size() && isUpper(source[from]) && isLower(source[from - 1])))
            --from;
        return isOneOf(word.substr(from), secretWords);
    }

    /// Removes the value of the secret that piece \a i names. \returns the last piece that was examined.
    std::size_t judgeSecret(std::size_t i)
    {
        if (m_pieces[i].isPlaceholder || i + 1 >= m_pieces.size())
            return i;
        // A fast path: most words are followed by a word, and then their meaning does not matter.
        const std::string_view between = gap(i + 1);
        const bool isOption = m_text[m_pieces[i].from] == '-';
        if (between == " " && !isOption && m_pieces[i + 1].kind != Kind::Number)
            return i;
        const std::size_t sign = std::min(between.find_first_of(":="), between.find(wideColon));
        const std::size_t quote = between.find_last_of("\"'`");
        if (sign == std::string_view::npos && between != " " && quote == std::string_view::npos)
            return i;
        if (!isSecretWord(i))
            return i;
        return sign == std::string_view::npos ? removeBareValue(i, isOption) : removeValue(i, sign, quote);
    }

    /// PIN 1234, --password abc, password "abc"; but not "key 2 of 3".
    std::size_t removeBareValue(std::size_t i, bool isOption)
    {
        const std::string_view between = gap(i + 1);
        const bool isQuoted = isIn(between.back(), "\"'`");
        if (isQuoted && (isOption || lower(i).find("pass") != std::string_view::npos))
            return removeUntil(i + 1, between.back());
        if (between == " " && (isOption || lower(i) != "key"))
            m_pieces[i + 1].remove(Placeholder::Key);
        return i;
    }

    /// \a sign and \a quote: their offsets in the text before the value.
    std::size_t removeValue(std::size_t i, std::size_t sign, std::size_t quote)
    {
        const std::string_view between = gap(i + 1);
        if (between.substr(0, sign).find_first_of("([,;") != std::string_view::npos)
            return i;
        if (lower(i).ends_with("cookie"))
            return removeUntil(i + 1, '\n');
        if (quote != std::string_view::npos && quote > sign)
            return removeUntil(i + 1, between[quote]);
        if (between[sign] == ':' && m_pieces[i + 1].kind == Kind::Word && isOneOf(lower(i + 1), aboutSecrets))
            return i;
        std::size_t end = i + 1;
        do
            m_pieces[end++].remove(Placeholder::Key);
        while (end < m_pieces.size() && !isBlankBefore(end)
               && gap(end).find_first_of("\"'`)]}&;") == std::string_view::npos);
        return end - 1;
    }

    /// Removes pieces from \a i on, up to \a quote or the end of the line.
    std::size_t removeUntil(std::size_t i, char quote)
    {
        const auto isEnd = [quote](char c) { return c == quote || c == '\n'; };
        do
            m_pieces[i++].remove(Placeholder::Key);
        while (i < m_pieces.size() && std::none_of(gap(i).begin(), gap(i).end(), isEnd));
        return i - 1;
    }

    /// "may fail" is a program's text; "user may" and "May Weber" name a person.
    void judgeNameWord(std::size_t i)
    {
        if (m_pieces[i].kind != Kind::Word || m_pieces[i].to - m_pieces[i].from > 4 || !isNameAndWord(lower(i)))
            return;
        const bool isFirst = i == 0 || gap(i) != " ";
        const bool isDue = i > 0 && isOneOf(lower(i - 1), beforeNames);
        const bool isSpelled = isFirst || isLower(m_text[m_pieces[i].from]);
        const bool isFollowed = i + 1 < m_pieces.size()
            && ((gap(i + 1) == " " && m_pieces[i + 1].kind == Kind::Word && isLower(m_text[m_pieces[i + 1].from])
                 && !isOneOf(lower(i + 1), behindNames))
                || ((gap(i + 1) == "=" || gap(i + 1) == " ") && m_pieces[i + 1].kind == Kind::Number));
        if (!isSpelled || isDue || !isFollowed)
            m_pieces[i].remove(Placeholder::Name);
    }

    [[nodiscard]] bool isCapitalised(std::size_t i) const
    {
        const std::string_view word = m_pieces[i].in(m_text);
        return isUpper(word[0]) && word.size() > 1 && std::all_of(word.begin() + 1, word.end(), isLower);
    }

    /// A capitalised word beside an unknown capitalised word is the other half of a name. The first word of a sentence
    /// is capitalised anyway.
    void judgeCapital(std::size_t i)
    {
        if (m_pieces[i].kind != Kind::Word || !isCapitalised(i))
            return;
        const auto isUnknown = [this](std::size_t k) {
            return m_pieces[k].kind == Kind::Gone && !m_pieces[k].isPlaceholder && isCapitalised(k);
        };
        const bool isFirst = i == 0 || gap(i) != " ";
        const bool isBehind = !isFirst && isUnknown(i - 1);
        const bool isBefore = !isFirst && i + 1 < m_pieces.size() && gap(i + 1) == " " && isUnknown(i + 1);
        if (isBehind || isBefore)
            m_pieces[i].remove(Placeholder::Text);
    }

    /// ada:secret: if one of the words joined by colons is unknown, none of them stays. Numbers stay, as ports and
    /// lines, but not beside an escape, which may hide that the whole is an address.
    void judgeJoined()
    {
        const auto isUnknown = [this](std::size_t i) {
            return m_pieces[i].kind == Kind::Gone && !m_pieces[i].isPlaceholder
                && (m_pieces[i].placeholder == Placeholder::Text || m_pieces[i].placeholder == Placeholder::Email);
        };
        const auto isJoined = [this](std::size_t i) {
            const std::string_view between = gap(i);
            return between == ":" || between == "::" || between == wideColon;
        };
        for (std::size_t from = 0; from < m_pieces.size();) {
            std::size_t end = from + 1;
            bool isAnyUnknown = isUnknown(from);
            bool isAnyForeign = m_pieces[from].isForeign;
            for (; end < m_pieces.size() && isJoined(end); ++end) {
                isAnyUnknown = isAnyUnknown || isUnknown(end);
                isAnyForeign = isAnyForeign || m_pieces[end].isForeign;
            }
            for (std::size_t i = from; (isAnyUnknown || isAnyForeign) && i < end; ++i) {
                if (m_pieces[i].kind == Kind::Word || isAnyForeign)
                    m_pieces[i].remove(Placeholder::Text);
            }
            from = end;
        }
    }

    const std::string_view m_text;
    Pieces &m_pieces;
    std::array<char, 64> m_lower{};
};

} // namespace

void judgeNeighbours(std::string_view text, Pieces *pieces)
{
    Neighbours(text, pieces).judge();
}

} // namespace candor
