// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/activityevent.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <vector>

namespace candor {

class ActivityModel;

/// Keeps the rows of an ActivityModel what the store holds, however many are loaded: when something has changed, the
/// newest page is fetched again, the rows that are looked at, and the chosen one. All others follow when they are
/// looked at. So a change costs the same with 500 rows and with 100,000.
class ActivityFeed final : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(const std::vector<ActivityEvent> &events, const QString &problem)>;
    /// As Telemetry::fetchActivity(): answers in the order in which it was asked.
    using Fetch = std::function<void(const ActivityFilter &filter, QObject *context, Done done)>;

    /// No statement of the store stays open for longer than one page takes.
    static constexpr int pageRows = 500;

    ActivityFeed(ActivityModel *model, Fetch fetch, QObject *parent = nullptr);

    /// Fetches nothing while inactive: nobody looks.
    void setActive(bool active);
    void setFilter(const ActivityFilter &filter);
    /// Something may have changed in the store. Changes come in bursts; they are followed together.
    void follow();
    /// Positions in the model that a person sees.
    void setVisible(int first, int last);
    /// Row in the store of the event whose details are shown; 0 for none.
    void setChosen(qint64 row) { m_chosen = row; }

    [[nodiscard]] bool isActive() const { return m_active; }
    /// Is it known what the filter shows?
    [[nodiscard]] bool isKnown() const { return m_known; }
    /// Why the store can't be read: for a person.
    [[nodiscard]] QString problem() const { return m_problem; }

Q_SIGNALS:
    void changed(); ///< rows, isKnown() or problem()

private:
    using Next = std::function<void(const std::vector<ActivityEvent> &events, bool last)>;
    void refresh();
    void fetchNewest(qint64 beforeRow, int page);
    /// \a covered: rows from here on are up to date.
    void fetchVisible(qint64 covered, std::function<void()> next);
    void fetchChosen();
    void fetchOlder();
    void finish();
    void fetch(qint64 beforeRow, int limit, Next next);

    ActivityModel *m_model;
    Fetch m_fetch;
    ActivityFilter m_filter;
    QTimer m_changes;
    QTimer m_scrolling;
    QString m_problem;
    int m_firstVisible = 0;
    int m_lastVisible = 0;
    qint64 m_chosen = 0;
    qint64 m_newestKnown = 0; ///< before the refresh that is under way; 0: none of this filter
    qint64 m_covered = 0; ///< rows from here on are fetched in this refresh
    int m_generation = 0; ///< answers to the question of another filter are not shown
    bool m_active = false;
    bool m_known = false;
    bool m_anew = true; ///< the loaded rows are of another filter
    bool m_gap = false; ///< below the newest page that is read, until the pages in between are
    bool m_refreshing = false;
    bool m_changedMeanwhile = false;
};

} // namespace candor
