// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace candor {

/// \a text in lines of at most 80 columns (longer words stay whole), the first with \a first in front, the others with
/// \a others. Ends with a line feed.
[[nodiscard]] QString wrapped(const QString &text, const QString &first, const QString &others);

} // namespace candor
