// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "activity/activitydelegate.h"

#include "activity/activitymodel.h"
#include "page/badge.h"
#include "page/steadytable.h"
#include "theme/typescale.h"

#include <QPainter>

namespace candor {

namespace {

Colors::Tone toneOf(int state)
{
    switch (static_cast<ActivityEvent::State>(state)) {
    case ActivityEvent::State::Waiting:
        return Colors::Tone::Waiting;
    case ActivityEvent::State::Sending:
        return Colors::Tone::Neutral;
    case ActivityEvent::State::Delivered:
        return Colors::Tone::Ok;
    case ActivityEvent::State::Rejected:
        return Colors::Tone::Problem;
    case ActivityEvent::State::NotRecorded:
        return Colors::Tone::Neutral;
    }
    return Colors::Tone::Neutral;
}

} // namespace

void ActivityDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Colors colors = Colors::of(option.palette);
    const bool selected = option.state & QStyle::State_Selected;
    painter->save();
    if (selected)
        painter->fillRect(option.rect, colors.selection);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), colors.line);

    const int inset = index.column() == ActivityModel::TimeColumn ? spacing::card : spacing::unit;
    const bool rightToLeft = option.direction == Qt::RightToLeft;
    const QRect inner =
        option.rect.adjusted(rightToLeft ? spacing::half : inset, 0, rightToLeft ? -inset : -spacing::half, 0);
    const QString text = index.data().toString();
    if (index.column() == ActivityModel::StateColumn) {
        const QSize size = Badge::sizeOf(text, option.font);
        const QRect badge(inner.left(), inner.top() + (inner.height() - size.height()) / 2, size.width(),
                          size.height());
        Badge::paint(painter, QStyle::visualRect(option.direction, inner, badge), text,
                     toneOf(index.data(ActivityModel::StateRole).toInt()), option.palette, option.font);
    } else {
        painter->setFont(typescale::font(typescale::Role::Monospace, option.font));
        painter->setPen(selected && colors.highContrast ? colors.selectionText : colors.text);
        const QFontMetrics metrics(painter->font());
        // Names of events are read from left to right in every language.
        if (index.column() == ActivityModel::EventColumn)
            painter->setLayoutDirection(Qt::LeftToRight);
        painter->drawText(inner,
                          Qt::AlignVCenter | (rightToLeft ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignAbsolute
                              | Qt::TextSingleLine,
                          metrics.elidedText(text, Qt::ElideRight, inner.width()));
    }
    painter->restore();
}

int ActivityDelegate::timeWidth(const QString &text, const QFont &base)
{
    const QFontMetrics metrics(typescale::font(typescale::Role::Monospace, base));
    return metrics.horizontalAdvance(text) + 3 * spacing::unit;
}

int ActivityDelegate::stateWidth(const QString &text, const QFont &base)
{
    return Badge::sizeOf(text, base).width() + 3 * spacing::unit;
}

QSize ActivityDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QString text = index.data().toString();
    return {index.column() == ActivityModel::StateColumn ? stateWidth(text, option.font) : timeWidth(text, option.font),
            SteadyTable::rowHeight(option.font)};
}

} // namespace candor
