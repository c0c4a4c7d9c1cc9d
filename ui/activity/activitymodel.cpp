// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "activity/activitymodel.h"

#include "telemetry/activityeventdata.h"

#include <QLocale>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

bool same(const ActivityEvent &a, const ActivityEvent &b)
{
    return a.row() == b.row() && a.state() == b.state() && a.attempts() == b.attempts() && a.finished() == b.finished()
        && a.reason() == b.reason() && a.copies() == b.copies() && a.bytes() == b.bytes() && a.time() == b.time()
        && a.name() == b.name();
}

} // namespace

ActivityModel::ActivityModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

int ActivityModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_events.size());
}

int ActivityModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ActivityModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ActivityEvent &event = m_events[static_cast<std::size_t>(index.row())];
    switch (role) {
    case EventRole:
        return QVariant::fromValue(event);
    case StateRole:
        return static_cast<int>(event.state());
    case Qt::ToolTipRole:
    case Qt::AccessibleDescriptionRole:
        return index.column() == TimeColumn ? QLocale().toString(event.time().toLocalTime(), QLocale::LongFormat)
            : index.column() == StateColumn ? event.reason()
                                            : QString();
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        switch (index.column()) {
        case TimeColumn:
            return timeText(event.time());
        case EventColumn:
            return nameText(event);
        case StateColumn:
            return stateText(event.state(), m_canSend);
        default:
            return {};
        }
    default:
        return {};
    }
}

QVariant ActivityModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn:
        //: @title:column when an event happened
        return tr("Time");
    case EventColumn:
        //: @title:column the name of an event
        return tr("Event");
    case StateColumn:
        //: @title:column whether an event was sent
        return tr("State");
    default:
        return {};
    }
}

void ActivityModel::setCanSend(bool canSend)
{
    if (m_canSend == canSend)
        return;
    m_canSend = canSend;
    if (!m_events.empty())
        Q_EMIT dataChanged(index(0, StateColumn), index(rowCount() - 1, StateColumn));
}

QString ActivityModel::stateText(ActivityEvent::State state, bool canSend)
{
    switch (state) {
    case ActivityEvent::State::Waiting:
        if (!canSend)
            //: @info:status of an event: it stays on this computer
            return tr("Kept");
        //: @info:status of an event: not sent yet
        return tr("Waiting");
    case ActivityEvent::State::Sending:
        //: @info:status of an event: on its way
        return tr("Sending");
    case ActivityEvent::State::Delivered:
        //: @info:status of an event: the server has it
        return tr("Delivered");
    case ActivityEvent::State::Rejected:
        //: @info:status of an event: the server did not want it
        return tr("Rejected");
    case ActivityEvent::State::NotRecorded:
        //: @info:status of an event: it happened, and is not kept
        return tr("Not recorded");
    }
    return {};
}

QString ActivityModel::nameText(const ActivityEvent &event)
{
    //: @info in place of the name of an event that no catalogue declares; what was given as its name is not kept
    const QString name = event.name().isEmpty() ? tr("not in the catalogue") : event.name();
    if (event.copies() <= 1)
        return name;
    //: @info %1 is an event, %2 how often it happened
    return tr("%1 × %2").arg(name, QLocale().toString(event.copies()));
}

QString ActivityModel::timeText(const QDateTime &time)
{
    const QDateTime local = time.toLocalTime();
    const QLocale locale;
    QString format = locale.timeFormat(QLocale::ShortFormat);
    format.remove(u":ss"_s);
    if (local.date() != QDate::currentDate())
        //: @item:intable a day without its year, as QLocale::toString() takes it, in front of the time
        return locale.toString(local.date(), tr("d MMM")) + u' ' + locale.toString(local.time(), format);
    // Several events may happen within a minute, and QLocale has no format with seconds but without the time zone.
    return locale.toString(local.time(), format.replace(u"mm"_s, u"mm:ss"_s));
}

bool ActivityModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_more && !m_asked && !m_events.empty();
}

void ActivityModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    m_asked = true; // views ask repeatedly
    Q_EMIT moreWanted();
}

std::size_t ActivityModel::below(qint64 row) const
{
    const auto at = std::lower_bound(m_events.begin(), m_events.end(), row,
                                     [](const ActivityEvent &event, qint64 limit) { return event.row() >= limit; });
    return static_cast<std::size_t>(at - m_events.begin());
}

int ActivityModel::positionOf(qint64 row) const
{
    const std::size_t at = below(row + 1);
    return at < m_events.size() && m_events[at].row() == row ? static_cast<int>(at) : -1;
}

