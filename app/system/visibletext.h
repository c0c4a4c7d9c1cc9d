// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

namespace candor {

/// Writes the characters of \a text that would control a terminal or change the reading order as "\\uXXXX": control
/// characters (U+0000 to U+001F, U+007F to U+009F), line and paragraph separators, and bidirectional formatting
/// characters. A tab stays. A JSON text keeps its meaning.
[[nodiscard]] QString visibleText(const QString &text);

/// The same, but line feeds stay. A carriage return before one is removed.
[[nodiscard]] QString visibleLines(const QString &text);

/// The readable text of a damaged file, whatever its encoding was: decoded as UTF-8, without NUL bytes. Our keys and
/// values are ASCII, so they can be found in it.
[[nodiscard]] QString readableText(QByteArray bytes);

} // namespace candor
