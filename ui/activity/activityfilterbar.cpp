// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "activity/activityfilterbar.h"

#include "activity/activityfiltercontroller.h"
#include "activity/activitymodel.h"
#include "page/combobox.h"
#include "page/flowrow.h"
#include "theme/typescale.h"

#include <QComboBox>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace candor {

using namespace Qt::StringLiterals;

ActivityFilterBar::ActivityFilterBar(ActivityFilterController *controller, QWidget *parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_name(new ComboBox)
    , m_state(new ComboBox)
    , m_day(new ComboBox)
    , m_clear(new QPushButton)
{
    m_name->setObjectName(u"activityName"_s);
    m_state->setObjectName(u"activityState"_s);
    m_day->setObjectName(u"activityDay"_s);
    m_clear->setObjectName(u"clearFilter"_s);
    auto *row = new FlowRow(FlowRow::Widths::Natural, spacing::unit);
    for (QComboBox *box : {m_name, m_state, m_day}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        box->setMaxVisibleItems(16);
        row->add(box);
    }
    row->add(m_clear);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(row);

    m_state->addItem(QString());
    for (const auto state :
         {ActivityEvent::State::Waiting, ActivityEvent::State::Sending, ActivityEvent::State::Delivered,
          ActivityEvent::State::Rejected, ActivityEvent::State::NotRecorded})
        m_state->addItem(QString(), static_cast<int>(state));

    connect(m_name, &QComboBox::activated, this,
            [this](int index) { m_controller->setName(m_name->itemData(index).toString()); });
    connect(m_day, &QComboBox::activated, this,
            [this](int index) { m_controller->setDay(m_day->itemData(index).toDate()); });
    connect(m_state, &QComboBox::activated, this, [this](int index) {
        const QVariant state = m_state->itemData(index);
        m_controller->setState(state.isValid() ? std::optional(static_cast<ActivityEvent::State>(state.toInt()))
                                               : std::nullopt);
    });
    connect(m_clear, &QPushButton::clicked, m_controller, &ActivityFilterController::clear);
    connect(m_controller, &ActivityFilterController::choicesChanged, this, &ActivityFilterBar::showChoices);
    connect(m_controller, &ActivityFilterController::choiceChanged, this, &ActivityFilterBar::showChoice);
    retranslate();
}

void ActivityFilterBar::showChoices()
{
    const QSignalBlocker noName(m_name);
    const QSignalBlocker noDay(m_day);
    m_name->clear();
    //: @item:inlistbox events of any name
    m_name->addItem(tr("All events"));
    for (const QString &name : m_controller->names())
        m_name->addItem(name, name);
    m_day->clear();
    //: @item:inlistbox events of any day
    m_day->addItem(tr("All days"));
    for (const QDate &day : m_controller->days())
        m_day->addItem(m_controller->dayText(day), day);
    showChoice();
}

void ActivityFilterBar::showChoice()
{
    const auto state = m_controller->state();
    // The current choice is always in the list; the first entry means no filter.
    m_name->setCurrentIndex(std::max(0, m_name->findData(m_controller->name())));
    m_day->setCurrentIndex(std::max(0, m_day->findData(m_controller->day())));
    m_state->setCurrentIndex(state ? m_state->findData(static_cast<int>(*state)) : 0);
    m_clear->setEnabled(m_controller->isFiltered());
}

void ActivityFilterBar::retranslate()
{
    //: @item:inlistbox events in any state
    m_state->setItemText(0, tr("All states"));
    nameStates();
    //: @info:whatsthis for screen readers, of the list of events' names
    m_name->setAccessibleName(tr("Event"));
    //: @info:whatsthis for screen readers
    m_name->setAccessibleDescription(tr("Shows only events of this name"));
    //: @info:whatsthis for screen readers, of the list of states
    m_state->setAccessibleName(tr("State"));
    //: @info:whatsthis for screen readers
    m_state->setAccessibleDescription(tr("Shows only events in this state"));
    //: @info:whatsthis for screen readers, of the list of days
    m_day->setAccessibleName(tr("Day"));
    //: @info:whatsthis for screen readers
    m_day->setAccessibleDescription(tr("Shows only events of this day"));
    //: @action:button shows all events again
    m_clear->setText(tr("Clear filter"));
    showChoices();
}

void ActivityFilterBar::setCanSend(bool canSend)
{
    if (m_canSend == canSend)
        return;
    m_canSend = canSend;
    nameStates();
}

void ActivityFilterBar::nameStates()
{
    for (int i = 1; i < m_state->count(); ++i) {
        const auto state = static_cast<ActivityEvent::State>(m_state->itemData(i).toInt());
        m_state->setItemText(i, ActivityModel::stateText(state, m_canSend));
    }
}

} // namespace candor
