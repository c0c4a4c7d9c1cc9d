// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "page/rowlayout.h"

#include "theme/measure.h"

#include <QWidget>

#include <algorithm>

namespace candor {

RowLayout::RowLayout(Grows grows, int characters, QWidget *parent)
    : WrappingLayout(parent)
    , m_grows(grows)
    , m_characters(characters)
{
}

void RowLayout::setColumn(int width)
{
    m_column = width;
    invalidate();
}

int RowLayout::needed(const QLayoutItem *growing) const
{
    const int comfortable = parentWidget() ? measure::characters(parentWidget(), m_characters) : 0;
    return std::max(growing->minimumSize().width(), std::min(growing->sizeHint().width(), comfortable));
}

QSize RowLayout::sizeHint() const
{
    QSize result(0, 0);
    for (const QLayoutItem *item : shown()) {
        const QSize hint = item->sizeHint();
        result = {result.width() + (result.width() > 0 ? spacing() : 0) + hint.width(),
                  std::max(result.height(), hint.height())};
    }
    return withMargins(result);
}

QSize RowLayout::minimumSize() const
{
    QSize result(0, 0); // the size if the parts are below each other, which is the minimum
    for (const QLayoutItem *item : shown())
        result = result.expandedTo(item->minimumSize());
    return withMargins(result);
}

int RowLayout::arrange(const QRect &rect, bool move) const
{
    const std::vector<QLayoutItem *> parts = shown();
    if (parts.empty())
        return 0;
    // Center the part vertically in a higher row, like the part at the other end; at the top if the item is aligned
    // there.
    const auto put = [&](QLayoutItem *part, int x, int width) {
        const int height = heightOf(part, width);
        const int middle = part->alignment() & Qt::AlignTop ? 0 : std::max(0, (rect.height() - height) / 2);
        if (move)
            place(part, rect, QRect(rect.left() + x, rect.top() + middle, width, height));
        return height;
    };
    if (parts.size() == 1)
        return put(parts[0], 0, rect.width());

    QLayoutItem *first = parts[0];
    QLayoutItem *second = parts[1];
    const bool firstGrows = m_grows == Grows::First;
    const int own = m_column > 0 ? m_column : (firstGrows ? second : first)->sizeHint().width();
    const int rest = rect.width() - own - spacing();
    if (rest >= needed(firstGrows ? first : second)) {
        const int width = firstGrows ? rest : own;
        const int height = put(first, 0, width);
        return std::max(height, put(second, width + spacing(), firstGrows ? own : rest));
    }
    const int above = heightOf(first, rect.width());
    const int width = firstGrows ? std::min(own, rect.width()) : rect.width();
    const int below = heightOf(second, width);
    const int y = above + spacing() / 2;
    if (move) {
        place(first, rect, QRect(rect.left(), rect.top(), rect.width(), above));
        place(second, rect, QRect(rect.left(), rect.top() + y, width, below));
    }
    return y + below;
}

} // namespace candor
