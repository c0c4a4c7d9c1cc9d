// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "system/filelock.h"

#include <algorithm>
#include <cerrno>
#include <thread>
#include <utility>

#include <sys/file.h>
#include <sys/stat.h>

namespace candor {

FileLock::FileLock(int descriptor, std::string path)
    : m_descriptor(descriptor)
    , m_path(std::move(path))
{
}

FileLock::Result FileLock::take(int descriptor, Kind kind)
{
    int status = 0;
    do {
        status = ::flock(descriptor, (kind == Kind::Shared ? LOCK_SH : LOCK_EX) | LOCK_NB);
    } while (status != 0 && errno == EINTR);
    return status == 0 ? Result::Taken : errno == EWOULDBLOCK ? Result::Busy : Result::Failed;
}

FileLock::Result FileLock::take(Kind kind, std::chrono::milliseconds patience)
{
    using Clock = std::chrono::steady_clock;
    const Clock::time_point deadline = Clock::now() + patience;
    // Holders are quick, so polling costs little if it begins with a short pause. Unlike a blocking flock() it can time
    // out.
    Clock::duration pause = std::chrono::microseconds(500);
    for (;;) {
        const Result result = take(m_descriptor.get(), kind);
        const Clock::duration left = deadline - Clock::now();
        if (result != Result::Busy || left <= Clock::duration::zero())
            return result;
        std::this_thread::sleep_for(std::min(pause, left));
        pause = std::min<Clock::duration>(pause * 2, std::chrono::milliseconds(8));
    }
}

void FileLock::release()
{
    if (isOpen())
        ::flock(m_descriptor.get(), LOCK_UN);
}

bool FileLock::isCurrent() const
{
    struct stat opened = {};
    struct stat named = {};
    return ::fstat(m_descriptor.get(), &opened) == 0 && ::stat(m_path.c_str(), &named) == 0
        && opened.st_dev == named.st_dev && opened.st_ino == named.st_ino;
}

} // namespace candor
