// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "scrub/scrubfinders.h"

#include <algorithm>
#include <array>

namespace candor {

namespace {

constexpr std::size_t shortestHex = 7; ///< git's short commit
constexpr std::size_t longestErrorCode = 8; ///< digits of 0x80070005; a pointer has more
constexpr std::size_t shortestNumber = 12; ///< digits of an account
constexpr std::size_t shortestTelephone = 8; ///< digits behind "+"
constexpr std::size_t longestTelephone = 15; ///< ITU-T E.164

/// Where groups of \a lengths hex digits with \a separator between end, or 0.
template<std::size_t count>
std::size_t endOfGroups(std::string_view shape, std::size_t from, const std::array<std::size_t, count> &lengths,
                        char separator = '-')
{
    for (std::size_t i = 0; i < count; ++i) {
        if (i > 0 && (from >= shape.size() || shape[from++] != separator))
            return 0;
        for (std::size_t end = from + lengths[i]; from < end; ++from) {
            if (from >= shape.size() || !isHexDigit(shape[from]))
                return 0;
        }
    }
    return from < shape.size() && isAlphanumeric(shape[from]) ? 0 : from;
}

/// Where a telephone number, or the number of a card or of a person, ends, or 0: groups of digits with one sign between
/// them. Dates, times and large numbers with blanks between their thousands have fewer digits.
std::size_t endOfDigitGroups(std::string_view shape, std::size_t from)
{
    const bool isInternational = shape[from] == '+';
    std::size_t digits = 0;
    std::size_t shortGroups = 0;
    std::size_t shortBefore = 0; // without the last, which has what is left
    std::size_t end = 0;
    for (std::size_t at = from + (isInternational ? 1 : 0);;) {
        const std::size_t begin = at;
        while (at < shape.size() && isDigit(shape[at]))
            ++at;
        if (at == begin || (at < shape.size() && isAlphanumeric(shape[at])))
            break;
        digits += at - begin;
        shortBefore = shortGroups;
        shortGroups += at - begin < 3 ? 1 : 0;
        end = at;
        // "(0)" is part of telephone numbers.
        if (isInternational && at + 4 < shape.size() && shape[at] == ' ' && shape[at + 1] == '(')
            ++at;
        if (isInternational && at < shape.size() && shape[at] == '(') {
            ++at;
            continue;
        }
        if (isInternational && at + 1 < shape.size() && shape[at] == ')' && isDigit(shape[++at]))
            continue;
        if (at >= shape.size() || !isIn(shape[at], isInternational ? " -/." : " -"))
            break;
        ++at;
    }
    if (isInternational)
        return digits >= shortestTelephone && digits <= longestTelephone ? end : 0;
    const bool isPersonal = endOfGroups(shape, from, std::array<std::size_t, 3>{3, 2, 4}) == end && digits == 9;
    return isPersonal || (shortBefore == 0 && digits >= shortestNumber) ? end : 0;
}

bool isIdentifier(std::string_view run, std::string_view lower)
{
    std::size_t digits = 0;
    for (const char c : run)
        digits += isDigit(c) ? 1 : 0;
    if (digits == run.size())
        return run.size() >= shortestNumber;
    if (digits == 0)
        return run.size() >= shortestNumber;
    return run.size() >= shortestHex && !isNumber(lower);
}

} // namespace

void findIdentifiers(ScrubText &text, const KnownNames &)
{
    for (std::size_t from = 0; from < text.size();) {
        const std::string_view shape = text.shape();
        const bool beginsNumber = isDigit(shape[from]) || shape[from] == '+';
        if (const std::size_t groups = beginsNumber ? endOfDigitGroups(shape, from) : 0; groups > 0) {
            text.take(from, groups, Placeholder::Id);
            from = groups;
            continue;
        }
        if (!isAlphanumeric(shape[from])) {
            ++from;
            continue;
        }
        std::size_t end = endOfGroups(shape, from, std::array<std::size_t, 5>{8, 4, 4, 4, 12});
        if (end > 0) {
            text.take(from, end, Placeholder::Id);
            from = end;
            continue;
        }
        end = std::max(endOfGroups(shape, from, std::array<std::size_t, 6>{2, 2, 2, 2, 2, 2}),
                       endOfGroups(shape, from, std::array<std::size_t, 3>{4, 4, 4}, '.'));
        if (end > 0) {
            text.take(from, end, Placeholder::Mac);
            from = end;
            continue;
        }
        std::size_t to = from;
        bool isHex = true;
        while (to < shape.size() && isAlphanumeric(shape[to]))
            isHex = isHexDigit(shape[to++]) && isHex;
        const std::string_view run = shape.substr(from, to - from);
        const std::string_view lower = text.lower().substr(from, to - from);
        const bool isPointer = lower.substr(0, 2) == "0x" && lower.size() > 2 + longestErrorCode
            && lower.find_first_not_of("0123456789abcdef", 2) == std::string_view::npos;
        if ((isHex && isIdentifier(run, lower)) || isPointer)
            text.take(from, to, Placeholder::Id);
        from = to;
    }
}

} // namespace candor
