// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "system/privatefile.h"

#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace candor::privatefile {

namespace {

std::string cannotOpen(const std::string &path)
{
    return "can't open " + path + ": " + std::generic_category().message(errno);
}

std::string objectionTo(const std::string &path, const struct stat &info)
{
    return objection(path, info.st_mode, info.st_uid, ::geteuid());
}

} // namespace

std::string objection(const std::string &path, mode_t mode, uid_t owner, uid_t user)
{
    if (!S_ISREG(mode)) {
        const char *const kind = S_ISLNK(mode) ? "a link"
            : S_ISDIR(mode)                    ? "a folder"
            : S_ISFIFO(mode)                   ? "a pipe"
                                               : "a device or a socket";
        return path + " is " + kind + " where only a file may be; remove it";
    }
    if (owner != user)
        return path + " belongs to another user; remove it";
    return {};
}

int open(const std::string &path, Access access, std::string *why)
{
    // Check the file before opening it: opening some devices has side effects.
    struct stat info = {};
    const bool isThere = ::lstat(path.c_str(), &info) == 0;
    std::string problem = isThere ? objectionTo(path, info) : std::string();
    int descriptor = -1;
    if (problem.empty()) {
        const int flags = access == Access::Read ? O_RDONLY : access == Access::Write ? O_RDWR : O_RDWR | O_CREAT;
        const int all = flags | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
        descriptor = ::open(path.c_str(), all, 0600);
        if (descriptor < 0 && errno == EACCES && isThere && access != Access::Read && ::chmod(path.c_str(), 0600) == 0)
            descriptor = ::open(path.c_str(), all, 0600);
        if (descriptor < 0 || ::fstat(descriptor, &info) != 0)
            problem = cannotOpen(path);
        else if (problem = objectionTo(path, info); !problem.empty())
            errno = EPERM;
    } else {
        errno = EPERM;
    }
    if (problem.empty()) {
        if (access == Access::Create)
            ::fchmod(descriptor, 0600); // regardless of the umask
        return descriptor;
    }
    const int code = errno;
    if (descriptor >= 0)
        ::close(descriptor);
    *why = std::move(problem);
    errno = code;
    return -1;
}

bool mayBeOpened(const std::string &path, std::string *why)
{
    struct stat info = {};
    if (::lstat(path.c_str(), &info) != 0) {
        if (errno == ENOENT)
            return true;
        *why = cannotOpen(path);
        return false;
    }
    std::string problem = objectionTo(path, info);
    if (problem.empty())
        return true;
    *why = std::move(problem);
    return false;
}

bool makeEmpty(const std::string &path)
{
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0)
        return false;
    ::fchmod(descriptor, 0600);
    ::close(descriptor);
    return true;
}

void makePrivate(const std::string &path)
{
    struct stat info = {};
    if (::lstat(path.c_str(), &info) == 0 && S_ISREG(info.st_mode) && (info.st_mode & 07777) != 0600)
        ::chmod(path.c_str(), 0600);
}

std::uint64_t size(int descriptor)
{
    struct stat info = {};
    return ::fstat(descriptor, &info) == 0 ? static_cast<std::uint64_t>(info.st_size) : 0;
}

std::size_t read(int descriptor, std::span<std::byte> bytes)
{
    std::size_t filled = 0;
    while (filled < bytes.size()) {
        const ssize_t got =
            ::pread(descriptor, bytes.data() + filled, bytes.size() - filled, static_cast<off_t>(filled));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        filled += static_cast<std::size_t>(got);
    }
    return filled;
}

bool overwrite(int descriptor, std::string_view text)
{
    return ::pwrite(descriptor, text.data(), text.size(), 0) == static_cast<ssize_t>(text.size());
}

void cut(int descriptor, std::size_t bytes)
{
    (void)!::ftruncate(descriptor, static_cast<off_t>(bytes));
}

} // namespace candor::privatefile
