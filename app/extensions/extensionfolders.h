// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "extensions/extensionmanifest.h"
#include "extensions/extensionrecord.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace candor {

/// A file in one of the folders that is or may be an extension.
struct FoundExtension
{
    QString path;
    ExtensionManifest manifest; ///< as far as it could be read
    ExtensionOrigin origin;
    QString problem; ///< why it can't be used, for the user; empty: it can be used
};

/// The folders of extensions. For each id the first folder that contains it counts.
struct ExtensionFolders
{
    QString system; ///< for packages; empty: none
    QString user;
    qint64 owner = -1; ///< the files of this user and of root are used (effectiveUser())
    QString believed; ///< for tests: see objectionToPlace()
};

struct FoundExtensions
{
    std::vector<FoundExtension> extensions; ///< sorted by name; those with a problem are last
    QStringList problems; ///< problems of whole folders, for the user
};

/// Examines one file: who can write to it, and its manifest. Runs none of its code.
[[nodiscard]] FoundExtension lookAtExtension(const QString &path, const ExtensionFolders &folders);

/// Finds all extensions. A missing folder has none; one that others can write to is reported and not read. Reads files,
/// so call it off the GUI thread. At most 200 files of a folder are examined.
[[nodiscard]] FoundExtensions findExtensions(const ExtensionFolders &folders);

} // namespace candor
