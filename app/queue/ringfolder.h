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

/// Where rings stand that outlive their process: files in memory, below the user's runtime folder, which the system
/// keeps until log-out. Linux only; elsewhere it can't be used and says why. Every ring is locked by the process that
/// uses it, and a lock that its holder's death has freed marks it as abandoned. Qt-free; any thread.
class RingFolder
{
public:
    RingFolder() = default; ///< nowhere: can't be used
    /// \a runtimeDirectory: $XDG_RUNTIME_DIR, empty if there is none. \a name: one for each event store.
    RingFolder(std::string runtimeDirectory, std::string name);

    /// Looks whether the runtime folder is what it should be: this user's alone (0700), and on a file system in memory.
    /// Creates nothing. False with \a why, for a person.
    [[nodiscard]] bool isUsable(std::string *why) const;

    /// What the rings of this folder may take up that can't be recovered, see makeRoom().
    static constexpr std::uint64_t abandonedBytes = 8 * ringfile::fileBytes;
    /// The same for the rings of all folders of the account, in use or not, see create().
    static constexpr std::uint64_t accountBytes = 32 * ringfile::fileBytes;

    /// A new ring for what is recorded under \a scope, in a file that is allocated in full. Where that can't be had it
    /// is in memory of this process, with \a why for a person. Above accountBytes the oldest abandoned rings of this
    /// folder go first; events of the same decision and destination that are lost with them are counted in it.
    [[nodiscard]] std::shared_ptr<EventRing> create(std::uint64_t base, const RingScope &scope, std::string *why) const;

    /// Is there any ring, in use or not?
    [[nodiscard]] bool hasRings() const;

    /// Reads those that no process uses, one at a time, the oldest first, until \a each returns false. Nobody else gets
    /// a ring while \a each has it.
    void recover(const std::function<bool(AbandonedRing &)> &each) const;
    /// Where the store can't be used: removes the oldest of those that no process uses, until they and one more are
    /// below abandonedBytes. \returns how many events of \a scope are lost with them.
    [[nodiscard]] std::uint64_t makeRoom(const EventScope &scope) const;
    /// Removes those that no process uses, but for the ones of the decision \a butOf. Without that, nothing of them is
    /// read.
    void removeAbandoned(const std::string &butOf = {}) const;

    [[nodiscard]] std::string path() const;

private:
    [[nodiscard]] std::shared_ptr<EventRing> createFile(std::uint64_t base, const std::vector<std::byte> &scope,
                                                        std::string *why) const;

    std::string m_runtime;
    std::string m_name;
};

} // namespace candor
