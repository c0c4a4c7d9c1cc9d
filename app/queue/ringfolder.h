// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "queue/abandonedring.h"
#include "queue/eventring.h"

#include <cstdint>
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

    /// A new ring in a file of 1 MB, allocated in full. Null with \a why, for a person, where it can't be had.
    [[nodiscard]] std::unique_ptr<EventRing> create(std::uint64_t base, std::string *why) const;

    /// Is there any ring, in use or not?
    [[nodiscard]] bool hasRings() const;

    /// Takes those that no process uses. Nobody else gets them while the result lives.
    [[nodiscard]] std::vector<AbandonedRing> takeAbandoned() const;

    [[nodiscard]] std::string path() const;

private:
    std::string m_runtime;
    std::string m_name;
};

} // namespace candor
