// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/export.h"
#include "candor/settingspage.h"

#include <functional>

class QLineEdit;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QVBoxLayout;

namespace candor {

class ActivityController;
class ActivityDetail;
class ActivityFilterBar;
class ActivityTable;
class MessageBar;
class PageHeader;
class Telemetry;
class TextLabel;

/// Privacy > Activity: every event that waits or was sent, byte for byte. Embeddable in any application.
class CANDOR_WIDGETS_EXPORT ActivityPage final : public SettingsPage
{
    Q_OBJECT

public:
    /// \a telemetry outlives the page.
    explicit ActivityPage(Telemetry *telemetry, QWidget *parent = nullptr);

    /// Asks where to write a file; \a chosen is called with its path, or not at all. Never waits for the answer.
    using FileChooser =
        std::function<void(QWidget *parent, const QString &suggested, std::function<void(const QString &path)> chosen)>;
    /// Default: the platform's dialog.
    void setFileChooser(FileChooser chooser);

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
    void arrange();
    QWidget *buildList();
    QWidget *buildFoot();
    void connectExport();
    void askWhereTo();
    void showExport();
    void tell(bool ok, const QString &message);
    void showList();
    void showStatus();
    void retranslate();

    ActivityController *m_controller;
    PageHeader *m_header;
    MessageBar *m_message;
    MessageBar *m_answer; ///< what became of what the person asked for
    QLineEdit *m_filter;
    ActivityFilterBar *m_choices;
    QPushButton *m_export;
    QPushButton *m_send;
    QVBoxLayout *m_column;
    QSplitter *m_splitter;
    QWidget *m_list = nullptr;
    QStackedWidget *m_listOrEmpty;
    ActivityTable *m_table;
    TextLabel *m_empty;
    ActivityDetail *m_detail;
    TextLabel *m_counts;
    TextLabel *m_sendText;
    FileChooser m_fileChooser;
};

} // namespace candor
