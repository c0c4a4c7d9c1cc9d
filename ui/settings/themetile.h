// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QRadioButton>

namespace candor {

/// A radio button with a small picture of a window in its theme. For the keyboard and for screen readers it is an
/// ordinary radio button.
class ThemeTile final : public QRadioButton
{
    Q_OBJECT

public:
    enum class Look { System, Light, Dark };

    explicit ThemeTile(Look look, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    bool hitButton(const QPoint &position) const override { return rect().contains(position); }

private:
    [[nodiscard]] QSize picture() const;

    Look m_look;
};

} // namespace candor
