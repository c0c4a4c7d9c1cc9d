// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "telemetry/activityevent.h"

#include <QAbstractTableModel>

#include <vector>

namespace candor {

/// The events of the store as a table, newest first, in pages: the store may hold far more than anybody scrolls
/// through. Knows nothing of where pages come from; ActivityController fetches them.
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

    /// Shows \a events (descending rows) and tells of the differences only, so that a selection stays on its event.
    void replace(std::vector<ActivityEvent> events, bool more);
    /// Adds older ones below.
    void append(const std::vector<ActivityEvent> &events, bool more);
    [[nodiscard]] const std::vector<ActivityEvent> &events() const { return m_events; }

    /// Words and times in the new language.
    void retranslate();
    [[nodiscard]] static QString stateText(ActivityEvent::State state);

Q_SIGNALS:
    void moreWanted(); ///< the view came near the end

private:
    void removeMissing(const std::vector<ActivityEvent> &events);
    void insertAndUpdate(const std::vector<ActivityEvent> &events);

    std::vector<ActivityEvent> m_events;
    bool m_more = false;
};

} // namespace candor
