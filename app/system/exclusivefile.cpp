// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "system/exclusivefile.h"

#ifndef _WIN32
#include "system/filelock.h"
#include "system/privatefile.h"
#endif

#include <system_error>

#ifdef _WIN32
#include <windows.h>

#include <filesystem>
#else
#include <cerrno>
#endif

namespace candor {

#ifdef _WIN32

ExclusiveFile::Result ExclusiveFile::acquire(const std::string &path, std::string *error)
{
    const std::filesystem::path name(std::u8string(path.begin(), path.end()));
    // A handle without sharing is the lock; the system closes it when the process ends.
    const HANDLE file = CreateFileW(name.c_str(), GENERIC_READ | GENERIC_WRITE, 0, nullptr, OPEN_ALWAYS,
                                    FILE_ATTRIBUTE_NORMAL, nullptr);
    if (file == INVALID_HANDLE_VALUE) {
        const DWORD code = GetLastError();
        if (code == ERROR_SHARING_VIOLATION)
            return Result::Busy;
        *error = path + ": " + std::system_category().message(static_cast<int>(code));
        return Result::Failed;
    }
    m_held = std::shared_ptr<void>(file, CloseHandle);
    return Result::Acquired;
}

#else

ExclusiveFile::Result ExclusiveFile::acquire(const std::string &path, std::string *error)
{
    constexpr int attempts = 5;
    for (int i = 0; i < attempts; ++i) {
        FileLock lock(privatefile::open(path, privatefile::Access::Create, error), path);
        if (!lock.isOpen())
            return Result::Failed;
        switch (lock.take(FileLock::Kind::Exclusive)) {
        case FileLock::Result::Taken:
            break;
        case FileLock::Result::Busy:
            return Result::Busy;
        case FileLock::Result::Failed:
            *error = path + ": " + std::generic_category().message(errno);
            return Result::Failed;
        }
        // Another process may have removed the file while we took the lock.
        if (lock.isCurrent()) {
            m_held = std::make_shared<FileLock>(std::move(lock));
            return Result::Acquired;
        }
    }
    return Result::Busy; // the file is removed and created again and again
}

#endif

} // namespace candor
