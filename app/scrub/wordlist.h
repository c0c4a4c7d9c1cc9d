// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

namespace candor {

/// Is \a lower, in small letters, in words.txt: a word that programs print, and that no person chose? Takes the same
/// time for every word.
[[nodiscard]] bool isListedWord(std::string_view lower);

/// No word of the list is longer.
inline constexpr std::size_t longestListedWord = 32;

} // namespace candor
