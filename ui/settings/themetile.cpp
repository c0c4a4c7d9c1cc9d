// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "settings/themetile.h"

#include "theme/colors.h"
#include "theme/measure.h"
#include "theme/typescale.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyleOptionButton>

namespace candor {

namespace {

constexpr int ring = 4; // between the picture and the ring around it

void drawWindow(QPainter *painter, const QRectF &where, const Colors &colors)
{
    painter->setPen(Qt::NoPen);
    painter->setBrush(colors.window);
    painter->drawRect(where);
    painter->setBrush(colors.sidebar);
    painter->drawRect(QRectF(where.left(), where.top(), where.width() * 0.28, where.height()));
    const auto bar = [&](qreal x, qreal y, qreal width, const QColor &color) {
        painter->setBrush(color);
        painter->drawRoundedRect(
            QRectF(where.left() + where.width() * x, where.top() + where.height() * y, where.width() * width, 5), 2.5,
            2.5);
    };
    bar(0.05, 0.16, 0.17, colors.secondary);
    bar(0.05, 0.34, 0.17, colors.accent);
    bar(0.36, 0.16, 0.3, colors.text);
    painter->setBrush(colors.card);
    painter->setPen(QPen(colors.line, 1));
    painter->drawRoundedRect(QRectF(where.left() + where.width() * 0.36, where.top() + where.height() * 0.34,
                                    where.width() * 0.56, where.height() * 0.5),
                             3, 3);
    painter->setPen(Qt::NoPen);
    bar(0.42, 0.45, 0.34, colors.secondary);
    bar(0.42, 0.64, 0.22, colors.accent);
}

} // namespace

ThemeTile::ThemeTile(Look look, QWidget *parent)
    : QRadioButton(parent)
    , m_look(look)
{
    setAttribute(Qt::WA_Hover);
}

QSize ThemeTile::picture() const
{
    return {measure::characters(this, 13), measure::lines(this, 4)};
}

QSize ThemeTile::sizeHint() const
{
    const QSize picture = this->picture();
    const int text = QRadioButton::sizeHint().width();
    const int indicator = style()->pixelMetric(QStyle::PM_ExclusiveIndicatorHeight, nullptr, this);
    return {qMax(picture.width() + 2 * ring, text),
            picture.height() + 2 * ring + spacing::unit + qMax(fontMetrics().height(), indicator) + 4};
}

void ThemeTile::paintEvent(QPaintEvent *)
{
    const Colors own = Colors::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QSize picture = this->picture();
    const QRectF frame = QRectF((width() - picture.width()) / 2.0, ring, picture.width(), picture.height());

    painter.save();
    QPainterPath clip;
    clip.addRoundedRect(frame, spacing::controlRadius, spacing::controlRadius);
    painter.setClipPath(clip);
    const Colors light = Colors::of(Colors::lightPalette());
    const Colors dark = Colors::of(Colors::darkPalette());
    drawWindow(&painter, frame, m_look == Look::Dark ? dark : light);
    if (m_look == Look::System) {
        // Half of each, since it may be either.
        QPainterPath half;
        half.moveTo(frame.topRight());
        half.lineTo(frame.bottomRight());
        half.lineTo(frame.bottomLeft() + QPointF(frame.width() * 0.3, 0));
        half.lineTo(frame.topLeft() + QPointF(frame.width() * 0.7, 0));
        painter.setClipPath(half, Qt::IntersectClip);
        drawWindow(&painter, frame, dark);
    }
    painter.restore();

    const bool on = isChecked();
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(own.controlBorder, 1));
    painter.drawRoundedRect(frame, spacing::controlRadius, spacing::controlRadius);
    if (on) {
        painter.setPen(QPen(own.accent, 2));
        painter.drawRoundedRect(frame.adjusted(-3, -3, 3, 3), spacing::controlRadius + 3, spacing::controlRadius + 3);
    }

    QStyleOptionButton option;
    initStyleOption(&option);
    const int indicator = style()->pixelMetric(QStyle::PM_ExclusiveIndicatorWidth, &option, this);
    const int textWidth = fontMetrics().horizontalAdvance(text());
    const int total = indicator + spacing::unit + textWidth;
    const int top = static_cast<int>(frame.bottom()) + ring + spacing::unit;
    const int height = this->height() - top;
    const QRect line(qMax(0, (width() - total) / 2), top, qMin(total, width()), height);
    const Qt::LayoutDirection direction = layoutDirection();
    const QRect box(line.left(), line.top() + (height - indicator) / 2, indicator, indicator);
    option.rect = QStyle::visualRect(direction, line, box);
    style()->drawPrimitive(QStyle::PE_IndicatorRadioButton, &option, &painter, this);
    const QRect words = QStyle::visualRect(direction, line, line.adjusted(indicator + spacing::unit, 0, 0, 0));
    painter.setPen(own.text);
    painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeading | Qt::TextShowMnemonic, text());
    if (hasFocus()) {
        painter.setPen(QPen(own.accent, 2));
        painter.drawLine(words.bottomLeft() - QPoint(0, 1), words.bottomRight() - QPoint(0, 1));
    }
}

} // namespace candor
