// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "queue/storevalues.h"
#include "queue/storewindows.h"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace candor {

struct StoreFile;
class StoreConnection;

/// What a commit looks up before it inserts: rules between events, which hold over all processes because they are
/// decided inside its transaction. Internal to queue/; Qt-free.
class StoreAdmission
{
public:
    /// Looks at the rules of \a events, which outlive this, and counts those that are dropped.
    StoreAdmission(StoreFile &file, StoreWindows &windows, std::int64_t scope, std::span<const NewEvent> events);
    StoreAdmission(const StoreAdmission &) = delete;
    StoreAdmission &operator=(const StoreAdmission &) = delete;

    [[nodiscard]] const std::vector<const NewEvent *> &events() const { return m_events; } ///< to be inserted
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
        StoreWindows::Window window;
        std::string body;
        bool changed = false;
    };
    /// False: there was one already.
    [[nodiscard]] bool isFirstOfDay(const NewEvent &event);
    void noteDaily(const NewEvent &event);
    [[nodiscard]] bool foldIntoGiven(const NewEvent &event);
    [[nodiscard]] bool foldIntoStored(const NewEvent &event);
    [[nodiscard]] OpenBurst *findBurst(const std::string &burst, const StoreWindows::Window &window);
    void rewriteStored();

    StoreFile &m_file;
    StoreConnection &m_connection;
    StoreWindows &m_windows;
    const std::int64_t m_scope;
    const std::span<const NewEvent> m_given;
    std::vector<const NewEvent *> m_events;
    std::map<std::size_t, NewEvent> m_changed; ///< those of them, by their index, in which others were counted
    std::vector<std::size_t> m_left; ///< indexes of those given that are not among them
    std::vector<DropNote> m_notes;
    std::vector<OpenBurst> m_bursts;
};

} // namespace candor
