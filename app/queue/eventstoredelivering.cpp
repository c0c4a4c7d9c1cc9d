// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "queue/eventstore_p.h"

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

bool EventStore::reclaim()
{
    StoreConnection &connection = d->begin();
    connection.setSynchronous(false);
    // Looked at first: a write transaction for nothing would wait for other processes' commits.
    if (connection.number("SELECT count(*) FROM events WHERE state = 1") == 0)
        return d->end(true);
    Transaction transaction(connection, Transaction::Kind::Write);
    Statement(connection, "UPDATE events SET state = 0 WHERE state = 1").run();
    return d->end(transaction.commit());
}

std::vector<StoredEvent> EventStore::claim(const EventScope &scope, int maximumEvents, std::int64_t maximumBytes,
                                           Held held, Categories granted, const IdentityOf &identityOf)
{
    StoreConnection &connection = d->begin();
    connection.setSynchronous(false);
    std::vector<StoredEvent> result;
    // Looked at first: a write transaction for nothing would wait for other processes' commits.
    Statement any(connection, "SELECT 1 FROM events WHERE state = 0 AND scope = ?1 LIMIT 1");
    any.bind(1, d->findScope(scope));
    const bool anyThere = any.step();
    any.reset();
    if (!anyThere) {
        (void)d->end(true);
        return result;
    }

    Transaction transaction(connection, Transaction::Kind::Write);
    // Only now: while this one waited, another process may have erased the scope, and its number be another one's.
    const std::int64_t scopeId = d->findScope(scope);
    const std::int64_t oldest = d->oldestToSend(d->time());
    {
        Statement find(connection,
                       "SELECT row, id, name, time_ms, attempts, body FROM events CROSS JOIN bodies USING (row) "
                       "WHERE state = 0 AND scope = ?1 AND (not_before_ms <= ?3 OR not_before_ms > ?4) "
                       "AND (categories & ~?5) = 0 AND aged_from_ms >= ?6 ORDER BY row LIMIT ?2");
        const std::int64_t now = d->nowMs();
        // Held for longer than anything ever is: the clock was wrong then or is now.
        const std::int64_t latest = held == Held::Included ? now : now + Private::longestHold.count();
        find.bind(1, scopeId)
            .bind(2, std::max(1, maximumEvents))
            .bind(3, now)
            .bind(4, latest)
            .bind(5, granted.toInt())
            .bind(6, oldest);
        std::int64_t bytes = 0;
        while (find.step()) {
            StoredEvent event;
            event.row = find.number(0);
            event.id = find.text(1);
            event.name = find.text(2);
            event.timeMs = find.number(3);
            event.state = EventState::Sending;
            event.attempts = static_cast<int>(find.number(4));
            event.body = find.text(5);
            if (identityOf && !result.empty() && identityOf(event.body) != identityOf(result.front().body))
                continue;
            bytes += static_cast<std::int64_t>(event.body.size());
            if (bytes > maximumBytes && !result.empty())
                break;
            result.push_back(std::move(event));
        }
    }
    for (const StoredEvent &event : result)
        Statement(connection, "UPDATE events SET state = 1, not_before_ms = 0 WHERE row = ?1").bind(1, event.row).run();
    if (!d->end(transaction.commit()))
        result.clear();
    d->tidyLog();
    return result;
}

bool EventStore::markDelivered(std::span<const std::int64_t> rows)
{
    StoreConnection &connection = d->begin();
    connection.setSynchronous(false);
    Transaction transaction(connection, Transaction::Kind::Write);
    // Counted by what really changed: a row may have been erased since it was claimed, or been put back to waiting by a
    // process that took this one for dead.
    std::int64_t changed = 0;
    for (const std::int64_t row : rows) {
        changed += Statement(connection,
                             "UPDATE events SET state = 2, attempts = attempts + 1, finished_ms = ?1, "
                             "aged_from_ms = ?3 WHERE row = ?2 AND state IN (0, 1)")
                       .bind(1, d->nowMs())
                       .bind(2, row)
                       .bind(3, d->time().now())
                       .run();
    }
    d->addToCounter("delivered", changed);
    d->noFinishedAt.reset();
    return d->endWrite(transaction);
}

bool EventStore::markRejected(std::span<const std::int64_t> rows, const std::string &reason)
{
    StoreConnection &connection = d->begin();
    connection.setSynchronous(false);
    Transaction transaction(connection, Transaction::Kind::Write);
    std::int64_t changed = 0;
    for (const std::int64_t row : rows) {
        changed += Statement(connection,
                             "UPDATE events SET state = 3, attempts = attempts + 1, finished_ms = ?1, "
                             "reason = ?2, aged_from_ms = ?4 WHERE row = ?3 AND state IN (0, 1)")
                       .bind(1, d->nowMs())
                       .bind(2, cut(reason, maximumReasonBytes))
                       .bind(3, row)
                       .bind(4, d->time().now())
                       .run();
    }
    d->addToDropped(DropReason::Rejected, changed);
    d->noFinishedAt.reset();
    return d->endWrite(transaction);
}

bool EventStore::release(std::span<const std::int64_t> rows, bool countAttempt)
{
    StoreConnection &connection = d->begin();
    connection.setSynchronous(false);
    Transaction transaction(connection, Transaction::Kind::Write);
    for (const std::int64_t row : rows) {
        Statement(connection, "UPDATE events SET state = 0, attempts = attempts + ?1 WHERE row = ?2 AND state = 1")
            .bind(1, countAttempt ? 1 : 0)
            .bind(2, row)
            .run();
    }
    return d->endWrite(transaction);
}

bool EventStore::dropTried(int attempts)
{
    if (attempts <= 0)
        return true;
    d->begin();
    const Private::Removal removal{"state = 0 AND attempts >= ?1",
                                   [attempts](Statement &statement) { statement.bind(1, attempts); },
                                   [this](std::int64_t gone, bool) { d->addToDropped(DropReason::Attempts, gone); }};
    if (!d->hasRows(removal) || !d->removeRows(removal))
        return d->end(true);
    d->tidyDeleted({}); // the next request waits
    return d->end(true);
}

std::optional<DeliveryState> EventStore::deliveryState()
{
    StoreConnection &connection = d->begin();
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
    if (!d->end(true))
        return std::nullopt;
    return result;
}

bool EventStore::setDeliveryState(const DeliveryState &state)
{
    StoreConnection &connection = d->begin();
    connection.setSynchronous(false);
    Transaction transaction(connection, Transaction::Kind::Write);
    Statement(connection,
              "INSERT OR REPLACE INTO delivery (id, not_before_ms, failures, pause_reason, paused_for, "
              "last_attempt_ms, last_delivery_ms, last_result, last_ok, last_host) "
              "VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")
        .bind(1, state.notBeforeMs)
        .bind(2, state.failures)
        .bind(3, state.pauseReason)
        .bind(4, state.pausedFor)
        .bind(5, state.lastAttemptMs)
        .bind(6, state.lastDeliveryMs)
        .bind(7, state.lastResult)
        .bind(8, state.lastOk ? 1 : 0)
        .bind(9, state.lastHost)
        .run();
    return d->endWrite(transaction);
}

} // namespace candor
