// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

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

/// Makes an empty file (0600) and closes it. False with errno; EEXIST: something is there already.
[[nodiscard]] bool makeEmpty(const std::string &path);
/// Takes the rights of others to the file \a path away. Without effect on links and where nothing is there.
void makePrivate(const std::string &path);

/// Of the open file \a descriptor; 0 if that can't be told.
[[nodiscard]] std::uint64_t size(int descriptor);
/// Fills \a bytes from the start of the file. \returns how many were there, 0 if it can't be read.
[[nodiscard]] std::size_t read(int descriptor, std::span<std::byte> bytes);
/// Writes \a text over the start of the file and keeps what is behind it.
bool overwrite(int descriptor, std::string_view text);
/// Shortens the file, as far as that is possible.
void cut(int descriptor, std::size_t bytes);

} // namespace candor::privatefile
