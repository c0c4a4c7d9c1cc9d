// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QTableView>

namespace candor {

/// A table inside a card, with a single selected row. All rows have the same height and no row has a widget, so that
/// 100,000 rows cost as much as 20. Scrolled to the top it follows new rows; further down the visible rows stay where
/// they are.
class SteadyTable : public QTableView
{
    Q_OBJECT

public:
    /// \a model must outlive this object.
    explicit SteadyTable(QAbstractItemModel *model, QWidget *parent = nullptr);

    /// Makes the columns as wide as their contents, independent of the visible rows.
    virtual void fitColumns() = 0;
    /// \a base: the font of the view.
    [[nodiscard]] static int rowHeight(const QFont &base);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

protected Q_SLOTS:
    void updateGeometries() override;
    void rowsInserted(const QModelIndex &parent, int start, int end) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end) override;

private:
    [[nodiscard]] int topRow() const;

    int m_shift = 0; ///< rows added or removed above the top one, which the scroll bar does not know yet
};

} // namespace candor
