// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "page/cardrow.h"

#include "page/textlabel.h"
#include "theme/typescale.h"

#include <QAbstractButton>
#include <QEvent>
#include <QHBoxLayout>
#include <QStyle>
#include <QVBoxLayout>

namespace candor {

CardRow::CardRow(const QString &title, const QString &description, QWidget *parent)
    : QWidget(parent)
{
    m_title = new TextLabel(typescale::Role::Body, title);
    build(m_title, description);
}

CardRow::CardRow(QAbstractButton *control, const QString &description, QWidget *parent)
    : QWidget(parent)
    , m_control(control)
{
    build(control, description);
}

void CardRow::build(QWidget *first, const QString &description)
{
    m_line = new QBoxLayout(QBoxLayout::LeftToRight, this);
    m_line->setContentsMargins(spacing::card, spacing::rows, spacing::card, spacing::rows);
    m_line->setSpacing(spacing::card);

    m_texts = new QVBoxLayout;
    m_texts->setSpacing(2);
    m_texts->addStretch(1); // a row as high as what stands at its end: the texts stay together in the middle
    m_texts->addWidget(first);
    m_description = new TextLabel(typescale::Role::Small);
    m_description->setSecondary(true);
    if (m_control)
        m_description->setIndent(0);
    m_texts->addWidget(m_description);
    m_texts->addStretch(1);
    m_line->addLayout(m_texts, 1);

    m_end = new QWidget;
    auto *ends = new QHBoxLayout(m_end);
    ends->setContentsMargins(0, 0, 0, 0);
    ends->setSpacing(spacing::unit);
    m_end->hide();
    m_line->addWidget(m_end, 0, Qt::AlignVCenter);

    setDescription(description);
    setMinimumHeight(spacing::unit * 5 + spacing::half);
}

void CardRow::setTitle(const QString &title)
{
    if (m_title)
        m_title->setText(title);
    else
        m_control->setText(title);
}

void CardRow::setDescription(const QString &description)
{
    m_description->setText(description);
    m_description->setVisible(!description.isEmpty());
    if (m_control) {
        m_control->setAccessibleDescription(description);
        // Under the text, not under the box.
        const int box = style()->pixelMetric(QStyle::PM_IndicatorWidth, nullptr, m_control)
            + style()->pixelMetric(QStyle::PM_CheckBoxLabelSpacing, nullptr, m_control);
        const bool rightToLeft = isRightToLeft();
        m_description->setContentsMargins(rightToLeft ? 0 : box, 0, rightToLeft ? box : 0, 0);
    }
}

void CardRow::setIndent(int levels)
{
    QMargins margins = m_line->contentsMargins();
    const int start = spacing::card + levels * (spacing::card + spacing::unit + spacing::half);
    if (isRightToLeft())
        margins.setRight(start), margins.setLeft(spacing::card);
    else
        margins.setLeft(start), margins.setRight(spacing::card);
    m_line->setContentsMargins(margins);
    setProperty("indent", levels);
}

void CardRow::addWidget(QWidget *widget)
{
    widget->setProperty("compact", true); // smaller buttons, so that rows stay of one height
    m_end->layout()->addWidget(widget);
    m_end->show();
    arrange();
}

QSize CardRow::minimumSizeHint() const
{
    // As if always below each other: that is what it can become.
    const QMargins margins = m_line->contentsMargins();
    const int texts = m_texts->minimumSize().width();
    const int end = m_end->isVisibleTo(this) ? m_end->minimumSizeHint().width() : 0;
    return {qMax(texts, end) + margins.left() + margins.right(), m_line->minimumSize().height()};
}

void CardRow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

bool CardRow::event(QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest) {
        arrange();
    } else if (event->type() == QEvent::LayoutDirectionChange) {
        setIndent(property("indent").toInt());
        setDescription(m_description->text());
    }
    return QWidget::event(event);
}

void CardRow::arrange()
{
    const QMargins margins = m_line->contentsMargins();
    const int end = m_end->isVisibleTo(this) ? m_end->sizeHint().width() : 0;
    // A name needs about twenty characters before it looks squeezed.
    const int texts = qMin(m_texts->sizeHint().width(), fontMetrics().averageCharWidth() * 22);
    const bool narrow = end > 0 && width() < texts + end + margins.left() + margins.right() + m_line->spacing();
    const auto direction = narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight;
    if (m_line->direction() != direction) {
        m_line->setDirection(direction);
        m_line->setSpacing(narrow ? spacing::unit : spacing::card);
        m_line->setAlignment(m_end, narrow ? Qt::AlignLeading : Qt::AlignVCenter);
    }
}

} // namespace candor
