// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "system/systemstart.h"

#include <array>

#if defined(__linux__)
#include <fcntl.h>
#include <unistd.h>
#elif defined(__APPLE__)
#include <sys/types.h>

#include <sys/sysctl.h>

#include <algorithm>
#endif

namespace candor {

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

} // namespace candor
