// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QTableView>

namespace candor {

/// A table inside a card, of which one row is chosen. All rows are of one height and no row has a widget, so that
/// 100,000 cost what 20 do. At the top it follows what comes; further down what a person reads stays where it is.
class SteadyTable : public QTableView
{
    Q_OBJECT

public:
    /// \a model outlives this.
    explicit SteadyTable(QAbstractItemModel *model, QWidget *parent = nullptr);

    /// Columns as wide as what they hold, whatever is scrolled to.
    virtual void fitColumns() = 0;
    /// \a base: the view's font.
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

    int m_shift = 0; ///< rows that came or went above the top one, which the scroll bar does not know of yet
};

} // namespace candor
