// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "queue/storewriter.h"

#include "queue/storeadmission.h"
#include "queue/storefile.h"
#include "queue/storeinsertion.h"

#include <algorithm>
#include <utility>

namespace candor {

namespace {

constexpr std::chrono::seconds syncInterval{1};
constexpr int turnsForRoom = 10;

bool addsUp(std::span<const NewEvent> events, const CommitProgress &progress)
{
    auto expected = static_cast<std::int64_t>(events.size());
    for (const auto &[reason, count] : progress.dropped)
        expected += count;
    return progress.accepted == expected;
}

} // namespace

std::int64_t StoreWriter::obtainScope(const EventScope &scope)
{
    if (const std::int64_t found = m_file.findScope(scope); found != 0)
        return found;
    m_file.connection->run("INSERT INTO scopes (decision, destination) VALUES (?1, ?2)", scope.decisionId,
                           scope.destination);
    return m_file.findScope(scope);
}

RingPosition StoreWriter::positionOf(std::uint64_t ringBase)
{
    RingPosition result;
    Statement find(*m_file.connection, "SELECT last_sequence, dropped FROM rings WHERE base = ?1");
    find.with(static_cast<std::int64_t>(ringBase));
    if (find.step()) {
        result.lastSequence = static_cast<std::uint64_t>(find.number(0));
        result.dropped = static_cast<std::uint64_t>(find.number(1));
    }
    return result;
}

bool StoreWriter::commit(const EventScope &scope, std::span<const NewEvent> events, const CommitProgress &progress,
                         CommitOutcome *outcome)
{
    CommitOutcome result;
    StoreConnection &connection = m_file.begin();
    if (!addsUp(events, progress))
        return m_file.refuse("a commit whose events and drops do not add up to what was accepted was refused");

    const auto now = m_file.clock->monotonic();
    const bool syncs = !m_file.lastSync || now - *m_file.lastSync > syncInterval;
    connection.setSynchronous(syncs);
    {
        std::optional<Transaction> transaction;
        // Others may have filled the log while this one waited for its turn: as long as that can be undone, it is no
        // reason to drop an event.
        for (int turn = 0; turn < turnsForRoom; ++turn) {
            transaction.reset();
            m_file.tidyLog();
            if (m_file.logBytes() > m_file.limits.logClosed)
                return m_file.refuse("the event store " + m_file.folder.database()
                                     + " is being read for too long by another program");
            transaction.emplace(connection, Transaction::Kind::Write);
            if (connection.failed() || m_file.logBytes() <= m_file.limits.logFull || m_file.hasWaitedInVain())
                break;
        }
        const RingPosition dealtWith = positionOf(progress.ringBase);
        const bool advances = progress.lastSequence > dealtWith.lastSequence;
        const std::uint64_t refused = std::max(progress.ringDropped, dealtWith.dropped) - dealtWith.dropped;
        if (connection.failed() || (!advances && refused == 0))
            return m_file.end(true);
        const auto &stillWanted = m_file.options.stillWanted;
        if (stillWanted && m_file.findScope(scope) == 0 && !stillWanted(scope.decisionId))
            return m_file.refuse("what was erased meanwhile is not stored again");

        std::vector<DropNote> notes;
        // Also for a commit of nothing but drops: StoreRemovals::keepOnly() reads here what was counted.
        const std::int64_t scopeId = obtainScope(scope);
        connection.run("DELETE FROM meta WHERE name = 'erased'");
        if (advances) {
            StoreAdmission admission(m_file, scopeId, events);
            const auto noRoom = storeinsertion::insert(m_file, scopeId, admission.events(), &result);
            admission.conclude(noRoom, &result);
            notes = admission.notes();
            notes.insert(notes.end(), progress.notes.begin(), progress.notes.end());
            m_file.addToCounter("accepted", progress.accepted);
            for (const auto &[reason, count] : progress.dropped)
                m_file.addToDropped(reason, count);
        }
        m_file.addToCounter("accepted", static_cast<std::int64_t>(refused));
        m_file.addToDropped(DropReason::Memory, static_cast<std::int64_t>(refused));
        if (refused > 0)
            notes.push_back({{}, DropReason::Memory, 0, static_cast<std::int64_t>(refused)});
        storeinsertion::insertNotes(m_file, scopeId, notes);
        connection.run("INSERT OR REPLACE INTO rings (base, last_sequence, used_ms, dropped) VALUES (?1, ?2, ?3, ?4)",
                       static_cast<std::int64_t>(progress.ringBase),
                       static_cast<std::int64_t>(std::max(progress.lastSequence, dealtWith.lastSequence)),
                       m_file.time.read().now(), static_cast<std::int64_t>(dealtWith.dropped + refused));
        if (!transaction->commit())
            return m_file.end(false);
    }
    if (outcome)
        *outcome = std::move(result);
    if (syncs)
        m_file.lastSync = now;
    m_file.unsynced = !syncs && connection.usesWriteAheadLog();
    if (syncs && m_file.deleted)
        m_file.tidyDeleted({}); // what that comes to has no part in what is done
    return true;
}

bool StoreWriter::hasUnsynced() const
{
    return m_file.unsynced || m_file.deleted;
}

bool StoreWriter::sync()
{
    StoreConnection &connection = m_file.begin();
    if (m_file.deleted)
        m_file.tidyDeleted({});
    if (connection.syncLog())
        m_file.noteSynced();
    return m_file.end(true);
}

std::optional<RingPosition> StoreWriter::ringPosition(std::uint64_t ringBase)
{
    m_file.begin();
    return m_file.endWith(positionOf(ringBase));
}

std::optional<std::string> StoreWriter::obtainSecret(const std::string &decisionId, const std::string &candidate)
{
    StoreConnection &connection = m_file.begin();
    std::string result = m_file.secretOf(decisionId);
    if (result.empty() && !candidate.empty() && !connection.failed()) {
        // Nothing that was hashed with it is stored before it: a power cut takes both, or neither, or the event.
        connection.setSynchronous(false);
        Transaction transaction(connection, Transaction::Kind::Write);
        connection.run("INSERT OR IGNORE INTO secrets (decision, secret) VALUES (?1, ?2)", decisionId, candidate);
        result = m_file.secretOf(decisionId); // another process may have been faster
        (void)transaction.commit(); // its failure is the connection's
    }
    return m_file.endWith(std::move(result));
}

} // namespace candor
