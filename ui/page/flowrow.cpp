// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "page/flowrow.h"

#include "page/wrappinglayout.h"

#include <algorithm>
#include <iterator>

namespace candor {

namespace {

class FlowLayout final : public WrappingLayout
{
public:
    FlowLayout(FlowRow::Widths widths, int spacing, QWidget *parent)
        : WrappingLayout(parent)
        , m_equal(widths == FlowRow::Widths::Equal)
    {
        setSpacing(spacing);
    }

    [[nodiscard]] QSize sizeHint() const override
    {
        int width = 0;
        int widest = 0;
        const std::vector<QLayoutItem *> items = shown();
        for (const QLayoutItem *item : items) {
            width += item->sizeHint().width();
            widest = std::max(widest, item->sizeHint().width());
        }
        const int count = static_cast<int>(items.size());
        width = (m_equal ? widest * count : width) + spacing() * std::max(0, count - 1);
        return {width, heightForWidth(width)};
    }

    [[nodiscard]] QSize minimumSize() const override
    {
        QSize result(0, 0);
        for (const QLayoutItem *item : shown())
            result = result.expandedTo(item->minimumSize());
        return result;
    }

protected:
    int arrange(const QRect &rect, bool move) const override
    {
        const std::vector<QLayoutItem *> items = shown();
        if (items.empty())
            return 0;
        const int count = static_cast<int>(items.size());
        QSize largest(0, 0);
        for (const QLayoutItem *item : items)
            largest = largest.expandedTo(item->sizeHint());
        const int gaps = spacing() * (count - 1);
        const bool oneLine = largest.width() * count + gaps <= rect.width();
        const int share = oneLine ? (rect.width() - gaps) / count : rect.width();
        const auto sizeOf = [&](const QLayoutItem *item) {
            const int width = m_equal ? share : std::min(item->sizeHint().width(), rect.width());
            return QSize(width, m_equal ? largest.height() : heightOf(item, width));
        };

        int y = rect.top();
        for (auto first = items.begin(); first != items.end();) {
            int width = 0;
            int height = 0;
            auto end = first;
            for (; end != items.end(); ++end) {
                const QSize size = sizeOf(*end);
                const int with = width + (end == first ? 0 : spacing()) + size.width();
                if (end != first && with > rect.width())
                    break;
                width = with;
                height = std::max(height, size.height());
            }
            int x = rect.left();
            for (; first != end; ++first) {
                const QSize size = sizeOf(*first);
                if (move)
                    place(*first, rect, QRect(QPoint(x, y + (height - size.height()) / 2), size));
                x += size.width() + spacing();
            }
            y += height + (end == items.end() ? 0 : spacing() / 2);
        }
        return y - rect.top();
    }

private:
    bool m_equal;
};

} // namespace

FlowRow::FlowRow(Widths widths, int spacing, QWidget *parent)
    : QWidget(parent)
{
    // Fixed would limit it to the height of one line.
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    new FlowLayout(widths, spacing, this);
}

void FlowRow::add(QWidget *widget)
{
    layout()->addWidget(widget);
}

} // namespace candor
