// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "extensions/extensionhostworld.h"

#include "system/directories.h"
#include "system/systemclock.h"

#include <utility>

namespace candor {

using namespace Qt::StringLiterals;

ExtensionWorld::ExtensionWorld(const Directories &directories, const QString &applicationId,
                               const QString &systemFolder, SettingsFile settingsFile)
    : settings(std::move(settingsFile))
    , clock(std::make_shared<SystemClock>())
{
    folders.system = systemFolder;
    folders.owner = directories.user;
    if (directories.localData.isEmpty())
        return;
    const QString own = directories.localData + u'/' + applicationId;
    folders.user = own + u"/extensions"_s;
    recordFile = own + u"/extensions.json"_s;
    dataFolder = own + u"/extension-data"_s;
    runFolder = own + u"/extension-runs"_s;
}

} // namespace candor
