// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#ifdef __linux__

#include "system/mappedfile.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <utility>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace candor {

namespace {

constexpr std::size_t step = 256 * 1024;

} // namespace

std::shared_ptr<MappedFile> MappedFile::create(const std::string &path, std::size_t bytes)
{
    FileLock lock(::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600), path);
    if (!lock.isOpen())
        return nullptr;
    const int file = lock.descriptor();
    // The sticky bit keeps programs that clean runtime folders from removing a file that was not accessed for hours.
    const bool ready = lock.take(FileLock::Kind::Exclusive) == FileLock::Result::Taken
        && ::fchmod(file, S_ISVTX | 0600) == 0 && ::ftruncate(file, static_cast<off_t>(bytes)) == 0;
    void *const mapping = ready ? ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0) : MAP_FAILED;
    if (mapping != MAP_FAILED) {
        std::shared_ptr<MappedFile> result(
            new MappedFile(path, std::move(lock), {static_cast<std::byte *>(mapping), bytes}));
        if (result->allocate(1) > 0)
            return result;
    }
    const int problem = errno;
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

std::size_t MappedFile::allocate(std::size_t bytes)
{
    while (m_allocated < std::min(bytes, m_bytes.size())) {
        const std::size_t more = std::min(step, m_bytes.size() - m_allocated);
        int problem = 0;
        do {
            problem = ::posix_fallocate(m_lock.descriptor(), static_cast<off_t>(m_allocated), static_cast<off_t>(more));
        } while (problem == EINTR);
        if (problem != 0) {
            errno = problem;
            break;
        }
        m_allocated += more;
    }
    return m_allocated;
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
