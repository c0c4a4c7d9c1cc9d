// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdarg>

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/types.h>

// For what stands in front of the C library (failingcalls.cpp, hangingfolder.cpp): the way to the functions behind it.
namespace candor::test {

/// The C library's \a name.
template<typename Function>
Function next(const char *name)
{
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

/// The mode that follows the \a flags of open(2), if one does.
inline mode_t modeOf(int flags, std::va_list list)
{
    return (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE ? va_arg(list, mode_t) : 0;
}

} // namespace candor::test
