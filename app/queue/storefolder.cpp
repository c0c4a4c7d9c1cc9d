// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "queue/storefolder.h"

#include "system/filesystemtype.h"
#include "system/privatefile.h"
#include "system/privatefolder.h"

#include <QSysInfo>

#include <array>
#include <cerrno>
#include <filesystem>
#include <span>
#include <system_error>
#include <utility>

namespace candor {

namespace {

constexpr std::string_view wholeSince = "whole since ";
constexpr std::string_view damaged = "damaged";

constexpr const char *lockName = "in-use";

std::string lockPath(const std::string &folder)
{
    return folder + '/' + lockName;
}

} // namespace

std::optional<StoreFolder> StoreFolder::open(const std::string &folder, Mode mode, std::chrono::milliseconds patience,
                                             std::string *error)
{
    const auto deadline = std::chrono::steady_clock::now() + patience;
    for (;;) {
        if (mode == Mode::ReadWrite && !privatefolder::make(folder, error))
            return std::nullopt;
        if (!privatefolder::claim(folder, mode != Mode::ReadWrite, error))
            return std::nullopt;
        using privatefile::Access::Create, privatefile::Access::Read, privatefile::Access::Write;
        const auto how = mode == Mode::ReadWrite ? Create : mode == Mode::Existing ? Write : Read;
        std::string problem;
        FileLock lock(privatefile::open(lockPath(folder), how, &problem), lockPath(folder));
        if (!lock.isOpen() && errno != ENOENT) {
            *error = std::move(problem);
            return std::nullopt;
        }
        if (lock.isOpen() && lock.take(FileLock::Kind::Shared, patience) != FileLock::Result::Taken) {
            *error = lockPath(folder) + " is locked by another process";
            return std::nullopt;
        }
        if (lock.isOpen() && lock.isCurrent())
            return StoreFolder(folder, std::move(lock));
        // There is none, or the folder has been removed while we waited, or since it was made.
        if (mode == Mode::ReadOnly)
            return StoreFolder(folder, FileLock());
        if (mode == Mode::Existing)
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
    // If both kept their shared lock while waiting, two processes that want the exclusive lock would deadlock.
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
    return {bytes.data(), privatefile::read(m_lock.descriptor(), std::as_writable_bytes(std::span(bytes)))};
}

void StoreFolder::markWhole() const
{
    const std::string text = std::string(wholeSince) + QSysInfo::bootUniqueId().toStdString();
    // If the mark can't be written the database is checked more often than needed.
    if (privatefile::overwrite(m_lock.descriptor(), text))
        privatefile::cut(m_lock.descriptor(), text.size());
}

bool StoreFolder::isMarkedWhole() const
{
    const std::string start = QSysInfo::bootUniqueId().toStdString(); // empty if the system has none
    return !start.empty() && mark() == std::string(wholeSince) + start;
}

void StoreFolder::markDamaged() const
{
    privatefile::overwrite(m_lock.descriptor(), damaged); // needs no space, which a full disk does not have
}

bool StoreFolder::isMarkedDamaged() const
{
    return mark().starts_with(damaged);
}

void StoreFolder::removeMark() const
{
    privatefile::cut(m_lock.descriptor(), 0);
}

bool StoreFolder::exists(const std::string &path)
{
    std::error_code ignored;
    return std::filesystem::symlink_status(path, ignored).type() != std::filesystem::file_type::not_found;
}

bool StoreFolder::mayBeFolder(const std::string &path, std::string *error)
{
    using Type = std::filesystem::file_type;
    std::error_code ignored;
    const Type type = std::filesystem::symlink_status(path, ignored).type();
    if (type == Type::not_found || type == Type::none || type == Type::directory
        || (type == Type::symlink && std::filesystem::is_directory(path, ignored)))
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
    // Only a new file is opened here: if SQLite had the file open in this process, closing our descriptor would release
    // SQLite's locks on it (POSIX locks belong to process and inode).
    if (privatefile::makeEmpty(database())) {
        privatefolder::sync(m_folder);
        return true;
    }
    if (errno != EEXIST) {
        *error = "can't make " + database() + ": " + std::generic_category().message(errno);
        return false;
    }
    if (!privatefile::mayBeOpened(database(), error))
        return false;
    // SQLite creates -wal and -shm with the mode of the database; files that were copied here may have others.
    for (const char *suffix : {"", "-wal", "-shm", "-journal"})
        privatefile::makePrivate(database() + suffix);
    return true;
}

std::int64_t StoreFolder::writeAheadLogBytes() const
{
    std::error_code missing;
    const std::uintmax_t bytes = std::filesystem::file_size(writeAheadLog(), missing);
    return missing ? 0 : static_cast<std::int64_t>(bytes);
}

bool StoreFolder::removeDatabase(std::string *error) const
{
    // The database is removed last: a log without its database has no effect, but a database without its log is in an
    // older state.
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
    // Another process may already have created a file for a new store: then the folder stays.
    privatefolder::removeFile(m_folder, lockName);
    return true;
}

bool StoreFolder::isLocal() const
{
    return filesystemtype::isLocal(m_folder);
}

} // namespace candor
