// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "activity/activityfiltercontroller.h"

#include "system/clock.h"

#include <QLocale>

#include <algorithm>
#include <chrono>
#include <utility>

namespace candor {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr int daysKept = 7; // sent events are kept so long; events that wait longer are found without a day
}

ActivityFilterController::ActivityFilterController(std::shared_ptr<const Clock> clock, QObject *parent)
    : QObject(parent)
    , m_clock(std::move(clock))
{
    // Searching all events with every key would be too slow for the next one.
    m_typing.setSingleShot(true);
    m_typing.setInterval(150ms);
    connect(&m_typing, &QTimer::timeout, this, &ActivityFilterController::filterChanged);
    m_midnight.setSingleShot(true);
    connect(&m_midnight, &QTimer::timeout, this, [this] {
        waitForMidnight();
        Q_EMIT choicesChanged();
    });
}

void ActivityFilterController::setText(const QString &text)
{
    if (text.trimmed() == m_text)
        return;
    m_text = text.trimmed();
    m_typing.start();
    Q_EMIT choiceChanged();
}

void ActivityFilterController::setName(const QString &name)
{
    if (std::exchange(m_name, name) != name)
        changed();
}

void ActivityFilterController::setState(std::optional<ActivityEvent::State> state)
{
    if (std::exchange(m_state, state) != state)
        changed();
}

void ActivityFilterController::setDay(const QDate &day)
{
    if (std::exchange(m_day, day) != day)
        changed();
}

void ActivityFilterController::clear()
{
    if (!isFiltered())
        return;
    m_text.clear();
    m_name.clear();
    m_state.reset();
    m_day = QDate();
    changed();
}

void ActivityFilterController::changed()
{
    m_typing.stop();
    Q_EMIT choiceChanged();
    Q_EMIT filterChanged();
}

bool ActivityFilterController::isFiltered() const
{
    return !m_text.isEmpty() || !m_name.isEmpty() || m_state || m_day.isValid();
}

ActivityFilter ActivityFilterController::filter() const
{
    ActivityFilter result;
    result.setText(m_text);
    result.setName(m_name);
    result.setState(m_state);
    if (m_day.isValid()) {
        // Of the days on which the clocks change as well, which are not 24 hours long.
        result.setFrom(m_day.startOfDay());
        result.setUntil(m_day.addDays(1).startOfDay());
    }
    return result;
}

QStringList ActivityFilterController::names() const
{
    QStringList result = m_known;
    if (!m_name.isEmpty() && !result.contains(m_name))
        result.insert(std::lower_bound(result.begin(), result.end(), m_name), m_name);
    return result;
}

void ActivityFilterController::setKnownNames(const QStringList &names)
{
    if (names == m_known)
        return;
    m_known = names;
    Q_EMIT choicesChanged();
}

QDate ActivityFilterController::today() const
{
    return QDateTime::fromMSecsSinceEpoch(unixMilliseconds(m_clock->now())).date();
}

QList<QDate> ActivityFilterController::days() const
{
    QList<QDate> result;
    for (int back = 0; back <= daysKept; ++back)
        result.append(today().addDays(-back));
    if (m_day.isValid() && !result.contains(m_day))
        result.append(m_day);
    return result;
}

QString ActivityFilterController::dayText(const QDate &day) const
{
    if (day == today())
        //: @item:inlistbox events of this day
        return tr("Today");
    if (day == today().addDays(-1))
        //: @item:inlistbox events of the day before this one
        return tr("Yesterday");
    //: @item:inlistbox events of a day: as QLocale::toString() takes it, name of the day, day, month
    return QLocale().toString(day, tr("dddd, d MMMM"));
}

void ActivityFilterController::setActive(bool active)
{
    m_midnight.stop();
    if (!active)
        return;
    waitForMidnight();
    Q_EMIT choicesChanged();
}

void ActivityFilterController::waitForMidnight()
{
    const auto now = QDateTime::fromMSecsSinceEpoch(unixMilliseconds(m_clock->now()));
    m_midnight.start(std::chrono::milliseconds(now.msecsTo(now.date().addDays(1).startOfDay())) + 1s);
}

} // namespace candor
