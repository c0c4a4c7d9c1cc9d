// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QPointer>
#include <QWidget>

class QDialog;
class QPushButton;

namespace candor {

class DataRemovalController;
class FlowRow;
class MessageBar;
class Telemetry;

/// The buttons that erase the records on this computer and request deletion of what was sent, with their dialogs and
/// results. The button that resets the id, resetButton(), is placed beside the id.
class DataRemovalBar : public QWidget
{
    Q_OBJECT

public:
    explicit DataRemovalBar(Telemetry *telemetry, QWidget *parent = nullptr);

    /// Owned by the caller, who places it.
    [[nodiscard]] QPushButton *resetButton() const { return m_reset; }
    /// The words that the search finds.
    [[nodiscard]] QStringList searchWords() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void updateButtons();
    void askToErase();
    void askToReset();
    void showRequest();

    DataRemovalController *m_controller;
    MessageBar *m_message;
    FlowRow *m_buttons;
    QPushButton *m_erase;
    QPushButton *m_request;
    QPushButton *m_reset;
    QPointer<QDialog> m_dialog; ///< one at a time
};

} // namespace candor
