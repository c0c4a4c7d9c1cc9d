// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <functional>

namespace candor {

/// A function that reads a line typed by the user and returns it without its end; it returns an empty text at the end
/// of the input. No function is returned unless standard input, output and error are all terminals: otherwise nobody
/// could type an answer or see the question.
[[nodiscard]] std::function<QString()> terminalAnswers();

/// Occupies standard streams that were closed before the program began (`>&-`), so that no file opened later gets their
/// descriptor and receives the output. Writing to them still fails, so the caller can notice it. Call this first in
/// main().
void reserveStandardStreams();

} // namespace candor
