// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "queue/storeremovals.h"

#include "queue/storefile.h"
#include "queue/storeschema.h"

#include <algorithm>

namespace candor {

namespace {

/// Rings of processes that ended longer ago than this can't be recovered any more: the system cleared them at log-out.
constexpr std::chrono::hours ringMemory{24 * 90};
constexpr std::int64_t ringsKept = 500;
/// Rows that one transaction deletes: the log takes up each page that a deletion overwrites.
constexpr std::int64_t rowsAtOnce = 128;
/// Who reads now will be done by then.
constexpr std::chrono::milliseconds readersTurn{1000};

Statement &bound(Statement &statement, const std::vector<std::variant<std::int64_t, std::string>> &values)
{
    for (int index = 1; const auto &value : values)
        std::visit([&](const auto &held) { statement.bind(index++, held); }, value);
    return statement;
}

} // namespace

bool StoreRemovals::hasRows(const Removal &removal)
{
    // Looked at first: a write transaction for nothing would wait for other processes' commits.
    Statement look(*m_file.connection,
                   (std::string("SELECT 1 FROM events WHERE ") + removal.rows + " LIMIT 1").c_str());
    return bound(look, removal.values).step();
}

std::optional<std::int64_t> StoreRemovals::removeRows(const Removal &removal)
{
    std::int64_t all = 0;
    const std::string remove = std::string("DELETE FROM events WHERE row IN (SELECT row FROM events WHERE ")
        + removal.rows + " LIMIT " + std::to_string(rowsAtOnce) + ')';
    for (bool last = false; !last;) {
        if (!removal.atOnce && m_file.logBytes() > m_file.limits.logClosed)
            return std::nullopt;
        m_file.connection->setSynchronous(removal.atOnce);
        Transaction transaction(*m_file.connection, Transaction::Kind::Write);
        Statement statement(*m_file.connection, remove.c_str());
        const std::int64_t gone = bound(statement, removal.values).run();
        all += gone;
        last = gone < rowsAtOnce;
        if (gone > 0)
            m_file.noteDeleted();
        if (removal.reason)
            m_file.addToDropped(*removal.reason, gone);
        if (removal.also)
            removal.also(last);
        if (!transaction.commit())
            return std::nullopt;
        m_file.tidyLog();
    }
    return all;
}

std::chrono::milliseconds StoreRemovals::readersPatience() const
{
    return std::min(readersTurn, m_file.options.patience);
}

bool StoreRemovals::adoptClock(std::int64_t now)
{
    std::int64_t changed = 1;
    while (changed > 0 && m_file.logBytes() <= m_file.limits.logClosed) {
        m_file.connection->setSynchronous(false);
        Transaction transaction(*m_file.connection, Transaction::Kind::Write);
        changed = m_file.connection->run("UPDATE events SET aged_from_ms = ?1 WHERE row IN "
                                         "(SELECT row FROM events WHERE aged_from_ms > ?1 LIMIT ?2)",
                                         now, rowsAtOnce);
        m_file.connection->run("UPDATE rings SET used_ms = ?1 WHERE used_ms > ?1", now);
        if (!transaction.commit())
            return false;
        m_file.tidyLog();
    }
    return !m_file.connection->failed();
}

void StoreRemovals::shrink()
{
    const std::int64_t before = m_file.connection->number("PRAGMA freelist_count");
    // Some are kept: the next events would only make the file grow again.
    std::int64_t unused = before;
    while (unused > m_file.limits.pages / 8 && m_file.logBytes() <= m_file.limits.logFull
           && !m_file.connection->failed()) {
        m_file.connection->execute("PRAGMA incremental_vacuum(128)");
        m_file.tidyLog();
        unused = m_file.connection->number("PRAGMA freelist_count");
    }
    // The file becomes shorter only when the log is moved into it.
    if (unused != before)
        (void)m_file.cutLog();
}

bool StoreRemovals::expire()
{
    StoreConnection &connection = m_file.beginWrite();
    Transaction looking(connection, Transaction::Kind::Write);
    const StoreClock time = m_file.time.read();
    if (!looking.commit())
        return m_file.end(false);
    // There is no index of times: each of these looks reads the narrow table, from end to end.
    const std::int64_t newest = connection.number("SELECT max(ifnull((SELECT max(aged_from_ms) FROM events), 0), "
                                                  "ifnull((SELECT max(used_ms) FROM rings), 0))");
    if (connection.failed() || (newest > time.now() && !adoptClock(time.now())))
        return m_file.end(false);
    const auto removeOlder = [&](std::chrono::milliseconds age, const char *rows, std::optional<DropReason> reason) {
        const Removal removal{rows, {time.sure() - age.count()}, reason};
        if (hasRows(removal))
            removeRows(removal);
    };
    removeOlder(m_file.options.maximumAge, "state = 0 AND aged_from_ms < ?1", DropReason::Expired);
    removeOlder(m_file.options.keepDelivered, "state >= 2 AND aged_from_ms < ?1", {});
    if (connection.number("SELECT count(*) FROM rings") > ringsKept) {
        // The newest stay whatever the clock says: a ring that is forgotten too early would be stored a second time.
        connection.run("DELETE FROM rings WHERE used_ms < ?1 AND base NOT IN "
                       "(SELECT base FROM rings ORDER BY used_ms DESC LIMIT ?2)",
                       time.sure() - std::chrono::milliseconds(ringMemory).count(), ringsKept);
    }
    shrink();
    m_file.tidyDeleted(readersPatience());
    return m_file.end(true);
}

bool StoreRemovals::noteUndecided(bool undecided)
{
    StoreConnection &connection = m_file.beginWrite();
    Transaction transaction(connection, Transaction::Kind::Write);
    const StoreClock time = m_file.time.read();
    const std::int64_t since = m_file.time.undecidedSince();
    const std::int64_t longest = std::chrono::milliseconds(m_file.options.keepUndecided).count();
    if (since != 0 && time.sure() - since > longest) {
        // Not what somebody records under an answer that comes meanwhile.
        const std::int64_t last = connection.number("SELECT max(row) FROM events");
        if (!m_file.end(transaction.commit()))
            return false;
        const bool all = removeRows({"state IN (0, 1) AND row <= ?1", {last}, DropReason::Expired}).has_value();
        shrink();
        m_file.tidyDeleted(readersPatience());
        if (all && !undecided)
            connection.execute("DELETE FROM meta WHERE name = 'undecided_since_ms'");
        return m_file.end(true);
    }
    if (!undecided) {
        if (since == 0 || time.now() - since <= longest) // else it may have been too long: the next start tells
            connection.execute("DELETE FROM meta WHERE name = 'undecided_since_ms'");
    } else if (since == 0 || since > time.now()) { // later than now: by a clock that is not believed
        connection.run("INSERT OR REPLACE INTO meta (name, value) VALUES ('undecided_since_ms', ?1)", time.now());
    }
    return m_file.end(transaction.commit());
}

bool StoreRemovals::forgetMarks(const std::string &decisionId)
{
    // Looked at first: a write transaction for nothing would wait for other processes' commits.
    StoreConnection &connection = *m_file.connection;
    if (connection.number("SELECT (SELECT count(*) FROM secrets WHERE decision <> ?1) + "
                          "(SELECT count(*) FROM daily WHERE decision <> ?1)",
                          decisionId)
        == 0)
        return false;
    connection.setSynchronous(true); // what must not be there any more must not come back with a power cut
    Transaction transaction(connection, Transaction::Kind::Write);
    connection.run("DELETE FROM secrets WHERE decision <> ?1", decisionId);
    connection.run("DELETE FROM daily WHERE decision <> ?1", decisionId);
    // With no row left this overwrites the table's last page from end to end.
    if (connection.number("SELECT count(*) FROM secrets") == 0)
        connection.execute("DELETE FROM secrets");
    m_file.noteDeleted();
    (void)transaction.commit(); // its failure is the connection's
    return true;
}

bool StoreRemovals::keepOnly(const std::string &decisionId)
{
    StoreConnection &connection = m_file.begin();
    bool anything = forgetMarks(decisionId);
    if (connection.number("SELECT count(*) FROM scopes WHERE decision <> ?1", decisionId) > 0) {
        anything = true;
        const auto forget = [&](bool last) {
            if (last) {
                connection.run("DELETE FROM scopes WHERE decision <> ?1", decisionId);
                m_file.noteDeleted();
            }
            storeschema::restartCounters(connection, m_file.nowMs());
        };
        removeRows({.rows = "scope IN (SELECT id FROM scopes WHERE decision <> ?1)",
                    .values = {decisionId},
                    .atOnce = true,
                    .also = forget});
    }
    if (anything)
        shrink();
    m_file.tidyDeleted(anything ? readersTurn : std::chrono::milliseconds(0));
    return m_file.end(true);
}

bool StoreRemovals::keepGranted(Categories granted)
{
    m_file.begin();
    const Categories refused = allCategories & ~granted;
    const Removal removal{"state IN (0, 1) AND (categories & ?1) <> 0", {refused.toInt()}, DropReason::Category, true};
    const bool anything = refused && hasRows(removal);
    if (anything && !removeRows(removal))
        return m_file.end(false);
    // Also what a reader, or the end of a process, has kept from being cut before.
    m_file.tidyDeleted(anything ? readersPatience() : std::chrono::milliseconds(0));
    return m_file.end(true);
}

bool StoreRemovals::dropTried(int attempts)
{
    if (attempts <= 0)
        return true;
    m_file.begin();
    const Removal removal{"state = 0 AND attempts >= ?1", {attempts}, DropReason::Attempts};
    if (hasRows(removal) && removeRows(removal))
        m_file.tidyDeleted({}); // the next request waits
    return m_file.end(true);
}

bool StoreRemovals::removeWaiting(std::int64_t row, const std::string &id, bool *removed)
{
    m_file.begin();
    const std::optional<std::int64_t> gone =
        removeRows({"row = ?1 AND state = 0 AND (SELECT id FROM bodies WHERE bodies.row = events.row) = ?2",
                    {row, id},
                    DropReason::Deleted,
                    true});
    *removed = gone.value_or(0) > 0;
    if (gone)
        m_file.tidyDeleted(readersPatience());
    return m_file.end(gone.has_value());
}

} // namespace candor
