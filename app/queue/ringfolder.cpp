// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "queue/ringfolder.h"

#include "queue/ringbuffer.h"
#include "queue/ringfile.h"
#include "system/filelock.h"
#include "system/privatefile.h"

#include <zlib.h>

#include <algorithm>
#include <system_error>
#include <utility>

#ifdef __linux__
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>
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
using ringfile::Slot;

constexpr std::string_view suffix = ".ring";

class Descriptor
{
public:
    explicit Descriptor(int descriptor = -1)
        : m_descriptor(descriptor)
    {
    }
    Descriptor(Descriptor &&other) noexcept
        : m_descriptor(std::exchange(other.m_descriptor, -1))
    {
    }
    Descriptor &operator=(Descriptor &&other) noexcept
    {
        std::swap(m_descriptor, other.m_descriptor);
        return *this;
    }
    ~Descriptor()
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    [[nodiscard]] int get() const { return m_descriptor; }
    [[nodiscard]] bool isValid() const { return m_descriptor >= 0; }

private:
    int m_descriptor;
};

std::string reason(const std::string &path)
{
    return path + ": " + std::generic_category().message(errno);
}

bool lockNow(int descriptor)
{
    return FileLock::take(descriptor, FileLock::Kind::Exclusive) == FileLock::Result::Taken;
}

Descriptor openFolder(int parent, const char *name)
{
    return Descriptor(::openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
}

/// The folder of that name, made if need be; only if it is this user's alone.
Descriptor makeFolder(int parent, const char *name)
{
    if (::mkdirat(parent, name, 0700) != 0 && errno != EEXIST)
        return Descriptor();
    Descriptor folder = openFolder(parent, name);
    struct stat info = {};
    if (!folder.isValid() || ::fstat(folder.get(), &info) != 0)
        return Descriptor();
    if (info.st_uid != ::geteuid() || (info.st_mode & 0077) != 0) {
        errno = EPERM;
        return Descriptor();
    }
    return folder;
}

/// Removes a ring's file, and the folders if they are empty now.
void removeFile(const std::string &folder, const std::string &file)
{
    ::unlink((folder + '/' + file).c_str());
    if (::rmdir(folder.c_str()) == 0)
        ::rmdir(folder.substr(0, folder.rfind('/')).c_str());
}

class FileMemory final : public RingMemory
{
public:
    FileMemory(Descriptor descriptor, void *mapping, std::string folder, std::string file, std::uint64_t base)
        : m_descriptor(std::move(descriptor))
        , m_header(new (mapping) Header{})
        , m_folder(std::move(folder))
        , m_file(std::move(file))
    {
        m_header->version = ringfile::version;
        m_header->headerBytes = sizeof(Header);
        m_header->fileBytes = ringfile::fileBytes;
        m_header->base = base;
        std::memcpy(m_header->magic, ringfile::magic.data(), ringfile::magic.size());
    }

    /// The lock goes with the descriptor: from then on anybody may adopt the file.
    ~FileMemory() override { ::munmap(m_header, ringfile::fileBytes); }

    State &state() override { return m_header->state; }
    std::span<std::byte> records() override
    {
        return {reinterpret_cast<std::byte *>(m_header) + sizeof(Header), ringfile::fileBytes - sizeof(Header)};
    }
    [[nodiscard]] bool outlivesProcess() const override { return true; }

    bool describe(std::uint32_t generation, std::span<const std::byte> scope) override
    {
        Slot &slot = m_header->slot[generation % ringfile::slots];
        slot.generation.store(0, std::memory_order_relaxed);
        // Who finds the number finds what belongs to it.
        std::atomic_signal_fence(std::memory_order_seq_cst);
        if (scope.size() > sizeof slot.bytes)
            return false;
        slot.length = static_cast<std::uint32_t>(scope.size());
        slot.checksum = static_cast<std::uint32_t>(
            crc32(0, reinterpret_cast<const Bytef *>(scope.data()), static_cast<uInt>(scope.size())));
        std::memcpy(slot.bytes, scope.data(), scope.size());
        slot.generation.store(generation, std::memory_order_release);
        return true;
    }

    void forget() override { removeFile(m_folder, m_file); }

private:
    Descriptor m_descriptor;
    Header *m_header;
    const std::string m_folder;
    const std::string m_file;
};

class MappedRing final : public RingBuffer
{
public:
    MappedRing(std::uint64_t base, std::unique_ptr<FileMemory> memory)
        : RingBuffer(base, std::move(memory))
    {
    }
};

std::string fileName(std::uint64_t base)
{
    char text[17];
    std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(base));
    return text;
}

/// A new file under a name that nobody adopts, locked and of full size. errno says why not.
Descriptor newFile(int folder, const std::string &name)
{
    Descriptor file(::openat(folder, name.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!file.isValid())
        return file;
    // The sticky bit: what may clean a runtime folder of files that nobody has touched for hours leaves this one.
    const bool ready = lockNow(file.get()) && ::fchmod(file.get(), S_ISVTX | 0600) == 0;
    int problem = errno;
    do {
        problem = ready ? ::posix_fallocate(file.get(), 0, ringfile::fileBytes) : problem;
    } while (ready && problem == EINTR);
    if (problem == 0)
        return file;
    ::unlinkat(folder, name.c_str(), 0);
    errno = problem;
    return Descriptor();
}

} // namespace

