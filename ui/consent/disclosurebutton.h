// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QToolButton>

namespace candor {

/// A heading that opens and closes the contents below it: a triangle and a text, aligned with the text around it. For
/// the keyboard it is a checkable button, for screen readers a button that is expanded or collapsed.
class DisclosureButton : public QToolButton
{
    Q_OBJECT

public:
    explicit DisclosureButton(QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] int triangle() const;
};

} // namespace candor
