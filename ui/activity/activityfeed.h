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

/// Keeps an ActivityModel up to date with the store: after a change it fetches the newest page, the visible rows and
/// the selected one again. All other rows are updated when they become visible. So a change costs the same with 500
/// loaded rows and with 100,000.
class ActivityFeed final : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(const std::vector<ActivityEvent> &events, const QString &problem)>;
    /// Like Telemetry::fetchActivity(): answers in the order of the calls.
    using Fetch = std::function<void(const ActivityFilter &filter, QObject *context, Done done)>;

    /// A statement of the store stays open only while one page is read.
    static constexpr int pageRows = 500;

    ActivityFeed(ActivityModel *model, Fetch fetch, QObject *parent = nullptr);

    /// Fetches nothing while inactive, since the list is not visible.
    void setActive(bool active);
    void setFilter(const ActivityFilter &filter);
    /// Call if something may have changed in the store. A burst of changes is handled at once.
    void follow();
    /// The visible positions in the model.
    void setVisible(int first, int last);
    /// The row in the store of the event whose details are shown; 0 for none.
    void setChosen(qint64 row) { m_chosen = row; }

    [[nodiscard]] bool isActive() const { return m_active; }
    /// Are the events that the filter matches known?
    [[nodiscard]] bool isKnown() const { return m_known; }
    /// For the user: why the store can't be read.
    [[nodiscard]] QString problem() const { return m_problem; }

Q_SIGNALS:
    void changed(); ///< the rows, isKnown() or problem()

private:
    using Next = std::function<void(const std::vector<ActivityEvent> &events, bool last)>;
    void refresh();
    void fetchNewest(qint64 beforeRow, int page);
    /// \a covered: rows from this one on are up to date.
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
    qint64 m_newestKnown = 0; ///< before the current refresh; 0: none for this filter
    qint64 m_covered = 0; ///< rows from this one on are fetched by this refresh
    int m_generation = 0; ///< answers for an earlier filter are ignored
    bool m_active = false;
    bool m_known = false;
    bool m_anew = true; ///< the loaded rows belong to another filter
    bool m_gap = false; ///< there is a gap below the newest page, until the pages in between are read
    bool m_refreshing = false;
    bool m_changedMeanwhile = false;
};

} // namespace candor
