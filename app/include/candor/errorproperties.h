// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace candor {

/// What an event says about a failure: properties named "error.class" and so on, which leave as one object
/// `"error": {"class": ...}` and belong to the category errors. No other property has a dot in its name. Qt-free.
namespace errorproperties {

inline constexpr std::string_view prefix = "error.";
inline constexpr std::string_view className = "error.class"; ///< a token
inline constexpr std::string_view message = "error.message"; ///< a text, scrubbed
inline constexpr std::string_view statusCode = "error.statusCode"; ///< an integer
inline constexpr std::string_view exitCode = "error.exitCode"; ///< an integer

/// Looked at for each property of each event: the prefix sorts out nearly all of them.
[[nodiscard]] constexpr bool contain(std::string_view name)
{
    return name.substr(0, prefix.size()) == prefix
        && (name == className || name == message || name == statusCode || name == exitCode);
}

} // namespace errorproperties

} // namespace candor
