// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "consent/dataremovalbar.h"

#include "consent/dataremovalcontroller.h"
#include "consent/deletionrequestdialog.h"
#include "consent/removaldialog.h"
#include "page/flowrow.h"
#include "page/messagebar.h"
#include "theme/typescale.h"

#include <QEvent>
#include <QPushButton>
#include <QVBoxLayout>

namespace candor {

using namespace Qt::StringLiterals;

DataRemovalBar::DataRemovalBar(Telemetry *telemetry, QWidget *parent)
    : QWidget(parent)
    , m_controller(new DataRemovalController(telemetry, this))
    , m_message(new MessageBar)
    , m_buttons(new FlowRow(FlowRow::Widths::Natural, spacing::rows))
    , m_erase(new QPushButton)
    , m_request(new QPushButton)
    , m_reset(new QPushButton(this))
{
    m_message->setObjectName(u"removalMessage"_s);
    m_message->setClosable(true);
    m_message->hide();
    m_erase->setObjectName(u"eraseButton"_s);
    m_request->setObjectName(u"requestDeletionButton"_s);
    m_reset->setObjectName(u"resetIdButton"_s);
    m_buttons->add(m_erase);
    m_buttons->add(m_request);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing::rows);
    column->addWidget(m_message);
    column->addWidget(m_buttons);

    connect(m_erase, &QPushButton::clicked, this, &DataRemovalBar::askToErase);
    connect(m_request, &QPushButton::clicked, this, &DataRemovalBar::showRequest);
    connect(m_reset, &QPushButton::clicked, this, &DataRemovalBar::askToReset);
    connect(m_controller, &DataRemovalController::changed, this, &DataRemovalBar::updateButtons);
    connect(m_controller, &DataRemovalController::done, this, [this](const QString &message) {
        m_message->setMessage(MessageBar::Kind::Information, message);
        m_message->show();
    });
    connect(m_controller, &DataRemovalController::failed, this, [this](const QString &message) {
        m_message->setMessage(MessageBar::Kind::Error, message);
        m_message->show();
    });
    retranslate();
}

QStringList DataRemovalBar::searchWords() const
{
    return {m_erase->text().remove(u'&'), m_request->text().remove(u'&'), m_reset->text().remove(u'&')};
}

void DataRemovalBar::retranslate()
{
    //: @action:button opens a question
    m_erase->setText(tr("Er&ase what is on this computer…"));
    //: @action:button opens a text to copy
    m_request->setText(tr("Re&quest deletion of what was sent…"));
    //: @action:button opens a question; resets the identifier beside it
    m_reset->setText(tr("Rese&t…"));
    //: @info:whatsthis read aloud
    m_reset->setAccessibleDescription(tr("Resets the ID"));
    updateButtons();
}

void DataRemovalBar::updateButtons()
{
    m_erase->setEnabled(m_controller->canErase());
    m_request->setEnabled(m_controller->canRequest());
    m_reset->setEnabled(m_controller->canReset());
}

void DataRemovalBar::askToErase()
{
    if (m_dialog && m_dialog->isVisible())
        return;
    m_message->hide();
    m_dialog = new RemovalDialog(m_controller->eraseQuestion(), window());
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_dialog, &QDialog::accepted, m_controller, &DataRemovalController::erase);
    m_dialog->open();
}

void DataRemovalBar::askToReset()
{
    if (m_dialog && m_dialog->isVisible())
        return;
    m_message->hide();
    m_dialog = new RemovalDialog(m_controller->resetQuestion(), window());
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_dialog, &QDialog::accepted, m_controller, &DataRemovalController::reset);
    m_dialog->open();
}

void DataRemovalBar::showRequest()
{
    m_message->hide();
    m_controller->fetchRequest(this, [this](const DeletionRequest &request) {
        if ((m_dialog && m_dialog->isVisible()) || !isVisible())
            return;
        m_dialog = new DeletionRequestDialog(request, window());
        m_dialog->setAttribute(Qt::WA_DeleteOnClose);
        m_dialog->open();
    });
}

void DataRemovalBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace candor
