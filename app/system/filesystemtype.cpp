// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "system/filesystemtype.h"

#include <QFileInfo>
#include <QStorageInfo>

#include <algorithm>
#include <array>
#include <iterator>
#include <sstream>
#include <vector>

#if defined(__linux__)
#include <fstream>
#include <linux/magic.h>
#include <sys/vfs.h>
#elif defined(__APPLE__)
#include <sys/param.h>

#include <sys/mount.h>
#endif

namespace candor::filesystemtype {

namespace {

/// 0 if unknown.
long typeOf([[maybe_unused]] const std::string &path)
{
#if defined(__linux__)
    struct statfs info = {};
    if (::statfs(path.c_str(), &info) == 0)
        return static_cast<long>(info.f_type);
#endif
    return 0;
}

} // namespace

bool isInMemory([[maybe_unused]] const std::string &path)
{
#if defined(__linux__)
    const long type = typeOf(path);
    return type == TMPFS_MAGIC || type == RAMFS_MAGIC;
#else
    return false;
#endif
}

std::string overlayUpperFolder(std::string_view mountInfo, std::string_view path)
{
    std::istringstream lines{std::string(mountInfo)};
    std::string upper;
    std::size_t longest = 0;
    for (std::string line; std::getline(lines, line);) {
        // id, parent, device, root, mount point, options, any number of optional fields, "-", type, source, options
        std::istringstream stream(line);
        const std::vector<std::string> fields{std::istream_iterator<std::string>(stream), {}};
        std::size_t dash = 6;
        while (dash < fields.size() && fields[dash] != "-")
            ++dash;
        if (dash + 3 >= fields.size())
            continue;
        std::string folder = fields[4];
        if (folder != path && folder.back() != '/')
            folder += '/';
        // A later mount hides an earlier one at the same place.
        if (!path.starts_with(folder) || folder.size() < longest)
            continue;
        longest = folder.size();
        upper.clear();
        if (fields[dash + 1] != "overlay")
            continue;
        std::istringstream options(fields[dash + 3]);
        for (std::string option; std::getline(options, option, ',');) {
            constexpr std::string_view name = "upperdir=";
            if (std::string_view(option).starts_with(name))
                upper = option.substr(name.size());
        }
    }
    return upper;
}

bool isVolatile([[maybe_unused]] const std::string &path)
{
#if defined(__linux__)
    if (typeOf(path) == OVERLAYFS_SUPER_MAGIC) {
        std::ifstream file("/proc/self/mountinfo");
        const std::string upper = overlayUpperFolder(std::string(std::istreambuf_iterator<char>(file), {}), path);
        return !upper.empty() && isInMemory(upper);
    }
#endif
    return isInMemory(path);
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
    const long type = typeOf(path);
    return type != 0 && isLocal(type);
#endif
}

bool isNetwork(const QByteArray &type)
{
    constexpr std::array remote{"nfs",       "cifs",   "smb", "afs",   "9p",   "ceph",
                                "glusterfs", "lustre", "ncp", "sshfs", "davfs"};
    QByteArray name = type.toLower();
    if (name.startsWith("fuse."))
        name.remove(0, 5);
    // Compare prefixes: "nfs4", "smb3" and "smbfs" are variants of names in the list.
    return std::any_of(remote.begin(), remote.end(), [&name](const char *known) { return name.startsWith(known); });
}

bool isOnNetwork(const QString &path)
{
    QString existing = path;
    while (existing.size() > 1 && !QFileInfo::exists(existing))
        existing = QFileInfo(existing).path();
    return isNetwork(QStorageInfo(existing).fileSystemType());
}

} // namespace candor::filesystemtype
