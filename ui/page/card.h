// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QVBoxLayout;

namespace candor {

/// A rounded box that groups rows; a thin line stands between rows that are visible.
class Card : public QWidget
{
    Q_OBJECT

public:
    explicit Card(QWidget *parent = nullptr);

    /// \a row goes to the bottom, and belongs to the card from then on. It brings its own inner margins (CardRow does).
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
