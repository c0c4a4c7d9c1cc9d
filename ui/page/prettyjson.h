// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace candor {

/// \a json with line breaks and two-space indents added between its tokens, for reading. No token is changed, reordered
/// or left out: a parser that builds values would rewrite numbers and sort names.
[[nodiscard]] QByteArray prettyJson(const QByteArray &json);

} // namespace candor
