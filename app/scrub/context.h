// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "scrub/pieces.h"

#include <string_view>

namespace candor {

/// Removes pieces that stay by their shape but must go because of their neighbours: the value of a password, a
/// telephone number in groups, a word that is a person's name where a name is expected.
void judgeNeighbours(std::string_view text, Pieces *pieces);

/// A person's name that is also a word of every program: it stays only where it is used as the word.
[[nodiscard]] bool isNameAndWord(std::string_view lower);

} // namespace candor
