// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "scrub/scrubfinders.h"
#include "scrub/vocabulary.h"

#include <algorithm>
#include <array>

namespace candor {

namespace {

constexpr std::size_t longestKey = 64;

bool isKeyCharacter(char c)
{
    return isAlphanumeric(c) || c == '_' || c == '-' || c == '.';
}

/// The name that stands before \a at, with blanks, quotes and a closing bracket between: "password" : , pwd =
Span keyBefore(std::string_view shape, std::size_t at)
{
    std::size_t to = at;
    for (int skipped = 0;
         skipped < 4 && to > 0 && (shape[to - 1] == ' ' || isQuote(shape[to - 1]) || shape[to - 1] == ']'); ++skipped)
        --to;
    std::size_t from = to;
    while (from > 0 && to - from < longestKey && isKeyCharacter(shape[from - 1]))
        --from;
    return {from, to};
}

bool isSecretKey(std::string_view lower)
{
    std::string letters;
    std::size_t lastPart = 0;
    for (std::size_t i = 0; i < lower.size(); ++i) {
        if (isLetter(lower[i]))
            letters += lower[i];
        else if (!isDigit(lower[i]))
            lastPart = letters.size();
    }
    if (isSecretWord(letters) || isSecretWord(std::string_view(letters).substr(lastPart)))
        return true;
    for (const std::string_view ending : {"password", "passwd", "passphrase", "secret", "token", "apikey", "accesskey",
                                          "privatekey", "secretkey", "credentials", "cookie", "signature", "pwd"}) {
        if (letters.size() > ending.size()
            && std::string_view(letters).substr(letters.size() - ending.size()) == ending)
            return true;
    }
    return false;
}

/// "token: unexpected end" says something; "token: s3cret" and "password: monday" do not.
bool isSentence(const ScrubText &text, std::size_t from)
{
    const Span first = nextWord(text, from);
    if (first.isEmpty() || !isPlainWord(first.in(text.shape())) || !isKnownWord(first.in(text.lower())))
        return false;
    if (isGrammarWord(first.in(text.lower())))
        return true;
    const Span second = nextWord(text, first.to);
    return second.from == first.to + 1 && text.shape()[first.to] == ' '
        && isTechnical(second.in(text.shape()), second.in(text.lower()));
}

std::size_t endOfLine(std::string_view shape, std::size_t from)
{
    while (from < shape.size() && shape[from] != '\n' && !isQuote(shape[from]))
        ++from;
    return from;
}

Span valueAt(std::string_view shape, std::size_t from)
{
    if (from < shape.size() && isQuote(shape[from])) {
        std::size_t to = from + 1;
        while (to < shape.size() && shape[to] != shape[from] && shape[to] != '\n')
            ++to;
        return {from + 1, to};
    }
    std::size_t to = from;
    while (to < shape.size() && !isBlank(shape[to]))
        ++to;
    while (to > from && isIn(shape[to - 1], "\"'`)]},.:;"))
        --to;
    return {from, to};
}

/// \returns where to go on. \a at is behind the colon or equal sign.
std::size_t takeValue(ScrubText &text, std::string_view key, std::size_t at, bool canBeSentence)
{
    const std::string_view shape = text.shape();
    std::size_t from = at;
    while (from < shape.size() && isIn(shape[from], "=>:"))
        ++from;
    for (int skipped = 0; skipped < 8 && from < shape.size() && shape[from] == ' '; ++skipped)
        ++from;
    const bool isHeader = key.find("authorization") != std::string_view::npos;
    if (isHeader) {
        const Span scheme = nextWord(text, from);
        const std::string_view name = scheme.in(text.lower());
        for (const std::string_view known : {"basic", "bearer", "token", "negotiate", "ntlm", "apikey"}) {
            if (name == known && scheme.from <= from + 1) {
                const Span value = valueAt(shape, nextChunk(text, scheme.to).from);
                takeSpan(text, value, Placeholder::Key);
                return std::max(value.to, at);
            }
        }
    }
    if (canBeSentence && from > at && from < shape.size() && !isQuote(shape[from]) && isSentence(text, from))
        return at;
    const bool isLine = isHeader || key.find("cookie") != std::string_view::npos;
    const Span value = isLine && !(from < shape.size() && isQuote(shape[from])) ? Span{from, endOfLine(shape, from)}
                                                                                : valueAt(shape, from);
    takeSpan(text, value, Placeholder::Key);
    return std::max(value.to, at);
}

struct Prefix
{
    std::string_view lower;
    std::size_t least; ///< characters that have to follow, unless the text ends there
};
constexpr std::array prefixes{
    Prefix{"accc", 64},       Prefix{"age-secret-key-", 0},
    Prefix{"agpa", 12},       Prefix{"aida", 12},
    Prefix{"aiza", 12},       Prefix{"akia", 8},
    Prefix{"aroa", 12},       Prefix{"asia", 12},
    Prefix{"atatt", 12},      Prefix{"dapi", 24},
    Prefix{"dckr_pat_", 0},   Prefix{"dop_v1_", 0},
    Prefix{"eyj", 4},         Prefix{"figd_", 0},
    Prefix{"gho_", 0},        Prefix{"ghp_", 0},
    Prefix{"ghr_", 0},        Prefix{"ghs_", 0},
    Prefix{"ghu_", 0},        Prefix{"github_pat_", 0},
    Prefix{"gldt-", 0},       Prefix{"glpat-", 0},
    Prefix{"glrt-", 0},       Prefix{"glsa_", 0},
    Prefix{"gocspx-", 0},     Prefix{"hf_", 8},
    Prefix{"hvb.", 0},        Prefix{"hvs.", 0},
    Prefix{"lin_api_", 0},    Prefix{"npm_", 10},
    Prefix{"nrak-", 0},       Prefix{"phc_", 0},
    Prefix{"phx_", 0},        Prefix{"pk_live_", 0},
    Prefix{"pk_test_", 0},    Prefix{"pypi-", 12},
    Prefix{"rk_live_", 0},    Prefix{"rk_test_", 0},
    Prefix{"sg.", 16},        Prefix{"shpat_", 0},
    Prefix{"sk-", 8},         Prefix{"sk_live_", 0},
    Prefix{"sk_test_", 0},    Prefix{"sq0", 12},
    Prefix{"ssh-ed25519", 0}, Prefix{"ssh-rsa", 0},
    Prefix{"tskey-", 0},      Prefix{"whsec_", 0},
    Prefix{"xapp-", 0},       Prefix{"xoxa-", 0},
    Prefix{"xoxb-", 0},       Prefix{"xoxe-", 0},
    Prefix{"xoxe.", 0},       Prefix{"xoxo-", 0},
    Prefix{"xoxp-", 0},       Prefix{"xoxr-", 0},
    Prefix{"xoxs-", 0},       Prefix{"ya29.", 0},
};

bool isTokenCharacter(char c)
{
    return isAlphanumeric(c) || isIn(c, "_-.+/=~") || c == ScrubText::filler;
}

} // namespace

void findKeyBlocks(ScrubText &text, const KnownNames &)
{
    const std::string_view lower = text.lower();
    std::size_t end = 0;
    for (std::size_t begin = lower.find("-----begin"); begin != std::string_view::npos;
         begin = lower.find("-----begin", end)) {
        end = lower.find("-----end", begin);
        // Cut before its end it is a key all the same.
        if (end == std::string_view::npos) {
            text.take(begin, lower.size(), Placeholder::Key);
            return;
        }
        end = std::min(lower.find("-----", end + 5), lower.size() - 5) + 5;
        text.take(begin, end, Placeholder::Key);
    }
}

void findKeyedSecrets(ScrubText &text, const KnownNames &)
{
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text.shape()[at];
        if (c != ':' && c != '=')
            continue;
        const bool isDouble = c == ':' && at + 1 < text.size() && text.shape()[at + 1] == ':';
        const Span key = keyBefore(text.shape(), at);
        if (isDouble || key.isEmpty() || !isSecretKey(key.in(text.lower())))
            continue;
        at = takeValue(text, std::string(key.in(text.lower())), at + 1, c == ':') - 1;
    }
    // Without a sign between: Bearer abc
    for (Span word = nextWord(text, 0); !word.isEmpty(); word = nextWord(text, word.to)) {
        const std::string_view name = word.in(text.lower());
        if ((name != "bearer" && name != "basic") || word.to >= text.size() || !isBlank(text.shape()[word.to]))
            continue;
        const Span value = valueAt(text.shape(), nextChunk(text, word.to).from);
        const Span inner = trimmed(text.shape(), value);
        const bool isWord = isPlainWord(inner.in(text.shape()))
            && (name == "basic" ? inner.to - inner.from < 12 : isKnownWord(inner.in(text.lower())));
        if (!isWord && inner.in(text.lower()).substr(0, 6) != "realm=")
            takeSpan(text, value, Placeholder::Key);
    }
}

void findAccessTokens(ScrubText &text, const KnownNames &)
{
    for (std::size_t at = 0; at < text.size(); ++at) {
        const std::string_view lower = text.lower();
        if (!isSmall(lower[at]) || (at > 0 && isAlphanumeric(lower[at - 1]) && !text.isEscaped(at - 1)))
            continue;
        for (const Prefix &prefix : prefixes) {
            if (lower[at] != prefix.lower[0] || lower.substr(at, prefix.lower.size()) != prefix.lower)
                continue;
            std::size_t to = at + prefix.lower.size();
            // "ssh-rsa AAAA..."
            if (prefix.lower.substr(0, 4) == "ssh-" && to < lower.size() && lower[to] == ' ')
                ++to;
            while (to < lower.size() && isTokenCharacter(lower[to]))
                ++to;
            if (to - at - prefix.lower.size() < prefix.least && to < lower.size())
                break;
            while (isIn(lower[to - 1], "."))
                --to;
            text.take(at, to, Placeholder::Key);
            break;
        }
    }
}

} // namespace candor
