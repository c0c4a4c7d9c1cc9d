// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "queue/storeadmission.h"

#include <cstdint>
#include <span>
#include <vector>

namespace candor {

/// The rows that a commit inserts, as far as there is room for them. Inside its transaction. Internal to queue/;
/// Qt-free.
class StoreInsertion
{
public:
    StoreInsertion(StoreFile &file, std::int64_t scope);

    [[nodiscard]] std::int64_t scope() const { return m_scope; }

    using Events = std::span<const AdmittedEvent>;
    /// Inserts what there is room for, the newest first in line, and counts the rest. Says in \a outcome what was
    /// stored. \returns those that found no room.
    [[nodiscard]] std::vector<const NewEvent *> insert(Events events, CommitOutcome *outcome);
    void insertNotes(std::span<const DropNote> notes);

private:
    void insertRows(Events events, CommitOutcome *outcome);
    /// So many to a statement.
    void insertRows(Events events, std::size_t rows, CommitOutcome *outcome);
    /// Deletes delivered and rejected rows, then the oldest waiting ones, until \a need more pages fit.
    void evict(std::int64_t need);

    StoreFile &m_file;
    StoreConnection &m_connection;
    const std::int64_t m_scope;
};

} // namespace candor
