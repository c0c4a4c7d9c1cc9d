// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <optional>

class QJsonObject;

namespace candor {

/// An extension's description of itself, read from its file without running its code.
struct ExtensionManifest
{
    QString id; ///< "acme.sync": in lower case, at least two parts
    QString name;
    QString publisher;
    QString version;
    /// Paths in the plug-in's own resources, below ":/<id>/", available once it is loaded. Both are empty if it has no
    /// catalogue of its own.
    QString notice;
    QString catalogue;
    /// The destination of the events of its own catalogue; all empty: they stay on this computer.
    QString protocol; ///< "posthog" or "segment"
    QString endpoint; ///< https
    QString writeKey;

    /// \a metaData: the result of QPluginLoader::metaData(). Nothing, and \a problem (for the user), if it is for
    /// another version of the interface, or if a member is missing, unknown, too long or malformed.
    [[nodiscard]] static std::optional<ExtensionManifest> fromMetaData(const QJsonObject &metaData, QString *problem);
};

/// Is \a id a valid id of an extension: parts of lower-case letters, digits and hyphens, each beginning with a letter
/// or digit, joined by dots; 3 to 64 characters?
[[nodiscard]] bool isExtensionId(const QString &id);

} // namespace candor
