// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <string>

namespace candor {

/// A lock between processes, and between the instances of one, on a file or folder that is open here. The system frees
/// it when its holder dies. POSIX: flock(2). Qt-free; one thread at a time.
class FileLock
{
public:
    enum class Kind { Shared, Exclusive };
    enum class Result {
        Taken,
        Busy, ///< somebody else has it
        Failed, ///< errno says why
    };

    FileLock() = default;
    /// Closes \a descriptor, which is open at \a path, when it goes; -1: nothing is open.
    FileLock(int descriptor, std::string path);
    FileLock(FileLock &&other) noexcept;
    FileLock &operator=(FileLock &&other) noexcept;
    ~FileLock();

    [[nodiscard]] bool isOpen() const { return m_descriptor >= 0; }
    [[nodiscard]] int descriptor() const { return m_descriptor; }

    /// Waits at most \a patience. Turns a lock of the other kind into this one, or loses it.
    [[nodiscard]] Result take(Kind kind, std::chrono::milliseconds patience = std::chrono::milliseconds(0));
    void release(); ///< ... and stays open

    /// Does the path still name what is open? A lock on something that was removed keeps nobody out.
    [[nodiscard]] bool isCurrent() const;

    /// ... of a \a descriptor that belongs to the caller. Never waits.
    [[nodiscard]] static Result take(int descriptor, Kind kind);

private:
    int m_descriptor = -1;
    std::string m_path;
};

} // namespace candor
