// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "support/hangingfolder.h"

#include "support/nextcall.h"

#include <condition_variable>
#include <cstdarg>
#include <cstring>
#include <mutex>
#include <thread>

#include <dirent.h>
#include <fcntl.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <unistd.h>

namespace candor::test {

namespace {

struct Disk
{
    std::mutex mutex;
    std::condition_variable answers;
    bool hangs = false;
    std::string path;
    std::thread::id maker;
    std::vector<std::string> calls;
    int waiting = 0;
};

// The functions below have no other way to find it. Threads that are left behind may use it until the very end.
Disk &disk()
{
    static Disk *const only = new Disk;
    return *only;
}

} // namespace

void await(const char *call, const char *path)
{
    if (!path)
        return;
    Disk &only = disk();
    std::unique_lock lock(only.mutex);
    if (!only.hangs || std::strncmp(path, only.path.c_str(), only.path.size()) != 0)
        return;
    if (std::this_thread::get_id() == only.maker) {
        only.calls.push_back(std::string(call) + ' ' + path);
        return;
    }
    ++only.waiting;
    only.answers.wait(lock, [&only] { return !only.hangs; });
    --only.waiting;
}

HangingFolder::HangingFolder(const std::string &path)
{
    Disk &only = disk();
    const std::lock_guard lock(only.mutex);
    only.path = path;
    only.maker = std::this_thread::get_id();
    only.calls.clear();
    only.hangs = true;
}

HangingFolder::~HangingFolder()
{
    answer();
}

void HangingFolder::answer()
{
    Disk &only = disk();
    const std::lock_guard lock(only.mutex);
    only.hangs = false;
    only.answers.notify_all();
}

int HangingFolder::waiting() const
{
    Disk &only = disk();
    const std::lock_guard lock(only.mutex);
    return only.waiting;
}

std::vector<std::string> HangingFolder::calls() const
{
    Disk &only = disk();
    const std::lock_guard lock(only.mutex);
    return only.calls;
}

} // namespace candor::test

using candor::test::await;
using candor::test::modeOf;
using candor::test::next;

namespace {

/// The C library's \a name about \a path, once the disk answers.
template<typename Result, typename... Arguments>
Result about(const char *name, const char *path, Arguments... arguments)
{
    await(name, path);
    return next<Result (*)(const char *, Arguments...)>(name)(path, arguments...);
}

/// Likewise, where the path comes behind a descriptor.
template<typename Result, typename... Arguments>
Result aboutAt(const char *name, int folder, const char *path, Arguments... arguments)
{
    await(name, path);
    return next<Result (*)(int, const char *, Arguments...)>(name)(folder, path, arguments...);
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
    await("open", path);
    return next<int (*)(const char *, int, ...)>("open")(path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    std::va_list list;
    va_start(list, flags);
    const mode_t mode = modeOf(flags, list);
    va_end(list);
    await("open", path);
    return next<int (*)(const char *, int, ...)>("open64")(path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...)
{
    std::va_list list;
    va_start(list, flags);
    const mode_t mode = modeOf(flags, list);
    va_end(list);
    await("openat", path);
    return next<int (*)(int, const char *, int, ...)>("openat")(folder, path, flags, mode);
}

int openat64(int folder, const char *path, int flags, ...)
{
    std::va_list list;
    va_start(list, flags);
    const mode_t mode = modeOf(flags, list);
    va_end(list);
    await("openat", path);
    return next<int (*)(int, const char *, int, ...)>("openat64")(folder, path, flags, mode);
}

int stat(const char *path, struct stat *result) noexcept
{
    return about<int>("stat", path, result);
}

int stat64(const char *path, struct stat64 *result) noexcept
{
    return about<int>("stat64", path, result);
}

int lstat(const char *path, struct stat *result) noexcept
{
    return about<int>("lstat", path, result);
}

int lstat64(const char *path, struct stat64 *result) noexcept
{
    return about<int>("lstat64", path, result);
}

int fstatat(int folder, const char *path, struct stat *result, int flags) noexcept
{
    return aboutAt<int>("fstatat", folder, path, result, flags);
}

int fstatat64(int folder, const char *path, struct stat64 *result, int flags) noexcept
{
    return aboutAt<int>("fstatat64", folder, path, result, flags);
}

int statx(int folder, const char *path, int flags, unsigned int mask, struct statx *result) noexcept
{
    return aboutAt<int>("statx", folder, path, flags, mask, result);
}

int statfs(const char *path, struct statfs *result) noexcept
{
    return about<int>("statfs", path, result);
}

int statfs64(const char *path, struct statfs64 *result) noexcept
{
    return about<int>("statfs64", path, result);
}

int access(const char *path, int mode) noexcept
{
    return about<int>("access", path, mode);
}

int eaccess(const char *path, int mode) noexcept
{
    return about<int>("eaccess", path, mode);
}

ssize_t readlink(const char *path, char *target, size_t size) noexcept
{
    return about<ssize_t>("readlink", path, target, size);
}

char *realpath(const char *path, char *result) noexcept
{
    return about<char *>("realpath", path, result);
}

DIR *opendir(const char *path)
{
    return about<DIR *>("opendir", path);
}

int mkdir(const char *path, mode_t mode) noexcept
{
    return about<int>("mkdir", path, mode);
}

int rmdir(const char *path) noexcept
{
    return about<int>("rmdir", path);
}

int unlink(const char *path) noexcept
{
    return about<int>("unlink", path);
}

int rename(const char *from, const char *to) noexcept
{
    return about<int>("rename", from, to);
}

int inotify_add_watch(int descriptor, const char *path, uint32_t mask) noexcept
{
    return aboutAt<int>("inotify_add_watch", descriptor, path, mask);
}

} // extern "C"
#pragma GCC visibility pop
