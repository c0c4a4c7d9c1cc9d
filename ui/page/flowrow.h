// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

namespace candor {

/// Widgets beside each other for as long as they fit, below each other where they don't: translations are longer than
/// the text they replace, and windows get narrow.
class FlowRow : public QWidget
{
    Q_OBJECT

public:
    enum class Widths {
        Natural, ///< each as wide as it wants, wrapped like words
        Equal, ///< all of exactly the same size, in one line or one column
    };

    explicit FlowRow(Widths widths, int spacing, QWidget *parent = nullptr);

    void add(QWidget *widget);
};

} // namespace candor
