// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "queue/abandonedring.h"
#include "queue/eventring.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace candor {

/// The folder of rings that outlive their process: files in memory, below the user's runtime folder, which the system
/// keeps until log-out. Linux only; on other systems it can't be used and says why. The process that uses a ring holds
/// a lock on it; a ring whose lock was released by the death of its holder is abandoned. Qt-free; any thread.
class RingFolder
{
public:
    RingFolder() = default; ///< no folder: can't be used
    /// \a runtimeDirectory: $XDG_RUNTIME_DIR, empty if there is none. \a name: one for each event store.
    RingFolder(std::string runtimeDirectory, std::string name);

    /// Checks that the runtime folder belongs to this user alone (0700) and is on a file system in memory. Creates
    /// nothing. False with \a why, for the user.
    [[nodiscard]] bool isUsable(std::string *why) const;

    /// The maximum size of the rings of this folder that can't be recovered, see makeRoom().
    static constexpr std::uint64_t abandonedBytes = 8 * ringfile::fileBytes;
    /// The maximum size of the rings in all folders of the account, in use or not, see create().
    static constexpr std::uint64_t accountBytes = 32 * ringfile::fileBytes;

    /// Creates a ring for records under \a scope, in a file that is completely allocated. If that is impossible the
    /// ring is in memory of this process, and \a why says why, for the user. Above accountBytes the oldest abandoned
    /// rings of this folder are removed first; their events of the same decision and destination are counted as dropped
    /// in the new ring.
    [[nodiscard]] std::shared_ptr<EventRing> create(std::uint64_t base, const RingScope &scope, std::string *why) const;

    /// Is there any ring, in use or not?
    [[nodiscard]] bool hasRings() const;

    /// Calls \a each with the abandoned rings, one at a time, the oldest first, until it returns false. Meanwhile no
    /// other process can take the ring.
    void recover(const std::function<bool(AbandonedRing &)> &each) const;
    /// For a store that can't be used: removes the oldest abandoned rings until the others and one more do not exceed
    /// abandonedBytes. \returns how many events of \a scope are lost with them.
    [[nodiscard]] std::uint64_t makeRoom(const EventScope &scope) const;
    /// Removes the abandoned rings except those of the decision \a butOf. If \a butOf is empty no ring is read.
    void removeAbandoned(const std::string &butOf = {}) const;

    [[nodiscard]] std::string path() const;

private:
    [[nodiscard]] std::shared_ptr<EventRing> createFile(std::uint64_t base, const std::vector<std::byte> &scope,
                                                        std::string *why) const;

    std::string m_runtime;
    std::string m_name;
};

} // namespace candor
