// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "settings/appearancepage.h"

#include "page/card.h"
#include "page/cardrow.h"
#include "page/combobox.h"
#include "page/messagebar.h"
#include "page/pageheader.h"
#include "page/textlabel.h"
#include "settings/appearancecontroller.h"
#include "settings/themetile.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSignalBlocker>

#include <array>

namespace candor {

using namespace Qt::StringLiterals;

namespace {
constexpr std::array<const char16_t *, 3> themes{u"system", u"light", u"dark"};
}

AppearancePage::AppearancePage(AppearanceController *controller, QWidget *parent)
    : ScrollPage(parent)
    , m_controller(controller)
    , m_message(new MessageBar(MessageBar::Kind::Error))
    , m_themeRow(new CardRow)
    , m_themes(new QButtonGroup(this))
    , m_languageRow(new CardRow)
    , m_languages(new ComboBox)
    , m_restore(new QPushButton)
{
    setObjectName(u"appearancePage"_s);
    m_message->setObjectName(u"appearanceMessage"_s);
    m_message->setClosable(true);
    add(m_message);

    int index = 0;
    for (const auto look : {ThemeTile::Look::System, ThemeTile::Look::Light, ThemeTile::Look::Dark}) {
        auto *tile = new ThemeTile(look);
        tile->setObjectName(u"theme-"_s + QString::fromUtf16(themes.at(static_cast<std::size_t>(index))));
        m_themes->addButton(tile, index++);
        m_themeRow->addWidget(tile);
    }
    connect(m_themes, &QButtonGroup::idClicked, this, [this](int id) {
        m_controller->setTheme(QString::fromUtf16(themes.at(static_cast<std::size_t>(id))));
        Q_EMIT changed();
    });

    m_languages->setObjectName(u"language"_s);
    m_languages->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    for (const QString &tag : m_controller->languages())
        m_languages->addItem(AppearanceController::languageName(tag), tag);
    connect(m_languages, &QComboBox::activated, this, [this](int row) {
        m_controller->setLanguage(m_languages->itemData(row).toString());
        Q_EMIT changed();
    });
    m_languageRow->addWidget(m_languages);

    auto *card = new Card;
    card->addRow(m_themeRow);
    card->addRow(m_languageRow);
    add(card);

    m_restore->setObjectName(u"restoreDefaults"_s);
    connect(m_restore, &QPushButton::clicked, this, [this] {
        restoreDefaults();
        Q_EMIT changed();
    });
    auto *foot = new QHBoxLayout;
    foot->addWidget(m_restore);
    foot->addStretch(1);
    add(foot);

    connect(m_controller, &AppearanceController::themeChanged, this, &AppearancePage::load);
    connect(m_controller, &AppearanceController::languageChanged, this, &AppearancePage::load);
    connect(m_controller, &AppearanceController::problem, this, [this](const QString &message) {
        m_message->setMessage(MessageBar::Kind::Error, message);
        m_message->show();
        load(); // the old value is back
    });
    retranslate();
    load();
}

QString AppearancePage::title() const
{
    //: @title:window name of a page
    return tr("Appearance");
}

QString AppearancePage::recordedName() const
{
    return u"appearance"_s;
}

QStringList AppearancePage::searchWords() const
{
    //: @info words that the search finds this page by, beside those on the page; separated by spaces
    QStringList words = tr("dark light system mode colours translation").split(u' ', Qt::SkipEmptyParts);
    words << m_themeRow->titleLabel()->text() << m_themeRow->descriptionLabel()->text()
          << m_languageRow->titleLabel()->text() << m_languageRow->descriptionLabel()->text();
    for (const QAbstractButton *button : m_themes->buttons())
        words << button->text();
    for (int i = 0; i < m_languages->count(); ++i)
        words << m_languages->itemText(i);
    return words;
}

void AppearancePage::load()
{
    const QString theme = m_controller->theme();
    for (std::size_t i = 0; i < themes.size(); ++i) {
        if (theme == QString::fromUtf16(themes.at(i)))
            m_themes->button(static_cast<int>(i))->setChecked(true);
    }
    m_languages->setCurrentIndex(qMax(0, m_languages->findData(m_controller->language())));
}

void AppearancePage::restoreDefaults()
{
    m_controller->restoreDefaults();
    load();
}

void AppearancePage::changeEvent(QEvent *event)
{
    ScrollPage::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void AppearancePage::retranslate()
{
    header()->setTitle(title());
    //: @info description of the page Appearance
    header()->setDescription(tr("How Candor looks on this account. Changes apply at once."));
    //: @label
    m_themeRow->setTitle(tr("Theme"));
    //: @info description of the theme
    m_themeRow->setDescription(tr("System follows your desktop."));
    //: @option:radio theme: as the desktop has it
    m_themes->button(0)->setText(tr("System"));
    //: @option:radio theme
    m_themes->button(1)->setText(tr("Light"));
    //: @option:radio theme
    m_themes->button(2)->setText(tr("Dark"));
    for (QAbstractButton *button : m_themes->buttons()) {
        //: @info:whatsthis for screen readers; %1 is System, Light or Dark
        button->setAccessibleName(tr("Theme: %1").arg(button->text()));
        button->setAccessibleDescription(m_themeRow->descriptionLabel()->text());
    }
    //: @label
    m_languageRow->setTitle(tr("Language"));
    //: @info description of the language
    m_languageRow->setDescription(tr("Of windows and messages, and of the notice you are asked with."));
    //: @item:inlistbox language: as the system has it
    m_languages->setItemText(0, tr("System"));
    m_languages->setAccessibleName(m_languageRow->titleLabel()->text());
    m_languages->setAccessibleDescription(m_languageRow->descriptionLabel()->text());
    //: @action:button sets theme and language to their defaults
    m_restore->setText(tr("Restore defaults"));
    //: @info:whatsthis for screen readers, of the button
    m_restore->setAccessibleDescription(tr("Sets theme and language back to those of the system"));
}

} // namespace candor
