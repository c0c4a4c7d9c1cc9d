// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "queue/storevalues.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace candor {

struct StoreFile;
class StoreConnection;

/// In which events are counted in one another (StoringRule). They begin by the wall clock, so that all processes have
/// the same ones and nobody has to close them; and by StoringRule::burst, so that not all computers send in the same
/// second. A number of the store would do that, too, but the recipient could read it from the times of the events, and
/// tell by it that the ids of two days are one person's.
struct BurstWindow
{
    static constexpr std::chrono::milliseconds longest = std::chrono::hours(1);

    std::int64_t beginMs = 0;
    std::int64_t readyMs = 0; ///< when it is over; 0: there is none

    /// Of \a event; none where nothing is counted in it.
    [[nodiscard]] static BurstWindow of(const NewEvent &event);
    /// One that seems to begin later is not open: the clock was set back, and nobody knows how far.
    [[nodiscard]] bool isOpen(std::int64_t now) const { return beginMs <= now && now < readyMs; }
    bool operator==(const BurstWindow &) const = default;
};

/// An event that is to be inserted.
struct AdmittedEvent
{
    const NewEvent *event = nullptr;
    BurstWindow window;
};

/// What a commit looks up before it inserts: rules between events, which hold over all processes because they are
/// decided inside its transaction. Internal to queue/; Qt-free.
class StoreAdmission
{
public:
    /// Looks at the rules of \a events, which outlive this, and counts those that are dropped.
    StoreAdmission(StoreFile &file, std::int64_t scope, std::span<const NewEvent> events);
    StoreAdmission(const StoreAdmission &) = delete;
    StoreAdmission &operator=(const StoreAdmission &) = delete;

    [[nodiscard]] const std::vector<AdmittedEvent> &events() const { return m_events; } ///< to be inserted
    [[nodiscard]] const std::vector<DropNote> &notes() const { return m_notes; } ///< on what was dropped
    /// Once it is known what found \a noRoom: leaves the days of those to others, and says in \a outcome what became of
    /// all that were given.
    void conclude(std::span<const NewEvent *const> noRoom, CommitOutcome *outcome);

private:
    /// An event of the store in which others are being counted.
    struct OpenBurst
    {
        std::int64_t row = 0;
        std::string burst;
        BurstWindow window;
        std::string body;
        bool changed = false;
    };
    /// False: there was one already.
    [[nodiscard]] bool isFirstOfDay(const NewEvent &event);
    void noteDaily(const NewEvent &event);
    [[nodiscard]] bool foldIntoGiven(const AdmittedEvent &event);
    [[nodiscard]] bool foldIntoStored(const AdmittedEvent &event);
    [[nodiscard]] OpenBurst *findBurst(const AdmittedEvent &event);

    StoreFile &m_file;
    StoreConnection &m_connection;
    const std::int64_t m_scope;
    const std::span<const NewEvent> m_given;
    std::vector<AdmittedEvent> m_events;
    std::map<std::size_t, NewEvent> m_changed; ///< those of them, by their index, in which others were counted
    std::vector<std::size_t> m_left; ///< indexes of those given that are not among them
    std::vector<DropNote> m_notes;
    std::vector<OpenBurst> m_bursts;
};

} // namespace candor
