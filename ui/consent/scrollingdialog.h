// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>

class QHBoxLayout;
class QScrollArea;
class QVBoxLayout;

namespace candor {

/// A window-modal dialog, not larger than its screen: its contents scroll if necessary, and its buttons are always
/// visible.
class ScrollingDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ScrollingDialog(QWidget *parent = nullptr);

protected:
    [[nodiscard]] QVBoxLayout *column() const; ///< the contents
    [[nodiscard]] QHBoxLayout *buttons() const { return m_buttons; } ///< at the end of the line
    /// Makes it \a characters wide, and as high as that requires plus \a more pixels.
    void fit(int characters, int more = 0);

private:
    QScrollArea *m_scroll;
    QHBoxLayout *m_buttons;
};

} // namespace candor
