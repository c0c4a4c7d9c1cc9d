// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "queue/storevalues.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace candor {

struct StoreFile;
class StoreConnection;
class StoreWindows;

/// The rows that a commit inserts, as far as there is room for them. Inside its transaction. Internal to queue/;
/// Qt-free.
class StoreInsertion
{
public:
    StoreInsertion(StoreFile &file, StoreWindows &windows, std::int64_t scope);

    [[nodiscard]] std::int64_t scope() const { return m_scope; }

    using Events = std::span<const NewEvent *const>;
    /// Inserts what there is room for, the newest first in line, and counts the rest. Says in \a outcome what was
    /// stored. \returns those that found no room.
    [[nodiscard]] std::vector<const NewEvent *> insert(Events events, CommitOutcome *outcome);
    void insertNotes(std::span<const DropNote> notes);

private:
    void insertRows(Events events, CommitOutcome *outcome);
    /// ... of the row of events that was inserted just now.
    void insertBody(std::string_view id, std::string_view name, std::string_view body);
    /// Deletes delivered and rejected rows, then the oldest waiting ones, until \a need more pages fit.
    void evict(std::int64_t need);
    /// False: no row is delivered or rejected, as far as this connection knows without looking.
    [[nodiscard]] bool mayHoldFinished();

    StoreFile &m_file;
    StoreConnection &m_connection;
    StoreWindows &m_windows;
    const std::int64_t m_scope;
};

} // namespace candor
