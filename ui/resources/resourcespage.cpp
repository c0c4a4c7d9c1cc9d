// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "resources/resourcespage.h"

#include "consent/removaldialog.h"
#include "page/card.h"
#include "page/combobox.h"
#include "page/flowrow.h"
#include "page/linklabel.h"
#include "page/messagebar.h"
#include "page/pageheader.h"
#include "page/rowlayout.h"
#include "page/textlabel.h"
#include "resources/containertable.h"
#include "resources/enginelist.h"
#include "theme/measure.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QScrollBar>
#include <QShortcut>
#include <QStackedWidget>

namespace candor {

using namespace Qt::StringLiterals;
using typescale::Role;

ResourcesPage::ResourcesPage(Engines *engines, QWidget *parent)
    : ScrollPage(parent)
    , m_controller(new ResourcesController(engines, this))
    , m_engines(new EngineList(m_controller))
    , m_filter(new QLineEdit)
    , m_shown(new ComboBox)
    , m_chosen(new TextLabel(Role::Body))
    , m_message(new MessageBar(MessageBar::Kind::Error))
    , m_tableOrEmpty(new QStackedWidget)
    , m_table(new ContainerTable(m_controller->filter()))
    , m_empty(new TextLabel(Role::Body))
    , m_recorded(new TextLabel(Role::Small))
    , m_activity(new LinkLabel)
{
    setObjectName(u"resourcesPage"_s);
    add(m_engines);
    buildTools();
    buildActions();
    buildMessage();
    buildTable();
    buildFoot();
    connect(m_engines, &EngineList::buttonsChanged, this, &ResourcesPage::orderTabs);
    connect(m_controller, &ResourcesController::changed, this, &ResourcesPage::showState);
    connect(m_controller, &ResourcesController::problemChanged, this, &ResourcesPage::showProblem);
    retranslate();
}

// --- building -------------------------------------------------------------------------------------------------------

void ResourcesPage::buildTools()
{
    m_filter->setObjectName(u"containerFilter"_s);
    m_filter->setClearButtonEnabled(true);
    m_shown->setObjectName(u"containersShown"_s);
    m_shown->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    for (const auto shown :
         {ContainerFilter::Shown::All, ContainerFilter::Shown::Running, ContainerFilter::Shown::Stopped})
        m_shown->addItem(QString(), static_cast<int>(shown));
    auto *tools = new RowLayout(RowLayout::Grows::First, 20);
    tools->setSpacing(spacing::unit);
    tools->addWidget(m_filter);
    tools->addWidget(m_shown);
    add(tools);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_controller->filter()->setText(text);
        showContainers();
    });
    connect(m_shown, &QComboBox::activated, this, [this](int index) {
        m_controller->filter()->setShown(static_cast<ContainerFilter::Shown>(m_shown->itemData(index).toInt()));
        showContainers();
    });
}

void ResourcesPage::buildActions()
{
    m_chosen->setObjectName(u"chosenContainer"_s);
    auto *buttons = new FlowRow(FlowRow::Widths::Natural, spacing::unit);
    const auto newButton = [buttons](const QString &name) {
        auto *button = new QPushButton;
        button->setObjectName(name);
        button->setProperty("compact", true);
        buttons->add(button);
        return button;
    };
    m_stopWaiting = newButton(u"stopWaiting"_s);
    connect(m_stopWaiting, &QPushButton::clicked, m_controller, &ResourcesController::stopWaiting);
    const auto addButton = [this, newButton](ContainerAction action, const QString &name) {
        QPushButton *const button = newButton(name);
        m_actions.push_back({action, button});
        return button;
    };
    for (const auto &[action, name] :
         {std::pair(ContainerAction::Start, u"startContainer"_s), std::pair(ContainerAction::Stop, u"stopContainer"_s),
          std::pair(ContainerAction::Restart, u"restartContainer"_s)}) {
        connect(addButton(action, name), &QPushButton::clicked, this,
                [this, each = action] { m_controller->perform(each); });
    }
    connect(addButton(ContainerAction::Remove, u"removeContainer"_s), &QPushButton::clicked, this,
            &ResourcesPage::askToRemove);
    auto *line = new RowLayout(RowLayout::Grows::First, 20);
    line->setSpacing(spacing::unit);
    line->addWidget(m_chosen);
    line->addWidget(buttons);
    add(line);
}

