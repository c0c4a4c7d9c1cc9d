// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "scrub/scrubfinders.h"

#include <algorithm>

namespace candor {

namespace {

struct Groups
{
    int count = 0;
    int pairs = 0; ///< of exactly two digits
    bool hasLetter = false;
    bool hasDigit = false;
    bool isShort = true; ///< none has more than four
    bool isCompressed = false; ///< ::
};

Groups groupsOf(std::string_view run)
{
    Groups groups;
    const bool endsWithIpv4 = run.find('.') != std::string_view::npos;
    std::size_t length = 0;
    for (std::size_t i = 0; i <= run.size(); ++i) {
        if (i < run.size() && run[i] != ':') {
            ++length;
            groups.hasLetter = groups.hasLetter || isLetter(run[i]);
            groups.hasDigit = groups.hasDigit || isHexDigit(run[i]);
            groups.isShort = groups.isShort && (length <= 4 || endsWithIpv4);
            continue;
        }
        groups.count += length > 0 ? 1 : 0;
        groups.pairs += length == 2 ? 1 : 0;
        groups.isCompressed = groups.isCompressed || (i > 0 && length == 0 && i < run.size());
        length = 0;
    }
    return groups;
}

bool isPartOfRun(char c)
{
    return isHexDigit(c) || c == ':' || c == '.';
}

/// A zone, a prefix length.
std::size_t endOfAddress(std::string_view shape, std::size_t to)
{
    if (to < shape.size() && (shape[to] == '%' || shape[to] == ScrubText::filler)) {
        ++to;
        while (to < shape.size() && (isAlphanumeric(shape[to]) || isIn(shape[to], "_-.")))
            ++to;
    }
    if (to + 1 < shape.size() && shape[to] == '/' && isDigit(shape[to + 1])) {
        ++to;
        while (to < shape.size() && isDigit(shape[to]))
            ++to;
    }
    return to;
}

void takeColonAddress(ScrubText &text, Span run)
{
    const std::string_view shape = text.shape();
    while (!run.isEmpty() && shape[run.to - 1] == '.')
        --run.to;
    if (run.to - run.from > 1 && shape[run.to - 1] == ':' && shape[run.to - 2] != ':')
        --run.to;
    if (run.to - run.from > 1 && shape[run.from] == ':' && shape[run.from + 1] != ':')
        ++run.from;
    if (run.isEmpty())
        return;
    const Groups groups = groupsOf(run.in(shape));
    if (groups.count >= 6 && groups.pairs == groups.count) {
        text.take(run.from, run.to, Placeholder::Mac);
        return;
    }
    // 12:34:56 is a time and 42:7 a place in a file; three groups with a letter are an address that was cut.
    const bool isAddress = groups.isShort
        && (groups.isCompressed ? groups.hasDigit : groups.count > 3 || (groups.count == 3 && groups.hasLetter));
    if (isAddress)
        text.take(run.from, endOfAddress(shape, run.to), Placeholder::Ip);
}

} // namespace

/// IPv6 in all its forms, and hardware addresses with colons.
void findColonAddresses(ScrubText &text, const KnownNames &)
{
    for (std::size_t from = 0; from < text.size();) {
        const std::string_view shape = text.shape();
        if (!isPartOfRun(shape[from])) {
            ++from;
            continue;
        }
        std::size_t to = from;
        while (to < shape.size() && isPartOfRun(shape[to]))
            ++to;
        const auto isWord = [&](std::size_t at) {
            return (isLetter(shape[at]) || shape[at] == '_') && !text.isEscaped(at);
        };
        // std::deque is no address, nor is decade::foo.
        Span run{from, to};
        if (from > 0 && isWord(from - 1))
            run.from += std::min(run.in(shape).find(':'), to - from);
        if (to < shape.size() && isWord(to)) {
            while (run.to > run.from && shape[run.to - 1] != ':')
                --run.to;
        }
        if (std::count(shape.begin() + static_cast<std::ptrdiff_t>(run.from),
                       shape.begin() + static_cast<std::ptrdiff_t>(run.to), ':')
            >= 2)
            takeColonAddress(text, run);
        from = to;
    }
}

/// IPv4, also where it was meant as a version: nobody can tell. A group beyond 255 makes it a version.
void findDottedAddresses(ScrubText &text, const KnownNames &)
{
    for (std::size_t from = 0; from < text.size();) {
        const std::string_view shape = text.shape();
        if (!isDigit(shape[from])) {
            ++from;
            continue;
        }
        std::size_t to = from;
        int groups = 0;
        bool isAddress = true;
        for (;;) {
            const std::size_t start = to;
            while (to < shape.size() && isDigit(shape[to]))
                ++to;
            const std::string_view group = shape.substr(start, to - start);
            ++groups;
            isAddress = isAddress && (group.size() < 3 || (group.size() == 3 && group <= "255") || group[0] == '0');
            if (to + 1 >= shape.size() || shape[to] != '.' || !isDigit(shape[to + 1]))
                break;
            ++to;
        }
        if (groups >= 4 && isAddress) {
            to = endOfAddress(shape, to);
            text.take(from, to, Placeholder::Ip);
        }
        from = to;
    }
}

} // namespace candor
