// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/identity.h"

#include <QByteArray>
#include <QHash>
#include <QMap>
#include <QString>
#include <QUrl>

#include <optional>

namespace candor {

/// A text by language tag; "en" is always there.
using LocalizedText = QHash<QString, QString>;

/// What the question says: resources/notice.json (JSON Schema: resources/notice.schema.json). All of it is required to
/// ask.
struct Notice
{
    QString catalogueId; ///< what is agreed to; the id of catalogue.json
    int version = 0; ///< from 1; raised whenever more is collected or its use widens
    LocalizedText controller; ///< who asks, "The Candor project"
    QString contact; ///< an e-mail address or a web page, for questions and deletion
    QUrl privacyStatement; ///< https
    LocalizedText purpose; ///< one sentence; may contain {controller}
    LocalizedText recipients; ///< one sentence; contains {recipient}, which comes from the configured destination
    LocalizedText recipientsLocal; ///< the same where there is no key: records stay on this computer
    LocalizedText recipientsLoopback; ///< one sentence where the recipient is on this computer; contains {recipient}
    LocalizedText storedWhere; ///< "in the EU"
    LocalizedText storedHowLong;
    LocalizedText access; ///< who has access to what the recipient stores, and that it is not sold; one sentence
    LocalizedText deletion; ///< how what was sent gets deleted
    LocalizedText usage; ///< what the category usage covers
    LocalizedText errors; ///< what the category errors covers
    LocalizedText never; ///< what is never collected
    /// What the id is and who else uses it, for each mode that the notice can be asked with; at least one. What is true
    /// of a Stable id is untrue of a Daily one, so there is no text for all of them.
    QMap<Identity, LocalizedText> identity;
    /// Optional: that programs in workspaces which the application makes carry the same id, as soon as they are agreed
    /// to there. Without it no id is handed to any (Telemetry::environmentForWorkspace()).
    LocalizedText workspaces;
    LocalizedText connection; ///< what a recipient elsewhere learns from the connection itself, such as the IP address
    LocalizedText changes; ///< what is new in this version; may be empty for version 1
    QByteArray sha256; ///< of the file's bytes, lower-case hex; evidence in consent.json, compared with nothing

    /// Fails with "notice.json, line 7: what is wrong and what is expected".
    [[nodiscard]] static std::optional<Notice> fromJson(const QByteArray &bytes, QString *error);
    /// Likewise; and where the text for \a identity is missing: then nobody can be asked with it.
    [[nodiscard]] static std::optional<Notice> fromJson(const QByteArray &bytes, Identity identity, QString *error);

    /// \a text in \a language ("de_AT" falls back to "de", then "en").
    [[nodiscard]] static QString in(const LocalizedText &text, const QString &language);
};

} // namespace candor
