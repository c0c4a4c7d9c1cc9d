// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#ifdef __linux__

#include "system/mappedfile.h"

#include <cerrno>
#include <cstdio>
#include <utility>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace candor {

std::shared_ptr<MappedFile> MappedFile::create(const std::string &path, std::size_t bytes)
{
    FileLock lock(::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600), path);
    if (!lock.isOpen())
        return nullptr;
    const int file = lock.descriptor();
    // The sticky bit keeps programs that clean runtime folders from removing a file that was not accessed for hours.
    const bool ready =
        lock.take(FileLock::Kind::Exclusive) == FileLock::Result::Taken && ::fchmod(file, S_ISVTX | 0600) == 0;
    int problem = errno;
    do {
        problem = ready ? ::posix_fallocate(file, 0, static_cast<off_t>(bytes)) : problem;
    } while (ready && problem == EINTR);
    if (problem == 0) {
        void *const mapping = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
        if (mapping != MAP_FAILED) {
            return std::shared_ptr<MappedFile>(
                new MappedFile(path, std::move(lock), {static_cast<std::byte *>(mapping), bytes}));
        }
        problem = errno;
    }
    ::unlink(path.c_str());
    errno = problem;
    return nullptr;
}

MappedFile::MappedFile(std::string path, FileLock lock, std::span<std::byte> bytes)
    : m_path(std::move(path))
    , m_lock(std::move(lock))
    , m_bytes(bytes)
{
}

MappedFile::~MappedFile()
{
    ::munmap(m_bytes.data(), m_bytes.size());
}

bool MappedFile::rename(const std::string &path)
{
    if (std::rename(m_path.c_str(), path.c_str()) != 0)
        return false;
    m_path = path;
    return true;
}

} // namespace candor

#endif
