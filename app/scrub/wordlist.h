// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

namespace candor {

/// Is \a lower, a word in lower case, in words.txt: a word that programs print and that no user chose? Takes constant
/// time.
[[nodiscard]] bool isListedWord(std::string_view lower);

/// No word of the list is longer.
inline constexpr std::size_t longestListedWord = 32;

} // namespace candor
