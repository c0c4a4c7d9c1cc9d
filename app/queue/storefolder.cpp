// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "queue/storefolder.h"

#include "system/privatefile.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#if defined(__linux__)
#include <sys/vfs.h>
#elif defined(__APPLE__)
#include <sys/mount.h>
#include <sys/param.h>
#include <sys/sysctl.h>
#endif
#include <unistd.h>

namespace candor {

namespace {

constexpr std::string_view wholeSince = "whole since ";
constexpr std::string_view damaged = "damaged";

/// Another one after each start of the system; empty where it does not tell.
std::string systemStart()
{
    std::string result;
#if defined(__linux__)
    const int descriptor = ::open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC);
    std::array<char, 36> id = {};
    if (descriptor >= 0 && ::read(descriptor, id.data(), id.size()) == static_cast<ssize_t>(id.size()))
        result.assign(id.data(), id.size());
    if (descriptor >= 0)
        ::close(descriptor);
#elif defined(__APPLE__)
    std::array<char, 64> id = {};
    std::size_t size = id.size();
    if (::sysctlbyname("kern.bootsessionuuid", id.data(), &size, nullptr, 0) == 0 && size > 1)
        result.assign(id.data(), std::min<std::size_t>(size - 1, 36));
#endif
    return result;
}

std::string lockPath(const std::string &folder)
{
    return folder + "/in-use";
}

std::string because(const std::string &what, int errorNumber)
{
    return what + ": " + std::generic_category().message(errorNumber);
}

void syncFolder(const std::string &folder)
{
    // The entry of a new file is lost by a power cut unless its folder is synced too. Where that is not possible
    // (some file systems) nothing else can be done.
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor >= 0) {
        ::fsync(descriptor);
        ::close(descriptor);
    }
}

/// mkdir -p with mode 0700, whatever the umask says.
bool makeFolder(const std::string &folder, std::string *error)
{
    struct stat info = {};
    if (::stat(folder.c_str(), &info) == 0) {
        if (!S_ISDIR(info.st_mode)) {
            *error = folder + " is not a folder";
            return false;
        }
        return true;
    }
    const std::size_t slash = folder.find_last_of('/');
    if (slash != std::string::npos && slash > 0 && !makeFolder(folder.substr(0, slash), error))
        return false;
    if (::mkdir(folder.c_str(), 0700) == 0) {
        ::chmod(folder.c_str(), 0700);
        if (slash != std::string::npos && slash > 0)
            syncFolder(folder.substr(0, slash));
        return true;
    }
    if (errno == EEXIST)
        return true; // another process was faster
    *error = because("can't make the folder " + folder, errno);
    return false;
}

/// Ours alone: the right user, no rights for others. Who only \a looks changes nothing, and finds none as well as one.
bool ownFolder(const std::string &folder, bool looks, std::string *error)
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

} // namespace

std::optional<StoreFolder> StoreFolder::open(const std::string &folder, Access access,
                                             std::chrono::milliseconds patience, std::string *error)
{
    const auto deadline = std::chrono::steady_clock::now() + patience;
    for (;;) {
        if (access == Access::Create && !makeFolder(folder, error))
            return std::nullopt;
        if (!ownFolder(folder, access != Access::Create, error))
            return std::nullopt;
        using privatefile::Access::Read, privatefile::Access::Write;
        const auto how = access == Access::Create ? privatefile::Access::Create
            : access == Access::Change            ? Write
                                                  : Read;
        std::string problem;
        FileLock lock(privatefile::open(lockPath(folder), how, &problem), lockPath(folder));
        if (!lock.isOpen()) {
            const int why = errno;
            if (access == Access::Look && why == ENOENT)
                return StoreFolder(folder, FileLock());
            if (access == Access::Change && why == ENOENT)
                return std::nullopt;
            // The folder may have been removed since it was made.
            if (access == Access::Create && why == ENOENT && std::chrono::steady_clock::now() < deadline)
                continue;
            *error = std::move(problem);
            return std::nullopt;
        }
        if (lock.take(FileLock::Kind::Shared, patience) != FileLock::Result::Taken) {
            *error = lockPath(folder) + " is locked by another process";
            return std::nullopt;
        }
        // The folder may have been removed while this one waited.
        if (lock.isCurrent())
            return StoreFolder(folder, std::move(lock));
        if (access == Access::Look)
            return StoreFolder(folder, FileLock());
        if (access == Access::Change)
            return std::nullopt;
        if (std::chrono::steady_clock::now() >= deadline) {
            *error = "the folder " + folder + " is removed again and again";
            return std::nullopt;
        }
    }
}

StoreFolder::StoreFolder(std::string folder, FileLock lock)
    : m_folder(std::move(folder))
    , m_lock(std::move(lock))
{
}

bool StoreFolder::becomeExclusive(std::chrono::milliseconds patience)
{
    if (!m_lock.isOpen())
        return false;
    // A shared lock that is kept while waiting would make two who both want more wait for each other.
    m_lock.release();
    if (m_lock.take(FileLock::Kind::Exclusive, patience) == FileLock::Result::Taken && m_lock.isCurrent())
        return true;
    m_lock.release();
    return false;
}

bool StoreFolder::becomeShared(std::chrono::milliseconds patience)
{
    return m_lock.isOpen() && m_lock.take(FileLock::Kind::Shared, patience) == FileLock::Result::Taken
        && m_lock.isCurrent();
}

std::string StoreFolder::mark() const
{
    std::array<char, 64> bytes = {};
    const ssize_t size = !m_lock.isOpen() ? 0 : ::pread(m_lock.descriptor(), bytes.data(), bytes.size(), 0);
    return {bytes.data(), static_cast<std::size_t>(std::max<ssize_t>(0, size))};
}

