// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QStyledItemDelegate>

namespace candor {

/// Draws the rows of the activity list: unobtrusive lines, a tinted row for the selected event, a badge for the state.
class ActivityDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    /// The width of a text in the column of times, and in that of states. \a base: the font of the view.
    [[nodiscard]] static int timeWidth(const QString &text, const QFont &base);
    [[nodiscard]] static int stateWidth(const QString &text, const QFont &base);
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace candor