void ResourcesPage::buildMessage()
{
    m_message->setObjectName(u"resourcesMessage"_s);
    m_force = m_message->addButton({});
    m_force->setObjectName(u"forceRemoval"_s);
    m_copy = m_message->addButton({});
    m_copy->setObjectName(u"copyMessage"_s);
    m_tryAgain = m_message->addButton({});
    m_tryAgain->setObjectName(u"tryActionAgain"_s);
    m_message->setClosable(true);
    add(m_message);
    connect(m_force, &QPushButton::clicked, this, [this] { m_controller->tryAgain(true); });
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_controller->problem()); });
    connect(m_tryAgain, &QPushButton::clicked, this, [this] { m_controller->tryAgain(); });
    connect(m_message, &MessageBar::closed, m_controller, &ResourcesController::dismissProblem);
}

void ResourcesPage::buildTable()
{
    m_empty->setObjectName(u"noContainers"_s);
    m_empty->setSecondary(true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setContentsMargins(spacing::section, spacing::section, spacing::section, spacing::section);
    m_tableOrEmpty->addWidget(m_table);
    m_tableOrEmpty->addWidget(m_empty);
    auto *card = new Card;
    card->addRow(m_tableOrEmpty);
    addFilling(card);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) {
                m_controller->choose(m_controller->filter()->key(current.isValid() ? current.row() : -1));
            });
    connect(m_controller->filter(), &QAbstractItemModel::modelReset, this, &ResourcesPage::restoreChosen);
    auto *remove = new QShortcut(QKeySequence::Delete, m_table, nullptr, nullptr, Qt::WidgetShortcut);
    remove->setAutoRepeat(false);
    connect(remove, &QShortcut::activated, this, &ResourcesPage::askToRemove);
}

void ResourcesPage::buildFoot()
{
    m_recorded->setObjectName(u"containersRecorded"_s);
    m_recorded->setSecondary(true);
    m_activity->setObjectName(u"containerActivity"_s);
    connect(m_activity, &QLabel::linkActivated, this, &ResourcesPage::viewActivityRequested);
    add(m_recorded);
    add(m_activity);
}

/// Sets the tab order to the visual order: rows of engines are added later.
void ResourcesPage::orderTabs()
{
    QWidgetList order = m_engines->buttons();
    order << m_filter << m_shown << m_stopWaiting;
    for (const ActionButton &each : m_actions)
        order << each.button;
    order << m_force << m_copy << m_tryAgain << m_message->findChildren<QWidget *>(u"messageClose"_s) << m_table
          << m_activity;
    for (qsizetype i = 1; i < order.size(); ++i)
        setTabOrder(order.at(i - 1), order.at(i));
}

// --- showing --------------------------------------------------------------------------------------------------------

QString ResourcesPage::title() const
{
    //: @title:window name of a page
    return tr("Resources");
}

QString ResourcesPage::recordedName() const
{
    return u"resources"_s;
}

QString ResourcesPage::description() const
{
    //: @info description of the page Resources
    return tr("Container engines on this computer. They are watched while this page or a command uses them.");
}

QStringList ResourcesPage::searchWords() const
{
    //: @info words that the search finds this page by; separated by spaces
    return tr("container engines podman docker start stop restart remove images volumes pods")
               .split(u' ', Qt::SkipEmptyParts)
        << description();
}

void ResourcesPage::load()
{
    m_controller->find();
    showState();
}

void ResourcesPage::showState()
{
    m_engines->load();
    m_table->setEngineTitles(m_controller->engineTitles());
    showContainers();
}

void ResourcesPage::showContainers()
{
    const bool empty = m_controller->filter()->rowCount() == 0;
    m_empty->setText(m_controller->emptyText());
    m_tableOrEmpty->setCurrentWidget(empty ? static_cast<QWidget *>(m_empty) : m_table);
    m_table->setMinimumHeight(measure::lines(this, 10));
    const QLocale locale;
    const int all = m_controller->model()->rowCount();
    const int running = m_controller->model()->runningCount();
    //: @item:inlistbox containers that are shown; %1 is a number
    m_shown->setItemText(0, tr("All (%1)").arg(locale.toString(all)));
    //: @item:inlistbox containers that are shown; %1 is a number
    m_shown->setItemText(1, tr("Running (%1)").arg(locale.toString(running)));
    //: @item:inlistbox containers that are shown; %1 is a number
    m_shown->setItemText(2, tr("Stopped (%1)").arg(locale.toString(all - running)));
    // Nothing is selected in an empty list; otherwise there is always a selected row.
    if (empty)
        m_controller->choose({});
    else if (!m_table->currentIndex().isValid())
        m_table->setCurrentIndex(m_controller->filter()->index(0, 0));
    showChosen();
}

