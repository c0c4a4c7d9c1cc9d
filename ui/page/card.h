// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QVBoxLayout;

namespace candor {

/// A rounded box that groups rows, with a thin line between visible rows.
class Card : public QWidget
{
    Q_OBJECT

public:
    explicit Card(QWidget *parent = nullptr);

    /// Appends \a row, which the card owns from then on. The row must have inner margins, as CardRow does.
    void addRow(QWidget *row);
    /// Removes and deletes all rows.
    void clear();

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    QVBoxLayout *m_rows;
};

} // namespace candor
