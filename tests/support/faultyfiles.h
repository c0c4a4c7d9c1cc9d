// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>

namespace candor::test {

/// A file layer for SQLite (a VFS on top of the system's, registered under its own name) that fails, hangs and loses
/// power on command. Set EventStore::Options::fileLayer to name(). It must outlive every connection that was opened
/// through it. Thread-safe.
///
/// \code FaultyFiles files; options.fileLayer = files.name(); files.fail(ENOSPC, 3);                  // the third
/// operation from now fails, once files.fail(EIO, 1, FaultyFiles::On);    // everything fails until heal()
/// files.hang({Operation::Write});         // every write waits ... files.waitUntilHanging(5s);             // ... one
/// does ... files.resume();                         // ... and continues \endcode
class FaultyFiles
{
public:
    enum class Operation { Open, Read, Write, Sync, Truncate, Delete, Size, Lock, SharedMemory };
    using Operations = std::initializer_list<Operation>;
    enum Lasting { Once, On };

    FaultyFiles();
    ~FaultyFiles(); ///< resumes all hanging calls
    FaultyFiles(const FaultyFiles &) = delete;
    FaultyFiles &operator=(const FaultyFiles &) = delete;

    [[nodiscard]] const std::string &name() const;

    /// The \a nth operation from now (1: the next) among \a which (empty: all except locks) fails like the system's
    /// file layer for \a errorNumber: ENOSPC, EDQUOT, EIO, EROFS, EMFILE, ... A write without space has written half of
    /// its bytes.
    void fail(int errorNumber, std::int64_t nth, Lasting lasting = Once, Operations which = {});
    void heal();
    /// Has anything failed since the last fail()?
    [[nodiscard]] bool hasFailed() const;

    /// Every call of \a which waits until resume(), but at most for \a atMost.
    void hang(Operations which, std::chrono::milliseconds atMost = std::chrono::hours(1));
    void resume();
    [[nodiscard]] bool waitUntilHanging(std::chrono::milliseconds patience) const;

    /// The number of operations of that kind since the beginning.
    [[nodiscard]] std::int64_t count(Operation operation) const;
    /// The number of operations of all kinds that fail() counts by default.
    [[nodiscard]] std::int64_t count() const;

    /// Which of the unsynced writes reach the disk when the power fails.
    enum class Lost {
        All, ///< none of them
        Some, ///< some of their sectors, in any order
    };
    /// Writes to the existing \a folder the files as they would be on the disk if the power failed now: everything that
    /// was synced, and with Lost::Some a part of the rest that \a seed selects. A file whose name was never synced is
    /// missing; shared memory always is. Running operations are not affected.
    void cutPower(const std::string &folder, Lost lost, std::uint64_t seed = 0) const;

    struct Private; ///< used by the functions that SQLite calls, too

private:
    std::unique_ptr<Private> d;
};

} // namespace candor::test
