// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "extensions/extensionfolders.h"
#include "settings/settingsfile.h"
#include "system/clock.h"

#include <chrono>
#include <functional>
#include <memory>

namespace candor {

struct Directories;
class ExtensionRecording;

/// Everything that an ExtensionHost touches.
struct ExtensionWorld
{
    /// Below \a directories, in folders of the application's, as "candor"; \a systemFolder: where packages put
    /// extensions, empty for none.
    ExtensionWorld(const Directories &directories, const QString &applicationId, const QString &systemFolder,
                   SettingsFile settingsFile);

    ExtensionFolders folders;
    QString recordFile; ///< empty: there is no home folder, and nothing can be switched on
    QString dataFolder; ///< one folder in it for each extension
    QString runFolder; ///< one folder in it for each running copy that has extensions on
    SettingsFile settings;
    std::shared_ptr<const Clock> clock;
    /// What an extension records with, made when it is activated; null: nothing.
    std::function<std::unique_ptr<ExtensionRecording>(const ExtensionManifest &)> recording;
    /// How long is waited for another running copy that is just starting an extension.
    std::chrono::milliseconds patience = std::chrono::seconds(10);
};

} // namespace candor
