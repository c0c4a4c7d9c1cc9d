// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "page/steadytable.h"

#include "theme/typescale.h"

#include <QEvent>
#include <QHeaderView>
#include <QScrollBar>

#include <algorithm>
#include <utility>

namespace candor {

SteadyTable::SteadyTable(QAbstractItemModel *model, QWidget *parent)
    : QTableView(parent)
{
    setModel(model);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setTabKeyNavigation(false);
    setShowGrid(false);
    setWordWrap(false);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    // The background is transparent, so that the card with its rounded corners is visible.
    viewport()->setAutoFillBackground(false);
    horizontalHeader()->viewport()->setAutoFillBackground(false);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsClickable(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
}

int SteadyTable::rowHeight(const QFont &base)
{
    return QFontMetrics(base).height() + 2 * (spacing::unit + 2);
}

void SteadyTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LanguageChange) {
        verticalHeader()->setDefaultSectionSize(rowHeight(font()));
        fitColumns();
    }
}

void SteadyTable::showEvent(QShowEvent *event)
{
    QTableView::showEvent(event);
    verticalHeader()->setDefaultSectionSize(rowHeight(font()));
    fitColumns();
}

int SteadyTable::topRow() const
{
    return rowAt(0) + m_shift;
}

void SteadyTable::rowsInserted(const QModelIndex &parent, int start, int end)
{
    if (verticalScrollBar()->value() > 0 && start <= topRow())
        m_shift += end - start + 1;
    QTableView::rowsInserted(parent, start, end);
}

void SteadyTable::rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end)
{
    if (const int top = topRow(); verticalScrollBar()->value() > 0 && start < top)
        m_shift -= std::min(end, top - 1) - start + 1;
    QTableView::rowsAboutToBeRemoved(parent, start, end);
}

void SteadyTable::updateGeometries()
{
    QTableView::updateGeometries();
    const int rows = std::exchange(m_shift, 0); // reset before scrolling, which may call this again
    if (rows != 0)
        verticalScrollBar()->setValue(verticalScrollBar()->value() + rows * verticalHeader()->defaultSectionSize());
}

} // namespace candor
