// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>

namespace candor {

/// What replaces a removed piece.
enum class Placeholder : std::uint8_t { Text, Path, Host, Email, Ip, Id, Key, Name };

/// ASCII in angle brackets. If the removed piece is shorter than that, shortPlaceholder is used.
[[nodiscard]] std::string_view placeholderText(Placeholder placeholder);
inline constexpr std::string_view shortPlaceholder = "*";

/// The placeholder that \a text begins with, or nothing.
[[nodiscard]] std::string_view leadingPlaceholder(std::string_view text);

} // namespace candor
