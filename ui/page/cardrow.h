// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QAbstractButton;

namespace candor {

class FlowRow;
class RowLayout;
class TextLabel;

/// One row of a card: a name and a description at the start, widgets at the end; below each other where it is narrow.
class CardRow : public QWidget
{
    Q_OBJECT

public:
    explicit CardRow(const QString &title = QString(), const QString &description = QString(),
                     QWidget *parent = nullptr);
    /// A check box or radio button in place of the name; the description stands under its text and is also given to
    /// screen readers.
    explicit CardRow(QAbstractButton *control, const QString &description = QString(), QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void setDescription(const QString &description); ///< none: the line goes
    /// Moves the row's start inwards, below a control that it depends on.
    void setIndent(int levels);
    /// At the end of the row, after what was added before.
    void addWidget(QWidget *widget);

    [[nodiscard]] TextLabel *titleLabel() const { return m_title; }
    [[nodiscard]] TextLabel *descriptionLabel() const { return m_description; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void build(QWidget *first, const QString &description);

    RowLayout *m_line = nullptr;
    FlowRow *m_end = nullptr;
    QAbstractButton *m_control = nullptr;
    TextLabel *m_title = nullptr;
    TextLabel *m_description = nullptr;
};

} // namespace candor
