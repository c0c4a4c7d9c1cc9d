// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace candor {

/// Wraps \a text to lines of at most 80 columns (longer words are not split). The first line begins with \a first, the
/// others with \a others. Ends with a line feed.
[[nodiscard]] QString wrapped(const QString &text, const QString &first, const QString &others);

} // namespace candor
