// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "settings/navigationdelegate.h"

#include "theme/colors.h"
#include "theme/typescale.h"

#include <QPainter>

namespace candor {

namespace {

bool isGroup(const QModelIndex &index)
{
    return !index.parent().isValid();
}

} // namespace

void NavigationDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Colors colors = Colors::of(option.palette);
    const bool selected = option.state & QStyle::State_Selected;
    QRect rect = option.rect.adjusted(0, 1, 0, -1);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (isGroup(index)) {
        painter->setFont(typescale::font(typescale::Role::Small, option.font));
        painter->setPen(colors.secondary);
        rect.adjust(spacing::rows, 0, -spacing::rows, -spacing::half);
        painter->drawText(rect, Qt::AlignBottom | Qt::AlignLeading | Qt::TextSingleLine, index.data().toString());
        painter->restore();
        return;
    }
    if (selected || option.state & QStyle::State_MouseOver) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(selected ? colors.selection : colors.hover);
        painter->drawRoundedRect(rect, spacing::controlRadius, spacing::controlRadius);
    }
    // As everywhere, a focus ring for keyboard users; the background is enough for others.
    if (option.state & QStyle::State_HasFocus && option.state & QStyle::State_KeyboardFocusChange) {
        painter->setPen(QPen(colors.accent, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), spacing::controlRadius, spacing::controlRadius);
    }
    painter->setFont(typescale::font(selected ? typescale::Role::Emphasis : typescale::Role::Body, option.font));
    painter->setPen(selected ? colors.selectionText : colors.text);
    const int start = spacing::page - 2;
    const bool rightToLeft = option.direction == Qt::RightToLeft;
    rect.adjust(rightToLeft ? spacing::unit : start, 0, rightToLeft ? -start : -spacing::unit, 0);
    const QFontMetrics metrics(painter->font());
    painter->drawText(rect, Qt::AlignVCenter | Qt::AlignLeading | Qt::TextSingleLine,
                      metrics.elidedText(index.data().toString(), Qt::ElideRight, rect.width()));
    painter->restore();
}

QSize NavigationDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int text = QFontMetrics(option.font).height();
    const int height = isGroup(index) ? text + 2 * spacing::unit + spacing::half : text + 2 * spacing::unit + 2;
    return {QStyledItemDelegate::sizeHint(option, index).width(), height};
}

} // namespace candor
