// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "queue/eventstore.h"
#include "system/filelock.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace candor {

/// The folder of the event store and its lock: every process that has the store open holds a shared lock on
/// <folder>/in-use, and files may only be removed under the exclusive lock. Without it one process could delete the
/// database while another one uses it, which would then write events to a file that nobody can see or erase. Internal
/// to queue/; Qt-free.
class StoreFolder
{
public:
    using Mode = EventStore::Mode;
    /// Takes the shared lock. Waits at most \a patience for a process that is removing the folder. Only ReadWrite makes
    /// what is missing; for ReadOnly the lock file may be missing; for Existing nothing, without an error, is returned
    /// if there is no store.
    [[nodiscard]] static std::optional<StoreFolder> open(const std::string &folder, Mode mode,
                                                         std::chrono::milliseconds patience, std::string *error);

    /// Releases the shared lock and tries to take the exclusive one. If it returns false the folder is not locked at
    /// all. Earlier knowledge about the files may be outdated: another process may have held the lock in between.
    [[nodiscard]] bool becomeExclusive(std::chrono::milliseconds patience);
    [[nodiscard]] bool becomeShared(std::chrono::milliseconds patience);

    [[nodiscard]] std::string database() const { return m_folder + "/events.sqlite"; }
    [[nodiscard]] std::string writeAheadLog() const { return database() + "-wal"; }

    /// True for any kind of file; links are not followed. A path that can't be examined counts as existing.
    [[nodiscard]] static bool exists(const std::string &path);
    /// Is \a path a folder, or is there nothing? Otherwise \a error says what is in the way.
    [[nodiscard]] static bool mayBeFolder(const std::string &path, std::string *error);
    [[nodiscard]] bool hasDatabase() const;
    /// Creates an empty database file with mode 0600 if there is none; otherwise removes the rights of others to the
    /// existing files. False, with \a error, if the database is not a regular file of this user or can't be created.
    [[nodiscard]] bool prepareDatabaseFile(std::string *error) const;
    // The lock file also stores what is known about the database.
    void markWhole() const;
    /// The database was found intact since the last start of this computer: only a crash of the system damages a
    /// database.
    [[nodiscard]] bool isMarkedWhole() const;
    void markDamaged() const;
    [[nodiscard]] bool isMarkedDamaged() const;
    void removeMark() const;

    /// The size of the write-ahead log; 0 if there is none.
    [[nodiscard]] std::int64_t writeAheadLogBytes() const;

    /// May only be called under the exclusive lock.
    [[nodiscard]] bool removeDatabase(std::string *error) const;
    /// May only be called under the exclusive lock. Removes every file, the lock file last, and the folder.
    [[nodiscard]] bool removeEverything(std::string *error) const;

    /// WAL needs memory that all users of the file share, which network and user-space file systems do not support.
    [[nodiscard]] bool isLocal() const;

private:
    StoreFolder(std::string folder, FileLock lock);
    [[nodiscard]] std::string mark() const;

    std::string m_folder;
    FileLock m_lock; ///< on <folder>/in-use; not open if that is missing under Mode::ReadOnly
};

} // namespace candor
