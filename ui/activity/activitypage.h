// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "page/settingspage.h"

class QComboBox;
class QLineEdit;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTableView;

namespace candor {

class ActivityController;
class ActivityDetail;
class MessageBar;
class PageHeader;
class Telemetry;
class TextLabel;

/// Privacy > Activity: every event that waits or was sent, byte for byte. Embeddable in any application.
class ActivityPage final : public SettingsPage
{
    Q_OBJECT

public:
    /// \a telemetry outlives the page.
    explicit ActivityPage(Telemetry *telemetry, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    /// Empty: visits to this page are never recorded.
    [[nodiscard]] QString recordedName() const override;
    [[nodiscard]] QStringList searchWords() const override;
    void load() override;

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] QString description() const;
    QWidget *buildList();
    void showList();
    void showStatus();
    void retranslate();

    ActivityController *m_controller;
    PageHeader *m_header;
    MessageBar *m_message;
    QLineEdit *m_filter;
    QComboBox *m_state;
    QPushButton *m_send;
    QSplitter *m_splitter;
    QStackedWidget *m_listOrEmpty;
    QTableView *m_table;
    TextLabel *m_empty;
    ActivityDetail *m_detail;
    TextLabel *m_counts;
    TextLabel *m_sendText;
};

} // namespace candor
