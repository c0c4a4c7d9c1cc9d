// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "system/durablefile.h"

// The implementation for Windows is durablefile_windows.cpp.
#ifndef Q_OS_WIN

#include "system/descriptor.h"
#include "system/durablefilemessages.h"
#include "system/privatefolder.h"

#include <QFile>
#include <QRandomGenerator>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef Q_OS_LINUX
#include <sys/syscall.h>
#include <sys/xattr.h>
#ifndef RENAME_NOREPLACE
#define RENAME_NOREPLACE (1 << 0)
#endif
#endif
#ifdef Q_OS_MACOS
#include <copyfile.h>
#endif

namespace candor {

using namespace durablefilemessages;

namespace {

constexpr int maximumLinks = 40; // as many as Linux follows

/// Removes the temporary file unless it has become the real one. Preserves errno, which says what went wrong.
class TemporaryName
{
public:
    explicit TemporaryName(const QByteArray &path)
        : m_path(path)
    {
    }
    TemporaryName(const TemporaryName &) = delete;
    TemporaryName &operator=(const TemporaryName &) = delete;
    ~TemporaryName()
    {
        if (m_path.isEmpty())
            return;
        const int saved = errno;
        ::unlink(m_path.constData());
        errno = saved;
    }

    void keep() { m_path.clear(); }

private:
    QByteArray m_path;
};

/// The folder of \a path. The path is not simplified, because "link/.." is not ".".
QByteArray folderOf(const QByteArray &path)
{
    const qsizetype slash = path.lastIndexOf('/');
    if (slash < 0)
        return QByteArrayLiteral(".");
    return slash == 0 ? QByteArrayLiteral("/") : path.left(slash);
}

/// Follows symbolic links in the last component of \a path, dangling ones too. Empty, with errno set, for a loop.
QByteArray followLinks(QByteArray path)
{
    for (int links = 0; links <= maximumLinks; ++links) {
        struct stat status = {};
        if (::lstat(path.constData(), &status) != 0 || !S_ISLNK(status.st_mode))
            return path;
        QByteArray target(PATH_MAX, Qt::Uninitialized);
        const ssize_t length = ::readlink(path.constData(), target.data(), static_cast<size_t>(target.size()));
        if (length < 0)
            return {};
        target.truncate(length);
        path = target.startsWith('/') ? target : folderOf(path) + '/' + target;
    }
    errno = ELOOP;
    return {};
}

bool writeAll(int descriptor, const QByteArray &bytes)
{
    const char *at = bytes.constData();
    qsizetype left = bytes.size();
    while (left > 0) {
        const ssize_t written = ::write(descriptor, at, static_cast<size_t>(left));
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        at += written;
        left -= written;
    }
    return true;
}

#ifdef Q_OS_LINUX

constexpr const char *accessList = "system.posix_acl_access";

/// Copies the access control list and the extended attributes of \a from to \a to. Those of the system (security.*,
/// trusted.*) are copied as far as this user may set them.
bool copyAttributes(const QByteArray &from, int to)
{
    const ssize_t length = ::llistxattr(from.constData(), nullptr, 0);
    QByteArray names(std::max<ssize_t>(length, 0), Qt::Uninitialized);
    if (length < 0 || ::llistxattr(from.constData(), names.data(), static_cast<size_t>(names.size())) != length)
        return length < 0 && errno == ENOTSUP;
    for (const QByteArray &name : names.split('\0')) {
        if (name.isEmpty())
            continue;
        const ssize_t size = ::lgetxattr(from.constData(), name.constData(), nullptr, 0);
        QByteArray value(std::max<ssize_t>(size, 0), Qt::Uninitialized);
        const bool copied = size >= 0
            && ::lgetxattr(from.constData(), name.constData(), value.data(), static_cast<size_t>(size)) == size
            && ::fsetxattr(to, name.constData(), value.constData(), static_cast<size_t>(size), 0) == 0;
        if (!copied && (name.startsWith("user.") || name == accessList))
            return false;
    }
    return true;
}

/// Removes a list that the file has inherited from its folder: with an access control list the group bits of the mode
/// are the mask of the list, not the rights of the group.
void removeAccessList(int file)
{
    ::fremovexattr(file, accessList);
}

#elif defined(Q_OS_MACOS)

bool copyAttributes(const QByteArray &from, int to)
{
    const Descriptor source(::open(from.constData(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    return source.isOpen() && ::fcopyfile(source.get(), to, nullptr, COPYFILE_ACL | COPYFILE_XATTR) == 0;
}

void removeAccessList(int) { }

#endif

/// This has to be asked: the system lets root write regardless of the mode, and a rename needs rights to the folder
/// only.
bool isWriteProtected(const QByteArray &path, const struct stat &status)
{
    return (status.st_mode & 0222) == 0 || ::faccessat(AT_FDCWD, path.constData(), W_OK, AT_EACCESS) != 0;
}

/// Writes \a bytes to a new file beside \a target, syncs it and returns its path; empty, with errno set, on failure.
/// With \a existing, the status of \a target, the new file gets the owner of \a target as far as this user may set it,
/// its mode, access control list and extended attributes.
QByteArray writeTemporary(const QByteArray &target, const QByteArray &bytes, const struct stat *existing)
{
    const qsizetype slash = target.lastIndexOf('/');
    for (int attempt = 0; attempt < 100; ++attempt) {
        const QByteArray random = QByteArray::number(QRandomGenerator::system()->generate64(), 16);
        // The name does not contain the target's name: with a suffix that could exceed the maximum length.
        const QByteArray path = target.left(slash + 1) + ".candor-" + random + ".tmp";
        Descriptor file(::open(path.constData(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
        if (!file.isOpen()) {
            if (errno == EEXIST)
                continue;
            return {};
        }
        TemporaryName temporary(path);
        if (!writeAll(file.get(), bytes))
            return {};
        removeAccessList(file.get());
        if (existing) {
            // A process with more rights (sudo) must not take the file away from its owner. Other processes can't
            // change the owner: they set the group alone, and if that fails too, the mode is still right.
            if ((existing->st_uid != ::geteuid() || existing->st_gid != ::getegid())
                && ::fchown(file.get(), existing->st_uid, existing->st_gid) != 0
                && ::fchown(file.get(), static_cast<uid_t>(-1), existing->st_gid) != 0) {
                errno = 0;
            }
        }
        // Needed for a new file, too: the umask may have removed even the owner's rights.
        if (::fchmod(file.get(), existing ? existing->st_mode & 07777 : 0600) != 0)
            return {};
        if (existing && !copyAttributes(target, file.get()))
            return {};
        if (::fsync(file.get()) != 0 || !file.close())
            return {};
        temporary.keep();
        return path;
    }
    errno = EEXIST;
    return {};
}

/// rename() that fails with EEXIST instead of replacing.
bool renameWithoutReplacing(const QByteArray &from, const QByteArray &to)
{
#ifdef Q_OS_LINUX
    if (::syscall(SYS_renameat2, AT_FDCWD, from.constData(), AT_FDCWD, to.constData(), RENAME_NOREPLACE) == 0)
        return true;
    // These errors mean that the kernel or the file system does not support it.
    if (errno != EINVAL && errno != ENOSYS && errno != ENOTSUP)
        return false;
#elif defined(Q_OS_MACOS)
    if (::renamex_np(from.constData(), to.constData(), RENAME_EXCL) == 0)
        return true;
    if (errno != ENOTSUP && errno != EINVAL)
        return false;
#endif
    if (::link(from.constData(), to.constData()) != 0)
        return false;
    ::unlink(from.constData());
    return true;
}

FileContents unreadable(const QString &path, int code)
{
    if (code == ENOENT || code == ENOTDIR)
        return {};
    return {FileStatus::Unreadable, {}, cannotRead(path, reason(code))};
}

bool failed(const QString &path, int code, QString *error)
{
    *error = cannotWrite(path, reason(code));
    return false;
}

bool put(const QString &path, const QByteArray &target, const QByteArray &bytes, const struct stat *existing,
         QString *error)
{
    const QByteArray temporary = writeTemporary(target, bytes, existing);
    if (temporary.isEmpty())
        return failed(path, errno, error);
    TemporaryName guard(temporary);
    if (::rename(temporary.constData(), target.constData()) != 0)
        return failed(path, errno, error);
    guard.keep();
    return privatefolder::sync(folderOf(target).toStdString()) || failed(path, errno, error);
}

} // namespace

qint64 effectiveUser()
{
    return static_cast<qint64>(::geteuid());
}

FileContents readFile(const QString &path, qint64 limit)
{
    const QByteArray name = QFile::encodeName(path);
    // Check the file before opening it: opening some devices has side effects.
    struct stat status = {};
    const bool isLink = ::lstat(name.constData(), &status) == 0 && S_ISLNK(status.st_mode);
    if (::stat(name.constData(), &status) != 0)
        return unreadable(path, errno);
    if (!S_ISREG(status.st_mode))
        return {FileStatus::Unreadable, {}, cannotRead(path, notRegularFile())};
    const int follow = isLink ? 0 : O_NOFOLLOW; // isLink must be true of the file that is opened
    const Descriptor file(::open(name.constData(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC | follow));
    if (!file.isOpen() || ::fstat(file.get(), &status) != 0)
        return unreadable(path, errno);
    if (!S_ISREG(status.st_mode))
        return {FileStatus::Unreadable, {}, cannotRead(path, notRegularFile())};

    FileContents result;
    result.owner = static_cast<qint64>(status.st_uid);
    result.isLink = isLink;
    result.othersMayWrite = (status.st_mode & (S_IWGRP | S_IWOTH)) != 0;
    QByteArray chunk(64 * 1024, Qt::Uninitialized);
    while (result.bytes.size() <= limit && status.st_size <= limit) {
        const ssize_t count = ::read(file.get(), chunk.data(), static_cast<size_t>(chunk.size()));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return unreadable(path, errno);
        if (count == 0) {
            result.status = FileStatus::Ok;
            return result;
        }
        result.bytes.append(chunk.constData(), count);
    }
    return {FileStatus::TooLarge, {}, tooLarge(path, limit)};
}

bool replaceFile(const QString &path, const QByteArray &bytes, QString *error)
{
    const QByteArray target = followLinks(QFile::encodeName(path));
    if (target.isEmpty())
        return failed(path, path.isEmpty() ? ENOENT : errno, error);
    if (!makePrivateFolder(QFile::decodeName(folderOf(target)), error))
        return false;

    struct stat existing = {};
    const bool exists = ::stat(target.constData(), &existing) == 0;
    if (!exists && errno != ENOENT)
        return failed(path, errno, error);
    if (exists && !S_ISREG(existing.st_mode)) {
        *error = cannotWrite(path, notRegularFile());
        return false;
    }

    if (exists && isWriteProtected(target, existing)) {
        *error = cannotWrite(path, writeProtected());
        return false;
    }
    return put(path, target, bytes, exists ? &existing : nullptr, error);
}

bool replacePrivateFile(const QString &path, const QByteArray &bytes, QString *error)
{
    const QByteArray target = QFile::encodeName(path);
    if (target.isEmpty())
        return failed(path, ENOENT, error);
    return makePrivateFolder(QFile::decodeName(folderOf(target)), error) && put(path, target, bytes, nullptr, error);
}

bool hasOtherNames(const QString &path)
{
    struct stat status = {};
    return ::stat(QFile::encodeName(path).constData(), &status) == 0 && S_ISREG(status.st_mode) && status.st_nlink > 1;
}

CreateResult createFile(const QString &path, const QByteArray &bytes, QString *error)
{
    const QByteArray target = followLinks(QFile::encodeName(path));
    if (target.isEmpty()) {
        failed(path, path.isEmpty() ? ENOENT : errno, error);
        return CreateResult::Failed;
    }
    struct stat existing = {};
    if (::lstat(target.constData(), &existing) == 0)
        return CreateResult::AlreadyThere;
    if (!makePrivateFolder(QFile::decodeName(folderOf(target)), error))
        return CreateResult::Failed;

    const QByteArray temporary = writeTemporary(target, bytes, nullptr);
    if (temporary.isEmpty()) {
        failed(path, errno, error);
        return CreateResult::Failed;
    }
    TemporaryName guard(temporary);
    if (!renameWithoutReplacing(temporary, target)) {
        if (errno == EEXIST)
            return CreateResult::AlreadyThere;
        failed(path, errno, error);
        return CreateResult::Failed;
    }
    guard.keep();
    // The result does not matter: the file exists under its name, and other processes get AlreadyThere.
    privatefolder::sync(folderOf(target).toStdString());
    return CreateResult::Created;
}

bool makePrivateFolder(const QString &path, QString *error)
{
    const int errorNumber = privatefolder::make(QFile::encodeName(path).toStdString());
    if (errorNumber != 0)
        *error = cannotMakeFolder(path, reason(errorNumber));
    return errorNumber == 0;
}

} // namespace candor

#endif
