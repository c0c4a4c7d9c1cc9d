// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "system/privatefolder.h"

#include "system/descriptor.h"

#include <algorithm>
#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace candor::privatefolder {

namespace {

std::string because(const std::string &what, int errorNumber)
{
    return what + ": " + std::generic_category().message(errorNumber);
}

bool isFolder(const std::string &path)
{
    struct stat info = {};
    return ::stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode);
}

/// Another process has removed it, or made it again.
bool mayBecomeFolder(const std::string &path)
{
    struct stat info = {};
    return ::lstat(path.c_str(), &info) == 0 ? S_ISDIR(info.st_mode) : errno == ENOENT;
}

bool isAlone(const std::string &folder, int flags)
{
    const Descriptor open(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | flags));
    struct stat info = {};
    if (!open.isOpen() || ::fstat(open.get(), &info) != 0)
        return false;
    if (info.st_uid == ::geteuid() && (info.st_mode & 0077) == 0)
        return true;
    errno = EPERM;
    return false;
}

} // namespace

int make(const std::string &folder)
{
    if (folder.empty())
        return ENOENT;
    std::size_t end = isFolder(folder) ? folder.size() : 0;
    while (end < folder.size()) {
        const std::size_t before = end;
        end = std::min(folder.find('/', end + 1), folder.size());
        const std::string part = folder.substr(0, end);
        if (isFolder(part))
            continue;
        if (::mkdir(part.c_str(), 0700) == 0) {
            ::chmod(part.c_str(), 0700);
            if (const std::size_t slash = part.find_last_of('/'); slash != std::string::npos && slash > 0)
                sync(part.substr(0, slash)); // a folder that can't be synced is still a folder
            continue;
        }
        const int why = errno;
        if (isFolder(part)) // another process has just created it
            continue;
        if (why == EEXIST && mayBecomeFolder(part))
            end = before;
        else
            return why == EEXIST ? ENOTDIR : why;
    }
    return 0;
}

bool make(const std::string &folder, std::string *error)
{
    const int errorNumber = make(folder);
    if (errorNumber == ENOTDIR && !isFolder(folder))
        *error = folder + " is not a folder";
    else if (errorNumber != 0)
        *error = because("can't make the folder " + folder, errorNumber);
    return errorNumber == 0;
}

bool makeAlone(const std::string &folder)
{
    return (::mkdir(folder.c_str(), 0700) == 0 || errno == EEXIST) && isAlone(folder, O_NOFOLLOW);
}

bool isAlone(const std::string &folder)
{
    return isAlone(folder, 0);
}

bool claim(const std::string &folder, bool looks, std::string *error)
{
    struct stat info = {};
    if (::stat(folder.c_str(), &info) != 0) {
        if (looks && errno == ENOENT)
            return true;
        *error = because("can't look at the folder " + folder, errno);
        return false;
    }
    if (info.st_uid != ::geteuid()) {
        *error = "the folder " + folder + " belongs to another user";
        return false;
    }
    if (!looks && (info.st_mode & 07777) != 0700 && ::chmod(folder.c_str(), 0700) != 0) {
        *error = because("can't make the folder " + folder + " private", errno);
        return false;
    }
    return true;
}

bool sync(const std::string &folder)
{
    const Descriptor open(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!open.isOpen())
        return errno == EACCES; // the folder may be written but not listed: it can't be synced, which is not an error
    // Some file systems do not support syncing folders; nothing else can be done there.
    return ::fsync(open.get()) == 0 || errno == EINVAL || errno == ENOTSUP;
}

bool removeFile(const std::string &folder, const std::string &name)
{
    ::unlink((folder + '/' + name).c_str());
    return removeEmpty(folder);
}

bool removeEmpty(const std::string &folder)
{
    return ::rmdir(folder.c_str()) == 0;
}

} // namespace candor::privatefolder
