// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "scrub/scrubfinders.h"
#include "scrub/vocabulary.h"

#include <algorithm>
#include <utility>

namespace candor {

namespace {

constexpr std::size_t longWord = 20; ///< letters; from here on a key without digits is possible
constexpr std::size_t longestWord = 40; ///< letters no word has
constexpr std::size_t longKey = 16; ///< of letters and digits

bool hasAlphanumeric(std::string_view shape)
{
    return std::any_of(shape.begin(), shape.end(), [](char c) { return isAlphanumeric(c) || c == ScrubText::filler; });
}

bool isKnown(const ScrubText &text, Span word)
{
    return isTechnical(word.in(text.shape()), word.in(text.lower()));
}

/// com.acme.billing.InvoiceException: what went wrong stays, whose it is goes.
Span withoutErrorClass(const ScrubText &text, Span word)
{
    const std::string_view shape = word.in(text.shape());
    const std::size_t sign = shape.find_last_of(".:");
    if (sign == std::string_view::npos || sign == 0 || shape.find_first_of("/\\@") != std::string_view::npos)
        return word;
    for (const std::string_view ending : {"Error", "Exception"}) {
        const std::string_view last = shape.substr(sign + 1);
        if (last.size() > ending.size() && isCapital(last[0]) && last.substr(last.size() - ending.size()) == ending
            && isPlainWord(last) && last.size() <= 64)
            return {word.from, word.from + shape.find_last_not_of(".:", sign) + 1};
    }
    return word;
}

Placeholder placeholderFor(std::string_view shape, std::string_view lower)
{
    if (hasFileExtension(lower) || lower[0] == '.' || lower.find_first_of("/\\~") != std::string_view::npos)
        return Placeholder::Path;
    if (lower.find('.') != std::string_view::npos)
        return Placeholder::Host;
    const bool hasDigit = std::any_of(shape.begin(), shape.end(), isDigit);
    return hasDigit && shape.size() >= longKey ? Placeholder::Key : Placeholder::Name;
}

bool isOneOf(std::string_view word, std::initializer_list<std::string_view> words)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// "no such image: manifest unknown" goes on, "no such image: server" names one.
bool startsSentence(const ScrubText &text, Span word)
{
    if (!isKnown(text, word))
        return false;
    const std::string_view lower = word.in(text.lower());
    if (isGrammarWord(lower) || !isPlainWord(lower))
        return true;
    if (word.to + 1 < text.size() && text.shape()[word.to] == ':' && text.shape()[word.to + 1] == ' ')
        return true;
    const Span next = nextWord(text, word.to, word.to + 64);
    return next.from == word.to + 1 && text.shape()[word.to] == ' ' && isKnown(text, next);
}

/// cn=ada, web:latest, nina:secret, db:5432: no blank at the colon. Between known words it is only a missing blank.
bool isJoinedByColon(const ScrubText &text, Span word)
{
    const std::string_view shape = text.shape();
    const bool before = word.from >= 2 && shape[word.from - 1] == ':' && isAlphanumeric(shape[word.from - 2]);
    const bool behind = word.to + 1 < shape.size() && shape[word.to] == ':' && isAlphanumeric(shape[word.to + 1]);
    const bool isValue = word.from >= 1 && shape[word.from - 1] == '=';
    return before || behind || isValue;
}

} // namespace

/// Host names, file names, and everything else that is made of parts: web-prod-1, my_db, db.corp.internal.
void findCompounds(ScrubText &text, const KnownNames &)
{
    for (Span word = nextWord(text, 0); !word.isEmpty(); word = nextWord(text, word.to)) {
        const std::string_view shape = word.in(text.shape());
        const std::string_view lower = word.in(text.lower());
        if (!hasAlphanumeric(shape) || isKnown(text, word) || isOneOf(lower, {"e.g", "i.e"}))
            continue;
        if (isPlainWord(shape)) {
            if (!isJoinedByColon(text, word))
                continue;
            // cn=Ada Lovelace: a value may have several words.
            Span next = nextWord(text, word.to, word.to + 64);
            while (next.from == word.to + 1 && text.shape()[word.to] == ' ' && isPlainWord(next.in(text.shape()))
                   && next.to - next.from < 32 && !isKnown(text, next)) {
                word.to = next.to;
                next = nextWord(text, word.to, word.to + 64);
            }
            takeSpan(text, word, Placeholder::Name);
            continue;
        }
        // A dot is left over from what was taken before it.
        if (shape[0] == '.' && word.from > 0 && isGone(text.shape()[word.from - 1])
            && isKnown(text, {word.from + 1, word.to}))
            continue;
        takeSpan(text, withoutErrorClass(text, word), placeholderFor(shape, lower));
    }
}

/// Keys of letters only: no word is that long, or changes so often between small and capital letters.
void findRandomWords(ScrubText &text, const KnownNames &)
{
    for (Span word = nextWord(text, 0); !word.isEmpty(); word = nextWord(text, word.to)) {
        const std::string_view shape = word.in(text.shape());
        if (shape.size() < longWord || shape.find(ScrubText::letter) != std::string_view::npos || isKnown(text, word))
            continue;
        std::size_t parts = 1;
        for (std::size_t i = 1; i < shape.size(); ++i)
            parts += isCapital(shape[i]) && !isCapital(shape[i - 1]) ? 1 : 0;
        if (shape.size() > longestWord || parts * 4 > shape.size())
            takeSpan(text, word, Placeholder::Key);
    }
}

/// A word that stands where a name is due: behind "container", "user", "lookup", "denied for", an option.
void findNamesByPosition(ScrubText &text, const KnownNames &names)
{
    enum class Due { Nothing, Unknown, Any };
    Due due = Due::Nothing;
    bool isThing = false; // or else an action or a preposition, behind which a colon ends it
    std::size_t previous = 0;
    std::string_view last; // the word before
    for (Span word = nextWord(text, 0); !word.isEmpty(); word = nextWord(text, word.to)) {
        const std::string_view shape = text.shape();
        const std::string_view gap = shape.substr(previous, word.from - previous);
        const std::string_view lower = word.in(text.lower());
        const bool isOption = shape[word.from] == '-' && word.to - word.from > 1;
        // A sentence, a bracket, a place that is filled already.
        if (gap.size() > 4 || gap.find_first_of(".!?;()[]{}\n\x01\x02|") != std::string_view::npos)
            due = Due::Nothing;
        else if (due == Due::Unknown && gap.find_first_of(":=") != std::string_view::npos)
            due = isThing ? Due::Any : Due::Nothing;
        previous = word.to;
        // "the connection will be closed" is no mention of a user called will; "no such user: will" is.
        const std::string_view before = std::exchange(last, lower);
        const bool isUser = due != Due::Nothing
            && names.isUserWhereDue(text.characters().substr(word.from, word.to - word.from))
            && (gap != " " || !isGrammarWord(lower)
                || isOneOf(before, {"user", "username", "account", "login", "owner", "for", "by", "from"}));
        const bool isName =
            isUser || (due == Due::Any ? !startsSentence(text, word) : due == Due::Unknown && !isKnown(text, word));
        const bool isArticle = isOneOf(lower, {"the", "a", "an", "is", "was", "named", "called", "with", "name", "id"});
        if (isName && isPlainWord(word.in(shape)) && !isOption) {
            takeSpan(text, word, Placeholder::Name);
            due = Due::Unknown; // a second word of it, or the next of a list
            continue;
        }
        if (isNamedThing(lower) || isActionOnName(lower) || isPreposition(lower) || isOption)
            due = Due::Unknown;
        isThing = isNamedThing(lower) || (isThing && isArticle);
        if (isNamedThing(lower) || isActionOnName(lower) || isPreposition(lower) || isOption)
            continue;
        if (!(due == Due::Unknown && (isArticle || isOneOf(lower, {"and", "or"}))))
            due = Due::Nothing;
    }
}

/// A capital letter within a sentence, on a word that is not in the list: the name of a person, a place or a product.
/// The first word of a sentence has one anyway, and goes only with a name behind it.
void findProperNames(ScrubText &text, const KnownNames &)
{
    const auto isCapitalised = [&text](Span word) {
        const std::string_view shape = word.in(text.shape());
        return shape.size() > 1 && shape[0] >= 'A' && shape[0] <= 'Z' && isPlainWord(shape)
            && std::none_of(shape.begin() + 1, shape.end(), [](char c) { return c >= 'A' && c <= 'Z'; })
            && !isKnown(text, word);
    };
    Span first; // of a sentence, and perhaps a name
    std::size_t previous = 0;
    bool isFirst = true;
    for (Span word = nextWord(text, 0); !word.isEmpty(); word = nextWord(text, word.to)) {
        const std::string_view gap = text.shape().substr(previous, word.from - previous);
        isFirst = isFirst || gap.find_first_of(".!?:;\n") != std::string_view::npos;
        previous = word.to;
        if (isCapitalised(word) && isFirst) {
            first = word;
        } else {
            if (isCapitalised(word)) {
                if (gap == " ")
                    takeSpan(text, first, Placeholder::Name);
                takeSpan(text, word, Placeholder::Name);
            }
            first = {};
        }
        isFirst = false;
    }
}

/// See possiblyCutSize.
void findCutEnd(ScrubText &text, const KnownNames &)
{
    const std::string_view shape = text.shape();
    std::size_t from = shape.size();
    while (from > 0 && !isBlank(shape[from - 1]) && !isGone(shape[from - 1]))
        --from;
    Span last = trimmed(shape, {from, shape.size()});
    if (text.sourceSize() < possiblyCutSize || last.isEmpty())
        return;
    takeSpan(text, last, Placeholder::Text);
}

} // namespace candor
