// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "system/systemclock.h"

#include <ctime>

namespace candor {

std::chrono::seconds SystemClock::utcOffset(std::chrono::system_clock::time_point time) const
{
    using namespace std::chrono;
    const std::time_t seconds = system_clock::to_time_t(time);
    std::tm local = {};
    // tzset() is not called before it: it reads the environment, which the host may be changing at that moment.
#ifdef _WIN32
    if (::localtime_s(&local, &seconds) != 0)
        return {};
#else
    if (!::localtime_r(&seconds, &local))
        return {};
#endif
    const sys_days day = year(local.tm_year + 1900) / (local.tm_mon + 1) / local.tm_mday;
    const auto asIfUtc = day + hours(local.tm_hour) + minutes(local.tm_min) + std::chrono::seconds(local.tm_sec);
    return asIfUtc - sys_seconds(std::chrono::seconds(seconds));
}

} // namespace candor
