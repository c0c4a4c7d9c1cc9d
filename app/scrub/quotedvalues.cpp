// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "scrub/scrubfinders.h"
#include "scrub/vocabulary.h"

#include <algorithm>
#include <array>
#include <vector>

namespace candor {

namespace {

// Quotation marks in an error message stand around what the program was given, and a person gave it: names of files,
// containers, accounts, search words. So what is quoted goes, unless all of it is known (words of the list, error
// codes, numbers, placeholders): 'ENOENT', "connection refused", "GET". One more rule where the mark belongs to a
// format and not to the sentence: the value of a "message" in JSON or of msg= in a log line is text like any other.

constexpr std::array<std::string_view, 22> messageKeys{
    "cause",        "description", "detail",    "details", "err",    "error",   "error_description",
    "errormessage", "errors",      "exception", "hint",    "info",   "message", "messages",
    "msg",          "output",      "reason",    "stderr",  "stdout", "summary", "text",
    "warning"};

struct Mark
{
    std::size_t at;
    char sign; ///< " ' ` or, escaped, d s
    bool canClose;
};

std::vector<Mark> marksOf(const ScrubText &text)
{
    std::vector<Mark> marks;
    const std::string_view shape = text.shape();
    for (std::size_t at = 0; at < shape.size(); ++at) {
        if (shape[at] == '\n')
            marks.push_back({at, '\n', true});
        if (!isQuote(shape[at]))
            continue;
        const bool isBeforeWord = at + 1 < shape.size() && isAlphanumeric(shape[at + 1]);
        const char sign = !text.isEscaped(at) || shape[at] == '`' ? shape[at] : shape[at] == '"' ? 'd' : 's';
        marks.push_back({at, sign, sign == '"' || sign == 'd' || sign == '`' || !isBeforeWord});
    }
    return marks;
}

/// For each mark the index of the one that closes it, or of the end of its line.
std::vector<std::size_t> closersOf(const std::vector<Mark> &marks)
{
    std::vector<std::size_t> result(marks.size(), marks.size());
    std::array<std::size_t, 256> next;
    next.fill(marks.size());
    for (std::size_t i = marks.size(); i-- > 0;) {
        const Mark &mark = marks[i];
        const auto nextOf = [&next](char sign) { return next[static_cast<unsigned char>(sign)]; };
        result[i] = std::min(nextOf(mark.sign), nextOf('\n'));
        if (mark.sign == '`')
            result[i] = std::min(result[i], nextOf('\'')); // `like this'
        if (mark.canClose)
            next[static_cast<unsigned char>(mark.sign)] = i;
    }
    return result;
}

void takeUnknownWords(ScrubText &text, std::size_t from, std::size_t to)
{
    for (Span word = nextWord(text, from, to); !word.isEmpty(); word = nextWord(text, word.to, to)) {
        if (!isTechnical(word.in(text.shape()), word.in(text.lower())))
            takeSpan(text, word, Placeholder::Quoted);
    }
}

bool isAllKnown(const ScrubText &text, std::size_t from, std::size_t to)
{
    for (Span word = nextWord(text, from, to); !word.isEmpty(); word = nextWord(text, word.to, to)) {
        const auto isWordCharacter = [](char c) { return isAlphanumeric(c) || c == ScrubText::filler; };
        const std::string_view shape = word.in(text.shape());
        if (std::any_of(shape.begin(), shape.end(), isWordCharacter) && !isTechnical(shape, word.in(text.lower())))
            return false;
    }
    return true;
}

/// The word before a mark, without blanks and signs between.
std::string_view wordBefore(const ScrubText &text, std::size_t at)
{
    const std::string_view shape = text.shape();
    std::size_t to = at;
    for (int skipped = 0; skipped < 3 && to > 0 && isIn(shape[to - 1], " :=("); ++skipped)
        --to;
    std::size_t from = to;
    while (from > 0 && to - from < 32 && (isLetter(shape[from - 1]) || shape[from - 1] == '_'))
        --from;
    return text.lower().substr(from, to - from);
}

bool isMessageKey(std::string_view word)
{
    return std::binary_search(messageKeys.begin(), messageKeys.end(), word);
}

} // namespace

void findQuotedValues(ScrubText &text, const KnownNames &)
{
    std::vector<Mark> marks = marksOf(text);
    const std::vector<std::size_t> closers = closersOf(marks);
    bool isMessage = false; // the value that comes is text
    std::size_t known = 0; // until here all unknown words are gone
    for (std::size_t i = 0; i < marks.size(); ++i) {
        const Mark mark = marks[i];
        const std::string_view shape = text.shape();
        const bool isSingle = mark.sign == '\'' || mark.sign == 's';
        const bool isBehindWord = mark.at > 0 && isAlphanumeric(shape[mark.at - 1]);
        const bool isBytes = isBehindWord && (mark.at < 2 || !isAlphanumeric(shape[mark.at - 2]));
        if (mark.sign == '\n' || mark.sign == 0 || (isSingle && isBehindWord && !isBytes))
            continue;
        const std::size_t from = mark.at + 1;
        // Quoted JSON whose own marks are not escaped: those inside belong together, this one to none of them.
        const std::string_view opening = shape.substr(from, 2);
        if (mark.sign == '"' && (opening == "{\"" || opening == "[\"" || opening == "[{"))
            continue;
        const std::size_t closer = closers[i];
        if (closer == marks.size() || marks[closer].sign == '\n') {
            // Never closed, or cut. A single one may have been an apostrophe.
            const std::size_t to = closer == marks.size() ? shape.size() : marks[closer].at;
            if (!isMessage && (!isSingle || closer == marks.size()) && !isMessageKey(wordBefore(text, mark.at))) {
                takeUnknownWords(text, std::max(from, known), to);
                known = std::max(known, to);
            }
            isMessage = false;
            continue;
        }
        const std::size_t to = marks[closer].at;
        std::size_t behind = to + 1;
        while (behind < shape.size() && shape[behind] == ' ' && behind < to + 3)
            ++behind;
        const bool isKey = behind < shape.size() && (shape[behind] == ':' || shape[behind] == '=');
        const std::string_view before = wordBefore(text, mark.at);
        if (isMessage || (isMessageKey(before) && mark.at > 0 && isIn(shape[mark.at - 1], "=:"))) {
            marks[closer].sign = 0; // it opens nothing
            isMessage = false;
            continue;
        }
        const std::string_view content = text.lower().substr(from, to - from);
        isMessage = isKey && to - from < 32 && isMessageKey(content);
        const bool isNameDue = isNamedThing(before) && !isKey && !isAllGone(text.shape(), {from, to});
        if (from < to && text.isTakenAs(from, Placeholder::Path) && !isAllGone(text.shape(), {from, to}))
            text.take(from, to, Placeholder::Path);
        else if (isNameDue || !isAllKnown(text, from, to))
            takeSpan(text, {from, to}, Placeholder::Quoted);
        i = closer;
    }
}

} // namespace candor
