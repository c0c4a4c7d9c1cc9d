// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "page/messagebar.h"

#include "page/accessible.h"
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

constexpr int signSize = 18;

/// An alert: screen readers say it when it appears, wherever the focus is.
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
    , m_buttons(new QHBoxLayout)
    , m_close(new QToolButton)
    , m_line(new QBoxLayout(QBoxLayout::LeftToRight))
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
    m_buttons->setSpacing(spacing::unit);

    m_line->setSpacing(spacing::rows);
    m_line->addWidget(m_text, 1);
    m_line->addLayout(m_buttons);
    auto *outer = new QHBoxLayout(this);
    outer->setContentsMargins(spacing::card + signSize + spacing::rows, spacing::rows, spacing::rows, spacing::rows);
    outer->setSpacing(spacing::unit);
    outer->addLayout(m_line, 1);
    outer->addWidget(m_close, 0, Qt::AlignVCenter);
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
    // Another message in a bar that is there already: on Linux an alert is read out when it is shown.
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
    m_buttons->addWidget(button);
    QWidget::setTabOrder(button, m_close);
    arrange();
    return button;
}

void MessageBar::setClosable(bool closable)
{
    m_close->setVisible(closable);
}

QSize MessageBar::minimumSizeHint() const
{
    // The buttons go below the text where it is narrow.
    return {qMin(QWidget::minimumSizeHint().width(), qMax(m_buttons->minimumSize().width(), 160) + 80),
            QWidget::minimumSizeHint().height()};
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
}

void MessageBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void MessageBar::arrange()
{
    if (m_buttons->count() == 0)
        return;
    const int text =
        qMin(m_text->fontMetrics().horizontalAdvance(m_text->text()), m_text->fontMetrics().averageCharWidth() * 36);
    const bool narrow = width() < text + m_buttons->sizeHint().width() + 2 * spacing::page + signSize + spacing::page;
    m_line->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_line->setAlignment(m_buttons, narrow ? Qt::AlignLeading : Qt::AlignVCenter);
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

    // The sign: a shape and a letter, so that it needs no colour.
    const int top = m_text->mapTo(this, QPoint(0, 0)).y() + qMax(0, (m_text->fontMetrics().height() - signSize) / 2);
    const int start = isRightToLeft() ? width() - spacing::card - signSize : spacing::card;
    const bool oneLine =
        m_line->direction() == QBoxLayout::LeftToRight && m_text->height() < 2 * m_text->fontMetrics().height();
    const QRectF sign(start, oneLine ? (height() - signSize) / 2.0 : top, signSize, signSize);
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
    const QRectF letter = m_kind == Kind::Warning ? sign.adjusted(0, 4, 0, 1) : sign;
    painter.drawText(letter, Qt::AlignCenter, m_kind == Kind::Information ? u"i"_s : u"!"_s);
}

} // namespace candor
