// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "queue/storevalues.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace candor {

struct StoreFile;

/// How events go from an EventStore, which explains failures, other than by making room for new ones. No byte of what
/// goes is left in the files; while somebody else reads them it may be in the log until the next call, of whichever
/// process. That holds for every way in which events go; where they make room for others, it is so after the next
/// StoreWriter::sync().
class StoreRemovals
{
public:
    explicit StoreRemovals(StoreFile &file)
        : m_file(file)
    {
    }

    /// Drops waiting events older than maximumAge (dropped[expired]) and forgets delivered and rejected ones, and notes
    /// of what was not recorded, older than keepDelivered. An event's age counts from when it was stored, by
    /// StoreClock: where the wall clock has moved by more than a day between two starts, or has been set, what looks
    /// old by it is neither removed nor claimed until two starts agree on it, or one has read it for a day.
    [[nodiscard]] bool expire();
    /// What was recorded under a yes waits while that yes does not count (another notice, another recipient). Remembers
    /// since when, with \a undecided, and forgets it without; after keepUndecided what waits is dropped[expired].
    [[nodiscard]] bool noteUndecided(bool undecided);
    /// Removes every event recorded under another decision than \a decisionId (counters restart when any decision other
    /// than that one had been counted).
    [[nodiscard]] bool keepOnly(const std::string &decisionId);
    /// Removes every event on its way that says something of a category outside \a granted (dropped[category]). What
    /// was delivered stays: it was sent under a yes, and can be looked at.
    [[nodiscard]] bool keepGranted(Categories granted);
    /// Removes waiting events that were tried \a attempts times or more (dropped[attempts]). No effect for 0.
    [[nodiscard]] bool dropTried(int attempts);
    /// Removes the waiting event \a row, if it is the one with \a id (dropped[deleted]), and syncs: a person was told.
    /// True without effect when it does not wait any more, with \a removed telling.
    [[nodiscard]] bool removeWaiting(std::int64_t row, const std::string &id, bool *removed);

private:
    /// Which rows go, and what is to be counted in the same transaction.
    struct Removal
    {
        const char *rows = nullptr; ///< a condition on events
        std::vector<std::variant<std::int64_t, std::string>> values; ///< its ?1, ?2
        std::optional<DropReason> reason = {}; ///< counted so
        bool atOnce = false; ///< whatever the log has come to, and it must not come back with a power cut
        std::function<void(bool last)> also = {}; ///< what else is done; last: no more come
    };
    [[nodiscard]] bool hasRows(const Removal &removal);
    /// Deletes them, as many at a time as the log takes up. \returns how many; nothing: not all of them, because it is
    /// closed, or a failure.
    std::optional<std::int64_t> removeRows(const Removal &removal);
    [[nodiscard]] std::chrono::milliseconds readersPatience() const;
    /// Takes back to \a now what seems to come from later: it was stored while a clock was ahead that is not believed.
    [[nodiscard]] bool adoptClock(std::int64_t now);
    /// Removes secrets and days of other decisions than \a decisionId. False: there were none.
    bool forgetMarks(const std::string &decisionId);
    /// Gives pages that nothing uses any more back to the file system.
    void shrink();

    StoreFile &m_file;
};

} // namespace candor
