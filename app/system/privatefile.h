// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include <sys/types.h>

/// Every file that only Candor writes (the store, its locks, rings) is opened here, also for reading: never through a
/// link, only if it is a regular file of this user, and without blocking as a FIFO would. POSIX; Qt-free; any thread.
namespace candor::privatefile {

enum class Access {
    Read,
    Write, ///< and read; if the mode forbids that it is changed, since the file is this user's
    Create, ///< the same, and the file is created (0600) if there is none
};

/// A close-on-exec descriptor, or -1 with errno and \a why, a sentence in English that names \a path.
[[nodiscard]] int open(const std::string &path, Access access, std::string *why);

/// May a library open \a path by its name? Also true if nothing is there.
[[nodiscard]] bool mayBeOpened(const std::string &path, std::string *why);

/// Why \a user does not open a file of \a mode and \a owner at \a path; empty if there is no objection.
[[nodiscard]] std::string objection(const std::string &path, mode_t mode, uid_t owner, uid_t user);

/// Creates an empty file (0600) and closes it. False with errno; EEXIST: the path exists already.
[[nodiscard]] bool makeEmpty(const std::string &path);
/// Removes the rights of others to the file \a path. No effect on links and missing files.
void makePrivate(const std::string &path);

/// The size of the open file \a descriptor; 0 if unknown.
[[nodiscard]] std::uint64_t size(int descriptor);
/// Fills \a bytes from the start of the file. \returns how many were there, 0 if it can't be read.
[[nodiscard]] std::size_t read(int descriptor, std::span<std::byte> bytes);
/// Writes \a text over the start of the file and keeps what is behind it.
bool overwrite(int descriptor, std::string_view text);
/// Shortens the file, as far as that is possible.
void cut(int descriptor, std::size_t bytes);

} // namespace candor::privatefile
