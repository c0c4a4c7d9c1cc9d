// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "consent/removaldialog.h"

#include "page/card.h"
#include "page/cardrow.h"
#include "page/textlabel.h"
#include "theme/typescale.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace candor {

using namespace Qt::StringLiterals;
using typescale::Role;

RemovalDialog::RemovalDialog(const DataRemovalController::Question &question, QWidget *parent)
    : ScrollingDialog(parent)
    , m_cancel(new QPushButton)
{
    setObjectName(u"removalDialog"_s);
    setWindowTitle(question.headline);

    QVBoxLayout *column = this->column();
    auto *headline = new TextLabel(Role::Section, question.headline);
    column->addWidget(headline);
    auto *text = new TextLabel(Role::Body, question.text);
    text->setObjectName(u"removalText"_s);
    column->addWidget(text);
    QString spoken = question.text;
    if (!question.list.isEmpty()) {
        column->addWidget(new TextLabel(Role::Body, question.listTitle));
        auto *inside = new QWidget;
        auto *lines = new QVBoxLayout(inside);
        lines->setContentsMargins(spacing::card, spacing::rows, spacing::card, spacing::rows);
        auto *list = new TextLabel(Role::Body, question.list.join(u'\n'));
        list->setObjectName(u"removalList"_s);
        lines->addWidget(list);
        auto *card = new Card;
        card->addRow(inside);
        column->addWidget(card);
        spoken += u' ' + question.listTitle + u' ' + question.list.join(u", "_s);
    }
    column->addStretch(1);

    auto *action = new QPushButton(question.action);
    action->setObjectName(u"removalConfirmButton"_s);
    action->setAutoDefault(false);
    m_cancel->setObjectName(u"removalCancelButton"_s);
    //: @action:button
    m_cancel->setText(tr("&Cancel"));
    m_cancel->setDefault(true);
    buttons()->addWidget(m_cancel);
    buttons()->addWidget(action);
    connect(action, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);

    setAccessibleName(question.headline);
    setAccessibleDescription(spoken);
    m_cancel->setAccessibleDescription(spoken); // screen readers read it with the initial focus
    m_cancel->setFocus(Qt::OtherFocusReason);
    fit(75);
}

} // namespace candor
