// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "settings/navigationtree.h"

#include <QMouseEvent>

namespace candor {

namespace {

bool isPage(const QModelIndex &index)
{
    return index.parent().isValid();
}

} // namespace

QItemSelectionModel::SelectionFlags NavigationTree::selectionCommand(const QModelIndex &index, const QEvent *) const
{
    return isPage(index) ? QItemSelectionModel::SelectionFlags(QItemSelectionModel::ClearAndSelect)
                         : QItemSelectionModel::SelectionFlags(QItemSelectionModel::NoUpdate);
}

void NavigationTree::mousePressEvent(QMouseEvent *event)
{
    if (isPage(indexAt(event->position().toPoint())))
        QTreeWidget::mousePressEvent(event);
}

void NavigationTree::mouseMoveEvent(QMouseEvent *event)
{
    // The mouse is dragged over a heading or the empty part.
    if (event->buttons() == Qt::NoButton || isPage(indexAt(event->position().toPoint())))
        QTreeWidget::mouseMoveEvent(event);
}

QModelIndex NavigationTree::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    const QModelIndex before = currentIndex();
    QModelIndex found = QTreeWidget::moveCursor(action, modifiers);
    const auto isHeading = [](const QModelIndex &index) { return index.isValid() && !index.parent().isValid(); };
    if (!isHeading(found))
        return found;
    if (action == MoveLeft)
        return before; // up to the parent
    // Skip the heading: upwards if the action goes up, unless it is the first line.
    const bool up = action == MoveUp || action == MovePageUp || action == MovePrevious;
    for (QModelIndex next = found; next.isValid(); next = up ? indexAbove(next) : indexBelow(next)) {
        if (!isHeading(next))
            return next;
    }
    // There is nothing above: the first page stays current; MoveHome and MovePageUp go to it.
    for (QModelIndex next = found; next.isValid(); next = indexBelow(next)) {
        if (!isHeading(next))
            return next;
    }
    return before;
}

void NavigationTree::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTreeWidget::selectionChanged(selected, deselected);
    // A screen reader selects a line without making it current, and clears the selection for a heading.
    const QModelIndexList found = selected.indexes();
    if (!found.isEmpty() && found.constFirst() != currentIndex())
        setCurrentIndex(found.constFirst());
    else if (currentIndex().isValid() && !selectionModel()->isSelected(currentIndex()))
        selectionModel()->select(currentIndex(), QItemSelectionModel::ClearAndSelect);
}

} // namespace candor
