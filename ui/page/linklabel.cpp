// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "page/linklabel.h"

#include "theme/colors.h"

#include <QEvent>
#include <QFocusEvent>

namespace candor {

using namespace Qt::StringLiterals;

LinkLabel::LinkLabel(QWidget *parent)
    : TextLabel(typescale::Role::Body, QString(), parent)
{
    setTextFormat(Qt::RichText);
    setWordWrap(false);
    setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
}

void LinkLabel::setLink(const QString &text)
{
    m_link = text;
    restyleLink();
}

void LinkLabel::restyleLink()
{
    // Not the link colour of the palette: a style sheet that sets a background does not change that.
    m_color = Colors::of(palette()).link;
    const QString link = u"<a href=\"link\" style=\"text-decoration:none; color:%1\">%2</a>"_s;
    setText(link.arg(m_color.name(), m_link.toHtmlEscaped()));
}

void LinkLabel::changeEvent(QEvent *event)
{
    TextLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && Colors::of(palette()).link != m_color)
        restyleLink();
}

void LinkLabel::focusInEvent(QFocusEvent *event)
{
    TextLabel::focusInEvent(event);
    // Qt focuses the label first, and the link in it after another Tab.
    if (event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason)
        TextLabel::focusNextPrevChild(true);
}

bool LinkLabel::focusNextPrevChild(bool next)
{
    return QWidget::focusNextPrevChild(next); // go to the next widget: QLabel would look for another link
}

void LinkLabel::focusOutEvent(QFocusEvent *event)
{
    TextLabel::focusOutEvent(event);
    if (event->reason() != Qt::ActiveWindowFocusReason && event->reason() != Qt::PopupFocusReason)
        setSelection(0, 0); // otherwise Tab would find the link selected already and skip it
}

} // namespace candor
