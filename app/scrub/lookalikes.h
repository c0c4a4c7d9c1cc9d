// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

namespace candor {

/// The ASCII character that \a character can be taken for or is a form of (full width, accented, mathematical, Cyrillic
/// or Greek twins, digits of other scripts), else the small letter, else itself. 0: can't be seen, or only changes its
/// neighbour.
[[nodiscard]] char32_t plainCharacter(char32_t character);

[[nodiscard]] bool isInvisible(char32_t character);

} // namespace candor
