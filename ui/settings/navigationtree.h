// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QTreeWidget>

namespace candor {

/// A tree whose top level are headings: the keyboard goes from page to page and never stops at one. The current line is
/// the one that is selected, whoever selects it, and one always is.
class NavigationTree final : public QTreeWidget
{
    Q_OBJECT

public:
    using QTreeWidget::QTreeWidget;

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
};

} // namespace candor
