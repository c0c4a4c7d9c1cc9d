// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "activity/activitymodel.h"

#include <QLocale>

#include <algorithm>
#include <utility>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

bool same(const ActivityEvent &a, const ActivityEvent &b)
{
    return a.row == b.row && a.state == b.state && a.attempts == b.attempts && a.finished == b.finished
        && a.reason == b.reason && a.bytes == b.bytes && a.time == b.time && a.name == b.name;
}

QString timeText(const QDateTime &time)
{
    const QDateTime local = time.toLocalTime();
    const QLocale locale;
    QString format = locale.timeFormat(QLocale::ShortFormat);
    format.remove(u":ss"_s);
    if (local.date() != QDate::currentDate())
        //: @item:intable a day without its year, as QLocale::toString() takes it, in front of the time
        return locale.toString(local.date(), ActivityModel::tr("d MMM")) + u' ' + locale.toString(local.time(), format);
    // Several events happen within a minute, and no format of QLocale has seconds without the time zone.
    return locale.toString(local.time(), format.replace(u"mm"_s, u"mm:ss"_s));
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
        return static_cast<int>(event.state);
    case Qt::ToolTipRole:
        return index.column() == TimeColumn ? QLocale().toString(event.time.toLocalTime(), QLocale::LongFormat)
            : index.column() == StateColumn ? event.reason
                                            : QString();
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        switch (index.column()) {
        case TimeColumn:
            return timeText(event.time);
        case EventColumn:
            return event.name;
        case StateColumn:
            return stateText(event.state);
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

QString ActivityModel::stateText(ActivityEvent::State state)
{
    switch (state) {
    case ActivityEvent::State::Waiting:
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

bool ActivityModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_more;
}

void ActivityModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    m_more = false; // until the answer says otherwise: views ask again and again
    Q_EMIT moreWanted();
}

void ActivityModel::replace(std::vector<ActivityEvent> events, bool more)
{
    m_more = more;
    if (m_events.empty() || events.empty()) {
        if (m_events.empty() && events.empty())
            return;
        beginResetModel();
        m_events = std::move(events);
        endResetModel();
        return;
    }
    removeMissing(events);
    insertAndUpdate(events);
}

void ActivityModel::append(const std::vector<ActivityEvent> &events, bool more)
{
    m_more = more;
    if (events.empty())
        return;
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(events.size()) - 1);
    m_events.insert(m_events.end(), events.begin(), events.end());
    endInsertRows();
}

void ActivityModel::removeMissing(const std::vector<ActivityEvent> &events)
{
    const auto kept = [&events](const ActivityEvent &event) {
        const auto at = std::lower_bound(events.begin(), events.end(), event.row,
                                         [](const ActivityEvent &e, qint64 row) { return e.row > row; });
        return at != events.end() && at->row == event.row;
    };
    // Whole runs at a time, from the end, so that the positions before stay what they are.
    for (int last = rowCount() - 1; last >= 0; --last) {
        if (kept(m_events[static_cast<std::size_t>(last)]))
            continue;
        int first = last;
        while (first > 0 && !kept(m_events[static_cast<std::size_t>(first - 1)]))
            --first;
        beginRemoveRows({}, first, last);
        m_events.erase(m_events.begin() + first, m_events.begin() + last + 1);
        endRemoveRows();
        last = first;
    }
}

void ActivityModel::insertAndUpdate(const std::vector<ActivityEvent> &events)
{
    // What is left of m_events is a subsequence of events.
    for (std::size_t at = 0; at < events.size();) {
        if (at < m_events.size() && m_events[at].row == events[at].row) {
            if (!same(m_events[at], events[at])) {
                m_events[at] = events[at];
                const int row = static_cast<int>(at);
                Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
            }
            ++at;
            continue;
        }
        std::size_t end = at + 1;
        while (end < events.size() && (at >= m_events.size() || events[end].row != m_events[at].row))
            ++end;
        beginInsertRows({}, static_cast<int>(at), static_cast<int>(end) - 1);
        m_events.insert(m_events.begin() + static_cast<std::ptrdiff_t>(at),
                        events.begin() + static_cast<std::ptrdiff_t>(at),
                        events.begin() + static_cast<std::ptrdiff_t>(end));
        endInsertRows();
        at = end;
    }
}

void ActivityModel::retranslate()
{
    if (!m_events.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

} // namespace candor
