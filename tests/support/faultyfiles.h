// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>

namespace candor::test {

/// A file layer for SQLite (a VFS over the system's, registered under a name of its own) that fails, hangs and loses
/// power on command. Give name() to EventStore::Options::fileLayer. It must outlive every connection that was opened
/// through it. Thread-safe.
///
/// \code
/// FaultyFiles files;
/// options.fileLayer = files.name();
/// files.fail(ENOSPC, 3);                  // the third operation from now fails, once
/// files.fail(EIO, 1, FaultyFiles::On);    // everything fails until heal()
/// files.hang({Operation::Write});         // whoever writes waits ...
/// files.waitUntilHanging(5s);             // ... somebody does ...
/// files.resume();                         // ... and goes on
/// \endcode
class FaultyFiles
{
public:
    enum class Operation { Open, Read, Write, Sync, Truncate, Delete, Size, Lock, SharedMemory };
    using Operations = std::initializer_list<Operation>;
    enum Lasting { Once, On };

    FaultyFiles();
    ~FaultyFiles(); ///< lets go of whoever hangs
    FaultyFiles(const FaultyFiles &) = delete;
    FaultyFiles &operator=(const FaultyFiles &) = delete;

    [[nodiscard]] const std::string &name() const;

    /// The \a nth operation from now (1: the next) among \a which (empty: all but locks) fails as the system's file
    /// layer does for \a errorNumber: ENOSPC, EDQUOT, EIO, EROFS, EMFILE, ... A write that finds no space has written
    /// half of what it was to.
    void fail(int errorNumber, std::int64_t nth, Lasting lasting = Once, Operations which = {});
    void heal();
    /// Has anything failed since the last fail()?
    [[nodiscard]] bool hasFailed() const;

    /// Whoever calls one of \a which waits until resume(). With \a atMost, for no longer than that, each.
    void hang(Operations which, std::chrono::milliseconds atMost = std::chrono::hours(1));
    void resume();
    [[nodiscard]] bool waitUntilHanging(std::chrono::milliseconds patience) const;

    /// Of that kind, since the beginning.
    [[nodiscard]] std::int64_t count(Operation operation) const;
    /// Of all kinds that fail() counts by itself.
    [[nodiscard]] std::int64_t count() const;

    /// Which of the writes that were not synced yet reach the disk when the power fails.
    enum class Lost {
        All, ///< none of them
        Some, ///< a part of them, sector by sector, in no order
    };
    /// Writes into \a folder, which exists, the files as they would stand on the disk if the power failed now: what was
    /// synced, and with Lost::Some what \a seed picks of the rest. A file whose name was never synced is not there;
    /// shared memory never is. What goes on here is not disturbed.
    void cutPower(const std::string &folder, Lost lost, std::uint64_t seed = 0) const;

    struct Private; ///< shared with the functions that SQLite calls

private:
    std::unique_ptr<Private> d;
};

} // namespace candor::test
