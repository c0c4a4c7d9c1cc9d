// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QLayout>

#include <vector>

namespace candor {

/// The base of layouts whose height depends on their width. All positions depend on the width only: after every change
/// Qt queries and arranges the items again, including hidden ones.
class WrappingLayout : public QLayout
{
    Q_OBJECT

public:
    explicit WrappingLayout(QWidget *parent = nullptr);
    ~WrappingLayout() override;

    void addLayout(QLayout *layout);
    void addItem(QLayoutItem *item) override;
    [[nodiscard]] int count() const override;
    [[nodiscard]] QLayoutItem *itemAt(int index) const override;
    QLayoutItem *takeAt(int index) override;
    [[nodiscard]] Qt::Orientations expandingDirections() const override { return {}; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    void setGeometry(const QRect &rect) override;

protected:
    /// Places the visible items inside \a rect if \a move. \returns the required height.
    virtual int arrange(const QRect &rect, bool move) const = 0;
    [[nodiscard]] std::vector<QLayoutItem *> shown() const;
    /// \a size plus the margins.
    [[nodiscard]] QSize withMargins(const QSize &size) const;
    /// Places \a item, mirrored inside \a rect if the text direction is right to left.
    void place(QLayoutItem *item, const QRect &rect, const QRect &where) const;
    [[nodiscard]] static int heightOf(const QLayoutItem *item, int width);

private:
    std::vector<QLayoutItem *> m_items;
};

} // namespace candor
