// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "page/textlabel.h"

#include "theme/colors.h"

#include <QApplication>
#include <QEvent>

namespace candor {

TextLabel::TextLabel(typescale::Role role, const QString &text, QWidget *parent)
    : QLabel(text, parent)
    , m_role(role)
{
    if (parent)
        parent->installEventFilter(this);
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    setOneLine(role == typescale::Role::Monospace);
    restyle();
}

void TextLabel::setSecondary(bool secondary)
{
    m_secondary = secondary;
    restyle();
}

void TextLabel::setSelectable(bool selectable)
{
    setTextInteractionFlags(selectable ? Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard
                                       : Qt::NoTextInteraction);
}

void TextLabel::setOneLine(bool oneLine)
{
    m_oneLine = oneLine;
    updateGeometry();
}

QSize TextLabel::sizeHint() const
{
    if (!m_oneLine)
        return QLabel::sizeHint();
    // The width of the whole text; for a text that may wrap, Qt's own hint is a narrow column.
    constexpr int rounding = 2; // otherwise the last word would wrap
    const QMargins margins = contentsMargins();
    const int width =
        fontMetrics().size(0, text()).width() + margins.left() + margins.right() + 2 * margin() + rounding;
    return {width, wordWrap() ? heightForWidth(width) : QLabel::sizeHint().height()};
}

void TextLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::EnabledChange)
        restyle();
}

bool TextLabel::event(QEvent *event)
{
    if (event->type() == QEvent::ParentChange && parentWidget())
        parentWidget()->installEventFilter(this);
    if (event->type() == QEvent::ParentChange || event->type() == QEvent::Polish)
        restyle();
    return QLabel::event(event);
}

bool TextLabel::eventFilter(QObject *watched, QEvent *event)
{
    // A widget with its own font is not notified of a change of the inherited one; its parent is.
    if (watched == parentWidget() && (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange))
        restyle();
    return QLabel::eventFilter(watched, event);
}

void TextLabel::restyle()
{
    if (m_restyling)
        return;
    m_restyling = true; // setting a palette or a font causes another change event
    setFont(typescale::font(m_role, parentWidget() ? parentWidget()->font() : QApplication::font(this)));
    if (m_secondary) {
        const QPalette base = parentWidget() ? parentWidget()->palette() : QApplication::palette(this);
        QPalette own = palette();
        own.setColor(QPalette::Active, QPalette::WindowText, Colors::of(base).secondary);
        own.setColor(QPalette::Inactive, QPalette::WindowText, Colors::of(base).secondary);
        setPalette(own);
    }
    m_restyling = false;
}

} // namespace candor
