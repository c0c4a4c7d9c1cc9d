// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "theme/measure.h"

#include <QScreen>
#include <QWidget>

namespace candor::measure {

namespace {
constexpr QSize frame(8, 40); // a title bar and two edges; their real size is known only when the window is shown
}

int characters(const QWidget *widget, int count)
{
    return widget->fontMetrics().averageCharWidth() * count;
}

int lines(const QWidget *widget, int count)
{
    return widget->fontMetrics().lineSpacing() * count;
}

QSize onScreen(const QWidget *widget, const QSize &wanted)
{
    return wanted.boundedTo(widget->screen()->availableSize() - frame);
}

} // namespace candor::measure
