// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>

namespace candor::test {

/// Lets system calls about files fail: those of the thread that made it, whichever library makes them. Only for
/// programs that have failingcalls.cpp among their sources, which stands in front of the C library.
///
/// open, mkdir, write, pwrite, fsync, fdatasync, ftruncate, posix_fallocate, rename, link, unlink, rmdir, chmod, fchmod
/// and flock count; close never fails here, because nobody could do anything about it. Syncs that do not fail are not
/// carried out.
class FailingCalls
{
public:
    enum Lasting { Once, On };
    /// The \a nth of them from now fails with \a errorNumber; with On all after it, too.
    FailingCalls(int errorNumber, std::int64_t nth, Lasting lasting = Once);
    ~FailingCalls(); ///< heals
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
