// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <sys/types.h>

/// The one way in which files are opened that Candor alone writes (the store, its locks, rings), also for reading:
/// never through a link, only if it is a regular file of this user, and without waiting for anybody, as a FIFO would.
/// POSIX; Qt-free; any thread.
namespace candor::privatefile {

enum class Access {
    Read,
    Write, ///< and read; a file without the rights for it gets them, since it is this user's
    Create, ///< the same, and it is made (0600) if there is none
};

/// A descriptor that is closed in new programs, or -1 with errno and \a why, a sentence in English that names \a path.
[[nodiscard]] int open(const std::string &path, Access access, std::string *why);

/// For a library that opens \a path by its name: may it? Also true where nothing is there.
[[nodiscard]] bool mayBeOpened(const std::string &path, std::string *why);

/// What speaks against a file of \a mode and \a owner at \a path, for \a user; empty: nothing.
[[nodiscard]] std::string objection(const std::string &path, mode_t mode, uid_t owner, uid_t user);

} // namespace candor::privatefile
