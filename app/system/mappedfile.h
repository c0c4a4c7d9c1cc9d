// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "system/filelock.h"

#include <cstddef>
#include <memory>
#include <span>
#include <string>

namespace candor {

/// A new private file (0600) of fixed size, mapped into memory and locked. Its pages are allocated step by step, since
/// that takes time, and before they are used: on a full file system the first access to an unallocated page would kill
/// the process. Destroying the object unmaps the file and releases the lock; the file stays. Linux; Qt-free; one thread
/// at a time.
class MappedFile
{
public:
    /// Null with errno, and no file is left; EEXIST: \a path is taken; EWOULDBLOCK: another process has locked it
    /// first.
    [[nodiscard]] static std::shared_ptr<MappedFile> create(const std::string &path, std::size_t bytes);
    ~MappedFile();
    MappedFile(const MappedFile &) = delete;
    MappedFile &operator=(const MappedFile &) = delete;

    [[nodiscard]] std::span<std::byte> bytes() const { return m_bytes; } ///< zeroes at first
    /// Allocates at least the first \a bytes, if the file system has room. \returns how many can be used now: after
    /// create() the first step, 256 KiB.
    std::size_t allocate(std::size_t bytes);
    /// False with errno.
    [[nodiscard]] bool rename(const std::string &path);

private:
    MappedFile(std::string path, FileLock lock, std::span<std::byte> bytes);

    std::string m_path;
    FileLock m_lock;
    std::span<std::byte> m_bytes;
    std::size_t m_allocated = 0;
};

} // namespace candor
