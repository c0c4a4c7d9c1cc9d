// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "activity/activitypage.h"

#include "activity/activitycontroller.h"
#include "activity/activitydelegate.h"
#include "activity/activitydetail.h"
#include "activity/activitymodel.h"
#include "page/card.h"
#include "page/messagebar.h"
#include "page/pageheader.h"
#include "page/textlabel.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>

namespace candor {

using namespace Qt::StringLiterals;

namespace {
constexpr int listWidth = 360; // to begin with: wide enough for the longest names; the rest is for the details
constexpr int sideBySide = 560; // narrower than this the details go below the list
} // namespace

ActivityPage::ActivityPage(Telemetry *telemetry, QWidget *parent)
    : SettingsPage(parent)
    , m_controller(new ActivityController(telemetry, this))
    , m_header(new PageHeader)
    , m_message(new MessageBar(MessageBar::Kind::Error))
    , m_filter(new QLineEdit)
    , m_state(new QComboBox)
    , m_send(new QPushButton)
    , m_splitter(new QSplitter)
    , m_listOrEmpty(new QStackedWidget)
    , m_table(new QTableView)
    , m_empty(new TextLabel(typescale::Role::Body))
    , m_detail(new ActivityDetail(m_controller))
    , m_counts(new TextLabel(typescale::Role::Small))
    , m_sendText(new TextLabel(typescale::Role::Small))
{
    setObjectName(u"activityPage"_s);
    m_message->setObjectName(u"activityMessage"_s);
    m_filter->setObjectName(u"activityFilter"_s);
    m_filter->setClearButtonEnabled(true);
    m_state->setObjectName(u"activityState"_s);
    m_send->setObjectName(u"sendNow"_s);
    m_counts->setObjectName(u"activityCounts"_s);
    m_counts->setSecondary(true);
    m_counts->setWordWrap(false);
    m_sendText->setObjectName(u"sendText"_s);
    m_sendText->setSecondary(true);
    m_sendText->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);

    auto *tools = new QHBoxLayout;
    tools->setSpacing(spacing::unit);
    tools->addWidget(m_filter, 1);
    tools->addWidget(m_state);
    tools->addWidget(m_send);

    m_splitter->setObjectName(u"activitySplitter"_s);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(spacing::card);
    m_splitter->addWidget(buildList());
    m_splitter->addWidget(m_detail);
    m_splitter->setSizes({listWidth, listWidth * 5 / 6});

    auto *foot = new QHBoxLayout;
    foot->setSpacing(spacing::card);
    foot->addWidget(m_counts);
    foot->addWidget(m_sendText, 1);

    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(spacing::page, spacing::section, spacing::page, spacing::card);
    layout->setSpacing(spacing::rows);
    layout->addWidget(m_header);
    layout->addWidget(m_message);
    layout->addLayout(tools);
    layout->addWidget(m_splitter, 1);
    layout->addLayout(foot);

    auto *area = new QScrollArea; // for windows too low for the list above the details
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(content);
    area->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(area);

    connect(m_filter, &QLineEdit::textChanged, m_controller, &ActivityController::setFilterText);
    connect(m_state, &QComboBox::currentIndexChanged, this, [this](int row) {
        const QVariant state = m_state->itemData(row);
        m_controller->setFilterState(state.isValid() ? std::optional(static_cast<ActivityEvent::State>(state.toInt()))
                                                     : std::nullopt);
    });
    connect(m_send, &QPushButton::clicked, m_controller, &ActivityController::sendNow);
    connect(m_controller, &ActivityController::listChanged, this, &ActivityPage::showList);
    connect(m_controller, &ActivityController::statusChanged, this, &ActivityPage::showStatus);

    m_state->addItem(QString());
    for (const auto state : {ActivityEvent::State::Waiting, ActivityEvent::State::Sending,
                             ActivityEvent::State::Delivered, ActivityEvent::State::Rejected})
        m_state->addItem(QString(), static_cast<int>(state));
    retranslate();
}

