// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "page/flowrow.h"

#include <QEvent>
#include <QStyle>

#include <algorithm>
#include <iterator>

namespace candor {

FlowRow::FlowRow(Widths widths, int spacing, QWidget *parent)
    : QWidget(parent)
    , m_widths(widths)
    , m_spacing(spacing)
{
    // Not Fixed: that would hold it to the height of one line.
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void FlowRow::add(QWidget *widget)
{
    widget->setParent(this);
    m_widgets.push_back(widget);
    updateGeometry();
}

std::vector<QWidget *> FlowRow::shown() const
{
    std::vector<QWidget *> result;
    std::copy_if(m_widgets.begin(), m_widgets.end(), std::back_inserter(result),
                 [this](const QWidget *widget) { return widget->isVisibleTo(this); });
    return result;
}

QSize FlowRow::sizeHint() const
{
    int width = 0;
    int widest = 0;
    const std::vector<QWidget *> widgets = shown();
    for (const QWidget *widget : widgets) {
        width += widget->sizeHint().width();
        widest = std::max(widest, widget->sizeHint().width());
    }
    const int count = static_cast<int>(widgets.size());
    if (m_widths == Widths::Equal)
        width = widest * count;
    width += m_spacing * std::max(0, count - 1);
    return {width, arrange(width, false)};
}

QSize FlowRow::minimumSizeHint() const
{
    QSize result;
    for (const QWidget *widget : shown())
        result = result.expandedTo(widget->minimumSizeHint());
    return result;
}

int FlowRow::arrange(int width, bool move) const
{
    const std::vector<QWidget *> widgets = shown();
    const int count = static_cast<int>(widgets.size());
    if (count == 0)
        return 0;
    QSize largest;
    for (const QWidget *widget : widgets)
        largest = largest.expandedTo(widget->sizeHint());

    const bool equal = m_widths == Widths::Equal;
    const bool oneLine = largest.width() * count + m_spacing * (count - 1) <= width;
    const int share = oneLine ? (width - m_spacing * (count - 1)) / count : width;
    int x = 0;
    int y = 0;
    for (QWidget *widget : widgets) {
        const QSize size(equal ? share : std::min(widget->sizeHint().width(), width), largest.height());
        if (x > 0 && x + size.width() > width) {
            x = 0;
            y += largest.height() + m_spacing / 2;
        }
        if (move)
            widget->setGeometry(QStyle::visualRect(layoutDirection(), rect(), QRect(QPoint(x, y), size)));
        x += size.width() + m_spacing;
    }
    return y + largest.height();
}

void FlowRow::resizeEvent(QResizeEvent *)
{
    arrange(width(), true);
}

bool FlowRow::event(QEvent *event)
{
    // Sent when a child appears, goes, or wants another size.
    if (event->type() == QEvent::LayoutRequest) {
        updateGeometry();
        arrange(width(), true);
    } else if (event->type() == QEvent::LayoutDirectionChange) {
        arrange(width(), true);
    }
    return QWidget::event(event);
}

} // namespace candor
