// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>

class QHBoxLayout;
class QScrollArea;
class QVBoxLayout;

namespace candor {

/// A window-modal dialog, no larger than its screen: what it says scrolls where it must, and its buttons never leave.
class ScrollingDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ScrollingDialog(QWidget *parent = nullptr);

protected:
    [[nodiscard]] QVBoxLayout *column() const; ///< what it says
    [[nodiscard]] QHBoxLayout *buttons() const { return m_buttons; } ///< at the end of the line
    /// \a characters wide, and as high as that needs with \a more pixels.
    void fit(int characters, int more = 0);

private:
    QScrollArea *m_scroll;
    QHBoxLayout *m_buttons;
};

} // namespace candor
