// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QPushButton;
class QToolButton;

namespace candor {

class FlowRow;
class TextLabel;

/// One message in a page, with an icon for its kind, optional buttons and a close button. Hidden until show() is
/// called; announced to screen readers when it appears.
class MessageBar : public QWidget
{
    Q_OBJECT

public:
    enum class Kind { Information, Warning, Error };

    explicit MessageBar(Kind kind = Kind::Information, QWidget *parent = nullptr);

    void setMessage(Kind kind, const QString &text);
    [[nodiscard]] QString text() const;
    /// The button belongs to the bar; connect to its clicked().
    QPushButton *addButton(const QString &text);
    void setClosable(bool closable);

Q_SIGNALS:
    void closed(); ///< by the user; the bar is already hidden

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void arrange();
    [[nodiscard]] int signSize() const;

    Kind m_kind;
    TextLabel *m_text;
    FlowRow *m_buttons;
    QToolButton *m_close;
};

} // namespace candor
