// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "page/messagebar.h"

#include "page/accessible.h"
#include "page/flowrow.h"
#include "page/rowlayout.h"
#include "page/textlabel.h"
#include "theme/colors.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

/// An alert: screen readers announce it when it appears, wherever the focus is.
class AccessibleMessage final : public QAccessibleWidget
{
public:
    explicit AccessibleMessage(QWidget *bar)
        : QAccessibleWidget(bar, QAccessible::AlertMessage)
    {
    }
};

} // namespace

MessageBar::MessageBar(Kind kind, QWidget *parent)
    : QWidget(parent)
    , m_kind(kind)
    , m_text(new TextLabel(typescale::Role::Body))
    , m_buttons(new FlowRow(FlowRow::Widths::Natural, spacing::unit))
    , m_close(new QToolButton)
{
    describeToScreenReaders<MessageBar, AccessibleMessage>();
    m_text->setObjectName(u"messageText"_s);
    m_text->setSelectable(false);
    m_close->setObjectName(u"messageClose"_s);
    m_close->setText(u"\u2715"_s);
    m_close->setAutoRaise(true);
    m_close->setFocusPolicy(Qt::StrongFocus);
    m_close->hide();
    connect(m_close, &QToolButton::clicked, this, [this] {
        hide();
        Q_EMIT closed();
    });
    m_buttons->hide();

    auto *line = new RowLayout(RowLayout::Grows::First, 36);
    line->setSpacing(spacing::rows);
    line->addWidget(m_text);
    line->addWidget(m_buttons);
    auto *outer = new QHBoxLayout(this);
    outer->setSpacing(spacing::unit);
    outer->addLayout(line, 1);
    outer->addWidget(m_close, 0, Qt::AlignVCenter);
    arrange();
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    retranslate();
    hide();
}

void MessageBar::setMessage(Kind kind, const QString &text)
{
    m_kind = kind;
    m_text->setText(text);
    retranslate();
    update();
    if (!isVisible())
        return;
    // The bar is visible already and gets another message: on Linux an alert is announced when it is shown.
    for (const QAccessible::Event type : {QAccessible::ObjectShow, QAccessible::Alert}) {
        QAccessibleEvent event(this, type);
        QAccessible::updateAccessibility(&event);
    }
}

QString MessageBar::text() const
{
    return m_text->text();
}

QPushButton *MessageBar::addButton(const QString &text)
{
    auto *button = new QPushButton(text);
    m_buttons->add(button);
    m_buttons->show();
    QWidget::setTabOrder(button, m_close);
    return button;
}

void MessageBar::setClosable(bool closable)
{
    m_close->setVisible(closable);
}

void MessageBar::retranslate()
{
    QString kind;
    switch (m_kind) {
    case Kind::Information:
        //: @info:whatsthis what a screen reader says before a message
        kind = tr("Information");
        break;
    case Kind::Warning:
        //: @info:whatsthis what a screen reader says before a message
        kind = tr("Warning");
        break;
    case Kind::Error:
        //: @info:whatsthis what a screen reader says before a message
        kind = tr("Error");
        break;
    }
    setAccessibleName(u"%1: %2"_s.arg(kind, m_text->text()));
    //: @action:button closes a message
    m_close->setAccessibleName(tr("Close this message"));
    m_close->setToolTip(m_close->accessibleName());
}

void MessageBar::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void MessageBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::FontChange || event->type() == QEvent::LayoutDirectionChange)
        arrange();
}

int MessageBar::signSize() const
{
    return qMax(18, fontMetrics().height());
}

void MessageBar::arrange()
{
    const int start = spacing::card + signSize() + spacing::rows;
    const bool rightToLeft = isRightToLeft();
    layout()->setContentsMargins(rightToLeft ? spacing::rows : start, spacing::rows,
                                 rightToLeft ? start : spacing::rows, spacing::rows);
}

void MessageBar::paintEvent(QPaintEvent *)
{
    const Colors colors = Colors::of(palette());
    const Colors::Tone tone = m_kind == Kind::Information ? Colors::Tone::Neutral
        : m_kind == Kind::Warning                         ? Colors::Tone::Waiting
                                                          : Colors::Tone::Problem;
    const Colors::Pair pair = colors.tone(tone);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colors.line, 1));
    painter.setBrush(colors.card);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), spacing::radius, spacing::radius);

    // Draw the icon, a shape and a letter, so that it does not rely on colour. It is aligned with the first line of the
    // text.
    const int size = signSize();
    const int top = m_text->y() + (m_text->fontMetrics().height() - size) / 2;
    const QRectF sign(isRightToLeft() ? width() - spacing::card - size : spacing::card, top, size, size);
    painter.setPen(QPen(pair.text, 1.5));
    painter.setBrush(pair.background);
    if (m_kind == Kind::Warning) {
        const QPointF triangle[] = {{sign.center().x(), sign.top()}, sign.bottomRight(), sign.bottomLeft()};
        painter.drawPolygon(triangle, 3);
    } else {
        painter.drawEllipse(sign);
    }
    QFont font = typescale::font(typescale::Role::Small, this->font());
    font.setBold(true);
    painter.setFont(font);
    painter.setPen(pair.text);
    const QRectF letter = m_kind == Kind::Warning ? sign.adjusted(0, size / 4.5, 0, 1) : sign;
    painter.drawText(letter, Qt::AlignCenter, m_kind == Kind::Information ? u"i"_s : u"!"_s);
}

} // namespace candor
