// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "scrub/scrubfinders.h"
#include "scrub/vocabulary.h"

#include <algorithm>
#include <array>

namespace candor {

namespace {

constexpr std::size_t mostWordsOfAPath = 8;
constexpr std::string_view beforeAPath = "=([{<>,;|\x02";
constexpr std::string_view behindAPath = ")]}>,;:.!?|";

// What has a slash and is no path. A list, because "team/secrets" has the same shape.
constexpr std::array<std::string_view, 39> slashed{"1/2",
                                                   "and/or",
                                                   "client/server",
                                                   "crd/cr",
                                                   "disconnect/reset",
                                                   "false/true",
                                                   "fork/exec",
                                                   "gb/s",
                                                   "get/set",
                                                   "i/o",
                                                   "input/output",
                                                   "k/v",
                                                   "kb/s",
                                                   "kib/s",
                                                   "mb/s",
                                                   "mib/s",
                                                   "n/a",
                                                   "net/http",
                                                   "on/off",
                                                   "open/close",
                                                   "posix/unix",
                                                   "read/write",
                                                   "req/s",
                                                   "request/response",
                                                   "rw/ro",
                                                   "send/receive",
                                                   "ssl/tls",
                                                   "start/stop",
                                                   "stdin/stdout",
                                                   "stdout/stderr",
                                                   "tcp/ip",
                                                   "tcp/udp",
                                                   "tls/ssl",
                                                   "true/false",
                                                   "udp/tcp",
                                                   "unix/linux",
                                                   "username/password",
                                                   "yes/no",
                                                   "x/y"};
constexpr std::array<std::string_view, 12> systems{"linux", "windows", "darwin", "freebsd", "http", "application",
                                                   "text",  "image",   "audio",  "video",   "font", "multipart"};
constexpr std::array<std::string_view, 7> methods{"get", "post", "put", "delete", "patch", "head", "options"};
constexpr std::array<std::string_view, 26> actions{
    "json",    "create",     "prune",  "start",   "stop", "restart", "kill", "logs",    "stats",
    "top",     "exec",       "build",  "load",    "wait", "search",  "list", "archive", "attach",
    "connect", "disconnect", "exists", "inspect", "pull", "push",    "tag",  "resize"};

template<typename List>
bool has(const List &list, std::string_view word)
{
    return std::find(list.begin(), list.end(), word) != list.end();
}

bool isSlash(char c)
{
    return c == '/' || c == '\\';
}

bool isDrive(std::string_view shape, std::size_t at)
{
    return at + 2 < shape.size() && isLetter(shape[at]) && shape[at + 1] == ':' && isSlash(shape[at + 2])
        && (at == 0 || !isAlphanumeric(shape[at - 1]));
}

/// linux/amd64, application/json, HTTP/1.1, 3/5, and/or
bool isNoPath(std::string_view lower)
{
    const std::size_t slash = lower.find('/');
    if (slash == std::string_view::npos || lower.size() > 64)
        return false;
    if (has(slashed, lower))
        return true;
    const std::string_view first = lower.substr(0, slash);
    const auto isNumberOrKnown = [](std::string_view part) {
        return isNumber(part) || isVersion(part) || isKnownWord(part);
    };
    if (isNumber(first) && isNumber(lower.substr(slash + 1)))
        return true;
    if (!has(systems, first))
        return false;
    for (std::size_t from = slash + 1; from <= lower.size();) {
        const std::size_t end = std::min(lower.find_first_of("/-+;=", from), lower.size());
        if (!isNumberOrKnown(lower.substr(from, end - from)))
            return false;
        from = end + 1;
    }
    return true;
}

/// A route of an API says which request failed; what a person chose in it goes, segment by segment.
void takeRouteParameters(ScrubText &text, Span route)
{
    const std::string_view lower = text.lower();
    const std::size_t query = std::min(lower.substr(0, route.to).find_first_of("?#", route.from), route.to);
    bool isName = false;
    for (std::size_t from = route.from + 1; from < query;) {
        const std::size_t end = std::min(lower.substr(0, query).find('/', from), query);
        const std::string_view segment = lower.substr(from, end - from);
        const bool isParameter = segment.size() > 2
            && (segment[0] == ':' || (segment[0] == '{' && segment.back() == '}'))
            && std::all_of(segment.begin() + 1, segment.end(),
                           [](char c) { return isLetter(c) || c == '_' || c == '}'; });
        const bool isKept = isParameter || segment.empty() || isVersion(segment)
            || (isName ? has(actions, segment) : isKnownWord(segment));
        isName = isKept && !isParameter && isNamedThing(segment) && segment != "image";
        if (!isKept)
            takeSpan(text, {from, end}, Placeholder::Id);
        from = end + 1;
    }
    takeSpan(text, {query, route.to}, Placeholder::Id);
    text.settle(route.from, route.to);
}

/// failed\nError: the escapes of a line's end, in a text that was quoted once, between known words.
bool isWordsWithLineEnds(std::string_view shape, std::string_view lower)
{
    for (std::size_t from = 0; from <= shape.size();) {
        const std::size_t slash = std::min(shape.find('\\', from), shape.size());
        Span word = trimmed(shape, {from, slash});
        if (!word.isEmpty() && !isTechnical(word.in(shape), word.in(lower)))
            return false;
        if (slash == shape.size())
            return true;
        if (slash + 1 >= shape.size() || !isIn(shape[slash + 1], "nrt"))
            return false;
        from = slash + 2;
    }
    return true;
}

/// "C:\Users\Nina Huber\a b.txt": a path goes on behind a blank as long as no word that a sentence goes on with
/// follows.
std::size_t endWithBlanks(const ScrubText &text, std::size_t to)
{
    const std::string_view shape = text.shape();
    std::size_t end = to;
    bool isCertain = true; // only unknown words so far
    for (std::size_t words = 0, at = to; words < mostWordsOfAPath && at + 1 < shape.size() && shape[at] == ' ';
         ++words) {
        const Span chunk = nextChunk(text, at);
        if (chunk.isEmpty() || chunk.from != at + 1 || isGone(shape[chunk.from]) || isSlash(shape[chunk.from])
            || isDrive(shape, chunk.from) || shape[chunk.from] == '-' || shape[chunk.from] == '(')
            break;
        const Span word = trimmed(shape, chunk);
        const std::string_view lower = word.in(text.lower());
        if (word.isEmpty() || isGrammarWord(lower) || lower.size() > 255 || isNoPath(lower)
            || isErrorCode(word.in(shape), lower))
            break;
        const bool goesOn = std::any_of(word.in(shape).begin(), word.in(shape).end(), isSlash);
        const bool isKnown = !goesOn && isTechnical(word.in(shape), lower);
        isCertain = isCertain && !isKnown;
        if (goesOn || isCertain) {
            end = word.to;
            isCertain = true;
        }
        if (word.to != chunk.to)
            break;
        at = chunk.to;
    }
    return end;
}

bool isMethodBefore(const ScrubText &text, std::size_t at)
{
    std::size_t to = at;
    while (to > 0 && at - to < 3 && (text.shape()[to - 1] == ' ' || isQuote(text.shape()[to - 1])))
        --to;
    std::size_t from = to;
    while (from > 0 && to - from < 8 && isCapital(text.shape()[from - 1]))
        --from;
    return to < at && has(methods, text.lower().substr(from, to - from));
}

/// \returns where to go on.
std::size_t takePath(ScrubText &text, Span chunk, std::size_t slash)
{
    const std::string_view shape = text.shape();
    std::size_t from = slash;
    while (from > chunk.from && !isIn(shape[from - 1], beforeAPath)
           && (shape[from - 1] != ':' || (from >= 2 && isDrive(shape, from - 2))))
        --from;
    Span path{from, chunk.to};
    while (!path.isEmpty() && isIn(shape[path.to - 1], behindAPath))
        --path.to;
    if (path.isEmpty() || path.to <= slash)
        return slash + 1;
    const std::string_view lower = path.in(text.lower());
    // - / % a slash that stands alone
    if (std::none_of(lower.begin(), lower.end(), [](char c) { return isAlphanumeric(c) || c == ScrubText::filler; })) {
        if (path.to - path.from < 3)
            return path.to;
    } else if (isNoPath(lower)) {
        text.settle(path.from, path.to);
        return path.to;
    } else if (shape[path.from] == '/' && isMethodBefore(text, path.from)) {
        takeRouteParameters(text, path);
        return path.to;
    } else if (lower.find('/') == std::string_view::npos && isWordsWithLineEnds(path.in(shape), lower)) {
        text.settle(path.from, path.to);
        return path.to;
    }
    if (path.to == chunk.to)
        path.to = endWithBlanks(text, path.to);
    takeSpan(text, path, Placeholder::Path);
    return std::max(path.to, chunk.to);
}

} // namespace

void findPaths(ScrubText &text, const KnownNames &)
{
    for (Span chunk = nextChunk(text, 0); !chunk.isEmpty();) {
        std::size_t at = chunk.from;
        while (at < chunk.to) {
            const char c = text.shape()[at];
            // ~nina
            const bool isHome = c == '~' && at + 1 < chunk.to && isLetter(text.shape()[at + 1])
                && (at == chunk.from || isIn(text.shape()[at - 1], beforeAPath));
            at = isSlash(c) || isHome ? takePath(text, {at > chunk.from ? chunk.from : at, chunk.to}, at) : at + 1;
            chunk.from = isSlash(c) || isHome ? at : chunk.from;
        }
        chunk = nextChunk(text, std::max(at, chunk.to));
    }
}

} // namespace candor
