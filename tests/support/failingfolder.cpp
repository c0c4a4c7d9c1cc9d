// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// A library for LD_PRELOAD: below FAILING_FOLDER the program finds a file system that is read-only (FAILING_WITH=EROFS)
// or full (ENOSPC: names can be created, but nothing can be written). It needs no privileges, and works for root, too.

#include <cerrno>
#include <climits>
#include <cstdarg>
#include <cstdlib>
#include <cstring>
#include <string>

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace {

bool isBelow(const char *path)
{
    const char *const folder = std::getenv("FAILING_FOLDER");
    return folder && path && std::strncmp(path, folder, std::strlen(folder)) == 0;
}

bool is(const char *mode)
{
    const char *const with = std::getenv("FAILING_WITH");
    return with && std::strcmp(with, mode) == 0;
}

/// Must the creation, change or removal of a name fail?
bool refusesName(const char *path)
{
    if (!is("EROFS") || !isBelow(path))
        return false;
    errno = EROFS;
    return true;
}

bool refusesOpening(const char *path, int flags)
{
    return ((flags & O_ACCMODE) != O_RDONLY || (flags & (O_CREAT | O_TRUNC)) != 0) && refusesName(path);
}

/// Must a write fail?
bool refusesBytes(int descriptor)
{
    if (!is("ENOSPC"))
        return false;
    char target[PATH_MAX];
    const std::string link = "/proc/self/fd/" + std::to_string(descriptor);
    const ssize_t length = readlink(link.c_str(), target, sizeof target - 1);
    if (length <= 0)
        return false;
    target[length] = '\0';
    if (!isBelow(target))
        return false;
    errno = ENOSPC;
    return true;
}

template<typename Function>
Function next(const char *name)
{
    return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

mode_t modeOf(int flags, std::va_list list)
{
    return (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE ? va_arg(list, mode_t) : 0;
}

template<typename... Arguments>
int nameCall(const char *name, const char *path, Arguments... arguments)
{
    return refusesName(path) ? -1 : next<int (*)(Arguments...)>(name)(arguments...);
}

} // namespace

#pragma GCC visibility push(default) // in front of the system's for what is loaded, too
extern "C" {

#define FAILING_OPEN(name)                                                                                             \
    int name(const char *path, int flags, ...)                                                                         \
    {                                                                                                                  \
        std::va_list list;                                                                                             \
        va_start(list, flags);                                                                                         \
        const mode_t mode = modeOf(flags, list);                                                                       \
        va_end(list);                                                                                                  \
        return refusesOpening(path, flags) ? -1 : next<int (*)(const char *, int, ...)>(#name)(path, flags, mode);     \
    }
FAILING_OPEN(open)
FAILING_OPEN(open64)
#undef FAILING_OPEN

#define FAILING_OPENAT(name)                                                                                           \
    int name(int folder, const char *path, int flags, ...)                                                             \
    {                                                                                                                  \
        std::va_list list;                                                                                             \
        va_start(list, flags);                                                                                         \
        const mode_t mode = modeOf(flags, list);                                                                       \
        va_end(list);                                                                                                  \
        return refusesOpening(path, flags)                                                                             \
            ? -1                                                                                                       \
            : next<int (*)(int, const char *, int, ...)>(#name)(folder, path, flags, mode);                            \
    }
FAILING_OPENAT(openat)
FAILING_OPENAT(openat64)
#undef FAILING_OPENAT

int mkdir(const char *path, mode_t mode) noexcept
{
    return nameCall("mkdir", path, path, mode);
}

int rmdir(const char *path) noexcept
{
    return nameCall("rmdir", path, path);
}

int unlink(const char *path) noexcept
{
    return nameCall("unlink", path, path);
}

int chmod(const char *path, mode_t mode) noexcept
{
    return nameCall("chmod", path, path, mode);
}

int rename(const char *from, const char *to) noexcept
{
    return nameCall("rename", to, from, to);
}

int link(const char *from, const char *to) noexcept
{
    return nameCall("link", to, from, to);
}

long syscall(long number, ...) noexcept
{
    std::va_list list;
    va_start(list, number);
    long arguments[6];
    for (long &argument : arguments)
        argument = va_arg(list, long);
    va_end(list);
    if (number == SYS_renameat2 && refusesName(reinterpret_cast<const char *>(arguments[3])))
        return -1;
    return next<long (*)(long, long, long, long, long, long, long)>("syscall")(
        number, arguments[0], arguments[1], arguments[2], arguments[3], arguments[4], arguments[5]);
}

ssize_t write(int descriptor, const void *bytes, size_t size)
{
    return refusesBytes(descriptor) ? -1
                                    : next<ssize_t (*)(int, const void *, size_t)>("write")(descriptor, bytes, size);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t size, off_t offset)
{
    return refusesBytes(descriptor)
        ? -1
        : next<ssize_t (*)(int, const void *, size_t, off_t)>("pwrite")(descriptor, bytes, size, offset);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t size, off64_t offset)
{
    return refusesBytes(descriptor)
        ? -1
        : next<ssize_t (*)(int, const void *, size_t, off64_t)>("pwrite64")(descriptor, bytes, size, offset);
}

} // extern "C"
#pragma GCC visibility pop
