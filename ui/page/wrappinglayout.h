// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QLayout>

#include <vector>

namespace candor {

/// What layouts share whose height follows from their width. Where everything stands is a function of the width alone:
/// whatever comes, goes or changes later, Qt asks again and arranges again, also what is hidden at that moment.
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
    /// Places what is shown inside \a rect if \a move. \returns the height that is needed.
    virtual int arrange(const QRect &rect, bool move) const = 0;
    [[nodiscard]] std::vector<QLayoutItem *> shown() const;
    /// \a size and what the margins add to it.
    [[nodiscard]] QSize withMargins(const QSize &size) const;
    /// Mirrored inside \a rect where the text runs from right to left.
    void place(QLayoutItem *item, const QRect &rect, const QRect &where) const;
    [[nodiscard]] static int heightOf(const QLayoutItem *item, int width);

private:
    std::vector<QLayoutItem *> m_items;
};

} // namespace candor
