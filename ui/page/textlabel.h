// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "theme/typescale.h"

#include <QLabel>

namespace candor {

/// A label with a place in the type scale: follows changes of font and theme, wraps, and never takes its text for rich
/// text, since some of it comes from files.
class TextLabel : public QLabel
{
    Q_OBJECT

public:
    explicit TextLabel(typescale::Role role, const QString &text = QString(), QWidget *parent = nullptr);

    /// The calmer colour of descriptions.
    void setSecondary(bool secondary);
    /// With the mouse and the keyboard, for what people want to copy.
    void setSelectable(bool selectable);
    /// For short texts beside others: one line, and wrapped only for lack of room. Off; on for what is monospaced.
    void setOneLine(bool oneLine);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void restyle();

    typescale::Role m_role;
    bool m_secondary = false;
    bool m_oneLine = false;
    bool m_restyling = false;
};

} // namespace candor
