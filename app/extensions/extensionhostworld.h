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

/// Everything that an ExtensionHost depends on.
struct ExtensionWorld
{
    /// Uses folders of the application, such as "candor", below \a directories. \a systemFolder: where packages install
    /// extensions; empty: none.
    ExtensionWorld(const Directories &directories, const QString &applicationId, const QString &systemFolder,
                   SettingsFile settingsFile);

    ExtensionFolders folders;
    QString recordFile; ///< empty: there is no home folder, and nothing can be switched on
    QString dataFolder; ///< one folder in it for each extension
    QString runFolder; ///< one folder in it for each running copy with active extensions
    SettingsFile settings;
    std::shared_ptr<const Clock> clock;
    /// Creates the recording of an extension when that is activated; null: it records nothing.
    std::function<std::unique_ptr<ExtensionRecording>(const ExtensionManifest &)> recording;
    /// How long to wait for another running copy that is starting an extension.
    std::chrono::milliseconds patience = std::chrono::seconds(10);
};

} // namespace candor
