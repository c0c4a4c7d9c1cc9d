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

/// One event: its name, its state, and its contents, either formatted for reading, byte for byte, or property by
/// property with their meaning. In the same place it shows the last request, with everything that is sent around the
/// events.
class ActivityDetail final : public QWidget
{
    Q_OBJECT

public:
    /// \a controller must outlive this object.
    explicit ActivityDetail(ActivityController *controller, QWidget *parent = nullptr);

    void retranslate();
    bool eventFilter(QObject *watched, QEvent *event) override;
    /// For the present width: a splitter does not ask for a height for a width.
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
    QWidget *m_nothing; ///< takes the space of the contents if there are none
};

} // namespace candor
