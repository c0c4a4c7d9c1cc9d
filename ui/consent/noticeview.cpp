// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "consent/noticeview.h"

#include "candor/noticetext.h"
#include "page/textlabel.h"

#include <QVBoxLayout>

namespace candor {

void NoticeView::setNotice(const NoticeText &notice)
{
    clear();
    for (const auto &[heading, text] : notice.sections()) {
        auto *row = new QWidget;
        auto *column = new QVBoxLayout(row);
        column->setContentsMargins(spacing::card, spacing::rows, spacing::card, spacing::rows);
        column->setSpacing(2);
        column->addWidget(new TextLabel(typescale::Role::Emphasis, heading));
        auto *body = new TextLabel(typescale::Role::Body, text);
        body->setSecondary(true);
        body->setSelectable(true);
        body->setFocusPolicy(Qt::ClickFocus); // Tab is for controls
        column->addWidget(body);
        addRow(row);
    }
}

} // namespace candor
