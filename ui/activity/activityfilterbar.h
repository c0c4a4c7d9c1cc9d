// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QComboBox;
class QPushButton;

namespace candor {

class ActivityFilterController;

/// Filters by event, state and day, and a button that shows everything again.
class ActivityFilterBar final : public QWidget
{
    Q_OBJECT

public:
    /// \a controller must outlive this object.
    explicit ActivityFilterBar(ActivityFilterController *controller, QWidget *parent = nullptr);

    void retranslate();
    /// See ActivityModel::setCanSend().
    void setCanSend(bool canSend);

private:
    void nameStates();
    void showChoices();
    void showChoice();

    ActivityFilterController *m_controller;
    QComboBox *m_name;
    QComboBox *m_state;
    QComboBox *m_day;
    QPushButton *m_clear;
    bool m_canSend = true;
};

} // namespace candor
