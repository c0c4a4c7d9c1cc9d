// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QSize>

class QWidget;

namespace candor {

/// Widths and heights in characters and lines of a widget's font, so that what is laid out in them grows with the
/// font, and windows that are no larger than their screen.
namespace measure {

/// As wide as \a count characters of average width.
[[nodiscard]] int characters(const QWidget *widget, int count);
/// As high as \a count lines.
[[nodiscard]] int lines(const QWidget *widget, int count);
/// \a wanted, or what the screen of \a widget has room for beside a window manager's frame.
[[nodiscard]] QSize onScreen(const QWidget *widget, const QSize &wanted);

} // namespace measure

} // namespace candor
