// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// A hostile computer, in front of the C library of a program that is started with this in LD_PRELOAD:
//   CANDOR_TEST_FULL_DISK=<folder>   nothing more fits on the disk that has this folder
//   CANDOR_TEST_SILENT_RESOLVER=1    names are never found, nor not found

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <dlfcn.h>
#include <fcntl.h>
#include <netdb.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

namespace {

template<typename Function>
Function next(const char *name)
{
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

bool isBelow(const char *path)
{
    const char *const folder = std::getenv("CANDOR_TEST_FULL_DISK");
    return folder && std::strncmp(path, folder, std::strlen(folder)) == 0;
}

bool isFull(int descriptor)
{
    if (!std::getenv("CANDOR_TEST_FULL_DISK"))
        return false;
    char name[64];
    char path[4096] = {};
    std::snprintf(name, sizeof name, "/proc/self/fd/%d", descriptor);
    if (::readlink(name, path, sizeof path - 1) <= 0 || !isBelow(path))
        return false;
    errno = ENOSPC;
    return true;
}

} // namespace

#pragma GCC visibility push(default) // in front of the system's for what is loaded, too
extern "C" {

ssize_t write(int descriptor, const void *bytes, size_t size)
{
    static const auto real = next<ssize_t (*)(int, const void *, size_t)>("write");
    return isFull(descriptor) ? -1 : real(descriptor, bytes, size);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t size, off_t offset)
{
    static const auto real = next<ssize_t (*)(int, const void *, size_t, off_t)>("pwrite");
    return isFull(descriptor) ? -1 : real(descriptor, bytes, size, offset);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t size, off64_t offset)
{
    static const auto real = next<ssize_t (*)(int, const void *, size_t, off64_t)>("pwrite64");
    return isFull(descriptor) ? -1 : real(descriptor, bytes, size, offset);
}

int mkdir(const char *path, mode_t mode)
{
    static const auto real = next<int (*)(const char *, mode_t)>("mkdir");
    if (isBelow(path)) {
        struct stat status = {};
        errno = ::stat(path, &status) == 0 ? EEXIST : ENOSPC;
        return -1;
    }
    return real(path, mode);
}

int getaddrinfo(const char *node, const char *service, const struct addrinfo *hints, struct addrinfo **result)
{
    static const auto real =
        next<int (*)(const char *, const char *, const struct addrinfo *, struct addrinfo **)>("getaddrinfo");
    if (std::getenv("CANDOR_TEST_SILENT_RESOLVER")) {
        ::sleep(120);
        return EAI_AGAIN;
    }
    return real(node, service, hints, result);
}
} // extern "C"
#pragma GCC visibility pop
