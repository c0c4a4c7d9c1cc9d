// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "scrub/placeholder.h"

#include <array>
#include <cstddef>

namespace candor {

namespace {

constexpr std::array<std::string_view, 8> placeholders{"<text>", "<path>", "<host>", "<email>",
                                                       "<ip>",   "<id>",   "<key>",  "<name>"};

} // namespace

std::string_view placeholderText(Placeholder placeholder)
{
    return placeholders[static_cast<std::size_t>(placeholder)];
}

std::string_view leadingPlaceholder(std::string_view text)
{
    if (text.empty() || (text[0] != '<' && text[0] != shortPlaceholder[0]))
        return {};
    if (text[0] == shortPlaceholder[0])
        return shortPlaceholder;
    for (const std::string_view placeholder : placeholders) {
        if (text.substr(0, placeholder.size()) == placeholder)
            return placeholder;
    }
    return {};
}

} // namespace candor
