// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "page/cardrow.h"

#include "page/flowrow.h"
#include "page/rowlayout.h"
#include "page/textlabel.h"
#include "theme/typescale.h"

#include <QAbstractButton>
#include <QEvent>
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
    // With less than about twenty characters a name looks squeezed.
    m_line = new RowLayout(RowLayout::Grows::First, 22, this);
    m_line->setContentsMargins(spacing::card, spacing::rows, spacing::card, spacing::rows);
    m_line->setSpacing(spacing::card);

    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(first);
    m_description = new TextLabel(typescale::Role::Small);
    m_description->setSecondary(true);
    if (m_control)
        m_description->setIndent(0);
    texts->addWidget(m_description);
    m_line->addLayout(texts);

    m_end = new FlowRow(FlowRow::Widths::Natural, spacing::unit);
    m_end->hide();
    m_line->addWidget(m_end);

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
        // Align with the text, not with the box.
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
    widget->setProperty("compact", true); // smaller buttons, so that all rows have the same height
    m_end->add(widget);
    m_end->show();
}

void CardRow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    // The text is beside a box that grows with the font.
    if (event->type() == QEvent::LayoutDirectionChange || event->type() == QEvent::FontChange
        || event->type() == QEvent::StyleChange) {
        setIndent(property("indent").toInt());
        setDescription(m_description->text());
    }
}

} // namespace candor
