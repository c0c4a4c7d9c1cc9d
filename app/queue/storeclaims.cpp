// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "queue/storeclaims.h"

#include "queue/storefile.h"

#include <algorithm>

namespace candor {

namespace {

constexpr std::size_t maximumReasonBytes = 300;

/// \a text cut at a character's border.
std::string_view cut(std::string_view text, std::size_t bytes)
{
    if (text.size() <= bytes)
        return text;
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80)
        --bytes;
    return text.substr(0, bytes);
}

} // namespace

bool StoreClaims::reclaim()
{
    StoreConnection &connection = m_file.beginWrite();
    // Looked at first: a write transaction for nothing would wait for other processes' commits.
    if (connection.number("SELECT count(*) FROM events WHERE state = 1") == 0)
        return m_file.end(true);
    Transaction transaction(connection, Transaction::Kind::Write);
    connection.run("UPDATE events SET state = 0 WHERE state = 1");
    return m_file.end(transaction.commit());
}

std::vector<StoredEvent> StoreClaims::claim(const EventScope &scope, int maximumEvents, std::int64_t maximumBytes,
                                            Held held, Categories granted, const IdentityOf &identityOf)
{
    StoreConnection &connection = m_file.beginWrite();
    std::vector<StoredEvent> result;
    // Looked at first: a write transaction for nothing would wait for other processes' commits.
    if (connection.number("SELECT 1 FROM events WHERE state = 0 AND scope = ?1 LIMIT 1", m_file.findScope(scope))
        == 0) {
        (void)m_file.end(true);
        return result;
    }

    Transaction transaction(connection, Transaction::Kind::Write);
    // Only now: while this one waited, another process may have erased the scope, and its number be another one's.
    const std::int64_t scopeId = m_file.findScope(scope);
    const std::int64_t oldest = m_file.time.oldestToSend(m_file.time.read());
    {
        Statement find(connection,
                       "SELECT row, id, name, time_ms, state, body, attempts, finished_ms, reason, copies "
                       "FROM events CROSS JOIN bodies USING (row) "
                       "WHERE state = 0 AND scope = ?1 AND (?3 OR ready_ms <= ?4 OR window_begin_ms > ?4) "
                       "AND (categories & ~?5) = 0 AND aged_from_ms >= ?6 ORDER BY row LIMIT ?2");
        find.with(scopeId, std::max(1, maximumEvents), held == Held::Included ? 1 : 0, m_file.nowMs(), granted.toInt(),
                  oldest);
        std::int64_t bytes = 0;
        std::string identity; // of the first
        while (find.step()) {
            StoredEvent event = StoreFile::eventOf(find);
            event.state = EventState::Sending;
            if (identityOf && result.empty())
                identity = identityOf(event.body);
            else if (identityOf && identityOf(event.body) != identity)
                continue;
            bytes += static_cast<std::int64_t>(event.body.size());
            if (bytes > maximumBytes && !result.empty())
                break;
            result.push_back(std::move(event));
        }
    }
    for (const StoredEvent &event : result)
        connection.run("UPDATE events SET state = 1, ready_ms = 0 WHERE row = ?1", event.row);
    if (!m_file.end(transaction.commit()))
        result.clear();
    m_file.tidyLog();
    return result;
}

bool StoreClaims::settle(std::span<const std::int64_t> rows, const Settlement &settlement, const DeliveryState &state)
{
    StoreConnection &connection = m_file.beginWrite();
    Transaction transaction(connection, Transaction::Kind::Write);
    if (settlement.becomes == EventState::Waiting)
        putBack(rows, settlement.isAttempt);
    else
        finish(rows, settlement);
    connection.run("INSERT OR REPLACE INTO delivery (id, not_before_ms, failures, pause_reason, paused_for, "
                   "last_attempt_ms, last_delivery_ms, last_result, last_ok, last_host) "
                   "VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                   state.notBeforeMs, state.failures, state.pauseReason, state.pausedFor, state.lastAttemptMs,
                   state.lastDeliveryMs, state.lastResult, state.lastOk ? 1 : 0, state.lastHost);
    return m_file.endWrite(transaction);
}

bool StoreClaims::release(std::span<const std::int64_t> rows)
{
    Transaction transaction(m_file.beginWrite(), Transaction::Kind::Write);
    putBack(rows, false);
    return m_file.endWrite(transaction);
}

void StoreClaims::putBack(std::span<const std::int64_t> rows, bool isAttempt)
{
    for (const std::int64_t row : rows) {
        m_file.connection->run("UPDATE events SET state = 0, attempts = attempts + ?1 WHERE row = ?2 AND state = 1",
                               isAttempt ? 1 : 0, row);
    }
}

void StoreClaims::finish(std::span<const std::int64_t> rows, const Settlement &settlement)
{
    // Counted by what really changed: a row may have been erased since it was claimed, or been put back to waiting by a
    // process that took this one for dead.
    std::int64_t changed = 0;
    const std::int64_t now = m_file.nowMs();
    const std::int64_t agedFrom = m_file.time.read().now();
    for (const std::int64_t row : rows) {
        changed += m_file.connection->run(
            "UPDATE events SET state = ?1, attempts = attempts + 1, reason = ?2, finished_ms = ?3, "
            "aged_from_ms = ?4 WHERE row = ?5 AND state IN (0, 1)",
            static_cast<std::int64_t>(settlement.becomes), cut(settlement.reason, maximumReasonBytes), now, agedFrom,
            row);
    }
    if (settlement.becomes == EventState::Delivered)
        m_file.addToCounter("delivered", changed);
    else
        m_file.addToDropped(DropReason::Rejected, changed);
    m_file.noFinishedAt.reset();
}

} // namespace candor
