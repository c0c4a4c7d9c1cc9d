// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "page/pageheader.h"

#include "page/textlabel.h"

#include <QVBoxLayout>

namespace candor {

using namespace Qt::StringLiterals;

PageHeader::PageHeader(QWidget *parent)
    : QWidget(parent)
    , m_title(new TextLabel(typescale::Role::Title))
    , m_description(new TextLabel(typescale::Role::Body))
{
    m_title->setObjectName(u"pageTitle"_s);
    m_description->setObjectName(u"pageDescription"_s);
    m_description->setSecondary(true);
    m_description->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::half);
    layout->addWidget(m_title);
    layout->addWidget(m_description);
}

void PageHeader::setTitle(const QString &title)
{
    m_title->setText(title);
}

void PageHeader::setDescription(const QString &description)
{
    m_description->setText(description);
    m_description->setVisible(!description.isEmpty());
}

} // namespace candor
