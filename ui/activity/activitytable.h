// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QTableView>

namespace candor {

class ActivityModel;

/// The list of events. All rows are of one height and no row has a widget, so that 100,000 cost what 20 do. At the top
/// it follows what comes; further down what a person reads stays where it is.
class ActivityTable final : public QTableView
{
    Q_OBJECT

public:
    /// \a model outlives this.
    explicit ActivityTable(ActivityModel *model, QWidget *parent = nullptr);

    /// Columns as wide as what they hold, whatever is scrolled to.
    void fitColumns();

Q_SIGNALS:
    void visibleRowsChanged(int first, int last);
    void deleteRequested(); ///< by the keyboard

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

protected Q_SLOTS:
    void updateGeometries() override;
    void rowsInserted(const QModelIndex &parent, int start, int end) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end) override;

private:
    [[nodiscard]] int topRow() const;
    void tellVisibleRows();

    ActivityModel *m_model;
    int m_shift = 0; ///< rows that came or went above the top one, which the scroll bar does not know of yet
};

} // namespace candor
