// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QComboBox>

namespace candor {

/// A combo box that screen readers know by its accessible name. Qt names it by what is chosen wherever Unix is spoken,
/// so that nobody hears what the choice is about. The wheel scrolls the page: a box that comes under the pointer
/// chooses nothing.
class ComboBox final : public QComboBox
{
    Q_OBJECT

public:
    explicit ComboBox(QWidget *parent = nullptr);

protected:
    void wheelEvent(QWheelEvent *event) override;
};

} // namespace candor
