// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "extensions/extensionfolders.h"

#include "system/trustedpath.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QHash>
#include <QJsonObject>
#include <QLibrary>
#include <QPluginLoader>

#include <algorithm>

namespace candor {

namespace {

constexpr qsizetype mostFiles = 200;

QString isThereAlready(const QString &path)
{
    //: @info %1 is a file
    return QCoreApplication::translate("candor::ExtensionFolders",
                                       "It is not used: there is one of the same id already, %1.")
        .arg(path);
}

} // namespace

FoundExtension lookAtExtension(const QString &path, const ExtensionFolders &folders)
{
    FoundExtension result;
    result.path = path;
    result.problem = objectionToPlace(path, folders.owner, folders.believed);
    if (!result.problem.isEmpty())
        return result;
    const QPluginLoader loader(path); // reads the file, and runs no code of it before load()
    if (auto manifest = ExtensionManifest::fromMetaData(loader.metaData(), &result.problem))
        result.manifest = *manifest;
    const bool isSystem = !folders.system.isEmpty() && path.startsWith(folders.system + u'/');
    result.origin = {isSystem, result.manifest.publisher};
    return result;
}

FoundExtensions findExtensions(const ExtensionFolders &folders)
{
    FoundExtensions result;
    QHash<QString, QString> taken; // id to path
    for (const QString &folder : {folders.system, folders.user}) {
        if (folder.isEmpty() || !QFileInfo::exists(folder))
            continue;
        if (const QString problem = objectionToPlace(folder, folders.owner, folders.believed); !problem.isEmpty()) {
            result.problems.append(problem);
            continue;
        }
        qsizetype count = 0;
        for (const QString &name : QDir(folder).entryList(QDir::Files | QDir::System, QDir::Name)) {
            if (!QLibrary::isLibrary(name) || ++count > mostFiles)
                continue;
            FoundExtension found = lookAtExtension(folder + u'/' + name, folders);
            if (found.problem.isEmpty()) {
                const QString other = taken.value(found.manifest.id);
                if (other.isEmpty())
                    taken.insert(found.manifest.id, found.path);
                else
                    found.problem = isThereAlready(other);
            }
            result.extensions.push_back(std::move(found));
        }
    }
    std::stable_sort(result.extensions.begin(), result.extensions.end(),
                     [](const FoundExtension &a, const FoundExtension &b) {
                         if (a.problem.isEmpty() != b.problem.isEmpty())
                             return a.problem.isEmpty();
                         return a.manifest.name.localeAwareCompare(b.manifest.name) < 0;
                     });
    return result;
}

} // namespace candor
