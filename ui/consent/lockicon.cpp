// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "consent/lockicon.h"

#include "theme/colors.h"

#include <QPainter>

namespace candor {

LockIcon::LockIcon(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize LockIcon::sizeHint() const
{
    const int text = fontMetrics().height();
    return {text + 1, text + 3};
}

void LockIcon::paintEvent(QPaintEvent *)
{
    const QColor color = Colors::of(palette()).secondary;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(width() / 16.0, height() / 18.0);
    painter.setPen(QPen(color, 2));
    painter.drawLine(QPointF(4.5, 9), QPointF(4.5, 6));
    painter.drawLine(QPointF(11.5, 9), QPointF(11.5, 6));
    painter.drawArc(QRectF(4.5, 2, 7, 7.5), 0, 180 * 16);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRoundedRect(QRectF(2, 8, 12, 9), 2, 2);
}

} // namespace candor
