// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "page/wrappinglayout.h"

namespace candor {

/// Two parts: beside each other where both have room, else the second below the first. One of them is as wide as it
/// wants, the other takes the rest.
class RowLayout final : public WrappingLayout
{
    Q_OBJECT

public:
    enum class Grows { First, Second };

    /// \a characters: as many stand on a line of the part that grows before it looks squeezed; fewer where its text is
    /// shorter.
    explicit RowLayout(Grows grows, int characters, QWidget *parent = nullptr);

    /// One width for the part that does not grow, in several rows alike, instead of what it wants.
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
