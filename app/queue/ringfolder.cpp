// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "queue/ringfolder.h"

#include "queue/ringfile.h"
#include "system/filelock.h"

#include <zlib.h>

#include <algorithm>
#include <span>
#include <system_error>
#include <utility>

#ifdef __linux__
#include "system/filesystemtype.h"
#include "system/mappedfile.h"
#include "system/privatefile.h"
#include "system/privatefolder.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#endif

namespace candor {

RingFolder::RingFolder(std::string runtimeDirectory, std::string name)
    : m_runtime(std::move(runtimeDirectory))
    , m_name(std::move(name))
{
}

std::string RingFolder::path() const
{
    return m_runtime + "/candor/" + m_name;
}

#ifdef __linux__

namespace {

using ringfile::Header;

constexpr std::string_view suffix = ".ring"; // a file without it is not finished

/// A file in a folder of rings.
struct Found
{
    std::string name;
    std::uint64_t bytes = 0; ///< at least the size of a ring
    std::filesystem::file_time_type made; ///< writing through a mapping does not change it
};

/// The files in \a folder, the oldest first.
std::vector<Found> filesIn(const std::string &folder)
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

/// The size of all rings in the folders of \a folder, in use or not.
std::uint64_t bytesBelow(const std::string &folder)
{
    std::uint64_t result = 0;
    for (const Found &application : filesIn(folder)) {
        for (const Found &file : filesIn(folder + '/' + application.name))
            result += file.bytes;
    }
    return result;
}

/// Removes the file of a ring, and then the folders if they are empty.
void removeFile(const std::string &folder, const std::string &name)
{
    if (privatefolder::removeFile(folder, name))
        privatefolder::removeEmpty(std::filesystem::path(folder).parent_path().string());
}

/// Locks a ring that no process uses: no other process can take it while the result exists. The result is not open if
/// there is no such ring, or if the file was not finished, which removes it.
FileLock take(const std::string &folder, const std::string &name)
{
    std::string ignored;
    const std::string file = folder + '/' + name;
    FileLock result(privatefile::open(file, privatefile::Access::Write, &ignored), file);
    // Another process may have recovered and removed it before we had the lock.
    if (!result.isOpen() || result.take(FileLock::Kind::Exclusive) != FileLock::Result::Taken || !result.isCurrent())
        return {};
    if (!std::string_view(name).ends_with(suffix)) {
        removeFile(folder, name); // its creator died before it was finished
        return {};
    }
    return result;
}

/// Reads the ring in the file of \a lock, at most \a most bytes.
AbandonedRing read(const FileLock &file, std::uint64_t most, std::function<void()> remove = {})
{
    const std::uint64_t size = privatefile::size(file.descriptor());
    // The file is read, not mapped: if another process truncated it, access to a mapping would raise a signal.
    std::vector<std::byte> bytes(std::min(size, most));
    bytes.resize(privatefile::read(file.descriptor(), bytes));
    return {std::move(bytes), size, std::move(remove)};
}

std::string reason(const std::string &path)
{
    return path + ": " + std::generic_category().message(errno);
}

/// Giving the file back releases its lock: from then on any process may recover the ring.
EventRing::Memory fileMemory(std::shared_ptr<MappedFile> memory, const std::string &folder, const std::string &file)
{
    const std::span<std::byte> bytes = memory->bytes();
    return {bytes, true, [memory](std::size_t needed) { return memory->allocate(needed); },
            [memory, folder, file](bool keep, std::size_t) mutable {
                if (!keep)
                    removeFile(folder, file);
                memory.reset();
            }};
}

void writeScope(std::byte *mapping, std::span<const std::byte> scope)
{
    auto *const header = std::launder(reinterpret_cast<Header *>(mapping));
    header->scopeBytes = static_cast<std::uint32_t>(scope.size());
    header->scopeChecksum = static_cast<std::uint32_t>(
        crc32(0, reinterpret_cast<const Bytef *>(scope.data()), static_cast<uInt>(scope.size())));
    std::memcpy(header->scope, scope.data(), scope.size());
}

std::string fileName(std::uint64_t base)
{
    char text[17];
    std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(base));
    return text;
}

/// A ring that no process uses. No other process can take it while this object exists.
struct Abandoned
{
    Found file;
    FileLock lock;
};

std::vector<Abandoned> allAbandoned(const std::string &folder)
{
    std::vector<Abandoned> result;
    for (Found &file : filesIn(folder)) {
        if (FileLock lock = take(folder, file.name); lock.isOpen())
            result.push_back({std::move(file), std::move(lock)});
    }
    return result;
}

std::uint64_t bytesOf(const std::vector<Abandoned> &rings)
{
    std::uint64_t result = 0;
    for (const Abandoned &ring : rings)
        result += ring.file.bytes;
    return result;
}

/// Removes the oldest of \a rings until \a excess bytes are free. \returns how many events of \a scope are lost with
/// them, according to their headers: the store knows it exactly, but may be unusable.
std::uint64_t removeOldest(const std::string &folder, const std::vector<Abandoned> &rings, const EventScope &scope,
                           std::uint64_t excess)
{
    std::uint64_t lost = 0;
    std::uint64_t freed = 0;
    for (const Abandoned &each : rings) {
        if (freed >= excess)
            break;
        const AbandonedRing ring = read(each.lock, sizeof(Header));
        if (ring.content() == AbandonedRing::Content::Newer)
            continue;
        if (const std::optional<RingScope> found = ring.scope(); found && found->events == scope)
            lost += ring.uncounted();
        removeFile(folder, each.file.name);
        freed += each.file.bytes;
    }
    return lost;
}

} // namespace

