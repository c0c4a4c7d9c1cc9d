// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "activity/activitytable.h"

#include "activity/activitydelegate.h"
#include "activity/activitymodel.h"
#include "theme/measure.h"

#include <QDateTime>
#include <QHeaderView>
#include <QKeyEvent>
#include <QScrollBar>

#include <algorithm>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

/// The time with the longest text on that day, or in that month if it is not today.
QDateTime longest(const QDateTime &time)
{
    const QTime late(22, 58, 58);
    const QDate day = time.toLocalTime().date();
    const QDate today = QDate::currentDate();
    if (day == today)
        return QDateTime(day, late);
    const QDate twoDigits(day.year(), day.month(), 28);
    return QDateTime(twoDigits == today ? twoDigits.addDays(-1) : twoDigits, late);
}

} // namespace

ActivityTable::ActivityTable(ActivityModel *model, QWidget *parent)
    : SteadyTable(model, parent)
    , m_model(model)
{
    setObjectName(u"activityTable"_s);
    setItemDelegate(new ActivityDelegate(this));
    horizontalHeader()->setSectionResizeMode(ActivityModel::EventColumn, QHeaderView::Stretch);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &ActivityTable::tellVisibleRows);
}

void ActivityTable::fitColumns()
{
    horizontalHeader()->setMinimumSectionSize(measure::characters(this, 12)); // a narrower view scrolls
    const auto headerWidth = [this](int column) { return horizontalHeader()->sectionSizeHint(column); };
    const auto &events = m_model->events();
    int time = headerWidth(ActivityModel::TimeColumn);
    if (!events.empty()) {
        for (const QDateTime &each : {events.front().time(), m_model->earliest()})
            time = std::max(time, ActivityDelegate::timeWidth(ActivityModel::timeText(longest(each)), font()));
    }
    int state = headerWidth(ActivityModel::StateColumn);
    for (const auto each :
         {ActivityEvent::State::Waiting, ActivityEvent::State::Sending, ActivityEvent::State::Delivered,
          ActivityEvent::State::Rejected, ActivityEvent::State::NotRecorded}) {
        if (m_model->has(each))
            state = std::max(state,
                             ActivityDelegate::stateWidth(ActivityModel::stateText(each, m_model->canSend()), font()));
    }
    horizontalHeader()->resizeSection(ActivityModel::TimeColumn, time);
    horizontalHeader()->resizeSection(ActivityModel::StateColumn, state);
}

void ActivityTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Delete)) {
        if (!event->isAutoRepeat()) // holding the key down must not empty the list
            Q_EMIT deleteRequested();
        return;
    }
    SteadyTable::keyPressEvent(event);
}

void ActivityTable::updateGeometries()
{
    SteadyTable::updateGeometries();
    tellVisibleRows();
}

void ActivityTable::tellVisibleRows()
{
    const int first = rowAt(0);
    if (first < 0)
        return;
    const int last = rowAt(viewport()->height() - 1);
    Q_EMIT visibleRowsChanged(first, last < 0 ? m_model->rowCount() - 1 : last);
}

} // namespace candor