/// Where it can't be written, the database is checked more often than needed.
bool StoreFolder::writeMark(std::string_view text) const
{
    return m_lock.isOpen()
        && ::pwrite(m_lock.descriptor(), text.data(), text.size(), 0) == static_cast<ssize_t>(text.size());
}

void StoreFolder::markWhole() const
{
    const std::string text = std::string(wholeSince) + systemStart();
    if (writeMark(text))
        (void)!::ftruncate(m_lock.descriptor(), static_cast<off_t>(text.size()));
}

bool StoreFolder::isMarkedWhole() const
{
    const std::string start = systemStart();
    return !start.empty() && mark() == std::string(wholeSince) + start;
}

void StoreFolder::markDamaged() const
{
    writeMark(damaged); // over the other: needs no new space on a disk that is full
}

bool StoreFolder::isMarkedDamaged() const
{
    return mark().starts_with(damaged);
}

void StoreFolder::removeMark() const
{
    if (m_lock.isOpen())
        (void)!::ftruncate(m_lock.descriptor(), 0);
}

bool StoreFolder::exists(const std::string &path)
{
    struct stat info = {};
    return ::lstat(path.c_str(), &info) == 0 || (errno != ENOENT && errno != ENOTDIR);
}

bool StoreFolder::mayBeFolder(const std::string &path, std::string *error)
{
    struct stat info = {};
    if (::lstat(path.c_str(), &info) != 0 || S_ISDIR(info.st_mode)
        || (S_ISLNK(info.st_mode) && ::stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode)))
        return true;
    *error = path + " is not a folder";
    return false;
}

bool StoreFolder::hasDatabase() const
{
    return exists(database());
}

bool StoreFolder::prepareDatabaseFile(std::string *error) const
{
    // Only a file that did not exist is ever opened here: closing a descriptor of one that SQLite has open in this
    // process would drop SQLite's locks on it (POSIX locks belong to process and inode).
    const int made = ::open(database().c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (made >= 0) {
        ::fchmod(made, 0600);
        ::close(made);
        syncFolder(m_folder);
        return true;
    }
    if (errno != EEXIST) {
        *error = because("can't make " + database(), errno);
        return false;
    }
    if (!privatefile::mayBeOpened(database(), error))
        return false;
    struct stat info = {};
    // SQLite gives -wal and -shm the mode of the database; files that were copied here may have others.
    for (const char *suffix : {"", "-wal", "-shm", "-journal"}) {
        const std::string path = database() + suffix;
        if (::lstat(path.c_str(), &info) == 0 && S_ISREG(info.st_mode) && (info.st_mode & 07777) != 0600)
            ::chmod(path.c_str(), 0600);
    }
    return true;
}

std::int64_t StoreFolder::writeAheadLogBytes() const
{
    struct stat info = {};
    return ::stat(writeAheadLog().c_str(), &info) == 0 ? static_cast<std::int64_t>(info.st_size) : 0;
}

bool StoreFolder::removeDatabase(std::string *error) const
{
    // The database goes last: a log without its database means nothing, a database without its log is an older state.
    for (const char *suffix : {"-wal", "-shm", "-journal", ""}) {
        const std::string path = database() + suffix;
        std::error_code code;
        std::filesystem::remove_all(path, code);
        if (code) {
            *error = "can't remove " + path + ": " + code.message();
            return false;
        }
    }
    return true;
}

bool StoreFolder::removeEverything(std::string *error) const
{
    if (!removeDatabase(error))
        return false;
    std::error_code code;
    for (std::filesystem::directory_iterator entry(m_folder, code), end; !code && entry != end; entry.increment(code)) {
        if (entry->path() == lockPath(m_folder))
            continue;
        std::error_code problem;
        std::filesystem::remove_all(entry->path(), problem);
        if (problem) {
            *error = "can't remove " + entry->path().string() + ": " + problem.message();
            return false;
        }
    }
    if (code) {
        *error = "can't list " + m_folder + ": " + code.message();
        return false;
    }
    ::unlink(lockPath(m_folder).c_str());
    // Somebody who begins anew may already have put a file here: then the folder is theirs.
    ::rmdir(m_folder.c_str());
    return true;
}

bool StoreFolder::isLocalFileSystem(long type)
{
    switch (static_cast<unsigned long>(type) & 0xffffffffUL) {
    case 0x6969UL: // NFS
    case 0x517BUL: // SMB
    case 0xFF534D42UL: // CIFS
    case 0xFE534D42UL: // SMB 2 and later
    case 0x65735546UL: // FUSE: sshfs and others; local ones lose a little speed, nothing else
    case 0x564CUL: // NCP
    case 0x73757245UL: // Coda
    case 0x5346414FUL: // AFS
    case 0x6B414653UL: // kAFS
    case 0x01021997UL: // 9P: virtual machines, WSL
    case 0x00C36400UL: // Ceph
    case 0x786F4256UL: // VirtualBox shared folders
    case 0x01161970UL: // GFS2
    case 0x7461636FUL: // OCFS2
    case 0x0BD00BD0UL: // Lustre
        return false;
    default:
        return true;
    }
}

bool StoreFolder::isLocal() const
{
#if defined(__linux__)
    struct statfs info = {};
    return ::statfs(m_folder.c_str(), &info) == 0 && isLocalFileSystem(static_cast<long>(info.f_type));
#elif defined(__APPLE__)
    struct statfs info = {};
    return ::statfs(m_folder.c_str(), &info) == 0 && (info.f_flags & MNT_LOCAL) != 0;
#else
    return false;
#endif
}

} // namespace candor
