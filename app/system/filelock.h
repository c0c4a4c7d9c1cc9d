// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "system/descriptor.h"

#include <chrono>
#include <string>

namespace candor {

/// A lock on an open file or folder, effective between processes and between the objects of one process. The system
/// releases it when its holder dies. POSIX: flock(2). Qt-free; one thread at a time.
class FileLock
{
public:
    enum class Kind { Shared, Exclusive };
    enum class Result {
        Taken,
        Busy, ///< another process or object holds it
        Failed, ///< errno says why
    };

    FileLock() = default;
    /// Takes ownership of \a descriptor, which was opened at \a path; -1: nothing is open.
    FileLock(int descriptor, std::string path);

    [[nodiscard]] bool isOpen() const { return m_descriptor.isOpen(); }
    [[nodiscard]] int descriptor() const { return m_descriptor.get(); }

    /// Waits at most \a patience. A held lock of the other kind is converted; it is lost if that fails.
    [[nodiscard]] Result take(Kind kind, std::chrono::milliseconds patience = std::chrono::milliseconds(0));
    void release(); ///< the descriptor stays open

    /// Does the path still name the open file? A lock on a removed file excludes nobody.
    [[nodiscard]] bool isCurrent() const;

    /// Locks a \a descriptor that the caller owns. Never waits.
    [[nodiscard]] static Result take(int descriptor, Kind kind);

private:
    Descriptor m_descriptor; // closing the last one releases the lock
    std::string m_path;
};

} // namespace candor
