// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "scrub/pieces.h"

#include <string_view>

namespace candor {

/// Removes what stays by its shape, and goes because of what stands beside it: the value of a password, a telephone
/// number in groups, a word that is a person's name where one is due.
void judgeNeighbours(std::string_view text, Pieces *pieces);

/// A person's name that every program needs as a word, too: it stays only where the program means the word.
[[nodiscard]] bool isNameAndWord(std::string_view lower);

} // namespace candor
