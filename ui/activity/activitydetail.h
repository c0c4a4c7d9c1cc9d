// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QAbstractButton;
class QPlainTextEdit;
class QPushButton;

namespace candor {

class ActivityController;
class FlowRow;
class TextLabel;

/// One event: its name, what became of it, and its content, laid out for reading, byte for byte, or property for
/// property with what it means. In the same place the last request, with what surrounds the events on their way.
class ActivityDetail final : public QWidget
{
    Q_OBJECT

public:
    /// \a controller outlives this.
    explicit ActivityDetail(ActivityController *controller, QWidget *parent = nullptr);

    void retranslate();
    bool eventFilter(QObject *watched, QEvent *event) override;
    /// For the width it has: a splitter asks for no height that follows from a width.
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void showChosen();
    void showContent();
    void showText(const QString &text, bool bytes);
    void keepOneChecked(QAbstractButton *pressed);
    [[nodiscard]] QByteArray shownBytes() const;
    void copy();
    void restyle();

    ActivityController *m_controller;
    TextLabel *m_name;
    TextLabel *m_summary;
    QPlainTextEdit *m_content;
    FlowRow *m_buttons;
    QPushButton *m_exact;
    QPushButton *m_meaning;
    QPushButton *m_copy;
    QPushButton *m_request;
    QPushButton *m_delete;
    QWidget *m_nothing; ///< takes the room of the content where there is none
};

} // namespace candor
