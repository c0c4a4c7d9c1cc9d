// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "candor/telemetrypage.h"

#include "candor/consentdialog.h"
#include "candor/telemetry.h"
#include "consent/collectedtable.h"
#include "consent/dataremovalbar.h"
#include "consent/disclosurebutton.h"
#include "consent/lockicon.h"
#include "consent/noticeview.h"
#include "page/badge.h"
#include "page/card.h"
#include "page/cardrow.h"
#include "page/linklabel.h"
#include "page/messagebar.h"
#include "page/pageheader.h"
#include "page/textlabel.h"

#include <QCheckBox>
#include <QClipboard>
#include <QDesktopServices>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

namespace candor {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using typescale::Role;

TelemetryPage::TelemetryPage(Telemetry *telemetry, OpenUrl openUrl, QWidget *parent)
    : ScrollPage(parent)
    , m_telemetry(telemetry)
    , m_controller(new TelemetryPageController(telemetry, this))
    , m_openUrl(openUrl ? std::move(openUrl) : OpenUrl([](const QUrl &url) { QDesktopServices::openUrl(url); }))
    , m_introduction(new TextLabel(Role::Body))
    , m_switch(new QCheckBox)
    , m_usage(new QCheckBox)
    , m_errors(new QCheckBox)
    , m_belowAnswer(new QVBoxLayout)
    , m_noticeButton(new DisclosureButton)
    , m_notice(new NoticeView)
    , m_waiting(new TextLabel(Role::Body))
    , m_view(new QPushButton)
    , m_badge(new Badge)
    , m_delivery(new TextLabel(Role::Body))
    , m_identity(new TextLabel(Role::Monospace))
    , m_copy(new QPushButton)
    , m_showFiles(new QPushButton)
    , m_collected(new CollectedTable(CollectedTable::Detail::Names))
    , m_removal(new DataRemovalBar(telemetry))
    , m_privacy(new LinkLabel)
{
    setObjectName(u"telemetryPage"_s);
    buildMessages();
    buildSwitch();
    buildThisComputer();
    buildCollected();
    m_minute.setInterval(1min);
    m_minute.setTimerType(Qt::VeryCoarseTimer);
    connect(&m_minute, &QTimer::timeout, this, &TelemetryPage::updateDelivery);
    connect(m_controller, &TelemetryPageController::changed, this, &TelemetryPage::showState);
    retranslate();
}

TelemetryPage::~TelemetryPage() = default;

QString TelemetryPage::title() const
{
    //: @title:window name of the page
    return tr("Telemetry");
}

QStringList TelemetryPage::searchWords() const
{
    return m_removal->searchWords()
        + QStringList{m_switch->text().remove(u'&'), m_controller->masterDescription(), m_usage->text().remove(u'&'),
                      m_controller->notice().usage(), m_errors->text().remove(u'&'), m_controller->notice().errors(),
                      m_thisComputer->text(), m_controller->waitingTitle(), m_deliveryRow->titleLabel()->text(),
                      m_controller->identityTitle(), m_controller->filesTitle(), m_collectedTitle->text(),
                      m_noticeButton->text().remove(u'&'), tr("Privacy statement"),
                      //: @info words that the search finds this page by, besides those on it
                      tr("consent, tracking, analytics, data collection, privacy")};
}

void TelemetryPage::load()
{
    m_controller->refresh();
    showState();
}

// --- building -------------------------------------------------------------------------------------------------------

void TelemetryPage::buildMessages()
{
    using Kind = MessageBar::Kind;
    const auto add = [this](MessageKind kind, MessageBar::Kind severity, const QString &name) {
        auto *bar = new MessageBar(severity);
        bar->setObjectName(u"telemetryMessage"_s + name);
        m_messages[kind] = bar;
        ScrollPage::add(bar);
        return bar;
    };
    MessageBar *answer = add(MessageKind::AnswerProblem, Kind::Error, u"AnswerProblem"_s);
    answer->setClosable(true);
    connect(answer, &MessageBar::closed, m_controller, &TelemetryPageController::dismissAnswerProblem);

    MessageBar *terminal = add(MessageKind::TerminalAnswer, Kind::Information, u"TerminalAnswer"_s);
    m_turnOff = terminal->addButton({});
    m_turnOff->setObjectName(u"turnOffTerminalButton"_s);
    m_keep = terminal->addButton({});
    m_keep->setObjectName(u"keepTerminalButton"_s);
    connect(m_turnOff, &QPushButton::clicked, m_controller, &TelemetryPageController::turnOffTerminalAnswer);
    connect(m_keep, &QPushButton::clicked, m_controller, &TelemetryPageController::keepTerminalAnswer);

    add(MessageKind::ConsentProblem, Kind::Warning, u"ConsentProblem"_s);
    add(MessageKind::SettingsProblem, Kind::Warning, u"SettingsProblem"_s);
    MessageBar *replaced = add(MessageKind::SettingsReplaced, Kind::Information, u"SettingsReplaced"_s);
    replaced->setClosable(true);
    connect(replaced, &MessageBar::closed, m_controller, &TelemetryPageController::dismissSettingsReplaced);
    add(MessageKind::StoreProblem, Kind::Warning, u"StoreProblem"_s);
    add(MessageKind::IdentityProblem, Kind::Warning, u"IdentityProblem"_s);

    MessageBar *closedTwice = add(MessageKind::ClosedTwice, Kind::Information, u"ClosedTwice"_s);
    m_readQuestion = closedTwice->addButton({});
    m_readQuestion->setObjectName(u"readQuestionButton"_s);
    connect(m_readQuestion, &QPushButton::clicked, this, &TelemetryPage::readQuestion);
}

void TelemetryPage::buildSwitch()
{
    m_introduction->setObjectName(u"telemetryIntroduction"_s);
    m_introduction->setTextFormat(Qt::RichText);
    add(m_introduction);

    m_switch->setObjectName(u"telemetrySwitch"_s);
    m_usage->setObjectName(u"telemetryUsage"_s);
    m_errors->setObjectName(u"telemetryErrors"_s);
    QFont heavier;
    heavier.setWeight(QFont::DemiBold); // everything else is as in the application's font
    m_switch->setFont(heavier);
    // Only a click is an answer: changes that the program makes below must not count as one.
    connect(m_switch, &QCheckBox::clicked, m_controller, &TelemetryPageController::setMaster);
    connect(m_usage, &QCheckBox::clicked, m_controller,
            [this](bool on) { m_controller->setCategory(Category::Usage, on); });
    connect(m_errors, &QCheckBox::clicked, m_controller,
            [this](bool on) { m_controller->setCategory(Category::Errors, on); });

    m_switchRow = new CardRow(m_switch);
    m_usageRow = new CardRow(m_usage);
    m_errorsRow = new CardRow(m_errors);
    m_usageRow->setIndent(1);
    m_errorsRow->setIndent(1);
    m_whoDecided = new CardRow(QString());
    m_whoDecided->setObjectName(u"telemetryWhoDecided"_s);
    m_lock = new LockIcon;
    m_lock->setObjectName(u"managedLock"_s);
    m_whoDecided->addWidget(m_lock);
    m_withoutEffect = new CardRow(QString());
    m_withoutEffect->setObjectName(u"telemetryWithoutEffect"_s);

    auto *card = new Card;
    card->addRow(m_switchRow);
    card->addRow(m_usageRow);
    card->addRow(m_errorsRow);
    card->addRow(m_whoDecided);
    card->addRow(m_withoutEffect);
    add(card);

    m_noticeButton->setObjectName(u"telemetryNotice"_s);
    m_notice->hide();
    connect(m_noticeButton, &QToolButton::clicked, this, [this] { m_noticeTouched = true; });
    connect(m_noticeButton, &QToolButton::toggled, this, [this](bool open) {
        if (open)
            m_notice->setNotice(m_controller->notice());
        m_notice->setVisible(open);
    });
    add(m_noticeButton);
    add(m_notice);
    add(m_belowAnswer);
}

void TelemetryPage::addBelowAnswer(QWidget *widget)
{
    m_belowAnswer->addWidget(widget);
}

void TelemetryPage::buildThisComputer()
{
    m_thisComputer = addSection();
    m_computerCard = new Card;

    m_waiting->setObjectName(u"waitingText"_s);
    m_waiting->setOneLine(true);
    m_view->setObjectName(u"viewWaitingButton"_s);
    m_waitingRow = new CardRow(QString());
    m_waitingRow->addWidget(m_waiting);
    m_waitingRow->addWidget(m_view);
    m_computerCard->addRow(m_waitingRow);
    connect(m_view, &QPushButton::clicked, this, &TelemetryPage::viewActivityRequested);

    m_badge->setObjectName(u"deliveryBadge"_s);
    m_delivery->setObjectName(u"deliveryText"_s);
    m_delivery->setOneLine(true);
    m_deliveryRow = new CardRow(QString());
    m_deliveryRow->addWidget(m_badge);
    m_deliveryRow->addWidget(m_delivery);
    m_computerCard->addRow(m_deliveryRow);

    m_identity->setObjectName(u"identityText"_s);
    m_copy->setObjectName(u"copyIdButton"_s);
    m_identityRow = new CardRow(QString());
    m_identityRow->addWidget(m_identity);
    m_identityRow->addWidget(m_copy);
    m_identityRow->addWidget(m_removal->resetButton());
    m_computerCard->addRow(m_identityRow);
    connect(m_copy, &QPushButton::clicked, this, &TelemetryPage::copyIdentity);

    m_showFiles->setObjectName(u"showFilesButton"_s);
    m_showFiles->setCheckable(true);
    m_filesRow = new CardRow(QString());
    m_filesRow->addWidget(m_showFiles);
    m_computerCard->addRow(m_filesRow);
    connect(m_showFiles, &QPushButton::toggled, this, &TelemetryPage::showFiles);
    add(m_computerCard);
}

void TelemetryPage::buildCollected()
{
    m_collectedTitle = addSection();
    add(m_collected);
    add(m_removal);

    m_privacy->setObjectName(u"telemetryPrivacyStatement"_s);
    connect(m_privacy, &QLabel::linkActivated, this, [this] { m_openUrl(m_controller->privacyStatement()); });
    auto *line = new QHBoxLayout;
    line->addStretch(1);
    line->addWidget(m_privacy);
    add(line);
}

// --- showing --------------------------------------------------------------------------------------------------------

void TelemetryPage::retranslate()
{
    header()->setTitle(title());
    //: @action:button
    m_turnOff->setText(tr("Turn &off"));
    //: @action:button leaves telemetry on
    m_keep->setText(tr("&Keep"));
    //: @action:button opens the question
    m_readQuestion->setText(tr("Read the quest&ion"));
    //: @option:check a category
    m_usage->setText(tr("&Usage"));
    //: @option:check a category
    m_errors->setText(tr("&Errors"));
    //: @action:button opens the notice below it
    m_noticeButton->setText(tr("The &notice"));
    //: @title:group
    m_thisComputer->setText(tr("On this computer"));
    //: @action:button shows the events
    m_view->setText(tr("&View"));
    //: @info:whatsthis read aloud
    m_view->setAccessibleDescription(tr("Shows every event, as it is sent"));
    //: @label
    m_deliveryRow->setTitle(tr("Last delivery"));
    //: @action:button copies the identifier
    m_copy->setText(tr("&Copy"));
    //: @info:whatsthis read aloud
    m_copy->setAccessibleDescription(tr("Copies the ID"));
    //: @title:group
    m_collectedTitle->setText(tr("What is collected"));
    //: @action a link to a web page
    m_privacy->setLink(tr("Privacy statement"));
    m_privacy->setToolTip(m_controller->privacyStatement().toString());
    showFiles(m_showFiles->isChecked());
    if (m_notice->isVisibleTo(this))
        m_notice->setNotice(m_controller->notice());
    if (m_collectedLoaded)
        loadCollected();
    showState();
}

void TelemetryPage::showState()
{
    header()->setDescription(m_controller->header());
    updateMessages();
    updateSwitch();
    updateNotice();
    updateThisComputer();
    updateDelivery();
}

void TelemetryPage::updateMessages()
{
    const std::vector<TelemetryPageController::Message> messages = m_controller->messages();
    for (const auto &[kind, bar] : m_messages) {
        const auto found = std::find_if(messages.begin(), messages.end(),
                                        [wanted = kind](const auto &message) { return message.kind == wanted; });
        if (found == messages.end()) {
            bar->hide();
            continue;
        }
        // Only new messages are shown again: a screen reader announces each of them.
        if (bar->text() != found->text) {
            const bool information = kind == MessageKind::TerminalAnswer || kind == MessageKind::ClosedTwice
                || kind == MessageKind::SettingsReplaced;
            bar->setMessage(kind == MessageKind::AnswerProblem ? MessageBar::Kind::Error
                                : information                  ? MessageBar::Kind::Information
                                                               : MessageBar::Kind::Warning,
                            found->text);
        }
        bar->show();
    }
}

void TelemetryPage::updateSwitch()
{
    const NoticeText notice = m_controller->notice();
    // The notice describes what is asked for as if it happened, which would be untrue after a no.
    const bool asked = m_controller->opensNotice();
    m_introduction->setText(asked ? notice.introduction(NoticeText::Markup::Rich) : QString());
    m_introduction->setVisible(asked);

    const auto show = [](QCheckBox *box, const TelemetryPageController::Box &state) {
        box->setChecked(state.ticked);
        box->setEnabled(state.enabled);
    };
    const auto described = [](const QString &text, const QString &note) {
        return note.isEmpty() ? text : note + u". "_s + text;
    };
    const TelemetryPageController::Box usage = m_controller->category(Category::Usage);
    const TelemetryPageController::Box errors = m_controller->category(Category::Errors);
    show(m_switch, m_controller->master());
    show(m_usage, usage);
    show(m_errors, errors);
    m_switch->setText(m_controller->masterText());
    m_switchRow->setDescription(m_controller->masterDescription());
    m_usageRow->setDescription(described(notice.usage(), usage.note));
    m_errorsRow->setDescription(described(notice.errors(), errors.note));

    m_whoDecided->setTitle(m_controller->whoDecided());
    m_whoDecided->setVisible(!m_controller->whoDecided().isEmpty());
    m_lock->setVisible(m_controller->isManaged());
    m_withoutEffect->setTitle(m_controller->withoutEffect());
    m_withoutEffect->setVisible(!m_controller->withoutEffect().isEmpty());
}

void TelemetryPage::updateNotice()
{
    if (m_noticeTouched || m_noticeOpened == m_controller->opensNotice())
        return;
    m_noticeOpened = !m_noticeOpened;
    // The user may be reading it with the keyboard focus inside: if it is hidden, the focus would go to an arbitrary
    // widget.
    if (!m_noticeOpened && m_notice->isAncestorOf(focusWidget()))
        m_noticeButton->setFocus(Qt::OtherFocusReason);
    m_noticeButton->setChecked(m_noticeOpened);
}

void TelemetryPage::updateThisComputer()
{
    m_waitingRow->setTitle(m_controller->waitingTitle());
    m_waitingRow->setDescription(m_controller->accounting());
    m_waiting->setText(m_controller->waiting());
    m_identityRow->setTitle(m_controller->identityTitle());
    m_identity->setText(m_controller->identity());
    m_identity->setSelectable(m_controller->hasIdentity());
    m_identity->setFocusPolicy(Qt::ClickFocus);
    m_copy->setEnabled(m_controller->hasIdentity());
    m_filesRow->setTitle(m_controller->filesTitle());
}

void TelemetryPage::updateDelivery()
{
    using State = TelemetryPageController::DeliveryState;
    const TelemetryPageController::Delivery delivery = m_controller->delivery();
    Colors::Tone tone = Colors::Tone::Neutral;
    if (delivery.state == State::Delivered)
        tone = Colors::Tone::Ok;
    else if (delivery.state == State::Failed)
        tone = Colors::Tone::Problem;
    else if (delivery.state == State::Paused)
        tone = Colors::Tone::Waiting;
    m_badge->set(delivery.badge, tone);
    m_badge->setVisible(!delivery.badge.isEmpty());
    m_delivery->setText(delivery.text);
    m_delivery->setVisible(!delivery.text.isEmpty());
    m_delivery->setToolTip(delivery.detail);
    m_deliveryRow->setDescription(delivery.explanation);
}

void TelemetryPage::showFiles(bool open)
{
    delete m_files;
    m_files = nullptr;
    //: @action:button closes the list of files
    m_showFiles->setText(open ? tr("Hide the &files")
                              //: @action:button opens the list of files; %1 is a number
                              : tr("Show the %1 &files").arg(QLocale().toString(m_controller->files().size())));
    if (!open)
        return;
    auto *list = new QWidget;
    auto *column = new QVBoxLayout(list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    int number = 0;
    for (const TelemetryPageController::FileEntry &file : m_controller->files()) {
        auto *row = new CardRow(file.name, file.path);
        row->descriptionLabel()->setSelectable(true);
        row->descriptionLabel()->setFocusPolicy(Qt::ClickFocus);
        //: @action:button opens the folder in the file manager
        auto *button = new QPushButton(file.folder.isEmpty() ? tr("Not there yet") : tr("Open folder"));
        button->setObjectName(u"openFolder%1"_s.arg(number++));
        button->setEnabled(!file.folder.isEmpty());
        button->setAccessibleDescription(file.path);
        connect(button, &QPushButton::clicked, this,
                [this, folder = file.folder] { m_openUrl(QUrl::fromLocalFile(folder)); });
        row->addWidget(button);
        column->addWidget(row);
    }
    m_files = list;
    m_computerCard->addRow(list);
}

void TelemetryPage::loadCollected()
{
    m_collectedLoaded = true;
    m_controller->fetchCollected(this, [this](const std::vector<CollectedEvent> &events, const QString &problem) {
        if (problem.isEmpty())
            m_collected->setEvents(events);
        else
            m_collected->setProblem(problem);
    });
}

void TelemetryPage::copyIdentity()
{
    QGuiApplication::clipboard()->setText(m_controller->identity());
    m_copy->setMinimumWidth(m_copy->width()); // the button must not move under the pointer
    //: @action:button the identifier was copied
    m_copy->setText(tr("Copied"));
    QTimer::singleShot(2s, m_copy, [this] { m_copy->setText(tr("&Copy")); });
}

void TelemetryPage::readQuestion()
{
    auto *dialog = new ConsentDialog(m_telemetry, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

// --- events ---------------------------------------------------------------------------------------------------------

void TelemetryPage::showEvent(QShowEvent *event)
{
    ScrollPage::showEvent(event);
    if (!m_collectedLoaded)
        loadCollected();
    window()->installEventFilter(this);
    updateDelivery();
    m_minute.start();
}

void TelemetryPage::hideEvent(QHideEvent *event)
{
    window()->removeEventFilter(this);
    m_minute.stop();
    ScrollPage::hideEvent(event);
}

bool TelemetryPage::eventFilter(QObject *watched, QEvent *event)
{
    // Behind other windows nobody reads the elapsed minutes.
    if (watched == window() && event->type() == QEvent::WindowActivate && isVisible()) {
        updateDelivery();
        m_minute.start();
    } else if (watched == window() && event->type() == QEvent::WindowDeactivate) {
        m_minute.stop();
    }
    return ScrollPage::eventFilter(watched, event);
}

void TelemetryPage::changeEvent(QEvent *event)
{
    ScrollPage::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace candor
