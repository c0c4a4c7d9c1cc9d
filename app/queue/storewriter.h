// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "queue/storevalues.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace candor {

struct StoreFile;

/// How events come into an EventStore, which explains failures: the store thread's part.
class StoreWriter
{
public:
    explicit StoreWriter(StoreFile &file)
        : m_file(file)
    {
    }

    /// Inserts \a events and moves the counters and the ring's position in one transaction (BEGIN IMMEDIATE). At 90 %
    /// of maximumBytes it evicts in the same transaction, delivered ones first, then the oldest waiting
    /// (dropped[disk]). Syncs when more than 1 s has passed since the last sync (synchronous FULL, otherwise NORMAL).
    /// What the ring's position says was dealt with before is neither stored nor counted a second time: where
    /// lastSequence does not advance, only a larger ringDropped is counted.
    /// In the same transaction events with a rule are looked at: the second of a day is dropped[daily], and one that
    /// belongs to a burst is counted in the event that stands for its window, unless that was claimed
    /// (dropped[aggregated]).
    [[nodiscard]] bool commit(const EventScope &scope, std::span<const NewEvent> events, const CommitProgress &progress,
                              CommitOutcome *outcome = nullptr);
    /// Is there a commit that was not yet synced, or did events make room for others? Then sync() within 1 s of it.
    [[nodiscard]] bool hasUnsynced() const;
    [[nodiscard]] bool sync();
    /// How much of the ring \a ringBase was committed, by whichever process; zeroes if none. Nothing on failure: then
    /// its entries must stay where they are, or they could be stored twice.
    [[nodiscard]] std::optional<RingPosition> ringPosition(std::uint64_t ringBase);
    /// The local secret of \a decisionId: the one there is, or \a candidate, which becomes it; the same for all
    /// processes. Gone with StoreRemovals::keepOnly() of another decision and with erase(). Nothing on failure.
    [[nodiscard]] std::optional<std::string> obtainSecret(const std::string &decisionId, const std::string &candidate);

private:
    [[nodiscard]] std::int64_t obtainScope(const EventScope &scope);
    [[nodiscard]] RingPosition positionOf(std::uint64_t ringBase);

    StoreFile &m_file;
};

} // namespace candor
