// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "system/networkfilesystem.h"

#include <QFileInfo>
#include <QStorageInfo>

#include <algorithm>
#include <array>
#include <string_view>

namespace candor {

bool isNetworkFileSystem(const QByteArray &type)
{
    using namespace std::string_view_literals;
    constexpr std::array remote{"nfs"sv,       "cifs"sv,   "smb"sv, "afs"sv,        "9p"sv,    "ceph"sv,
                                "glusterfs"sv, "lustre"sv, "ncp"sv, "fuse.sshfs"sv, "davfs"sv, "fuse.davfs"sv};
    const QByteArray lower = type.toLower();
    const std::string_view name(lower.constData(), static_cast<std::size_t>(lower.size()));
    // Compare prefixes: "nfs4", "smb3" and "smbfs" are variants of names in the list.
    return std::any_of(remote.begin(), remote.end(),
                       [name](std::string_view known) { return name.starts_with(known); });
}

bool isOnNetworkFileSystem(const QString &path)
{
    QString existing = path;
    while (existing.size() > 1 && !QFileInfo::exists(existing))
        existing = QFileInfo(existing).path();
    return isNetworkFileSystem(QStorageInfo(existing).fileSystemType());
}

} // namespace candor
