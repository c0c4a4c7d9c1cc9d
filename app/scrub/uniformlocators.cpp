// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "scrub/scrubfinders.h"
#include "scrub/vocabulary.h"

#include <algorithm>

namespace candor {

namespace {

constexpr std::size_t longestScheme = 32;
constexpr std::string_view openings = "([{<,;|=";
constexpr std::string_view endings = ")]}>,;|";

bool isSchemeCharacter(char c)
{
    return isAlphanumeric(c) || c == '+' || c == '-' || c == '.';
}

bool isKnownSchemeList(std::string_view lower)
{
    for (std::size_t from = 0; from <= lower.size();) {
        const std::size_t end = std::min(lower.find('+', from), lower.size());
        if (!isKnownScheme(lower.substr(from, end - from)))
            return false;
        from = end + 1;
    }
    return true;
}

bool isOfFiles(std::string_view scheme)
{
    return scheme == "file" || scheme == "unix" || scheme == "npipe" || scheme == "dir" || scheme == "qrc";
}

std::size_t endOfChunk(std::string_view shape, std::size_t from)
{
    while (from < shape.size() && !isBlank(shape[from]) && !isQuote(shape[from]))
        ++from;
    return from;
}

} // namespace

void findUrls(ScrubText &text, const KnownNames &)
{
    for (std::size_t colon = text.shape().find("://"); colon != std::string_view::npos;) {
        const std::string_view shape = text.shape();
        std::size_t from = colon;
        while (from > 0 && colon - from < longestScheme && isSchemeCharacter(shape[from - 1]))
            --from;
        std::size_t to = endOfChunk(shape, colon + 3);
        const std::size_t chunkEnd = to;
        while (to > colon + 3 && isIn(shape[to - 1], "()[]{}<>,;:.!?*|"))
            --to;
        const std::string_view scheme = text.lower().substr(from, colon - from);
        if (isKnownSchemeList(scheme)) {
            const Placeholder placeholder = isOfFiles(scheme) ? Placeholder::Path : Placeholder::Host;
            takeSpan(text, {colon + 3, to}, placeholder);
            text.settle(from, colon + 3);
        } else {
            takeSpan(text, {from, to}, Placeholder::Host);
        }
        colon = text.shape().find("://", std::max(chunkEnd, colon + 3));
    }
}

/// Whatever has an at sign inside: mail, ssh, prompts, scoped packages, instances of units.
void findMailAddresses(ScrubText &text, const KnownNames &)
{
    std::size_t floor = 0; // what was taken is not looked at again, or a row of them would take for ever
    for (std::size_t at = text.shape().find('@'); at != std::string_view::npos;) {
        const std::string_view shape = text.shape();
        std::size_t from = at;
        while (from > floor && !isBlank(shape[from - 1]) && !isQuote(shape[from - 1])
               && !isIn(shape[from - 1], openings) && shape[from - 1] != ScrubText::settled)
            --from;
        std::size_t to = at + 1;
        while (to < shape.size() && !isBlank(shape[to]) && !isQuote(shape[to]) && !isIn(shape[to], endings))
            ++to;
        floor = to;
        while (to > at + 1 && isIn(shape[to - 1], ":.!?*"))
            --to;
        const std::string_view domain = shape.substr(at + 1, to - at - 1);
        const bool isMail =
            domain.find('.') != std::string_view::npos && domain.find_first_of(":/") == std::string_view::npos;
        if (to - from > 1)
            takeSpan(text, {from, to}, isMail ? Placeholder::Email : Placeholder::User);
        at = text.shape().find('@', floor);
    }
}

} // namespace candor
