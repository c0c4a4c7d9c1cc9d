// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "activity/activityfeed.h"

#include "activity/activitymodel.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <utility>

namespace candor {

using namespace std::chrono_literals;

namespace {
// A list that was not visible for long may have missed many events: at most this many pages are read to fill the gap.
constexpr int mostNewPages = 10;
// Up to this number another filter inserts and removes single rows, so that the list need not be laid out again.
constexpr int fewRows = 1000;
// Rows around the visible ones, so that they are up to date when the user scrolls.
constexpr int margin = 20;
constexpr qint64 nothingCovered = std::numeric_limits<qint64>::max();
} // namespace

ActivityFeed::ActivityFeed(ActivityModel *model, Fetch fetch, QObject *parent)
    : QObject(parent)
    , m_model(model)
    , m_fetch(std::move(fetch))
{
    m_changes.setSingleShot(true);
    m_changes.setInterval(100ms);
    connect(&m_changes, &QTimer::timeout, this, &ActivityFeed::refresh);
    m_scrolling.setSingleShot(true);
    m_scrolling.setInterval(50ms);
    connect(&m_scrolling, &QTimer::timeout, this, [this] {
        if (m_active && !m_refreshing) // otherwise the refresh fetches them
            fetchVisible(nothingCovered, [this] { Q_EMIT changed(); });
    });
    connect(m_model, &ActivityModel::moreWanted, this, &ActivityFeed::fetchOlder);
}

void ActivityFeed::setActive(bool active)
{
    if (active == m_active)
        return;
    m_active = active;
    m_changes.stop();
    m_scrolling.stop();
    if (active)
        refresh();
}

void ActivityFeed::setFilter(const ActivityFilter &filter)
{
    m_filter = filter;
    // The rows stay until the answer arrives: an empty list in between would flicker with every key.
    m_anew = true;
    m_known = false;
    m_refreshing = false;
    ++m_generation;
    if (m_active)
        refresh();
}

void ActivityFeed::follow()
{
    if (!m_active)
        return;
    if (m_refreshing)
        m_changedMeanwhile = true; // if the disk is slow, one refresh after the other instead of more and more
    else if (!m_changes.isActive())
        m_changes.start();
}

void ActivityFeed::setVisible(int first, int last)
{
    if (first == m_firstVisible && last == m_lastVisible)
        return;
    m_firstVisible = first;
    m_lastVisible = last;
    m_scrolling.start();
}

void ActivityFeed::refresh()
{
    if (!m_active)
        return;
    if (m_refreshing) {
        m_changedMeanwhile = true;
        return;
    }
    m_refreshing = true;
    m_changedMeanwhile = false;
    if (m_anew || m_model->events().empty())
        m_newestKnown = 0;
    else if (!m_gap) // else what is above it was read, but not what is in it
        m_newestKnown = m_model->events().front().row();
    fetchNewest(0, 1);
}

void ActivityFeed::fetch(qint64 beforeRow, int limit, Next next)
{
    ActivityFilter filter = m_filter;
    filter.setLimit(limit);
    filter.setBeforeRow(beforeRow);
    m_fetch(filter, this,
            [this, limit, generation = m_generation, next = std::move(next)](const std::vector<ActivityEvent> &events,
                                                                             const QString &problem) {
                if (generation != m_generation)
                    return;
                m_problem = problem;
                if (!problem.isEmpty()) {
                    // The loaded rows stay readable; the next change tries again.
                    m_model->moreArrived();
                    finish();
                    return;
                }
                next(events, events.size() < static_cast<std::size_t>(limit));
            });
}

void ActivityFeed::fetchNewest(qint64 beforeRow, int page)
{
    fetch(beforeRow, pageRows, [this, beforeRow, page](const std::vector<ActivityEvent> &events, bool last) {
        m_covered = last ? 0 : events.back().row();
        if (m_anew && m_model->rowCount() > fewRows) {
            m_model->startAnew(events, last); // row by row would cause a pause for 100,000
        } else {
            m_model->show(beforeRow, events, last);
            if (m_anew && !last)
                m_model->forgetBelow(m_covered);
        }
        m_anew = false;
        m_known = true;
        m_gap = !last && m_newestKnown != 0 && m_covered > m_newestKnown;
        if (m_gap) {
            // There would be a gap in the list. A user at the top of the list does not miss the rows below the gap.
            if (m_firstVisible > 0 && page < mostNewPages) {
                fetchNewest(m_covered, page + 1);
                return;
            }
            m_gap = false;
            m_model->forgetBelow(m_covered);
        }
        fetchVisible(m_covered, [this] { fetchChosen(); });
    });
}

void ActivityFeed::fetchVisible(qint64 covered, std::function<void()> next)
{
    const auto &events = m_model->events();
    const int count = static_cast<int>(events.size());
    const int last = std::min(m_lastVisible + margin, count - 1);
    const int first = std::max(0, std::min(m_firstVisible, last) - margin);
    if (last < 0 || events[static_cast<std::size_t>(last)].row() >= covered) {
        next();
        return;
    }
    const qint64 before = events[static_cast<std::size_t>(first)].row() + 1;
    fetch(before, std::min(last - first + 1, pageRows),
          [this, before, next = std::move(next)](const std::vector<ActivityEvent> &found, bool end) {
              const auto &now = m_model->events();
              if (now.empty() || now.back().row() >= before) { // they are not loaded any more; as in fetchOlder()
                  next();
                  return;
              }
              const int loaded = m_model->rowCount();
              m_model->show(before, found, end);
              // If some rows are gone, others have become visible: fetch those next.
              if (m_model->rowCount() < loaded)
                  fetchVisible(nothingCovered, next);
              else
                  next();
          });
}

void ActivityFeed::fetchChosen()
{
    if (m_chosen == 0 || m_chosen >= m_covered || m_model->positionOf(m_chosen) < 0) {
        finish();
        return;
    }
    const qint64 before = m_chosen + 1;
    fetch(before, 1, [this, before](const std::vector<ActivityEvent> &found, bool end) {
        m_model->show(before, found, end);
        finish();
    });
}

void ActivityFeed::fetchOlder()
{
    if (m_model->events().empty()) {
        m_model->moreArrived();
        return;
    }
    const qint64 before = m_model->events().back().row();
    fetch(before, pageRows, [this, before](const std::vector<ActivityEvent> &events, bool last) {
        // If the list ends elsewhere meanwhile, there would be a gap above these rows.
        const auto &loaded = m_model->events();
        if (!loaded.empty() && loaded.back().row() == before)
            m_model->show(before, events, last);
        m_model->moreArrived(); // only after show(): a view that reacts to the new rows must not request the same rows
                                // again
        Q_EMIT changed();
    });
}

void ActivityFeed::finish()
{
    m_refreshing = false;
    Q_EMIT changed();
    if (std::exchange(m_changedMeanwhile, false))
        follow();
}

} // namespace candor
