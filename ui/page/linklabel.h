// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "page/textlabel.h"

#include <QColor>

namespace candor {

/// A link on its own: linkActivated() when it is clicked or Enter is pressed. It is one stop for the Tab key, and its
/// colour is readable on its background.
class LinkLabel final : public TextLabel
{
    Q_OBJECT

public:
    explicit LinkLabel(QWidget *parent = nullptr);

    void setLink(const QString &text);

protected:
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool focusNextPrevChild(bool next) override;

private:
    void restyleLink();

    QString m_link;
    QColor m_color;
};

} // namespace candor
