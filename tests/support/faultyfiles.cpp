// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "support/faultyfiles.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <condition_variable>
#include <cstddef>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <ios>
#include <iterator>
#include <map>
#include <mutex>
#include <random>
#include <vector>

namespace candor::test {

namespace {

using Operation = FaultyFiles::Operation;
constexpr std::size_t operations = 9;
constexpr std::size_t sectorBytes = 512;

constexpr std::size_t index(Operation operation)
{
    return static_cast<std::size_t>(operation);
}

using Bytes = std::vector<char>;

/// A change that no sync has covered yet.
struct Change
{
    std::size_t offset = 0;
    Bytes written;
    bool cuts = false; ///< the file is truncated at offset
};

/// A file as it is on the disk.
struct OnDisk
{
    bool exists = false;
    Bytes synced;
    std::vector<Change> changes;
};

void apply(Bytes *bytes, const Change &change)
{
    if (change.cuts) {
        bytes->resize(std::min(bytes->size(), change.offset));
        return;
    }
    bytes->resize(std::max(bytes->size(), change.offset + change.written.size()));
    std::copy(change.written.begin(), change.written.end(),
              bytes->begin() + static_cast<std::ptrdiff_t>(change.offset));
}

/// The result of SQLite's own file layer for POSIX with \a errorNumber.
int codeFor(Operation operation, int errorNumber)
{
    switch (operation) {
    case Operation::Open:
        return SQLITE_CANTOPEN;
    case Operation::Read:
        return SQLITE_IOERR_READ;
    case Operation::Write:
        if (errorNumber == ENOSPC)
            return SQLITE_FULL;
        return errorNumber == EROFS ? SQLITE_READONLY : SQLITE_IOERR_WRITE;
    case Operation::Sync:
        return SQLITE_IOERR_FSYNC;
    case Operation::Truncate:
        return SQLITE_IOERR_TRUNCATE;
    case Operation::Delete:
        return SQLITE_IOERR_DELETE;
    case Operation::Size:
        return SQLITE_IOERR_FSTAT;
    case Operation::Lock:
        return SQLITE_IOERR_LOCK;
    case Operation::SharedMemory:
        return errorNumber == EMFILE ? SQLITE_CANTOPEN : SQLITE_IOERR_SHMSIZE;
    }
    return SQLITE_IOERR;
}

} // namespace

struct FaultyFiles::Private
{
    sqlite3_vfs layer = {};
    sqlite3_vfs *system = nullptr;
    std::string name;

    mutable std::mutex mutex;
    mutable std::condition_variable changed;
    std::array<std::int64_t, operations> counts = {};
    std::array<bool, operations> failing = {};
    std::array<bool, operations> hanging = {};
    int errorNumber = 0;
    std::int64_t failsIn = 0; ///< 0: never
    Lasting lasting = Once;
    bool failed = false;
    std::chrono::milliseconds hangsAtMost{0};
    std::uint64_t hangNumber = 0;
    int waiting = 0;
    std::map<std::string, OnDisk> files;

    /// Called at the beginning of each operation. SQLITE_OK: continue.
    int begin(Operation operation)
    {
        std::unique_lock lock(mutex);
        ++counts[index(operation)];
        if (hanging[index(operation)]) {
            const std::uint64_t mine = hangNumber;
            ++waiting;
            changed.notify_all();
            changed.wait_for(lock, hangsAtMost, [this, mine] { return hangNumber != mine; });
            --waiting;
        }
        if (failsIn == 0 || !failing[index(operation)])
            return SQLITE_OK;
        if (failsIn > 1) {
            --failsIn;
            return SQLITE_OK;
        }
        if (lasting == Once)
            failsIn = 0;
        failed = true;
        return codeFor(operation, errorNumber);
    }

    void opened(const std::string &path)
    {
        const std::lock_guard lock(mutex);
        if (files.contains(path))
            return;
        OnDisk file;
        // Existing contents count as synced.
        std::ifstream stream(path, std::ios::binary);
        file.synced.assign(std::istreambuf_iterator<char>(stream), {});
        file.exists = !file.synced.empty() || path.ends_with(".sqlite"); // created and synced by StoreFolder
        files.emplace(path, std::move(file));
    }

