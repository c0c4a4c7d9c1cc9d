// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "extensions/extensionspage.h"

#include "consent/consentdialog.h"
#include "extensions/extensionscontroller.h"
#include "page/badge.h"
#include "page/card.h"
#include "page/cardrow.h"
#include "page/messagebar.h"
#include "page/pageheader.h"
#include "page/textlabel.h"
#include "system/librarytranslation.h"

#include <QCheckBox>
#include <QEvent>
#include <QPushButton>

#include <algorithm>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

Colors::Tone toneOf(ExtensionsController::Tone tone)
{
    switch (tone) {
    case ExtensionsController::Tone::Good:
        return Colors::Tone::Ok;
    case ExtensionsController::Tone::Bad:
        return Colors::Tone::Problem;
    case ExtensionsController::Tone::None:
    case ExtensionsController::Tone::Neutral:
        break;
    }
    return Colors::Tone::Neutral;
}

/// Removes the rows whose key is not in \a keys any more.
template<typename Rows, typename Keys>
void removeOthers(Rows *rows, const Keys &keys)
{
    for (auto each = rows->begin(); each != rows->end();) {
        if (keys.contains(each.key())) {
            ++each;
            continue;
        }
        each->row->deleteLater(); // a signal of one of its controls may be on its way
        each->row->hide();
        each = rows->erase(each);
    }
}

} // namespace

ExtensionsPage::ExtensionsPage(ExtensionsController *controller, QWidget *parent)
    : ScrollPage(parent)
    , m_controller(controller)
    , m_message(new MessageBar(MessageBar::Kind::Error))
    , m_problems(new MessageBar(MessageBar::Kind::Warning))
    , m_rights(new TextLabel(typescale::Role::Body))
    , m_none(new TextLabel(typescale::Role::Body))
    , m_card(new Card)
{
    setObjectName(u"extensionsPage"_s);
    m_message->setObjectName(u"extensionsMessage"_s);
    m_message->setClosable(true);
    m_problems->setObjectName(u"extensionsProblems"_s);
    m_none->setObjectName(u"noExtensions"_s);
    m_card->setObjectName(u"extensionsCard"_s);
    add(m_message);
    add(m_problems);
    add(m_rights);
    add(m_none);
    add(m_card);
    m_reportTitle = addSection();
    m_reports = new Card;
    m_applicationRow = new CardRow;
    m_applicationBadge = new Badge;
    m_applicationRow->addWidget(m_applicationBadge);
    m_reports->addRow(m_applicationRow);
    add(m_reports);
    connect(m_controller, &ExtensionsController::changed, this, &ExtensionsPage::update);
    connect(m_controller, &ExtensionsController::problem, this, [this](const QString &message) {
        m_message->setMessage(MessageBar::Kind::Error, message);
        m_message->show();
    });
    // The question is about something that goes.
    connect(m_controller, &ExtensionsController::ownAboutToChange, this, [this](const QString &id) {
        if (id == m_asked)
            delete m_question;
    });
    retranslate();
}

ExtensionsPage::~ExtensionsPage()
{
    delete m_question;
}

QString ExtensionsPage::title() const
{
    //: @title:window name of a page
    return tr("Extensions");
}

QString ExtensionsPage::recordedName() const
{
    return {};
}

QStringList ExtensionsPage::searchWords() const
{
    //: @info words that the search finds this page by, beside those on the page; separated by spaces
    QStringList words = tr("plug-ins add-ons modules").split(u' ', Qt::SkipEmptyParts);
    words << m_rights->text() << m_reportTitle->text();
    for (const ExtensionsController::Row &row : m_controller->rows())
        words << row.title << row.detail;
    return words;
}

void ExtensionsPage::load()
{
    update();
}

