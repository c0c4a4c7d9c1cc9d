// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/activityevent.h"

#include <QAbstractTableModel>
#include <QSet>

#include <array>
#include <deque>
#include <vector>

namespace candor {

/// The events of the store as a table, newest first, in pages: the store may contain far more than anybody scrolls
/// through. It does not know where pages come from; ActivityFeed fetches them. The cost of a page depends on the page,
/// not on the number of loaded rows.
class ActivityModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { TimeColumn, EventColumn, StateColumn, ColumnCount };
    enum Role {
        EventRole = Qt::UserRole, ///< the whole ActivityEvent
        StateRole, ///< ActivityEvent::State as int
    };

    explicit ActivityModel(QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = QModelIndex()) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = QModelIndex()) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

    /// Updates the model with the store's events below \a beforeRow (0: from the newest): \a events, in descending
    /// rows; if \a last there is nothing below them. Other loaded rows stay. It signals the differences only, so that a
    /// selection stays on its event.
    void show(qint64 beforeRow, std::vector<ActivityEvent> events, bool last);
    /// Resets the model to \a events: for another filter if many rows are loaded.
    void startAnew(std::vector<ActivityEvent> events, bool last);
    /// Forgets the loaded rows below \a row; they are fetched again when they are needed.
    void forgetBelow(qint64 row);
    /// The answer to moreWanted() has arrived, whether or not there were more rows.
    void moreArrived() { m_asked = false; }
    [[nodiscard]] const std::deque<ActivityEvent> &events() const { return m_events; }
    /// The position of the store's row \a row; -1 if it is not loaded.
    [[nodiscard]] int positionOf(qint64 row) const;
    /// Is an event in that state loaded?
    [[nodiscard]] bool has(ActivityEvent::State state) const;
    /// The time of the earliest event that is or was loaded: rows are in the order of recording, and an interrupted
    /// process may have recorded late.
    [[nodiscard]] QDateTime earliest() const { return m_earliest; }

    /// Shows texts and times in the new language.
    void retranslate();
    /// Can waiting events be sent? Without a recipient they are kept, and the state says so. Default: yes.
    void setCanSend(bool canSend);
    [[nodiscard]] bool canSend() const { return m_canSend; }
    [[nodiscard]] static QString stateText(ActivityEvent::State state, bool canSend);
    /// Its name for the user: with its count, or that no catalogue declares it.
    [[nodiscard]] static QString nameText(const ActivityEvent &event);
    /// The time in the list: with seconds for today, with the date for earlier days.
    [[nodiscard]] static QString timeText(const QDateTime &time);

Q_SIGNALS:
    void moreWanted(); ///< the view has come near the end

private:
    /// The first position with a row below \a row.
    [[nodiscard]] std::size_t below(qint64 row) const;
    void removeMissing(std::size_t begin, std::size_t end, const std::vector<ActivityEvent> &events);
    void insertAndUpdate(std::size_t begin, std::vector<ActivityEvent> &events);
    void remove(std::size_t begin, std::size_t end);
    void count(const ActivityEvent &event, int by);
    void share(ActivityEvent *event);

    // A deque, because rows are added and removed at both ends without moving the others.
    std::deque<ActivityEvent> m_events;
    std::array<int, 5> m_states{}; ///< how many of each state are loaded
    QDateTime m_earliest;
    QSet<QString> m_texts; ///< names and reasons recur: each is stored once
    bool m_more = true;
    bool m_canSend = true;
    bool m_asked = false;
};

} // namespace candor
