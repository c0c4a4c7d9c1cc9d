// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "consent/dataremovalcontroller.h"
#include "consent/scrollingdialog.h"

class QPushButton;

namespace candor {

/// Asks before something is erased or reset. Window-modal. Escape, closing and Enter cancel: Cancel is the default and
/// has the focus. accepted() if the user confirms.
class RemovalDialog : public ScrollingDialog
{
    Q_OBJECT

public:
    explicit RemovalDialog(const DataRemovalController::Question &question, QWidget *parent = nullptr);

private:
    QPushButton *m_cancel;
};

} // namespace candor
