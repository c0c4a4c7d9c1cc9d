// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/export.h"
#include "candor/identity.h"

#include <QByteArray>
#include <QHash>
#include <QMap>
#include <QString>
#include <QUrl>

#include <memory>
#include <optional>

namespace candor {

struct NoticeData;

/// A text by language tag; "en" is always there.
using LocalizedText = QHash<QString, QString>;

/// What the question says: resources/notice.json (JSON Schema: resources/notice.schema.json). All of it is required to
/// ask.
class CANDOR_EXPORT Notice
{
public:
    /// Without a text: nobody can be asked with it.
    Notice();
    /// For Candor's own sources.
    Notice(NoticeData data);
    // Without moves, which would leave a value behind that has nothing to read.
    Notice(const Notice &) = default;
    Notice &operator=(const Notice &) = default;

    [[nodiscard]] QString catalogueId() const; ///< what is agreed to; the id of catalogue.json
    [[nodiscard]] int version() const; ///< from 1; raised whenever more is collected or its use widens
    [[nodiscard]] LocalizedText controller() const; ///< who asks, "The Candor project"
    [[nodiscard]] QString contact() const; ///< an e-mail address or a web page, for questions and deletion
    [[nodiscard]] QUrl privacyStatement() const; ///< https
    [[nodiscard]] LocalizedText purpose() const; ///< one sentence; may contain {controller}
    /// One sentence; contains {recipient}, which comes from the configured destination.
    [[nodiscard]] LocalizedText recipients() const;
    /// The same where there is no key: records stay on this computer.
    [[nodiscard]] LocalizedText recipientsLocal() const;
    /// One sentence where the recipient is on this computer; contains {recipient}.
    [[nodiscard]] LocalizedText recipientsLoopback() const;
    [[nodiscard]] LocalizedText storedWhere() const; ///< "in the EU"
    [[nodiscard]] LocalizedText storedHowLong() const;
    /// Who has access to what the recipient stores, and that it is not sold; one sentence.
    [[nodiscard]] LocalizedText access() const;
    [[nodiscard]] LocalizedText deletion() const; ///< how what was sent gets deleted
    [[nodiscard]] LocalizedText usage() const; ///< what the category usage covers
    [[nodiscard]] LocalizedText errors() const; ///< what the category errors covers
    [[nodiscard]] LocalizedText never() const; ///< what is never collected
    /// What the id is and who else uses it, for each mode that the notice can be asked with; at least one. What is true
    /// of a Stable id is untrue of a Daily one, so there is no text for all of them.
    [[nodiscard]] QMap<Identity, LocalizedText> identity() const;
    /// Optional: that programs in workspaces which the application makes carry the same id, as soon as they are agreed
    /// to there. Without it no id is handed to any (Telemetry::environmentForWorkspace()).
    [[nodiscard]] LocalizedText workspaces() const;
    /// What a recipient elsewhere learns from the connection itself, such as the IP address.
    [[nodiscard]] LocalizedText connection() const;
    [[nodiscard]] LocalizedText changes() const; ///< what is new in this version; may be empty for version 1
    /// Of the file's bytes, lower-case hex; evidence in consent.json, compared with nothing.
    [[nodiscard]] QByteArray sha256() const;

    /// Fails with "notice.json, line 7: what is wrong and what is expected".
    [[nodiscard]] static std::optional<Notice> fromJson(const QByteArray &bytes, QString *error);
    /// Likewise; and where the text for \a identity is missing: then nobody can be asked with it.
    [[nodiscard]] static std::optional<Notice> fromJson(const QByteArray &bytes, Identity identity, QString *error);

    /// \a text in \a language ("de_AT" falls back to "de", then "en").
    [[nodiscard]] static QString in(const LocalizedText &text, const QString &language);

private:
    std::shared_ptr<const NoticeData> d;
};

} // namespace candor
