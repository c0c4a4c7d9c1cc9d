// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "consent/dataremovalcontroller.h"
#include "consent/scrollingdialog.h"

class QPushButton;

namespace candor {

/// Asks before something is erased or reset. Window-modal; Escape, closing and Enter do nothing: Cancel is the default,
/// and has the focus. accepted() when the person wants it done.
class RemovalDialog : public ScrollingDialog
{
    Q_OBJECT

public:
    explicit RemovalDialog(const DataRemovalController::Question &question, QWidget *parent = nullptr);

private:
    QPushButton *m_cancel;
};

} // namespace candor
