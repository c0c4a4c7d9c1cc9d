// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "page/wrappinglayout.h"

#include <QStyle>
#include <QWidget>

#include <algorithm>
#include <iterator>

namespace candor {

WrappingLayout::WrappingLayout(QWidget *parent)
    : QLayout(parent)
{
    setContentsMargins(0, 0, 0, 0);
}

WrappingLayout::~WrappingLayout()
{
    while (!m_items.empty()) { // a nested layout removes itself from this one when it is deleted
        QLayoutItem *const item = m_items.back();
        m_items.pop_back();
        delete item;
    }
}

void WrappingLayout::addLayout(QLayout *layout)
{
    addChildLayout(layout);
    addItem(layout);
}

void WrappingLayout::addItem(QLayoutItem *item)
{
    m_items.push_back(item);
    invalidate();
}

int WrappingLayout::count() const
{
    return static_cast<int>(m_items.size());
}

QLayoutItem *WrappingLayout::itemAt(int index) const
{
    return index >= 0 && index < count() ? m_items[static_cast<std::size_t>(index)] : nullptr;
}

QLayoutItem *WrappingLayout::takeAt(int index)
{
    QLayoutItem *item = itemAt(index);
    if (item) {
        m_items.erase(m_items.begin() + index);
        invalidate();
    }
    return item;
}

int WrappingLayout::heightForWidth(int width) const
{
    const QMargins margins = contentsMargins();
    return arrange(QRect(0, 0, std::max(0, width - margins.left() - margins.right()), 0), false) + margins.top()
        + margins.bottom();
}

void WrappingLayout::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    arrange(rect.marginsRemoved(contentsMargins()), true);
}

std::vector<QLayoutItem *> WrappingLayout::shown() const
{
    std::vector<QLayoutItem *> result;
    std::copy_if(m_items.begin(), m_items.end(), std::back_inserter(result),
                 [](const QLayoutItem *item) { return !item->isEmpty(); });
    return result;
}

QSize WrappingLayout::withMargins(const QSize &size) const
{
    return size.grownBy(contentsMargins());
}

void WrappingLayout::place(QLayoutItem *item, const QRect &rect, const QRect &where) const
{
    const QWidget *widget = parentWidget();
    item->setGeometry(QStyle::visualRect(widget ? widget->layoutDirection() : Qt::LeftToRight, rect, where));
}

int WrappingLayout::heightOf(const QLayoutItem *item, int width)
{
    return item->hasHeightForWidth() ? item->heightForWidth(width) : item->sizeHint().height();
}

} // namespace candor
