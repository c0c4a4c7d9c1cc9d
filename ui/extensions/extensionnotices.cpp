// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "extensions/extensionnotices.h"

#include "candor/consentdialog.h"
#include "extensions/extensionrows.h"
#include "page/badge.h"
#include "page/card.h"
#include "page/cardrow.h"
#include "system/librarytranslation.h"

#include <QEvent>
#include <QPushButton>
#include <QStringList>
#include <QVBoxLayout>

namespace candor {

using namespace Qt::StringLiterals;

ExtensionNotices::ExtensionNotices(ExtensionsController *controller, QWidget *parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_card(new Card)
{
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_card);
    connect(m_controller, &ExtensionsController::changed, this, &ExtensionNotices::update);
    // The question is about an object that is being destroyed.
    connect(m_controller, &ExtensionsController::ownAboutToGo, this, [this](const QString &id) {
        if (id == m_asked)
            delete m_question;
    });
    update();
}

ExtensionNotices::~ExtensionNotices()
{
    delete m_question;
}

void ExtensionNotices::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        update();
}

ExtensionNotices::Notice ExtensionNotices::makeNotice(const QString &id)
{
    Notice made{new CardRow, new Badge, new QPushButton, new QPushButton};
    made.ask->setObjectName(u"extensionAsk-"_s + id);
    made.refuse->setObjectName(u"extensionRefuse-"_s + id);
    made.row->addWidget(made.badge);
    made.row->addWidget(made.ask);
    made.row->addWidget(made.refuse);
    connect(made.ask, &QPushButton::clicked, this, [this, id] { ask(id); });
    connect(made.refuse, &QPushButton::clicked, this, [this, id] { m_controller->refuseOwn(id, shownLanguage()); });
    m_card->addRow(made.row);
    return made;
}

void ExtensionNotices::update()
{
    const QList<ExtensionsController::OwnNotice> notices = m_controller->ownNotices();
    QStringList ids;
    for (const ExtensionsController::OwnNotice &notice : notices)
        ids.append(notice.id);
    removeOtherRows(&m_notices, ids);
    for (const ExtensionsController::OwnNotice &notice : notices) {
        if (!m_notices.contains(notice.id))
            m_notices.insert(notice.id, makeNotice(notice.id));
        const Notice &shown = m_notices[notice.id];
        shown.row->setTitle(notice.title);
        shown.row->setDescription(notice.detail);
        shown.badge->set(notice.badge, toneOf(notice.tone));
        shown.ask->setVisible(notice.isExtensionOn && !notice.isOn);
        shown.ask->setEnabled(notice.canAsk);
        shown.refuse->setVisible(notice.isOn);
        //: @action:button opens the question of an extension
        shown.ask->setText(tr("Read the question…"));
        shown.ask->setAccessibleDescription(notice.title);
        //: @action:button ends what an extension reports under its own notice
        shown.refuse->setText(tr("Turn off"));
        shown.refuse->setAccessibleDescription(notice.title);
        if (notice.id == m_asked && !notice.canAsk && m_question)
            m_question->deleteLater(); // a no to the application is also a no to this question
    }
    setVisible(!notices.isEmpty());
}

void ExtensionNotices::ask(const QString &id)
{
    Telemetry *const telemetry = m_controller->own(id);
    if (!telemetry || m_question)
        return;
    m_asked = id;
    m_question = new ConsentDialog(telemetry, window());
    m_question->setAttribute(Qt::WA_DeleteOnClose);
    m_question->open();
}

} // namespace candor