    void change(const std::string &path, Change change)
    {
        const std::lock_guard lock(mutex);
        files[path].changes.push_back(std::move(change));
    }

    void synced(const std::string &path)
    {
        const std::lock_guard lock(mutex);
        OnDisk &file = files[path];
        for (const Change &change : file.changes)
            apply(&file.synced, change);
        file.changes.clear();
        file.exists = true;
    }

    void removed(const std::string &path)
    {
        const std::lock_guard lock(mutex);
        files.erase(path);
    }
};

namespace {

using Layer = FaultyFiles::Private;

/// SQLite's object for an open file; that of the system's layer follows it in memory.
struct File
{
    sqlite3_file base;
    Layer *layer;
    const char *path; ///< valid as long as the file is open; nullptr: a temporary file

    [[nodiscard]] sqlite3_file *real() { return reinterpret_cast<sqlite3_file *>(this + 1); }
};

File *fileOf(sqlite3_file *file)
{
    return reinterpret_cast<File *>(file);
}

int closeFile(sqlite3_file *file)
{
    sqlite3_file *const real = fileOf(file)->real();
    return real->pMethods ? real->pMethods->xClose(real) : SQLITE_OK;
}

int readFile(sqlite3_file *file, void *to, int amount, sqlite3_int64 offset)
{
    File *const mine = fileOf(file);
    if (const int code = mine->layer->begin(Operation::Read); code != SQLITE_OK)
        return code;
    return mine->real()->pMethods->xRead(mine->real(), to, amount, offset);
}

int writeFile(sqlite3_file *file, const void *from, int amount, sqlite3_int64 offset)
{
    File *const mine = fileOf(file);
    const int refusal = mine->layer->begin(Operation::Write);
    if (refusal == SQLITE_FULL)
        amount /= 2;
    else if (refusal != SQLITE_OK)
        return refusal;
    const int code = mine->real()->pMethods->xWrite(mine->real(), from, amount, offset);
    if (code == SQLITE_OK && mine->path) {
        const char *const bytes = static_cast<const char *>(from);
        mine->layer->change(mine->path, {static_cast<std::size_t>(offset), Bytes(bytes, bytes + amount), false});
    }
    return refusal != SQLITE_OK ? refusal : code;
}

int truncateFile(sqlite3_file *file, sqlite3_int64 size)
{
    File *const mine = fileOf(file);
    if (const int code = mine->layer->begin(Operation::Truncate); code != SQLITE_OK)
        return code;
    const int code = mine->real()->pMethods->xTruncate(mine->real(), size);
    if (code == SQLITE_OK && mine->path)
        mine->layer->change(mine->path, {static_cast<std::size_t>(size), {}, true});
    return code;
}

int syncFile(sqlite3_file *file, int)
{
    File *const mine = fileOf(file);
    if (const int code = mine->layer->begin(Operation::Sync); code != SQLITE_OK)
        return code;
    // The real disk is not synced: its contents are simulated here, and a test would only wait for it.
    if (mine->path)
        mine->layer->synced(mine->path);
    return SQLITE_OK;
}

int fileSize(sqlite3_file *file, sqlite3_int64 *size)
{
    File *const mine = fileOf(file);
    if (const int code = mine->layer->begin(Operation::Size); code != SQLITE_OK)
        return code;
    return mine->real()->pMethods->xFileSize(mine->real(), size);
}

int lockFile(sqlite3_file *file, int level)
{
    File *const mine = fileOf(file);
    if (const int code = mine->layer->begin(Operation::Lock); code != SQLITE_OK)
        return code;
    return mine->real()->pMethods->xLock(mine->real(), level);
}

int unlockFile(sqlite3_file *file, int level)
{
    return fileOf(file)->real()->pMethods->xUnlock(fileOf(file)->real(), level);
}

int checkReservedLock(sqlite3_file *file, int *result)
{
    return fileOf(file)->real()->pMethods->xCheckReservedLock(fileOf(file)->real(), result);
}

int fileControl(sqlite3_file *file, int operation, void *argument)
{
    return fileOf(file)->real()->pMethods->xFileControl(fileOf(file)->real(), operation, argument);
}

int sectorSize(sqlite3_file *file)
{
    return fileOf(file)->real()->pMethods->xSectorSize(fileOf(file)->real());
}

int deviceCharacteristics(sqlite3_file *)
{
    return 0; // a disk without guarantees: neither whole sectors nor their order
}

int mapSharedMemory(sqlite3_file *file, int region, int size, int extend, void volatile **memory)
{
    File *const mine = fileOf(file);
    if (const int code = mine->layer->begin(Operation::SharedMemory); code != SQLITE_OK)
        return code;
    return mine->real()->pMethods->xShmMap(mine->real(), region, size, extend, memory);
}

int lockSharedMemory(sqlite3_file *file, int offset, int count, int flags)
{
    File *const mine = fileOf(file);
    if ((flags & SQLITE_SHM_LOCK) != 0) {
        if (const int code = mine->layer->begin(Operation::Lock); code != SQLITE_OK)
            return code;
    }
    return mine->real()->pMethods->xShmLock(mine->real(), offset, count, flags);
}

void sharedMemoryBarrier(sqlite3_file *file)
{
    fileOf(file)->real()->pMethods->xShmBarrier(fileOf(file)->real());
}

int unmapSharedMemory(sqlite3_file *file, int remove)
{
    return fileOf(file)->real()->pMethods->xShmUnmap(fileOf(file)->real(), remove);
}

constexpr sqlite3_io_methods methods = {
    2, // without memory-mapped reading
    closeFile,
    readFile,
    writeFile,
    truncateFile,
    syncFile,
    fileSize,
    lockFile,
    unlockFile,
    checkReservedLock,
    fileControl,
    sectorSize,
    deviceCharacteristics,
    mapSharedMemory,
    lockSharedMemory,
    sharedMemoryBarrier,
    unmapSharedMemory,
    nullptr,
    nullptr,
};

Layer *layerOf(sqlite3_vfs *vfs)
{
    return static_cast<Layer *>(vfs->pAppData);
}

int openFile(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *flagsOut)
{
    File *const mine = fileOf(file);
    *mine = {};
    mine->layer = layerOf(vfs);
    mine->path = path;
    // Look at the file before it may be created.
    if (path)
        mine->layer->opened(path);
    if (const int code = mine->layer->begin(Operation::Open); code != SQLITE_OK)
        return code;
    const int code = mine->layer->system->xOpen(mine->layer->system, path, mine->real(), flags, flagsOut);
    // SQLite closes every file that has methods, even after a failure.
    if (mine->real()->pMethods)
        file->pMethods = &methods;
    return code;
}

int deleteFile(sqlite3_vfs *vfs, const char *path, int syncFolder)
{
    if (const int code = layerOf(vfs)->begin(Operation::Delete); code != SQLITE_OK)
        return code;
    const int code = layerOf(vfs)->system->xDelete(layerOf(vfs)->system, path, syncFolder);
    if (code == SQLITE_OK)
        layerOf(vfs)->removed(path);
    return code;
}

int access(sqlite3_vfs *vfs, const char *path, int flags, int *result)
{
    return layerOf(vfs)->system->xAccess(layerOf(vfs)->system, path, flags, result);
}

int fullPathname(sqlite3_vfs *vfs, const char *path, int size, char *result)
{
    return layerOf(vfs)->system->xFullPathname(layerOf(vfs)->system, path, size, result);
}

int lastError(sqlite3_vfs *vfs, int size, char *message)
{
    return layerOf(vfs)->system->xGetLastError(layerOf(vfs)->system, size, message);
}

} // namespace

FaultyFiles::FaultyFiles()
    : d(std::make_unique<Private>())
{
    static std::atomic<int> made{0};
    d->name = "faulty-" + std::to_string(++made);
    d->system = sqlite3_vfs_find(nullptr);
    d->layer = *d->system;
    d->layer.pNext = nullptr;
    d->layer.zName = d->name.c_str();
    d->layer.pAppData = d.get();
    d->layer.szOsFile = static_cast<int>(sizeof(File)) + d->system->szOsFile;
    d->layer.xOpen = openFile;
    d->layer.xDelete = deleteFile;
    d->layer.xAccess = access;
    d->layer.xFullPathname = fullPathname;
    d->layer.xGetLastError = lastError;
    sqlite3_vfs_register(&d->layer, 0);
}

FaultyFiles::~FaultyFiles()
{
    resume();
    sqlite3_vfs_unregister(&d->layer);
}

const std::string &FaultyFiles::name() const
{
    return d->name;
}

void FaultyFiles::fail(int errorNumber, std::int64_t nth, Lasting lasting, Operations which)
{
    const std::lock_guard lock(d->mutex);
    d->failing.fill(which.size() == 0);
    if (which.size() == 0)
        d->failing[index(Operation::Lock)] = false;
    for (const Operation operation : which)
        d->failing[index(operation)] = true;
    d->errorNumber = errorNumber;
    d->failsIn = nth;
    d->lasting = lasting;
    d->failed = false;
}

void FaultyFiles::heal()
{
    const std::lock_guard lock(d->mutex);
    d->failsIn = 0;
}

bool FaultyFiles::hasFailed() const
{
    const std::lock_guard lock(d->mutex);
    return d->failed;
}

void FaultyFiles::hang(Operations which, std::chrono::milliseconds atMost)
{
    const std::lock_guard lock(d->mutex);
    for (const Operation operation : which)
        d->hanging[index(operation)] = true;
    d->hangsAtMost = atMost;
}

void FaultyFiles::resume()
{
    const std::lock_guard lock(d->mutex);
    d->hanging.fill(false);
    ++d->hangNumber;
    d->changed.notify_all();
}

bool FaultyFiles::waitUntilHanging(std::chrono::milliseconds patience) const
{
    std::unique_lock lock(d->mutex);
    return d->changed.wait_for(lock, patience, [this] { return d->waiting > 0; });
}

std::int64_t FaultyFiles::count(Operation operation) const
{
    const std::lock_guard lock(d->mutex);
    return d->counts[index(operation)];
}

std::int64_t FaultyFiles::count() const
{
    const std::lock_guard lock(d->mutex);
    std::int64_t result = 0;
    for (std::size_t i = 0; i < operations; ++i)
        result += i == index(Operation::Lock) ? 0 : d->counts[i];
    return result;
}

void FaultyFiles::cutPower(const std::string &folder, Lost lost, std::uint64_t seed) const
{
    const std::lock_guard lock(d->mutex);
    std::mt19937_64 random(seed);
    for (const auto &[path, file] : d->files) {
        Bytes bytes = file.synced;
        bool exists = file.exists;
        if (lost == Lost::Some && !file.changes.empty()) {
            exists = exists || random() % 2 == 0;
            for (const Change &change : file.changes) {
                if (change.cuts) {
                    if (random() % 2 == 0)
                        apply(&bytes, change);
                    continue;
                }
                for (std::size_t at = 0; at < change.written.size(); at += sectorBytes) {
                    if (random() % 2 != 0)
                        continue;
                    const auto from = change.written.begin() + static_cast<std::ptrdiff_t>(at);
                    const auto size = std::min(sectorBytes, change.written.size() - at);
                    apply(&bytes, {change.offset + at, Bytes(from, from + static_cast<std::ptrdiff_t>(size)), false});
                }
            }
        }
        if (!exists)
            continue;
        std::ofstream stream(std::filesystem::path(folder) / std::filesystem::path(path).filename(),
                             std::ios::binary | std::ios::trunc);
        stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    }
}

} // namespace candor::test
