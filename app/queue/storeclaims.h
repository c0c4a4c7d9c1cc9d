// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "queue/storevalues.h"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace candor {

struct StoreFile;

/// What who sends does with the events of an EventStore, which explains failures: takes some, and says what became of
/// them.
class StoreClaims
{
public:
    explicit StoreClaims(StoreFile &file)
        : m_file(file)
    {
    }

    /// Puts rows left in `sending` by a process that died back to waiting. Only the holder of the upload lock calls it.
    [[nodiscard]] bool reclaim();
    enum class Held { Stay, Included };
    using IdentityOf = std::function<std::string_view(std::string_view body)>;
    /// The oldest waiting events of \a scope, marked as sending: at most \a maximumEvents and \a maximumBytes of bodies
    /// (but at least one). Those that are held stay until their window is over, or the clock is set back to before it,
    /// or are \a held Included, and then stand for what was counted in them so far. What says something of a
    /// category outside \a granted stays: another process may not have heard of the answer yet when it stored it. With
    /// \a identityOf, of so many only those whose bodies give the same as the oldest one's.
    [[nodiscard]] std::vector<StoredEvent> claim(const EventScope &scope, int maximumEvents, std::int64_t maximumBytes,
                                                 Held held = Held::Stay, Categories granted = allCategories,
                                                 const IdentityOf &identityOf = {});
    /// What \a rows have come to, and the \a state that follows for all processes, in one transaction: who dies in
    /// between leaves both as they were. Rows that were erased meanwhile are left out.
    [[nodiscard]] bool settle(std::span<const std::int64_t> rows, const Settlement &settlement,
                              const DeliveryState &state);
    /// Back to waiting, without having been tried.
    [[nodiscard]] bool release(std::span<const std::int64_t> rows);

private:
    void putBack(std::span<const std::int64_t> rows, bool isAttempt);
    void finish(std::span<const std::int64_t> rows, const Settlement &settlement);

    StoreFile &m_file;
};

} // namespace candor
