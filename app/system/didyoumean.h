// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

namespace candor {

/// The name in \a known that the user probably meant by \a word; empty if none is similar.
[[nodiscard]] QString didYouMean(const QString &word, const QStringList &known);

} // namespace candor
