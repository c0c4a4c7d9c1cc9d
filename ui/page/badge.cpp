// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "page/badge.h"

#include "theme/typescale.h"

#include <QEvent>
#include <QPainter>

namespace candor {

namespace {

QFont badgeFont(const QFont &base)
{
    QFont font = typescale::font(typescale::Role::Small, base);
    font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace

Badge::Badge(const QString &text, Colors::Tone tone, QWidget *parent)
    : QWidget(parent)
    , m_tone(tone)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    set(text, tone);
}

void Badge::set(const QString &text, Colors::Tone tone)
{
    m_text = text;
    m_tone = tone;
    setAccessibleName(text); // a plain widget has no text for screen readers
    setVisible(!text.isEmpty());
    updateGeometry();
    update();
}

QSize Badge::sizeHint() const
{
    return sizeOf(m_text, font());
}

QSize Badge::sizeOf(const QString &text, const QFont &base)
{
    const QFontMetrics metrics(badgeFont(base));
    return {metrics.horizontalAdvance(text) + 2 * (spacing::unit + 1), metrics.height() + 2};
}

void Badge::paint(QPainter *painter, const QRect &where, const QString &text, Colors::Tone tone,
                  const QPalette &palette, const QFont &base)
{
    const Colors colors = Colors::of(palette);
    const Colors::Pair pair = colors.tone(tone);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(colors.highContrast ? QPen(pair.text) : QPen(Qt::NoPen));
    painter->setBrush(pair.background);
    const QRectF pill = QRectF(where).adjusted(0.5, 0.5, -0.5, -0.5);
    painter->drawRoundedRect(pill, pill.height() / 2, pill.height() / 2);
    painter->setPen(pair.text);
    painter->setFont(badgeFont(base));
    painter->drawText(where, Qt::AlignCenter | Qt::TextSingleLine, text);
    painter->restore();
}

void Badge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paint(&painter, rect(), m_text, m_tone, palette(), font());
}

void Badge::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
}

} // namespace candor
