// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "support/failingcalls.h"

#include "support/nextcall.h"

#include <cerrno>
#include <cstdarg>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace candor::test {

namespace {

thread_local FailingCalls *armed = nullptr;

} // namespace

bool failsNow(const char *call)
{
    FailingCalls *const calls = armed;
    if (!calls)
        return false;
    ++calls->m_count;
    if (calls->m_failsIn == 0)
        return false;
    if (calls->m_failsIn > 1) {
        --calls->m_failsIn;
        return false;
    }
    if (calls->m_lasting == FailingCalls::Once)
        calls->m_failsIn = 0;
    if (!calls->m_first)
        calls->m_first = call;
    errno = calls->m_errorNumber;
    return true;
}

FailingCalls::FailingCalls(int errorNumber, std::int64_t nth, Lasting lasting)
    : m_errorNumber(errorNumber)
    , m_failsIn(nth)
    , m_lasting(lasting)
{
    armed = this;
}

FailingCalls::~FailingCalls()
{
    armed = nullptr;
}

std::int64_t FailingCalls::count() const
{
    return m_count;
}

bool FailingCalls::haveFailed() const
{
    return m_first != nullptr;
}

std::string FailingCalls::first() const
{
    return m_first ? m_first : "";
}

} // namespace candor::test

using candor::test::failsNow;
using candor::test::modeOf;
using candor::test::next;

namespace {

/// Calls \a name of the C library unless the call must fail.
template<typename Result, typename... Arguments>
Result call(const char *name, Arguments... arguments)
{
    if (failsNow(name))
        return -1;
    return next<Result (*)(Arguments...)>(name)(arguments...);
}

} // namespace

#pragma GCC visibility push(default) // in front of the system's for what is loaded, too
extern "C" {

int open(const char *path, int flags, ...)
{
    std::va_list list;
    va_start(list, flags);
    const mode_t mode = modeOf(flags, list);
    va_end(list);
    if (failsNow("open"))
        return -1;
    return next<int (*)(const char *, int, ...)>("open")(path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    std::va_list list;
    va_start(list, flags);
    const mode_t mode = modeOf(flags, list);
    va_end(list);
    if (failsNow("open"))
        return -1;
    return next<int (*)(const char *, int, ...)>("open64")(path, flags, mode);
}

ssize_t write(int descriptor, const void *bytes, size_t size)
{
    return call<ssize_t>("write", descriptor, bytes, size);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t size, off_t offset)
{
    return call<ssize_t>("pwrite", descriptor, bytes, size, offset);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t size, off64_t offset)
{
    return call<ssize_t>("pwrite64", descriptor, bytes, size, offset);
}

// A test of failures does not wait for the real disk.
int fsync(int)
{
    return failsNow("fsync") ? -1 : 0;
}

int fdatasync(int)
{
    return failsNow("fdatasync") ? -1 : 0;
}

int ftruncate(int descriptor, off_t size) noexcept
{
    return call<int>("ftruncate", descriptor, size);
}

int ftruncate64(int descriptor, off64_t size) noexcept
{
    return call<int>("ftruncate64", descriptor, size);
}

// Returns the error number instead of setting errno.
int posix_fallocate(int descriptor, off_t offset, off_t size)
{
    if (failsNow("posix_fallocate"))
        return errno;
    return next<int (*)(int, off_t, off_t)>("posix_fallocate")(descriptor, offset, size);
}

int posix_fallocate64(int descriptor, off64_t offset, off64_t size)
{
    if (failsNow("posix_fallocate"))
        return errno;
    return next<int (*)(int, off64_t, off64_t)>("posix_fallocate64")(descriptor, offset, size);
}

int mkdir(const char *path, mode_t mode) noexcept
{
    return call<int>("mkdir", path, mode);
}

int rmdir(const char *path) noexcept
{
    return call<int>("rmdir", path);
}

int unlink(const char *path) noexcept
{
    return call<int>("unlink", path);
}

int rename(const char *from, const char *to) noexcept
{
    return call<int>("rename", from, to);
}

int link(const char *from, const char *to) noexcept
{
    return call<int>("link", from, to);
}

int chmod(const char *path, mode_t mode) noexcept
{
    return call<int>("chmod", path, mode);
}

int fchmod(int descriptor, mode_t mode) noexcept
{
    return call<int>("fchmod", descriptor, mode);
}

int flock(int descriptor, int operation) noexcept
{
    return call<int>("flock", descriptor, operation);
}

long syscall(long number, ...) noexcept
{
    std::va_list list;
    va_start(list, number);
    long arguments[6];
    for (long &argument : arguments)
        argument = va_arg(list, long);
    va_end(list);
    if (number == SYS_renameat2 && failsNow("renameat2"))
        return -1;
    return next<long (*)(long, long, long, long, long, long, long)>("syscall")(
        number, arguments[0], arguments[1], arguments[2], arguments[3], arguments[4], arguments[5]);
}

} // extern "C"
#pragma GCC visibility pop
