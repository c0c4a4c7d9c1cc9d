// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QAbstractButton;

namespace candor {

class FlowRow;
class RowLayout;
class TextLabel;

/// One row of a card: a name and a description at the start, widgets at the end; below each other if the card is
/// narrow.
class CardRow : public QWidget
{
    Q_OBJECT

public:
    explicit CardRow(const QString &title = QString(), const QString &description = QString(),
                     QWidget *parent = nullptr);
    /// A row with a check box or radio button instead of the name; the description is below its text and is also given
    /// to screen readers.
    explicit CardRow(QAbstractButton *control, const QString &description = QString(), QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void setDescription(const QString &description); ///< empty: the line is hidden
    /// Indents the row below a control on which it depends.
    void setIndent(int levels);
    /// Appends \a widget at the end of the row.
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