void ExtensionsPage::changeEvent(QEvent *event)
{
    ScrollPage::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

ExtensionsPage::Row ExtensionsPage::makeRow(const QString &id)
{
    Row made{new CardRow, new Badge, new QCheckBox, new QPushButton};
    made.box->setObjectName(u"extensionSwitch-"_s + id);
    made.tryAgain->setObjectName(u"extensionTryAgain-"_s + id);
    made.row->addWidget(made.badge);
    made.row->addWidget(made.tryAgain);
    made.row->addWidget(made.box);
    connect(made.box, &QCheckBox::clicked, this, [this, id](bool on) {
        m_controller->setOn(id, on);
        update(); // shows what it is now, not what was clicked
        Q_EMIT changed();
    });
    connect(made.tryAgain, &QPushButton::clicked, this, [this, id] {
        m_controller->setOn(id, true);
        Q_EMIT changed();
    });
    m_card->addRow(made.row);
    return made;
}

void ExtensionsPage::updateRows()
{
    const QList<ExtensionsController::Row> rows = m_controller->rows();
    QStringList paths;
    for (const ExtensionsController::Row &row : rows)
        paths.append(row.path);
    removeOthers(&m_rows, paths);
    for (const ExtensionsController::Row &row : rows) {
        if (!m_rows.contains(row.path))
            m_rows.insert(row.path, makeRow(row.id));
        const Row &shown = m_rows[row.path];
        shown.row->setTitle(row.title);
        shown.row->setDescription(row.detail);
        shown.badge->set(row.badge, toneOf(row.tone));
        shown.badge->setVisible(!row.badge.isEmpty());
        // The keyboard's focus goes on to what takes its place.
        const bool hadFocus = shown.box->hasFocus() || shown.tryAgain->hasFocus();
        shown.tryAgain->setVisible(row.canTryAgain);
        shown.box->setVisible(row.canSwitch);
        if (hadFocus && row.canTryAgain)
            shown.tryAgain->setFocus(Qt::OtherFocusReason);
        else if (hadFocus && row.canSwitch)
            shown.box->setFocus(Qt::OtherFocusReason);
        shown.box->setChecked(row.isOn);
        //: @option:check an extension
        shown.box->setText(tr("On"));
        //: @info:whatsthis for screen readers, of a check box; %1 is the name of an extension
        shown.box->setAccessibleName(tr("%1 on").arg(row.title));
        shown.box->setAccessibleDescription(row.detail);
        //: @action:button starts an extension that has failed
        shown.tryAgain->setText(tr("Try again"));
        //: @info:whatsthis for screen readers, of a button; %1 is the name of an extension
        shown.tryAgain->setAccessibleName(tr("Try %1 again").arg(row.title));
        shown.tryAgain->setAccessibleDescription(row.detail);
    }
    m_none->setVisible(rows.isEmpty());
    m_card->setVisible(!rows.isEmpty());
}

ExtensionsPage::Notice ExtensionsPage::makeNotice(const QString &id)
{
    Notice made{new CardRow, new Badge, new QPushButton, new QPushButton};
    made.ask->setObjectName(u"extensionAsk-"_s + id);
    made.refuse->setObjectName(u"extensionRefuse-"_s + id);
    made.row->addWidget(made.badge);
    made.row->addWidget(made.ask);
    made.row->addWidget(made.refuse);
    connect(made.ask, &QPushButton::clicked, this, [this, id] { ask(id); });
    connect(made.refuse, &QPushButton::clicked, this, [this, id] { m_controller->refuseOwn(id, shownLanguage()); });
    m_reports->addRow(made.row);
    return made;
}

void ExtensionsPage::updateNotices()
{
    const QList<ExtensionsController::OwnNotice> notices = m_controller->ownNotices();
    QStringList ids;
    for (const ExtensionsController::OwnNotice &notice : notices)
        ids.append(notice.id);
    removeOthers(&m_notices, ids);
    for (const ExtensionsController::OwnNotice &notice : notices) {
        if (!m_notices.contains(notice.id))
            m_notices.insert(notice.id, makeNotice(notice.id));
        const Notice &shown = m_notices[notice.id];
        shown.row->setTitle(notice.title);
        shown.row->setDescription(notice.detail);
        shown.badge->set(notice.badge, toneOf(notice.tone));
        shown.ask->setVisible(!notice.isOn);
        shown.ask->setEnabled(notice.canAsk);
        shown.refuse->setVisible(notice.isOn);
        //: @action:button opens the question of an extension
        shown.ask->setText(tr("Read the question…"));
        shown.ask->setAccessibleDescription(notice.title);
        //: @action:button ends what an extension reports under its own notice
        shown.refuse->setText(tr("Turn off"));
        shown.refuse->setAccessibleDescription(notice.title);
    }
    m_applicationBadge->set(m_controller->applicationBadge(), toneOf(m_controller->applicationTone()));
}

void ExtensionsPage::update()
{
    const QString problems = m_controller->problems();
    m_problems->setMessage(MessageBar::Kind::Warning, problems);
    m_problems->setVisible(!problems.isEmpty());
    updateRows();
    updateNotices();
}

void ExtensionsPage::ask(const QString &id)
{
    Telemetry *const telemetry = m_controller->own(id);
    if (!telemetry || m_question)
        return;
    m_asked = id;
    m_question = new ConsentDialog(telemetry, window());
    m_question->setAttribute(Qt::WA_DeleteOnClose);
    m_question->open();
}

void ExtensionsPage::retranslate()
{
    header()->setTitle(title());
    //: @info description of the page Extensions
    header()->setDescription(tr("Plug-ins in folders that only you or an administrator can write to."));
    //: @info on the page Extensions
    m_rights->setText(
        tr("An extension that is on runs with your rights: it can do whatever you can. Switch on only what "
           "you trust."));
    //: @info on the page Extensions
    m_none->setText(tr("There are no extensions on this computer."));
    //: @title:group on the page Extensions
    m_reportTitle->setText(tr("What extensions report"));
    //: @label what extensions report
    m_applicationRow->setTitle(tr("Under Candor’s answer"));
    //: @info what extensions report
    m_applicationRow->setDescription(
        tr("Events declared in Candor’s own catalogue, with the extension’s name in front."));
    update();
}

} // namespace candor
