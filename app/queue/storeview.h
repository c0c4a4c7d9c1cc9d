// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "queue/storevalues.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace candor {

struct StoreFile;

/// What there is in an EventStore, which explains failures: nothing is changed. On failure there is no answer.
class StoreView
{
public:
    explicit StoreView(StoreFile &file)
        : m_file(file)
    {
    }

    [[nodiscard]] std::optional<EventCounters> counters();
    [[nodiscard]] std::optional<WaitingEvents> waitingEvents(const EventScope &scope);
    /// How many wait for \a scope, held or not (those of another destination wait for ever, or until they expire).
    [[nodiscard]] std::optional<std::int64_t> waiting(const EventScope &scope);
    /// The newest row there is, whatever became of it; 0 if there is none.
    [[nodiscard]] std::optional<std::int64_t> newestRow();
    /// How many events up to \a row wait or are being sent, of whatever scope.
    [[nodiscard]] std::optional<std::int64_t> onTheirWay(std::int64_t row);
    /// Newest first.
    [[nodiscard]] std::optional<std::vector<StoredEvent>> events(const ActivityQuery &query);
    /// How many events there are, whatever became of them; what was only noted is none.
    [[nodiscard]] std::optional<std::int64_t> recorded();
    /// Names that events() would find without a filter, sorted.
    [[nodiscard]] std::optional<std::vector<std::string>> eventNames();
    [[nodiscard]] std::optional<DeliveryState> deliveryState();
    /// The local secret of \a decisionId; empty: there is none.
    [[nodiscard]] std::optional<std::string> secret(const std::string &decisionId);

private:
    StoreFile &m_file;
};

} // namespace candor
