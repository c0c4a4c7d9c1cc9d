// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QSize>

class QWidget;

namespace candor {

/// Sizes in characters and lines of a widget's font, so that layouts grow with the font, and sizes of windows that fit
/// their screen.
namespace measure {

/// The width of \a count average characters.
[[nodiscard]] int characters(const QWidget *widget, int count);
/// The height of \a count lines.
[[nodiscard]] int lines(const QWidget *widget, int count);
/// \a wanted, limited to the space on the screen of \a widget without the frame of the window.
[[nodiscard]] QSize onScreen(const QWidget *widget, const QSize &wanted);

} // namespace measure

} // namespace candor
