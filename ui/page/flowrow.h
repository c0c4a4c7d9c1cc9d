// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

#include <vector>

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

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override { return arrange(width, false); }

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    int arrange(int width, bool move) const; ///< \returns the height
    [[nodiscard]] std::vector<QWidget *> shown() const;

    Widths m_widths;
    int m_spacing;
    std::vector<QWidget *> m_widgets;
};

} // namespace candor
