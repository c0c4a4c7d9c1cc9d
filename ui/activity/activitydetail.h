// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QPlainTextEdit;
class QPushButton;

namespace candor {

class ActivityController;
class TextLabel;

/// One event: its name, what became of it, and its content, laid out for reading or byte for byte. In the same place
/// the last request, with what surrounds the events on their way.
class ActivityDetail final : public QWidget
{
    Q_OBJECT

public:
    /// \a controller outlives this.
    explicit ActivityDetail(ActivityController *controller, QWidget *parent = nullptr);

    void retranslate();
    bool eventFilter(QObject *watched, QEvent *event) override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void showChosen();
    void showText(const QString &text, bool bytes);
    [[nodiscard]] QByteArray shownBytes() const;
    void copy();
    void restyle();

    ActivityController *m_controller;
    TextLabel *m_name;
    TextLabel *m_summary;
    QPlainTextEdit *m_content;
    QWidget *m_buttons;
    QPushButton *m_exact;
    QPushButton *m_copy;
    QPushButton *m_request;
};

} // namespace candor
