// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "extensions/extensionspage.h"

#include "extensions/extensionnotices.h"
#include "extensions/extensionrows.h"
#include "page/badge.h"
#include "page/card.h"
#include "page/cardrow.h"
#include "page/messagebar.h"
#include "page/pageheader.h"
#include "page/textlabel.h"

#include <QCheckBox>
#include <QEvent>
#include <QPushButton>

namespace candor {

using namespace Qt::StringLiterals;

ExtensionsPage::ExtensionsPage(ExtensionsController *controller, QWidget *parent)
    : ScrollPage(parent)
    , m_controller(controller)
    , m_message(new MessageBar(MessageBar::Kind::Error))
    , m_problems(new MessageBar(MessageBar::Kind::Warning))
    , m_rights(new TextLabel(typescale::Role::Body))
    , m_safety(new TextLabel(typescale::Role::Body))
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
    add(m_safety);
    add(m_none);
    add(m_card);
    m_reportTitle = addSection();
    m_reports = new Card;
    m_applicationRow = new CardRow;
    m_applicationBadge = new Badge;
    m_applicationRow->addWidget(m_applicationBadge);
    m_reports->addRow(m_applicationRow);
    add(m_reports);
    add(new ExtensionNotices(m_controller));
    connect(m_controller, &ExtensionsController::changed, this, &ExtensionsPage::update);
    connect(m_controller, &ExtensionsController::problem, this, [this](const QString &message) {
        m_message->setMessage(MessageBar::Kind::Error, message);
        m_message->show();
    });
    retranslate();
}

ExtensionsPage::~ExtensionsPage() = default;

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
        update(); // shows the present state, not the clicked one
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
    removeOtherRows(&m_rows, paths);
    for (const ExtensionsController::Row &row : rows) {
        if (!m_rows.contains(row.path))
            m_rows.insert(row.path, makeRow(row.id));
        const Row &shown = m_rows[row.path];
        shown.row->setTitle(row.title);
        shown.row->setDescription(row.detail);
        shown.badge->set(row.badge, toneOf(row.tone));
        shown.badge->setVisible(!row.badge.isEmpty());
        // The keyboard focus moves to the widget that replaces the focused one.
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

void ExtensionsPage::update()
{
    const QString problems = m_controller->problems();
    m_problems->setMessage(MessageBar::Kind::Warning, problems);
    m_problems->setVisible(!problems.isEmpty());
    updateRows();
    m_applicationBadge->set(m_controller->applicationBadge(), toneOf(m_controller->applicationTone()));
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
    m_safety->setText(
        tr("If Candor ends unexpectedly, or hangs until you end it, while an extension starts, that one is off at the "
           "next start, and named here. One that was only running is named and switched off unless it has proven "
           "itself before."));
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
