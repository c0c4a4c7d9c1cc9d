// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "system/forkmark.h"

#include <cstddef>

#ifndef _WIN32
#include <sys/mman.h>
#include <unistd.h>
#endif

namespace candor {

#ifdef _WIN32

ForkMark::ForkMark() = default;
ForkMark::~ForkMark() = default;

bool ForkMark::isStillProcess() const
{
    return true; // Windows has no fork()
}

#else

namespace {

#ifdef MADV_WIPEONFORK
constexpr std::size_t pageBytes = 1; // the kernel rounds it up to a page
#endif

} // namespace

ForkMark::ForkMark()
    : m_process(::getpid())
{
#ifdef MADV_WIPEONFORK
    void *const page = ::mmap(nullptr, pageBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (page == MAP_FAILED)
        return;
    if (::madvise(page, pageBytes, MADV_WIPEONFORK) != 0) {
        ::munmap(page, pageBytes);
        return;
    }
    *static_cast<unsigned char *>(page) = 1;
    m_page = static_cast<const unsigned char *>(page);
#endif
}

ForkMark::~ForkMark()
{
#ifdef MADV_WIPEONFORK
    if (m_page)
        ::munmap(const_cast<unsigned char *>(m_page), pageBytes);
#endif
}

bool ForkMark::isStillProcess() const
{
    return ::getpid() == m_process;
}

#endif

} // namespace candor
