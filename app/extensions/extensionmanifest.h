// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <optional>

class QJsonObject;

namespace candor {

/// What an extension says about itself, read from its file without running anything of it.
struct ExtensionManifest
{
    QString id; ///< "acme.sync": in lower case, at least two parts
    QString name;
    QString publisher;
    QString version;
    /// Paths inside the plug-in's own resources, below ":/<id>/", known once it is loaded; both empty: it has no
    /// catalogue of its own.
    QString notice;
    QString catalogue;
    /// Where what its own catalogue declares is sent to; all empty: it stays on this computer.
    QString protocol; ///< "posthog" or "segment"
    QString endpoint; ///< https
    QString writeKey;

    /// \a metaData: what QPluginLoader::metaData() gives. Nothing, and \a problem (for a person), where it is not one
    /// of this version of the interface, or anything in it is missing, unknown, too long or of another form.
    [[nodiscard]] static std::optional<ExtensionManifest> fromMetaData(const QJsonObject &metaData, QString *problem);
};

/// Could \a id be an extension's? Parts of lower-case letters, digits and hyphens, each beginning with a letter or
/// digit, joined by dots; 3 to 64 characters.
[[nodiscard]] bool isExtensionId(const QString &id);

} // namespace candor
