// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "extensions/extensionmanifest.h"
#include "extensions/extensionrecord.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace candor {

/// A file in one of the folders that says, or may say, that it is an extension.
struct FoundExtension
{
    QString path;
    ExtensionManifest manifest; ///< what could be read of it
    ExtensionOrigin origin;
    QString problem; ///< why it can't be used, for a person; empty: it can
};

/// Where extensions are. The first folder that has one of an id wins.
struct ExtensionFolders
{
    QString system; ///< a package's; empty: none
    QString user;
    qint64 owner = -1; ///< beside root, whose files are used (effectiveUser())
    QString believed; ///< for tests: see objectionToPlace()
};

struct FoundExtensions
{
    std::vector<FoundExtension> extensions; ///< by name, those with a problem last
    QStringList problems; ///< of whole folders, for a person
};

/// Looks at one file: who can write to it, and what its manifest says. Nothing of it is run.
[[nodiscard]] FoundExtension lookAtExtension(const QString &path, const ExtensionFolders &folders);

/// All of them. A folder that is not there has none; one that others can write to is named and not read. Reads files,
/// so call it off the GUI thread. At most 200 of a folder are looked at.
[[nodiscard]] FoundExtensions findExtensions(const ExtensionFolders &folders);

} // namespace candor
