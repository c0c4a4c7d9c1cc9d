// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "consent/scrollingdialog.h"

#include "page/accessible.h"
#include "theme/measure.h"
#include "theme/typescale.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

namespace candor {

ScrollingDialog::ScrollingDialog(QWidget *parent)
    : QDialog(parent)
    , m_scroll(new QScrollArea)
    , m_buttons(new QHBoxLayout)
{
    describeToScreenReaders<ScrollingDialog, AccessibleDialog>();
    setWindowModality(Qt::WindowModal);
    setWindowFlag(Qt::WindowContextHelpButtonHint, false);
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(spacing::section, spacing::section, spacing::section, 0);
    column->setSpacing(spacing::rows);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(content);
    m_scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);

    m_buttons->setContentsMargins(spacing::section, 0, spacing::section, spacing::section);
    m_buttons->setSpacing(spacing::rows);
    m_buttons->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::card);
    layout->addWidget(m_scroll, 1);
    layout->addLayout(m_buttons);
}

QVBoxLayout *ScrollingDialog::column() const
{
    return static_cast<QVBoxLayout *>(m_scroll->widget()->layout());
}

void ScrollingDialog::fit(int characters, int more)
{
    setMinimumSize(measure::onScreen(this, {measure::characters(this, 40), measure::lines(this, 13)}));
    const int width = measure::onScreen(this, {measure::characters(this, characters), 0}).width();
    const int height = column()->totalHeightForWidth(width) + layout()->spacing() + m_buttons->sizeHint().height();
    resize(measure::onScreen(this, {width, height + more}));
}

} // namespace candor