bool RingFolder::isUsable(std::string *why) const
{
    if (m_runtime.empty()) {
        *why = "there is no folder for it: XDG_RUNTIME_DIR is not set";
        return false;
    }
    if (!privatefolder::isAlone(m_runtime)) {
        *why = errno == EPERM ? m_runtime + " is not this user's alone" : reason(m_runtime);
        return false;
    }
    if (!filesystemtype::isInMemory(m_runtime)) {
        *why = m_runtime + " is not in memory";
        return false;
    }
    return true;
}

std::uint64_t RingFolder::makeRoom(const EventScope &scope) const
{
    std::string ignored;
    if (!isUsable(&ignored))
        return 0;
    const std::vector<Abandoned> abandoned = allAbandoned(path());
    const std::uint64_t bytes = bytesOf(abandoned) + ringfile::fileBytes; // including the ring of the caller
    return bytes > abandonedBytes ? removeOldest(path(), abandoned, scope, bytes - abandonedBytes) : 0;
}

std::shared_ptr<EventRing> RingFolder::create(std::uint64_t base, const RingScope &scope, std::string *why) const
{
    std::shared_ptr<EventRing> result;
    std::uint64_t lost = 0;
    if (isUsable(why)) {
        const std::string account = m_runtime + "/candor";
        if (const std::uint64_t bytes = bytesBelow(account) + ringfile::fileBytes; bytes > accountBytes)
            lost = removeOldest(path(), allAbandoned(path()), scope.events, bytes - accountBytes);
        if (bytesBelow(account) + ringfile::fileBytes > accountBytes)
            *why = account + " is full of what other processes have left";
        else
            result = createFile(base, scope.toBytes(), why);
    }
    if (!result)
        result = std::make_shared<EventRing>(base);
    result->addDropped(lost);
    return result;
}

std::shared_ptr<EventRing> RingFolder::createFile(std::uint64_t base, const std::vector<std::byte> &scope,
                                                  std::string *why) const
{
    if (scope.empty() || scope.size() > sizeof(Header::scope)) {
        *why = "what all events carry is too long for it";
        return nullptr;
    }
    const std::string name = fileName(base);
    const std::string finished = name + std::string(suffix);
    // A process that removes the last ring also removes the folder, perhaps at this moment.
    for (int attempt = 0; attempt < 5; ++attempt) {
        const auto file = privatefolder::makeAlone(m_runtime + "/candor") && privatefolder::makeAlone(path())
            ? MappedFile::create(path() + '/' + name, ringfile::fileBytes)
            : nullptr;
        if (!file) {
            *why = reason(path());
            // A process that looks for abandoned rings may hold the lock of a new file for a moment.
            if (errno == ENOENT || errno == EWOULDBLOCK)
                continue;
            return nullptr;
        }
        const auto ring = std::make_shared<EventRing>(base, fileMemory(file, path(), finished));
        writeScope(file->bytes().data(), scope);
        if (file->rename(path() + '/' + finished))
            return ring;
        *why = reason(path());
        removeFile(path(), name);
    }
    return nullptr;
}

bool RingFolder::hasRings() const
{
    return !m_runtime.empty() && !filesIn(path()).empty();
}

void RingFolder::recover(const std::function<bool(AbandonedRing &)> &each) const
{
    std::string ignored;
    if (!isUsable(&ignored))
        return;
    bool more = true;
    for (const Found &file : filesIn(path())) {
        const FileLock taken = more ? take(path(), file.name) : FileLock();
        if (!taken.isOpen())
            continue;
        AbandonedRing ring =
            read(taken, ringfile::fileBytes, [folder = path(), name = file.name] { removeFile(folder, name); });
        more = each(ring);
    }
}

void RingFolder::removeAbandoned(const std::string &butOf) const
{
    std::string ignored;
    if (!isUsable(&ignored))
        return;
    for (const Abandoned &each : allAbandoned(path())) {
        const std::optional<RingScope> scope = butOf.empty() ? std::nullopt : read(each.lock, sizeof(Header)).scope();
        if (!scope || scope->events.decisionId != butOf)
            removeFile(path(), each.file.name);
    }
}

#else

bool RingFolder::isUsable(std::string *why) const
{
    *why = "this system has no memory that outlives a process and never reaches a disk";
    return false;
}

std::uint64_t RingFolder::makeRoom(const EventScope &) const
{
    return 0;
}

std::shared_ptr<EventRing> RingFolder::create(std::uint64_t base, const RingScope &, std::string *why) const
{
    (void)isUsable(why);
    return std::make_shared<EventRing>(base);
}

bool RingFolder::hasRings() const
{
    return false;
}

void RingFolder::recover(const std::function<bool(AbandonedRing &)> &) const { }

void RingFolder::removeAbandoned(const std::string &) const { }

#endif

} // namespace candor
