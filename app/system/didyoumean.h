// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

namespace candor {

/// The name in \a known that \a word was probably meant to be; empty if none is near.
[[nodiscard]] QString didYouMean(const QString &word, const QStringList &known);

} // namespace candor
