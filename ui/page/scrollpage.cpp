// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "candor/scrollpage.h"

#include "page/pageheader.h"
#include "page/textlabel.h"
#include "theme/measure.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

namespace candor {

using namespace Qt::StringLiterals;

ScrollPage::ScrollPage(QWidget *parent)
    : SettingsPage(parent)
    , m_header(new PageHeader)
    , m_column(new QVBoxLayout)
{
    m_content = new QWidget;
    m_content->setLayout(m_column);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(spacing::card);
    m_column->addWidget(m_header);
    m_column->addStretch(1);

    auto *content = new QWidget;
    m_line = new QHBoxLayout(content);
    m_line->addWidget(m_content, 1000); // takes all the space up to its maximum; the rest at the end is empty
    m_line->addStretch(1);
    arrange();

    auto *area = new QScrollArea;
    area->setObjectName(u"scrollArea"_s);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(content);
    area->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(area);
}

void ScrollPage::resizeEvent(QResizeEvent *event)
{
    SettingsPage::resizeEvent(event);
    arrange();
}

void ScrollPage::changeEvent(QEvent *event)
{
    SettingsPage::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        arrange();
}

void ScrollPage::arrange()
{
    m_content->setMaximumWidth(measure::characters(this, 108)); // wider lines are tiring to read
    // On a small screen the content needs the space of the margins.
    const int side = width() < measure::characters(this, 68) ? spacing::card : spacing::page;
    m_line->setContentsMargins(side, spacing::section, side, spacing::section);
}

void ScrollPage::add(QWidget *widget)
{
    m_column->insertWidget(m_column->count() - 1, widget);
}

void ScrollPage::add(QLayout *layout)
{
    m_column->insertLayout(m_column->count() - 1, layout);
}

void ScrollPage::addFilling(QWidget *widget)
{
    m_column->insertWidget(m_column->count() - 1, widget, 1000); // the stretch has the factor 1
}

TextLabel *ScrollPage::addSection(const QString &text)
{
    auto *label = new TextLabel(typescale::Role::Section, text);
    m_column->insertSpacing(m_column->count() - 1, spacing::half);
    add(label);
    m_column->insertSpacing(m_column->count() - 1, -spacing::unit);
    return label;
}

} // namespace candor
