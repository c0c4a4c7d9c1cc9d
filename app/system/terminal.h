// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <functional>

namespace candor {

/// Reads a line that a person types, without its end; empty at the end of the input. Empty itself where nobody could
/// type one, or see what it answers: standard input, output and error must all be terminals.
[[nodiscard]] std::function<QString()> terminalAnswers();

} // namespace candor
