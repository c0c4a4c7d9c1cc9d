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
    // Looked at before it is opened: merely opening some devices does something.
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
            ::fchmod(descriptor, 0600); // whatever the process's mask says
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

} // namespace candor::privatefile
