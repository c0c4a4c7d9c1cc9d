// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "system/filelock.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace candor {

/// The event store's folder and the lock that tells who uses it: everybody who has the store open holds a shared lock
/// on <folder>/in-use, and only who gets it exclusively may remove files. Without it, one process could delete the
/// database under another, which would go on writing events into a file that nobody can see or erase any more. Internal
/// to queue/; Qt-free.
class StoreFolder
{
public:
    enum class Access {
        Create, ///< makes what is missing
        Look, ///< makes nothing; a missing lock file is no obstacle
        Change, ///< makes nothing; where there is no store, nothing comes back, without an error
    };
    /// Takes the shared lock, waiting at most \a patience for somebody who is just removing the folder.
    [[nodiscard]] static std::optional<StoreFolder> open(const std::string &folder, Access access,
                                                         std::chrono::milliseconds patience, std::string *error);

    /// Gives up the shared lock and tries for the exclusive one. On false the folder is not locked at all any more.
    /// What was known about the files before may be out of date: between the two locks somebody else may have had it.
    [[nodiscard]] bool becomeExclusive(std::chrono::milliseconds patience);
    [[nodiscard]] bool becomeShared(std::chrono::milliseconds patience);

    [[nodiscard]] std::string database() const { return m_folder + "/events.sqlite"; }
    [[nodiscard]] std::string writeAheadLog() const { return database() + "-wal"; }

    /// Whatever it is; a link counts as what it is itself. What can't be looked at counts as there.
    [[nodiscard]] static bool exists(const std::string &path);
    /// Is \a path a folder, or nothing? Else \a error says what stands in the way of one.
    [[nodiscard]] static bool mayBeFolder(const std::string &path, std::string *error);
    [[nodiscard]] bool hasDatabase() const;
    /// Makes an empty database file with mode 0600 unless there is one, and takes the rights of others away from what
    /// is there. False, with \a error, if it can't be had as a regular file of this user.
    [[nodiscard]] bool prepareDatabaseFile(std::string *error) const;
    // The lock file also remembers what is known about the database.
    void markWhole() const;
    /// It was found whole since this computer was started: nothing but a crash of the system damages a database.
    [[nodiscard]] bool isMarkedWhole() const;
    void markDamaged() const;
    [[nodiscard]] bool isMarkedDamaged() const;
    void removeMark() const;

    /// Of the database; 0 if there is none.
    [[nodiscard]] std::int64_t writeAheadLogBytes() const;

    /// May only be called under the exclusive lock.
    [[nodiscard]] bool removeDatabase(std::string *error) const;
    /// May only be called under the exclusive lock: every file, the lock file last, and the folder.
    [[nodiscard]] bool removeEverything(std::string *error) const;

    /// WAL needs memory shared between all users of the file, which network and user-space file systems do not give.
    [[nodiscard]] bool isLocal() const;

private:
    StoreFolder(std::string folder, FileLock lock);
    [[nodiscard]] std::string mark() const;
    bool writeMark(std::string_view text) const;

    std::string m_folder;
    FileLock m_lock; ///< on <folder>/in-use; not open where there is none to look at
};

} // namespace candor
