// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

namespace candor {

/// Widgets beside each other if they fit, otherwise below each other: translations are longer than the English text,
/// and windows may be narrow.
class FlowRow : public QWidget
{
    Q_OBJECT

public:
    enum class Widths {
        Natural, ///< each with its preferred width, wrapped like words
        Equal, ///< all of the same size, in one line or one column
    };

    explicit FlowRow(Widths widths, int spacing, QWidget *parent = nullptr);

    void add(QWidget *widget);
};

} // namespace candor
