// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

namespace candor {

/// \a text with what would steer a terminal or change the order in which it is read as "\\uXXXX": control characters
/// (U+0000 to U+001F, U+007F to U+009F), separators of lines and paragraphs, and the marks of bidirectional text. A tab
/// stays. In a JSON text that means the same as before.
[[nodiscard]] QString visibleText(const QString &text);

/// The same, but line feeds, also behind a carriage return, stay.
[[nodiscard]] QString visibleLines(const QString &text);

/// What can be read of a damaged file, whatever encoding it once had: as UTF-8, without NUL bytes. Keys and values of
/// ours are ASCII, so they can be found in it.
[[nodiscard]] QString readableText(QByteArray bytes);

} // namespace candor
