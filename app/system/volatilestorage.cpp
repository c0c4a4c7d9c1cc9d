// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "system/volatilestorage.h"

#include "system/filesystemtype.h"

#include <QFile>

#include <iterator>
#include <sstream>
#include <vector>

#ifdef Q_OS_LINUX
#include <fstream>
#include <linux/magic.h>
#endif

namespace candor {

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

#ifdef Q_OS_LINUX

bool isInVolatileStorage(const QString &path)
{
    const std::string name = QFile::encodeName(path).toStdString();
    const long type = filesystemtype::of(name);
    if (type != OVERLAYFS_SUPER_MAGIC)
        return filesystemtype::isInMemory(type);
    std::ifstream file("/proc/self/mountinfo");
    const std::string upper = overlayUpperFolder(std::string(std::istreambuf_iterator<char>(file), {}), name);
    return !upper.empty() && filesystemtype::isInMemory(filesystemtype::of(upper));
}

#else

bool isInVolatileStorage(const QString &)
{
    return false;
}

#endif

} // namespace candor
