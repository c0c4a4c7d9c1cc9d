// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>

namespace candor::test {

/// Makes system calls about files fail on the thread that created this object, in any library. Only for programs that
/// are built with failingcalls.cpp, which overrides functions of the C library.
///
/// open, mkdir, write, pwrite, fsync, fdatasync, ftruncate, posix_fallocate, rename, link, unlink, rmdir, chmod, fchmod
/// and flock count; close never fails here, because no caller could react to it. Syncs that do not fail are not
/// executed.
class FailingCalls
{
public:
    enum Lasting { Once, On };
    /// The \a nth call from now fails with \a errorNumber; with On all later calls fail, too.
    FailingCalls(int errorNumber, std::int64_t nth, Lasting lasting = Once);
    ~FailingCalls(); ///< calls succeed again
    FailingCalls(const FailingCalls &) = delete;
    FailingCalls &operator=(const FailingCalls &) = delete;

    [[nodiscard]] std::int64_t count() const;
    [[nodiscard]] bool haveFailed() const;
    [[nodiscard]] std::string first() const; ///< the name of the call that failed first

private:
    friend bool failsNow(const char *call);
    int m_errorNumber;
    std::int64_t m_failsIn;
    Lasting m_lasting;
    std::int64_t m_count = 0;
    const char *m_first = nullptr;
};

} // namespace candor::test
