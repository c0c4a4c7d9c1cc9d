// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "queue/eventstore_p.h"

#include <algorithm>
#include <array>
#include <limits>

namespace candor {

namespace {

constexpr int maximumPage = 500;

constexpr std::array allReasons = {
    DropReason::Memory,   DropReason::Disk,     DropReason::Undeclared, DropReason::Retired, DropReason::Invalid,
    DropReason::Category, DropReason::Disabled, DropReason::Sampled,    DropReason::Daily,   DropReason::Aggregated,
    DropReason::Expired,  DropReason::Attempts, DropReason::Rejected,   DropReason::Deleted, DropReason::Early,
};

/// Names of events are ASCII.
std::string lowerCase(std::string text)
{
    for (char &c : text) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    }
    return text;
}

} // namespace

std::optional<EventCounters> EventStore::counters()
{
    StoreConnection &connection = d->begin();
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
            for (const DropReason reason : allReasons) {
                if (name == dropReasonName(reason))
                    result.dropped[reason] = all.number(1);
            }
        }
    }
    if (!d->end(true))
        return std::nullopt;
    return result;
}

std::optional<std::int64_t> EventStore::waiting(const EventScope &scope)
{
    StoreConnection &connection = d->begin();
    Statement count(connection,
                    "SELECT count(*) FROM events WHERE state = 0 AND scope = "
                    "(SELECT id FROM scopes WHERE decision = ?1 AND destination = ?2)");
    count.bind(1, scope.decisionId).bind(2, scope.destination);
    const std::int64_t result = count.step() ? count.number(0) : 0;
    if (!d->end(true))
        return std::nullopt;
    return result;
}

std::optional<std::int64_t> EventStore::newestRow()
{
    const std::int64_t result = d->begin().number("SELECT ifnull(max(row), 0) FROM events");
    if (!d->end(true))
        return std::nullopt;
    return result;
}

std::optional<std::int64_t> EventStore::onTheirWay(std::int64_t row)
{
    StoreConnection &connection = d->begin();
    Statement count(connection, "SELECT count(*) FROM events WHERE state IN (0, 1) AND row <= ?1");
    count.bind(1, row);
    const std::int64_t result = count.step() ? count.number(0) : 0;
    count.reset();
    if (!d->end(true))
        return std::nullopt;
    return result;
}

std::optional<WaitingEvents> EventStore::waitingEvents(const EventScope &scope)
{
    StoreConnection &connection = d->begin();
    WaitingEvents result;
    {
        Transaction transaction(connection, Transaction::Kind::Read);
        const std::int64_t scopeId = d->findScope(scope);
        const std::int64_t now = d->nowMs();
        Statement all(connection, "SELECT count(*) FROM events WHERE state = 0 AND scope = ?1");
        all.bind(1, scopeId);
        const std::int64_t count = all.step() ? all.number(0) : 0;
        Statement held(connection,
                       "SELECT count(*), min(not_before_ms) FROM events INDEXED BY events_held "
                       "WHERE state = 0 AND not_before_ms > 0 AND not_before_ms > ?2 AND not_before_ms <= ?3 "
                       "AND scope = ?1");
        held.bind(1, scopeId).bind(2, now).bind(3, now + Private::longestHold.count());
        if (held.step() && held.number(0) > 0) {
            result.held = held.number(0);
            result.heldFor = std::chrono::milliseconds(held.number(1) - now);
        }
        result.ready = count - result.held;
        if (const StoreClock time = d->lookAtTime(); time.isInDoubt()) {
            Statement looksOld(connection,
                               "SELECT count(*) FROM events WHERE state = 0 AND scope = ?1 "
                               "AND aged_from_ms < ?2");
            looksOld.bind(1, scopeId).bind(2, d->oldestToSend(time));
            result.inDoubt = looksOld.step() ? std::min(result.ready, looksOld.number(0)) : 0;
            result.ready -= result.inDoubt;
        }
    }
    if (!d->end(true))
        return std::nullopt;
    return result;
}

std::optional<std::vector<StoredEvent>> EventStore::events(const ActivityQuery &query)
{
    StoreConnection &connection = d->begin();
    std::vector<StoredEvent> result;
    const std::string text = lowerCase(query.text);
    Statement find(connection,
                   "SELECT row, id, name, time_ms, state, body, attempts, finished_ms, reason, copies "
                   "FROM events CROSS JOIN bodies USING (row) "
                   "WHERE row < ?1 AND (?2 < 0 OR state = ?2) "
                   "AND (?3 = '' OR instr(name, ?3) > 0 OR instr(lower(body), ?3) > 0) "
                   "AND (?5 = '' OR name = ?5) AND (?6 = 0 OR time_ms >= ?6) AND (?7 = 0 OR time_ms < ?7) "
                   "ORDER BY row DESC LIMIT ?4");
    // Compared plainly, so that a page far down is sought and not counted through from the newest row.
    find.bind(1, query.beforeRow == 0 ? std::numeric_limits<std::int64_t>::max() : query.beforeRow)
        .bind(2, query.state ? static_cast<std::int64_t>(*query.state) : -1)
        .bind(3, text)
        .bind(4, std::clamp(query.limit, 0, maximumPage))
        .bind(5, query.name)
        .bind(6, query.fromMs)
        .bind(7, query.untilMs);
    while (find.step()) {
        StoredEvent event;
        event.row = find.number(0);
        event.id = find.text(1);
        event.name = find.text(2);
        event.timeMs = find.number(3);
        event.state = static_cast<EventState>(std::clamp<std::int64_t>(find.number(4), 0, 4));
        event.body = find.text(5);
        event.attempts = static_cast<int>(find.number(6));
        event.finishedMs = find.number(7);
        event.reason = find.text(8);
        event.copies = static_cast<int>(std::clamp<std::int64_t>(find.number(9), 1, std::numeric_limits<int>::max()));
        result.push_back(std::move(event));
    }
    find.reset();
    if (!d->end(true))
        return std::nullopt;
    return result;
}

std::optional<std::int64_t> EventStore::recorded()
{
    const std::int64_t result = d->begin().number("SELECT count(*) FROM events WHERE state < 4");
    if (!d->end(true))
        return std::nullopt;
    return result;
}

std::optional<std::vector<std::string>> EventStore::eventNames()
{
    StoreConnection &connection = d->begin();
    std::vector<std::string> result;
    {
        Statement all(connection, "SELECT DISTINCT name FROM bodies WHERE name <> '' ORDER BY name");
        while (all.step())
            result.push_back(all.text(0));
    }
    if (!d->end(true))
        return std::nullopt;
    return result;
}

bool EventStore::removeWaiting(std::int64_t row, const std::string &id, bool *removed)
{
    d->begin();
    *removed = false;
    const Private::Removal removal{
        "row = ?1 AND state = 0 AND (SELECT id FROM bodies WHERE bodies.row = events.row) = ?2",
        [&](Statement &statement) { statement.bind(1, row).bind(2, id); },
        [&](std::int64_t gone, bool) {
            d->addToDropped(DropReason::Deleted, gone);
            *removed = *removed || gone > 0;
        },
        true};
    const bool done = d->removeRows(removal);
    if (!done)
        *removed = false;
    else
        d->tidyDeleted(d->readersPatience());
    return d->end(done);
}

} // namespace candor
