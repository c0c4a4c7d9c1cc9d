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

/// The files of rings in a folder, and who may have them: a ring is locked by the process that uses it, and one that is
/// not locked is abandoned. Linux; internal to queue/; Qt-free.
namespace candor::ringfiles {

inline constexpr std::string_view suffix = ".ring"; ///< without it a file is not finished

struct Found
{
    std::string name;
    std::uint64_t bytes = 0; ///< at least those of a ring
    std::filesystem::file_time_type made; ///< writing through a mapping does not change it
};
/// What is in \a folder, the oldest first.
[[nodiscard]] std::vector<Found> in(const std::string &folder);
/// Of all rings in the folders of \a folder, in use or not.
[[nodiscard]] std::uint64_t bytesBelow(const std::string &folder);

/// A ring that no process uses, locked: nobody else gets it while the result lives. Not open if there is none of that
/// name, or it was not finished; then it is removed.
[[nodiscard]] FileLock take(const std::string &folder, const std::string &name);
/// The ring in the file of \a lock; at most \a most bytes of it are read.
[[nodiscard]] AbandonedRing read(const FileLock &lock, std::uint64_t most, std::function<void()> remove);
/// Removes a ring's file, and the folders if they are empty now.
void remove(const std::string &folder, const std::string &name);

} // namespace candor::ringfiles
