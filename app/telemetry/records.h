// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "queue/eventstore.h"
#include "queue/ringfolder.h"
#include "telemetry/telemetryoptionsdata.h"

#include <QString>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace candor {

/// Where one application's records stand on this computer: the store, and the rings of its processes. Safe on any
/// thread; what looks takes as long as the disk does.
class Records
{
public:
    explicit Records(const TelemetryOptionsData &options);

    [[nodiscard]] const std::string &folder() const { return m_folder; } ///< of the store; empty: there is none
    /// Where rings stand that outlive their process; one folder for each store.
    [[nodiscard]] const RingFolder &rings() const { return m_rings; }
    [[nodiscard]] EventStore::Options
    storeOptions(std::chrono::milliseconds patience = EventStore::Options().patience) const;
    [[nodiscard]] bool storeExists() const;
    /// Is there anything of events, in the store or in a ring?
    [[nodiscard]] bool exist() const { return storeExists() || m_rings.hasRings(); }

    /// Looks whether they exist, and, where something \a isRecorded, whether a ring would outlive this process.
    void look(bool isRecorded);
    /// Did they exist when it was looked last? No I/O.
    [[nodiscard]] bool existed() const;
    /// Why a ring would have been lost with this process then, for a person; empty: it would not. No I/O.
    [[nodiscard]] QString ringProblem() const;

    /// \a patience: how long others may hold the store.
    [[nodiscard]] EventStore::Opened open(EventStore::Mode mode,
                                          std::chrono::milliseconds patience = EventStore::Options().patience) const;

    /// How many events are in the store, whatever became of them; -1 if that can't be told within \a patience.
    [[nodiscard]] qint64 count(std::chrono::milliseconds patience) const;
    /// Marks what is recorded now, for countWaiting(); 0 where there is nothing. Nothing if the store can't be read.
    [[nodiscard]] std::optional<qint64> mark() const;
    /// How many of what was recorded when \a mark was made wait or are being sent. Nothing if the store can't be read.
    [[nodiscard]] std::optional<qint64> countWaiting(qint64 mark) const;

    /// Removes all events: the store, and the rings of processes that died. \returns what could not be removed, for a
    /// person.
    [[nodiscard]] QString erase() const;
    /// Removes them but for those of the decision that \a current tells: EventStore::eraseEarlier() explains that.
    /// \returns likewise.
    [[nodiscard]] QString eraseEarlier(const std::function<std::string()> &current,
                                       std::chrono::milliseconds patience) const;

private:
    [[nodiscard]] std::optional<qint64>
    ask(const std::function<std::optional<std::int64_t>(EventStore &store)> &question,
        std::chrono::milliseconds patience = EventStore::Options().patience) const;

    const std::shared_ptr<const Clock> m_clock;
    const std::string m_fileLayer;
    const std::string m_folder;
    const RingFolder m_rings;
    const std::int64_t m_start; // EventStore::Options::start

    std::atomic<std::uint64_t> m_looks{0}; // how many have begun
    mutable std::mutex m_mutex; // guards what is below, for moments only: the window's thread takes it
    std::uint64_t m_newestLook = 0;
    bool m_existed = false;
    std::string m_ringProblem;
};

} // namespace candor
