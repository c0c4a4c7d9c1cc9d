// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#ifdef __linux__

#include "queue/ringfiles.h"

#include "system/privatefile.h"

#include <algorithm>
#include <cerrno>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace candor::ringfiles {

std::vector<Found> in(const std::string &folder)
{
    std::vector<Found> result;
    DIR *const open = ::opendir(folder.c_str());
    if (!open)
        return result;
    while (const dirent *entry = ::readdir(open)) {
        struct stat info = {};
        if (entry->d_name[0] != '.' && ::fstatat(::dirfd(open), entry->d_name, &info, AT_SYMLINK_NOFOLLOW) == 0) {
            result.push_back({entry->d_name,
                              std::max<std::uint64_t>(static_cast<std::uint64_t>(info.st_size), ringfile::fileBytes),
                              {info.st_mtim.tv_sec, info.st_mtim.tv_nsec}});
        }
    }
    ::closedir(open);
    std::sort(result.begin(), result.end(), [](const Found &a, const Found &b) { return a.made < b.made; });
    return result;
}

std::uint64_t bytesBelow(const std::string &folder)
{
    std::uint64_t result = 0;
    for (const Found &application : in(folder)) {
        for (const Found &file : in(folder + '/' + application.name))
            result += file.bytes;
    }
    return result;
}

bool lock(FileLock *file)
{
    return file->take(FileLock::Kind::Exclusive) == FileLock::Result::Taken;
}

FileLock take(const std::string &folder, const std::string &name)
{
    std::string ignored;
    const std::string file = folder + '/' + name;
    FileLock result(privatefile::open(file, privatefile::Access::Write, &ignored), file);
    struct stat info = {};
    // Somebody else may have recovered and removed it before the lock was had.
    if (!result.isOpen() || !lock(&result) || ::fstat(result.descriptor(), &info) != 0 || info.st_nlink == 0)
        return {};
    if (!std::string_view(name).ends_with(suffix)) {
        remove(folder, name); // its maker died before it was finished
        return {};
    }
    return result;
}

AbandonedRing read(const FileLock &file, std::uint64_t most, std::function<void()> remove)
{
    struct stat info = {};
    (void)::fstat(file.descriptor(), &info);
    const auto size = static_cast<std::uint64_t>(info.st_size);
    // Read, not mapped: a file that somebody cuts meanwhile must not become a signal.
    std::vector<std::byte> bytes(std::min(size, most));
    std::size_t filled = 0;
    while (filled < bytes.size()) {
        const ssize_t got =
            ::pread(file.descriptor(), bytes.data() + filled, bytes.size() - filled, static_cast<off_t>(filled));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        filled += static_cast<std::size_t>(got);
    }
    bytes.resize(filled);
    return {std::move(bytes), size, std::move(remove)};
}

void remove(const std::string &folder, const std::string &name)
{
    ::unlink((folder + '/' + name).c_str());
    if (::rmdir(folder.c_str()) == 0)
        ::rmdir(folder.substr(0, folder.rfind('/')).c_str());
}

} // namespace candor::ringfiles

#endif