QWidget *ActivityPage::buildList()
{
    m_table->setObjectName(u"activityTable"_s);
    m_table->setModel(m_controller->model());
    m_table->setItemDelegate(new ActivityDelegate(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    // The card behind shows through, with its rounded corners.
    m_table->viewport()->setAutoFillBackground(false);
    m_table->horizontalHeader()->viewport()->setAutoFillBackground(false);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionsClickable(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    m_table->horizontalHeader()->setSectionResizeMode(ActivityModel::TimeColumn, QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(ActivityModel::EventColumn, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(ActivityModel::StateColumn, QHeaderView::ResizeToContents);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) { m_controller->choose(current.row()); });

    m_empty->setObjectName(u"activityEmpty"_s);
    m_empty->setSecondary(true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setContentsMargins(spacing::section, spacing::section, spacing::section, spacing::section);
    m_listOrEmpty->addWidget(m_table);
    m_listOrEmpty->addWidget(m_empty);
    auto *card = new Card;
    card->addRow(m_listOrEmpty);
    card->setMinimumSize(240, 140);
    m_detail->setMinimumSize(240, 200);
    return card;
}

QString ActivityPage::title() const
{
    //: @title:window name of a page
    return tr("Activity");
}

QString ActivityPage::recordedName() const
{
    return {};
}

QStringList ActivityPage::searchWords() const
{
    //: @info words that the search finds this page by; separated by spaces
    return tr("events waiting sent delivered rejected records history exact bytes send now privacy telemetry data")
               .split(u' ', Qt::SkipEmptyParts)
        << description();
}

void ActivityPage::load()
{
    showList();
    showStatus();
}

void ActivityPage::showEvent(QShowEvent *event)
{
    SettingsPage::showEvent(event);
    m_table->verticalHeader()->setDefaultSectionSize(ActivityDelegate::rowHeight());
    m_controller->setActive(true);
}

void ActivityPage::hideEvent(QHideEvent *event)
{
    SettingsPage::hideEvent(event);
    m_controller->setActive(false);
}

void ActivityPage::resizeEvent(QResizeEvent *event)
{
    SettingsPage::resizeEvent(event);
    // Qt places what stands at the start one pixel too far out there.
    m_splitter->setContentsMargins(0, 0, isRightToLeft() ? 1 : 0, 0);
    m_splitter->setOrientation(width() - 2 * spacing::page < sideBySide ? Qt::Vertical : Qt::Horizontal);
}

void ActivityPage::changeEvent(QEvent *event)
{
    SettingsPage::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::FontChange)
        m_table->verticalHeader()->setDefaultSectionSize(ActivityDelegate::rowHeight());
}

void ActivityPage::showList()
{
    if (const QString problem = m_controller->problem(); !problem.isEmpty())
        m_message->setMessage(MessageBar::Kind::Error, problem);
    m_message->setVisible(!m_controller->problem().isEmpty());
    m_empty->setText(m_controller->emptyText());
    const bool empty = m_controller->model()->rowCount() == 0;
    m_listOrEmpty->setCurrentWidget(empty ? static_cast<QWidget *>(m_empty) : m_table);
    m_detail->setVisible(!empty || m_controller->isFiltered());
    // The newest, so that there is something to read; a choice that was made stays.
    if (!empty && !m_table->currentIndex().isValid())
        m_table->setCurrentIndex(m_controller->model()->index(0, 0));
}

void ActivityPage::showStatus()
{
    m_counts->setText(m_controller->countsText());
    m_send->setEnabled(m_controller->canSend());
    m_sendText->setText(m_controller->sendText());
}

void ActivityPage::retranslate()
{
    m_header->setTitle(title());
    m_header->setDescription(description());
    //: @info:placeholder
    m_filter->setPlaceholderText(tr("Filter events"));
    m_filter->setAccessibleName(m_filter->placeholderText());
    //: @info:whatsthis for screen readers
    m_filter->setAccessibleDescription(tr("Shows only events whose names contain what you type"));
    //: @item:inlistbox events in any state
    m_state->setItemText(0, tr("All states"));
    for (int i = 1; i < m_state->count(); ++i)
        m_state->setItemText(i,
                             ActivityModel::stateText(static_cast<ActivityEvent::State>(m_state->itemData(i).toInt())));
    //: @info:whatsthis for screen readers, of the list of states
    m_state->setAccessibleName(tr("State"));
    //: @info:whatsthis for screen readers
    m_state->setAccessibleDescription(tr("Shows only events in this state"));
    //: @action:button sends what waits
    m_send->setText(tr("Send now"));
    //: @info:whatsthis for screen readers
    m_send->setAccessibleDescription(tr("Sends the waiting events at once instead of later"));
    //: @info:whatsthis for screen readers, of the table
    m_table->setAccessibleName(tr("Events"));
    m_controller->retranslate();
    m_detail->retranslate();
    load();
}

QString ActivityPage::description() const
{
    //: @info description of the page Activity
    return tr("Everything that waits, and what was sent or rejected in the last 7 days, exactly as sent.");
}

} // namespace candor