bool RingFolder::isUsable(std::string *why) const
{
    if (m_runtime.empty()) {
        *why = "there is no folder for it: XDG_RUNTIME_DIR is not set";
        return false;
    }
    const Descriptor folder(::open(m_runtime.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    struct stat info = {};
    struct statfs system = {};
    if (!folder.isValid() || ::fstat(folder.get(), &info) != 0 || ::fstatfs(folder.get(), &system) != 0) {
        *why = reason(m_runtime);
        return false;
    }
    if (info.st_uid != ::geteuid() || (info.st_mode & 0077) != 0) {
        *why = m_runtime + " is not this user's alone";
        return false;
    }
    if (system.f_type != TMPFS_MAGIC && system.f_type != RAMFS_MAGIC) {
        *why = m_runtime + " is not in memory";
        return false;
    }
    return true;
}

std::unique_ptr<EventRing> RingFolder::create(std::uint64_t base, std::string *why) const
{
    if (!isUsable(why))
        return nullptr;
    const std::string name = fileName(base);
    const std::string finished = name + std::string(suffix);
    // Somebody who removes the last ring removes the folder with it, perhaps at this moment.
    for (int attempt = 0; attempt < 5; ++attempt) {
        const Descriptor runtime(::open(m_runtime.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        const Descriptor parent = runtime.isValid() ? makeFolder(runtime.get(), "candor") : Descriptor();
        const Descriptor folder = parent.isValid() ? makeFolder(parent.get(), m_name.c_str()) : Descriptor();
        Descriptor file = folder.isValid() ? newFile(folder.get(), name) : Descriptor();
        if (!file.isValid()) {
            *why = reason(path());
            // Somebody who looks for what the dead left may hold a new file's lock for a moment.
            if (errno == ENOENT || errno == EWOULDBLOCK)
                continue;
            return nullptr;
        }
        void *const mapping = ::mmap(nullptr, ringfile::fileBytes, PROT_READ | PROT_WRITE, MAP_SHARED, file.get(), 0);
        if (mapping == MAP_FAILED) {
            *why = reason(path());
            removeFile(path(), name);
            return nullptr;
        }
        auto memory = std::make_unique<FileMemory>(std::move(file), mapping, path(), finished, base);
        auto ring = std::make_unique<MappedRing>(base, std::move(memory));
        if (::renameat(folder.get(), name.c_str(), folder.get(), finished.c_str()) == 0)
            return ring;
        *why = reason(path());
        removeFile(path(), name);
    }
    return nullptr;
}

bool RingFolder::hasRings() const
{
    DIR *const folder = m_runtime.empty() ? nullptr : ::opendir(path().c_str());
    if (!folder)
        return false;
    bool found = false;
    while (const dirent *entry = ::readdir(folder))
        found = found || entry->d_name[0] != '.';
    ::closedir(folder);
    return found;
}

std::vector<AbandonedRing> RingFolder::takeAbandoned() const
{
    std::vector<AbandonedRing> result;
    std::string ignored;
    if (!isUsable(&ignored))
        return result;
    std::vector<std::string> names;
    DIR *const folder = ::opendir(path().c_str());
    if (!folder)
        return result;
    while (const dirent *entry = ::readdir(folder)) {
        if (entry->d_name[0] != '.')
            names.emplace_back(entry->d_name);
    }
    ::closedir(folder);

    for (const std::string &name : names) {
        const std::string file = path() + '/' + name;
        Descriptor descriptor(privatefile::open(file, privatefile::Access::Write, &ignored));
        struct stat info = {};
        if (!descriptor.isValid() || !lockNow(descriptor.get()))
            continue;
        // Somebody else may have adopted and removed it before the lock was had.
        if (::fstat(descriptor.get(), &info) != 0 || info.st_nlink == 0)
            continue;
        if (!std::string_view(name).ends_with(suffix)) {
            removeFile(path(), name); // its maker died before it was finished
            continue;
        }
        // Read, not mapped: a file that somebody cuts meanwhile must not become a signal.
        std::vector<std::byte> bytes(static_cast<std::size_t>(
            std::min<std::uint64_t>(static_cast<std::uint64_t>(info.st_size), ringfile::maximumFileBytes)));
        std::size_t filled = 0;
        while (filled < bytes.size()) {
            const ssize_t got =
                ::pread(descriptor.get(), bytes.data() + filled, bytes.size() - filled, static_cast<off_t>(filled));
            if (got < 0 && errno == EINTR)
                continue;
            if (got <= 0)
                break;
            filled += static_cast<std::size_t>(got);
        }
        bytes.resize(filled);
        const auto held = std::make_shared<Descriptor>(std::move(descriptor));
        result.emplace_back(std::move(bytes), [held, folderPath = path(), name] { removeFile(folderPath, name); });
    }
    return result;
}

#else

bool RingFolder::isUsable(std::string *why) const
{
    *why = "this system has no memory that outlives a process and never reaches a disk";
    return false;
}

std::unique_ptr<EventRing> RingFolder::create(std::uint64_t, std::string *why) const
{
    (void)isUsable(why);
    return nullptr;
}

bool RingFolder::hasRings() const
{
    return false;
}

std::vector<AbandonedRing> RingFolder::takeAbandoned() const
{
    return {};
}

#endif

} // namespace candor