bool ActivityModel::has(ActivityEvent::State state) const
{
    return m_states.at(static_cast<std::size_t>(state)) > 0;
}

void ActivityModel::show(qint64 beforeRow, std::vector<ActivityEvent> events, bool last)
{
    if (events.empty() && !last)
        return;
    const std::size_t begin = beforeRow == 0 ? 0 : below(beforeRow);
    const std::size_t end = last ? m_events.size() : below(events.back().row());
    if (end >= m_events.size())
        m_more = !last;
    removeMissing(begin, std::max(begin, end), events);
    insertAndUpdate(begin, events);
    if (m_events.empty()) {
        m_texts.clear();
        m_earliest = QDateTime();
    }
}

void ActivityModel::startAnew(std::vector<ActivityEvent> events, bool last)
{
    beginResetModel();
    m_events.clear();
    m_states = {};
    m_texts.clear();
    m_earliest = QDateTime();
    m_more = !last;
    m_asked = false;
    for (ActivityEvent &event : events) {
        share(&event);
        count(event, 1);
        m_events.push_back(std::move(event));
    }
    endResetModel();
}

void ActivityModel::forgetBelow(qint64 row)
{
    remove(below(row), m_events.size());
    m_more = true;
    m_asked = false;
}

void ActivityModel::remove(std::size_t begin, std::size_t end)
{
    if (begin >= end)
        return;
    beginRemoveRows({}, static_cast<int>(begin), static_cast<int>(end) - 1);
    const auto first = m_events.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto behind = m_events.begin() + static_cast<std::ptrdiff_t>(end);
    std::for_each(first, behind, [this](const ActivityEvent &event) { count(event, -1); });
    m_events.erase(first, behind);
    endRemoveRows();
}

void ActivityModel::removeMissing(std::size_t begin, std::size_t end, const std::vector<ActivityEvent> &events)
{
    const auto isKept = [&events](const ActivityEvent &event) {
        const auto at = std::lower_bound(events.begin(), events.end(), event.row(),
                                         [](const ActivityEvent &e, qint64 row) { return e.row() > row; });
        return at != events.end() && at->row() == event.row();
    };
    // Remove whole runs, from the end, so that earlier positions do not change.
    for (std::size_t behind = end; behind > begin;) {
        if (isKept(m_events[behind - 1])) {
            --behind;
            continue;
        }
        std::size_t first = behind - 1;
        while (first > begin && !isKept(m_events[first - 1]))
            --first;
        remove(first, behind);
        behind = first;
    }
}

void ActivityModel::insertAndUpdate(std::size_t begin, std::vector<ActivityEvent> &events)
{
    for (ActivityEvent &event : events)
        share(&event);
    // What is left of m_events from begin on is a subsequence of events, and then rows that are none of them.
    for (std::size_t from = 0; from < events.size();) {
        const std::size_t at = begin + from;
        if (at < m_events.size() && m_events[at].row() == events[from].row()) {
            if (!same(m_events[at], events[from])) {
                count(m_events[at], -1);
                m_events[at] = events[from];
                count(m_events[at], 1);
                const int row = static_cast<int>(at);
                Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
            }
            ++from;
            continue;
        }
        std::size_t behind = from + 1;
        while (behind < events.size() && (at >= m_events.size() || events[behind].row() != m_events[at].row()))
            ++behind;
        const auto first = events.begin() + static_cast<std::ptrdiff_t>(from);
        const auto last = events.begin() + static_cast<std::ptrdiff_t>(behind);
        beginInsertRows({}, static_cast<int>(at), static_cast<int>(at + behind - from) - 1);
        std::for_each(first, last, [this](const ActivityEvent &event) { count(event, 1); });
        m_events.insert(m_events.begin() + static_cast<std::ptrdiff_t>(at), std::make_move_iterator(first),
                        std::make_move_iterator(last));
        endInsertRows();
        from = behind;
    }
}

void ActivityModel::count(const ActivityEvent &event, int by)
{
    m_states.at(static_cast<std::size_t>(event.state())) += by;
    if (by > 0 && (!m_earliest.isValid() || event.time() < m_earliest))
        m_earliest = event.time();
}

void ActivityModel::share(ActivityEvent *event)
{
    ActivityEventData data = event->data();
    data.name = *m_texts.insert(data.name);
    data.reason = *m_texts.insert(data.reason);
    *event = std::move(data);
}

void ActivityModel::retranslate()
{
    if (!m_events.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

} // namespace candor
