// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "settings/navigationtree.h"

namespace candor {

QModelIndex NavigationTree::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    const QModelIndex before = currentIndex();
    QModelIndex found = QTreeWidget::moveCursor(action, modifiers);
    const auto isHeading = [](const QModelIndex &index) { return index.isValid() && !index.parent().isValid(); };
    if (!isHeading(found))
        return found;
    if (action == MoveLeft)
        return before; // to the parent
    // Past the heading: upwards for what goes up, unless it is the first line.
    const bool up = action == MoveUp || action == MovePageUp || action == MovePrevious;
    for (QModelIndex next = found; next.isValid(); next = up ? indexAbove(next) : indexBelow(next)) {
        if (!isHeading(next))
            return next;
    }
    // Nothing above: the first page stays; MoveHome and MovePageUp go to it.
    for (QModelIndex next = found; next.isValid(); next = indexBelow(next)) {
        if (!isHeading(next))
            return next;
    }
    return before;
}

} // namespace candor
