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

/// The events of the store as a table, newest first, in pages: the store may hold far more than anybody scrolls
/// through. Knows nothing of where pages come from; ActivityFeed fetches them. What a page costs depends on the page,
/// not on how many rows are loaded.
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

    /// Takes over what the store holds below \a beforeRow (0: from the newest): \a events, in descending rows, and
    /// where \a last nothing below them. Loaded rows that lie elsewhere stay. Tells of the differences only, so that a
    /// selection stays on its event.
    void show(qint64 beforeRow, std::vector<ActivityEvent> events, bool last);
    /// Shows \a events and nothing else, as a list of its own: for another filter where many rows are loaded.
    void startAnew(std::vector<ActivityEvent> events, bool last);
    /// Forgets the loaded rows below \a row; there are more, to be fetched when they are wanted.
    void forgetBelow(qint64 row);
    /// The answer to moreWanted() is there, whatever it was.
    void moreArrived() { m_asked = false; }
    [[nodiscard]] const std::deque<ActivityEvent> &events() const { return m_events; }
    /// Position of the loaded row \a row of the store; -1 if it is not loaded.
    [[nodiscard]] int positionOf(qint64 row) const;
    /// Is an event in that state loaded?
    [[nodiscard]] bool has(ActivityEvent::State state) const;
    /// When the earliest of the loaded events happened, or of those that were: rows are in the order of recording,
    /// which an interrupted process may have done late.
    [[nodiscard]] QDateTime earliest() const { return m_earliest; }

    /// Words and times in the new language.
    void retranslate();
    /// Will what waits ever be sent? Without a recipient it is kept, and called so. Default: yes.
    void setCanSend(bool canSend);
    [[nodiscard]] bool canSend() const { return m_canSend; }
    [[nodiscard]] static QString stateText(ActivityEvent::State state, bool canSend);
    /// Its name as a person reads it: with how often it happened, or that no catalogue declares it.
    [[nodiscard]] static QString nameText(const ActivityEvent &event);
    /// The time as it stands in the list: with seconds today, with the day before.
    [[nodiscard]] static QString timeText(const QDateTime &time);

Q_SIGNALS:
    void moreWanted(); ///< the view came near the end

private:
    /// The first position whose row is below \a row.
    [[nodiscard]] std::size_t below(qint64 row) const;
    void removeMissing(std::size_t begin, std::size_t end, const std::vector<ActivityEvent> &events);
    void insertAndUpdate(std::size_t begin, std::vector<ActivityEvent> &events);
    void remove(std::size_t begin, std::size_t end);
    void count(const ActivityEvent &event, int by);
    void share(ActivityEvent *event);

    // At both ends rows come and go without moving the others.
    std::deque<ActivityEvent> m_events;
    std::array<int, 5> m_states{}; ///< so many of each are loaded
    QDateTime m_earliest;
    QSet<QString> m_texts; ///< names and reasons repeat: each is kept once
    bool m_more = true;
    bool m_canSend = true;
    bool m_asked = false;
};

} // namespace candor
