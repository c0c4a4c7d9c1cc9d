// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "theme/typescale.h"

#include <QLabel>

namespace candor {

/// A label with a role in the type scale. It follows changes of font and theme, wraps, and never interprets its text as
/// rich text, since some of it comes from files.
class TextLabel : public QLabel
{
    Q_OBJECT

public:
    explicit TextLabel(typescale::Role role, const QString &text = QString(), QWidget *parent = nullptr);

    /// Uses the less prominent colour of descriptions.
    void setSecondary(bool secondary);
    /// Makes the text selectable with mouse and keyboard, so that users can copy it.
    void setSelectable(bool selectable);
    /// For short texts beside others: the text stays on one line and wraps only if there is no room. Off by default; on
    /// for monospaced text.
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
