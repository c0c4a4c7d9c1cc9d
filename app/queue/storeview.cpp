// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "queue/storeview.h"

#include "queue/storefile.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace candor {

namespace {

constexpr int maximumPage = 500;
constexpr const char *waitingOfScope = "SELECT count(*) FROM events WHERE state = 0 AND scope = ?1";

} // namespace

std::optional<EventCounters> StoreView::counters()
{
    StoreConnection &connection = m_file.begin();
    EventCounters result;
    {
        // One transaction: numbers of different moments would not add up.
        Transaction transaction(connection, Transaction::Kind::Read);
        result.waiting = connection.number("SELECT count(*) FROM events WHERE state = 0");
        result.waitingBytes = connection.number("SELECT sum(bytes) FROM events WHERE state = 0");
        result.sending = connection.number("SELECT count(*) FROM events WHERE state = 1");
        result.countersSinceMs = connection.number("SELECT value FROM meta WHERE name = 'counters_since_ms'");
        Statement all(connection, "SELECT name, value FROM counters");
        while (all.step()) {
            const std::string name = all.text(0);
            if (name == "accepted")
                result.accepted = all.number(1);
            else if (name == "delivered")
                result.delivered = all.number(1);
            else if (const std::optional<DropReason> reason = dropReasonNamed(name))
                result.dropped[*reason] = all.number(1);
        }
    }
    return m_file.endWith(std::move(result));
}

std::optional<std::int64_t> StoreView::waiting(const EventScope &scope)
{
    StoreConnection &connection = m_file.begin();
    return m_file.endWith(connection.number(waitingOfScope, m_file.findScope(scope)));
}

std::optional<std::int64_t> StoreView::newestRow()
{
    return m_file.endWith(m_file.begin().number("SELECT ifnull(max(row), 0) FROM events"));
}

std::optional<std::int64_t> StoreView::onTheirWay(std::int64_t row)
{
    return m_file.endWith(
        m_file.begin().number("SELECT count(*) FROM events WHERE state IN (0, 1) AND row <= ?1", row));
}

std::optional<WaitingEvents> StoreView::waitingEvents(const EventScope &scope)
{
    StoreConnection &connection = m_file.begin();
    WaitingEvents result;
    {
        Transaction transaction(connection, Transaction::Kind::Read);
        const std::int64_t scopeId = m_file.findScope(scope);
        const std::int64_t now = m_file.nowMs();
        const std::int64_t count = connection.number(waitingOfScope, scopeId);
        Statement held(connection,
                       "SELECT count(*), min(ready_ms) FROM events INDEXED BY events_held "
                       "WHERE state = 0 AND ready_ms > 0 AND ready_ms > ?2 AND window_begin_ms <= ?2 AND scope = ?1");
        held.with(scopeId, now);
        if (held.step() && held.number(0) > 0) {
            result.held = held.number(0);
            result.heldFor = std::chrono::milliseconds(held.number(1) - now);
        }
        result.ready = count - result.held;
        if (const StoreClock time = m_file.time.look(); time.isInDoubt()) {
            const std::int64_t looksOld =
                connection.number("SELECT count(*) FROM events WHERE state = 0 AND scope = ?1 AND aged_from_ms < ?2",
                                  scopeId, m_file.time.oldestToSend(time));
            result.inDoubt = std::min(result.ready, looksOld);
            result.ready -= result.inDoubt;
        }
    }
    return m_file.endWith(std::move(result));
}

std::optional<std::vector<StoredEvent>> StoreView::events(const ActivityQuery &query)
{
    StoreConnection &connection = m_file.begin();
    std::vector<StoredEvent> result;
    Statement find(connection,
                   "SELECT row, id, name, time_ms, state, body, attempts, finished_ms, reason, copies "
                   "FROM events CROSS JOIN bodies USING (row) "
                   "WHERE row < ?1 AND (?2 < 0 OR state = ?2) "
                   "AND (?3 = '' OR instr(name, lower(?3)) > 0 OR instr(lower(body), lower(?3)) > 0) "
                   "AND (?5 = '' OR name = ?5) AND (?6 = 0 OR time_ms >= ?6) AND (?7 = 0 OR time_ms < ?7) "
                   "ORDER BY row DESC LIMIT ?4");
    // Compared plainly, so that a page far down is sought and not counted through from the newest row.
    find.with(query.beforeRow == 0 ? std::numeric_limits<std::int64_t>::max() : query.beforeRow,
              query.state ? static_cast<std::int64_t>(*query.state) : -1, query.text,
              std::clamp(query.limit, 0, maximumPage), query.name, query.fromMs, query.untilMs);
    while (find.step())
        result.push_back(StoreFile::eventOf(find));
    return m_file.endWith(std::move(result));
}

std::optional<std::int64_t> StoreView::recorded()
{
    return m_file.endWith(m_file.begin().number("SELECT count(*) FROM events WHERE state < 4"));
}

std::optional<std::vector<std::string>> StoreView::eventNames()
{
    StoreConnection &connection = m_file.begin();
    std::vector<std::string> result;
    {
        Statement all(connection, "SELECT DISTINCT name FROM bodies WHERE name <> '' ORDER BY name");
        while (all.step())
            result.push_back(all.text(0));
    }
    return m_file.endWith(std::move(result));
}

std::optional<DeliveryState> StoreView::deliveryState()
{
    StoreConnection &connection = m_file.begin();
    DeliveryState result;
    Statement find(connection,
                   "SELECT not_before_ms, failures, pause_reason, paused_for, last_attempt_ms, "
                   "last_delivery_ms, last_result, last_ok, last_host FROM delivery WHERE id = 1");
    if (find.step()) {
        result.notBeforeMs = find.number(0);
        result.failures = static_cast<int>(find.number(1));
        result.pauseReason = find.text(2);
        result.pausedFor = find.text(3);
        result.lastAttemptMs = find.number(4);
        result.lastDeliveryMs = find.number(5);
        result.lastResult = find.text(6);
        result.lastOk = find.number(7) != 0;
        result.lastHost = find.text(8);
    }
    return m_file.endWith(std::move(result));
}

std::optional<std::string> StoreView::secret(const std::string &decisionId)
{
    m_file.begin();
    return m_file.endWith(m_file.secretOf(decisionId));
}

} // namespace candor
