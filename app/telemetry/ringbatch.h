// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "queue/eventring.h"
#include "queue/storevalues.h"
#include "telemetry/eventpreparation.h"

#include <vector>

namespace candor {

/// One group commit, made of a ring's entries: what may leave is prepared, everything else is counted. Qt-free.
class RingBatch
{
public:
    static constexpr int maximumEntries = 64; ///< of one commit

    RingBatch(EventPreparation *preparation, std::uint64_t ringBase);

    /// Under what the ring was \a granted. False: the entry can't be prepared now, and is as if it had not been added.
    [[nodiscard]] bool add(const EventRing::Entry &entry, Categories granted);
    /// So many were accepted and can't be read.
    void addUnreadable(std::uint64_t entries);

    [[nodiscard]] bool isFull() const { return m_entries >= maximumEntries; }
    [[nodiscard]] bool isEmpty() const { return m_entries == 0; }
    [[nodiscard]] const std::vector<NewEvent> &events() const { return m_events; }
    /// Not of events whose category was refused, that are switched off or happened before the yes: of those there is
    /// nothing but the number.
    [[nodiscard]] const std::vector<DropNote> &notes() const { return m_progress.notes; }
    [[nodiscard]] CommitProgress &progress() { return m_progress; }

private:
    void drop(DropReason reason, std::string_view name, std::int64_t timeMs, std::int64_t count);

    EventPreparation *const m_preparation;
    int m_entries = 0;
    std::vector<NewEvent> m_events;
    CommitProgress m_progress;
};

} // namespace candor
