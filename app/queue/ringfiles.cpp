// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#ifdef __linux__

#include "queue/ringfiles.h"

#include "system/privatefile.h"
#include "system/privatefolder.h"

#include <algorithm>
#include <span>
#include <system_error>
#include <utility>

namespace candor::ringfiles {

std::vector<Found> in(const std::string &folder)
{
    namespace fs = std::filesystem;
    std::vector<Found> result;
    std::error_code code;
    for (fs::directory_iterator entry(folder, code), end; !code && entry != end; entry.increment(code)) {
        const std::string name = entry->path().filename().string();
        std::error_code gone;
        const fs::file_type type = entry->symlink_status(gone).type();
        if (name.front() == '.' || gone || type == fs::file_type::not_found)
            continue;
        const std::uint64_t bytes = type == fs::file_type::regular ? entry->file_size(gone) : 0;
        result.push_back({name, std::max(gone ? 0 : bytes, ringfile::fileBytes), entry->last_write_time(gone)});
    }
    std::sort(result.begin(), result.end(), [](const Found &a, const Found &b) { return a.made < b.made; });
    return result;
}

std::uint64_t bytesBelow(const std::string &folder)
{
    std::uint64_t result = 0;
    for (const Found &application : in(folder)) {
        for (const Found &file : in(folder + '/' + application.name))
            result += file.bytes;
    }
    return result;
}

FileLock take(const std::string &folder, const std::string &name)
{
    std::string ignored;
    const std::string file = folder + '/' + name;
    FileLock result(privatefile::open(file, privatefile::Access::Write, &ignored), file);
    // Another process may have recovered and removed it before we had the lock.
    if (!result.isOpen() || result.take(FileLock::Kind::Exclusive) != FileLock::Result::Taken || !result.isCurrent())
        return {};
    if (!std::string_view(name).ends_with(suffix)) {
        remove(folder, name); // its creator died before it was finished
        return {};
    }
    return result;
}

AbandonedRing read(const FileLock &file, std::uint64_t most, std::function<void()> remove)
{
    const std::uint64_t size = privatefile::size(file.descriptor());
    // The file is read, not mapped: if another process truncated it, access to a mapping would raise a signal.
    std::vector<std::byte> bytes(std::min(size, most));
    bytes.resize(privatefile::read(file.descriptor(), bytes));
    return {std::move(bytes), size, std::move(remove)};
}

void remove(const std::string &folder, const std::string &name)
{
    if (privatefolder::removeFile(folder, name))
        privatefolder::removeEmpty(std::filesystem::path(folder).parent_path().string());
}

} // namespace candor::ringfiles

#endif
