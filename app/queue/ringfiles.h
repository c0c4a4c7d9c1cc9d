// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "queue/abandonedring.h"
#include "system/filelock.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

/// The files of rings in a folder, and their locks: the process that uses a ring holds a lock on it, and a ring that is
/// not locked is abandoned. Linux; internal to queue/; Qt-free.
namespace candor::ringfiles {

inline constexpr std::string_view suffix = ".ring"; ///< a file without it is not finished

struct Found
{
    std::string name;
    std::uint64_t bytes = 0; ///< at least the size of a ring
    std::filesystem::file_time_type made; ///< writing through a mapping does not change it
};
/// The files in \a folder, the oldest first.
[[nodiscard]] std::vector<Found> in(const std::string &folder);
/// The size of all rings in the folders of \a folder, in use or not.
[[nodiscard]] std::uint64_t bytesBelow(const std::string &folder);

/// Locks a ring that no process uses: no other process can take it while the result exists. The result is not open if
/// there is no such ring, or if the file was not finished, which removes it.
[[nodiscard]] FileLock take(const std::string &folder, const std::string &name);
/// Reads the ring in the file of \a lock, at most \a most bytes.
[[nodiscard]] AbandonedRing read(const FileLock &lock, std::uint64_t most, std::function<void()> remove);
/// Removes the file of a ring, and then the folders if they are empty.
void remove(const std::string &folder, const std::string &name);

} // namespace candor::ringfiles
