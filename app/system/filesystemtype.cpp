// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "system/filesystemtype.h"

#if defined(__linux__)
#include <linux/magic.h>
#include <sys/vfs.h>
#elif defined(__APPLE__)
#include <sys/param.h>

#include <sys/mount.h>
#endif

namespace candor::filesystemtype {

long of(const std::string &path)
{
#if defined(__linux__)
    struct statfs info = {};
    if (::statfs(path.c_str(), &info) == 0)
        return static_cast<long>(info.f_type);
#else
    (void)path;
#endif
    return 0;
}

bool isInMemory(long type)
{
#if defined(__linux__)
    return type == TMPFS_MAGIC || type == RAMFS_MAGIC;
#else
    (void)type;
    return false;
#endif
}

bool isLocal(long type)
{
    switch (static_cast<unsigned long>(type) & 0xffffffffUL) {
    case 0x6969UL: // NFS
    case 0x517BUL: // SMB
    case 0xFF534D42UL: // CIFS
    case 0xFE534D42UL: // SMB 2 and later
    case 0x65735546UL: // FUSE: sshfs and others; a local one only loses a little speed
    case 0x564CUL: // NCP
    case 0x73757245UL: // Coda
    case 0x5346414FUL: // AFS
    case 0x6B414653UL: // kAFS
    case 0x01021997UL: // 9P: virtual machines, WSL
    case 0x00C36400UL: // Ceph
    case 0x786F4256UL: // VirtualBox shared folders
    case 0x01161970UL: // GFS2
    case 0x7461636FUL: // OCFS2
    case 0x0BD00BD0UL: // Lustre
        return false;
    default:
        return true;
    }
}

bool isLocal(const std::string &path)
{
#if defined(__APPLE__)
    struct statfs info = {};
    return ::statfs(path.c_str(), &info) == 0 && (info.f_flags & MNT_LOCAL) != 0;
#else
    const long type = of(path);
    return type != 0 && isLocal(type);
#endif
}

} // namespace candor::filesystemtype
