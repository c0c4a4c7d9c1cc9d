// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace candor {

/// Adds line breaks and two-space indents between the tokens of \a json. No token is changed, reordered or omitted: a
/// parser that builds values would rewrite numbers and sort names.
[[nodiscard]] QByteArray prettyJson(const QByteArray &json);

} // namespace candor
