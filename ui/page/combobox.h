// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QComboBox>

namespace candor {

/// A combo box that has its accessible name for screen readers. On Unix Qt uses the current choice as the name, so that
/// users do not hear what they choose. The wheel scrolls the page: a box that gets below the pointer does not change
/// its choice.
class ComboBox final : public QComboBox
{
    Q_OBJECT

public:
    explicit ComboBox(QWidget *parent = nullptr);

protected:
    void wheelEvent(QWheelEvent *event) override;
};

} // namespace candor
