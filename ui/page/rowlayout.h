// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "page/wrappinglayout.h"

namespace candor {

/// Two parts: beside each other if both have room, otherwise the second below the first. One has its preferred width,
/// the other takes the rest.
class RowLayout final : public WrappingLayout
{
    Q_OBJECT

public:
    enum class Grows { First, Second };

    /// \a characters: the minimum on a line of the growing part, so that it does not look squeezed; fewer if its text
    /// is shorter.
    explicit RowLayout(Grows grows, int characters, QWidget *parent = nullptr);

    /// Sets the width of the part that does not grow, instead of its preferred one, so that several rows have the same
    /// column.
    void setColumn(int width);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSize() const override;

protected:
    int arrange(const QRect &rect, bool move) const override;

private:
    [[nodiscard]] int needed(const QLayoutItem *growing) const;

    Grows m_grows;
    int m_characters;
    int m_column = 0;
};

} // namespace candor
