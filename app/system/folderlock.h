// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <chrono>
#include <memory>
#include <optional>
#include <utility>

namespace candor {

/// An exclusive lock on a folder between processes (and between objects of one process), without a lock file: flock(2)
/// on the folder's descriptor, a named mutex on Windows. The system releases it when its holder dies. Not recursive: a
/// thread that locks the same folder twice waits for itself.
class FolderLock
{
public:
    /// Creates the folder (0700) if it is missing, then waits at most \a timeout. Empty, with \a error set, on failure.
    [[nodiscard]] static std::optional<FolderLock> acquire(const QString &folder, std::chrono::milliseconds timeout,
                                                           QString *error);

    FolderLock(FolderLock &&other) noexcept = default; // and no copy, which would hold it too
    FolderLock &operator=(FolderLock &&other) noexcept = default;

private:
    explicit FolderLock(std::shared_ptr<void> held)
        : m_held(std::move(held))
    {
    }
    std::shared_ptr<void> m_held; ///< whose end releases it
};

} // namespace candor
