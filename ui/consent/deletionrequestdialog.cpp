// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "consent/deletionrequestdialog.h"

#include "page/card.h"
#include "page/cardrow.h"
#include "page/textlabel.h"
#include "theme/typescale.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

namespace candor {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using typescale::Role;

namespace {
constexpr int textLines = 20;
} // namespace

DeletionRequestDialog::DeletionRequestDialog(const DeletionRequest &request, QWidget *parent)
    : ScrollingDialog(parent)
    , m_request(request)
{
    setObjectName(u"deletionRequestDialog"_s);
    //: @title:window
    const QString headline = tr("Request deletion of what was sent");
    setWindowTitle(headline);

    QVBoxLayout *column = this->column();
    column->addWidget(new TextLabel(Role::Section, headline));

    const bool hasText = !request.text().isEmpty();
    QStringList said;
    if (!request.explanation().isEmpty())
        said.append(request.explanation());
    if (hasText) {
        //: @info
        said.append(tr("Nothing is sent from here. Copy the text and send it to the contact yourself."));
    }
    auto *introduction = new TextLabel(Role::Body, said.join(u' '));
    introduction->setObjectName(u"deletionRequestIntroduction"_s);
    column->addWidget(introduction);

    if (hasText) {
        auto *card = new Card;
        //: @label whom to write to
        addFact(card, tr("Contact"), request.contact(), u"deletionRequestContact"_s);
        //: @label of a letter
        addFact(card, tr("Subject"), request.subject(), u"deletionRequestSubject"_s);
        const QStringList ids = request.ids();
        //: @label identifiers
        addFact(card, ids.size() == 1 ? tr("ID") : tr("IDs"), ids.join(u'\n'), u"deletionRequestIds"_s);
        column->addWidget(card);

        m_text = new QPlainTextEdit(request.text());
        m_text->setObjectName(u"deletionRequestText"_s);
        m_text->setReadOnly(true);
        m_text->setTabChangesFocus(true);
        m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        //: @info read aloud
        m_text->setAccessibleName(tr("Text of the request"));
        m_text->setMinimumHeight(m_text->fontMetrics().lineSpacing() * 4);
        column->addWidget(m_text, 1);
    } else {
        column->addStretch(1);
    }

    if (hasText) {
        //: @action:button
        m_copy = new QPushButton(tr("&Copy the text"));
        m_copy->setObjectName(u"deletionRequestCopyButton"_s);
        connect(m_copy, &QPushButton::clicked, this, &DeletionRequestDialog::copy);
        buttons()->addWidget(m_copy);
        m_copied.setSingleShot(true);
        //: @action:button
        connect(&m_copied, &QTimer::timeout, this, [this] { m_copy->setText(tr("&Copy the text")); });
    }
    //: @action:button
    auto *close = new QPushButton(tr("C&lose"));
    close->setObjectName(u"deletionRequestCloseButton"_s);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    buttons()->addWidget(close);

    setAccessibleName(headline);
    setAccessibleDescription(introduction->text());
    QPushButton *const first = m_copy ? m_copy : close;
    first->setDefault(true);
    first->setAccessibleDescription(introduction->text());
    first->setFocus(Qt::OtherFocusReason);

    const int text =
        m_text ? std::max(0, m_text->fontMetrics().lineSpacing() * textLines - m_text->sizeHint().height()) : 0;
    fit(92, text);
}

void DeletionRequestDialog::addFact(Card *card, const QString &name, const QString &value, const QString &objectName)
{
    if (value.isEmpty())
        return;
    auto *row = new CardRow(name);
    auto *label = new TextLabel(Role::Monospace, value);
    label->setObjectName(objectName);
    label->setSelectable(true);
    label->setAccessibleName(name + u": "_s + value);
    row->addWidget(label);
    card->addRow(row);
}

void DeletionRequestDialog::copy()
{
    QGuiApplication::clipboard()->setText(m_request.text());
    m_copy->setMinimumWidth(m_copy->width()); // it must not move under the pointer
    //: @action:button the text was copied
    m_copy->setText(tr("Copied"));
    m_copied.start(2s);
}

} // namespace candor