void ResourcesPage::showChosen()
{
    m_chosen->setText(m_controller->chosenText());
    const bool canStop = m_controller->canStopWaiting();
    if (!canStop && m_stopWaiting->hasFocus())
        m_table->setFocus(Qt::OtherFocusReason);
    m_stopWaiting->setVisible(canStop);
    for (const ActionButton &each : m_actions) {
        // The keyboard focus moves to the list, not to an arbitrary widget.
        const bool can = m_controller->can(each.action);
        if (!can && each.button->hasFocus())
            m_table->setFocus(Qt::OtherFocusReason);
        each.button->setEnabled(can);
    }
}

void ResourcesPage::showProblem()
{
    const QString problem = m_controller->problem();
    m_message->hide(); // otherwise a screen reader would not announce a message that replaces another
    if (problem.isEmpty())
        return;
    m_message->setMessage(MessageBar::Kind::Error, problem);
    m_force->setVisible(m_controller->canForce());
    m_message->show();
}

void ResourcesPage::restoreChosen()
{
    const int scrolled = m_table->verticalScrollBar()->value();
    const int row = m_controller->filter()->rowOf(m_controller->chosen());
    if (row < 0)
        return;
    m_table->setCurrentIndex(m_controller->filter()->index(row, 0));
    m_table->verticalScrollBar()->setValue(scrolled);
}

void ResourcesPage::askToRemove()
{
    if (m_question || !m_controller->can(ContainerAction::Remove))
        return;
    m_question = new RemovalDialog(m_controller->removalQuestion(), this);
    m_question->setAttribute(Qt::WA_DeleteOnClose);
    // The container of the question, even if another one is selected by then.
    connect(m_question, &QDialog::accepted, m_controller,
            [this, asked = m_controller->chosen()] { m_controller->remove(asked); });
    m_question->open();
}

void ResourcesPage::retranslate()
{
    header()->setTitle(title());
    header()->setDescription(description());
    //: @info:placeholder
    m_filter->setPlaceholderText(tr("Filter containers"));
    m_filter->setAccessibleName(m_filter->placeholderText());
    //: @info:whatsthis for screen readers
    m_filter->setAccessibleDescription(tr("Shows only containers whose name, image or engine contains what you type"));
    //: @info:whatsthis for screen readers, of the list of states
    m_shown->setAccessibleName(tr("State"));
    //: @info:whatsthis for screen readers
    m_shown->setAccessibleDescription(tr("Shows only containers in this state"));
    for (const ActionButton &each : m_actions) {
        switch (each.action) {
        case ContainerAction::Start:
            //: @action:button starts a container
            each.button->setText(tr("&Start"));
            break;
        case ContainerAction::Stop:
            //: @action:button stops a container
            each.button->setText(tr("S&top"));
            break;
        case ContainerAction::Restart:
            //: @action:button restarts a container
            each.button->setText(tr("&Restart"));
            break;
        case ContainerAction::Remove:
            //: @action:button asks before it removes a container
            each.button->setText(tr("Re&move…"));
            break;
        }
    }
    //: @action:button waits no longer until a container has been started, stopped and so on
    m_stopWaiting->setText(tr("Stop &waiting"));
    //: @action:button copies what an engine said to the clipboard
    m_copy->setText(tr("Copy message"));
    //: @action:button removes a container although it is running
    m_force->setText(tr("Remove all the same"));
    //: @action:button does again what failed
    m_tryAgain->setText(tr("Try again"));
    //: @info:whatsthis for screen readers, of the table
    m_table->setAccessibleName(tr("Containers"));
    //: @info below the list of containers
    m_recorded->setText(tr("If you agreed to it, Candor records that a container was started, how long it took and "
                           "whether it worked; never its name."));
    //: @action a link to the page Activity
    m_activity->setLink(tr("See it in Activity"));
    m_controller->retranslate(); // this updates everything else
    if (!m_controller->problem().isEmpty())
        m_message->setMessage(MessageBar::Kind::Error, m_controller->problem());
}

// --- looking --------------------------------------------------------------------------------------------------------

/// Engines are watched only while the user can see them.
void ResourcesPage::look(bool isShown)
{
    m_controller->setActive(isShown && !window()->isMinimized());
}

void ResourcesPage::showEvent(QShowEvent *event)
{
    ScrollPage::showEvent(event);
    if (m_watched != window()) {
        if (m_watched)
            m_watched->removeEventFilter(this);
        m_watched = window();
        m_watched->installEventFilter(this);
    }
    look(true);
}

void ResourcesPage::hideEvent(QHideEvent *event)
{
    ScrollPage::hideEvent(event);
    look(false);
}

bool ResourcesPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_watched && event->type() == QEvent::WindowStateChange)
        look(isVisible());
    return ScrollPage::eventFilter(watched, event);
}

void ResourcesPage::changeEvent(QEvent *event)
{
    ScrollPage::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::FontChange)
        showContainers();
}

} // namespace candor
