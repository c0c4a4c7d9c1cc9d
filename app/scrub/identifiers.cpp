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
