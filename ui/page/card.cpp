// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "page/card.h"

#include "theme/colors.h"
#include "theme/typescale.h"

#include <QEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace candor {

Card::Card(QWidget *parent)
    : QWidget(parent)
    , m_rows(new QVBoxLayout(this))
{
    m_rows->setContentsMargins(1, 1, 1, 1);
    m_rows->setSpacing(1);
}

void Card::addRow(QWidget *row)
{
    m_rows->addWidget(row);
}

void Card::clear()
{
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

bool Card::event(QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest)
        update(); // a row was added, removed or hidden: the lines move
    return QWidget::event(event);
}

void Card::paintEvent(QPaintEvent *)
{
    const Colors colors = Colors::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colors.line, 1));
    painter.setBrush(colors.card);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), spacing::radius, spacing::radius);

    painter.setRenderHint(QPainter::Antialiasing, false);
    bool first = true;
    for (int i = 0; i < m_rows->count(); ++i) {
        const QWidget *row = m_rows->itemAt(i)->widget();
        if (!row || !row->isVisibleTo(this))
            continue;
        if (!first)
            painter.fillRect(1, row->y() - 1, width() - 2, 1, colors.line);
        first = false;
    }
}

} // namespace candor
