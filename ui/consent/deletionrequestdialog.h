// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/deletionrequest.h"
#include "consent/scrollingdialog.h"

#include <QTimer>

class QPlainTextEdit;
class QPushButton;

namespace candor {

class Card;

/// Shows whom to ask for deletion of what was sent, the ids, and a text to copy. Window-modal; sends nothing.
class DeletionRequestDialog : public ScrollingDialog
{
    Q_OBJECT

public:
    explicit DeletionRequestDialog(const DeletionRequest &request, QWidget *parent = nullptr);

private:
    void addFact(Card *card, const QString &name, const QString &value, const QString &objectName);
    void copy();

    DeletionRequest m_request;
    QPlainTextEdit *m_text = nullptr;
    QPushButton *m_copy = nullptr;
    QTimer m_copied;
};

} // namespace candor
