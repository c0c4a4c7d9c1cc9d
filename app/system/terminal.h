// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <functional>

namespace candor {

/// Reads a line that a person types, without its end; empty at the end of the input. Empty itself where nobody could
/// type one, or see what it answers: standard input, output and error must all be terminals.
[[nodiscard]] std::function<QString()> terminalAnswers();

/// Occupies standard streams that were closed before the program began (`>&-`), so that no file opened later gets their
/// number, and with it what is printed. Writing to them still fails, which can be noticed. To be called first in
/// main().
void reserveStandardStreams();

} // namespace candor
