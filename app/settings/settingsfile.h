// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "settings/settingkeys.h"
#include "system/directories.h"
#include "system/result.h"

#include <QDateTime>
#include <QHash>
#include <QString>
#include <QStringList>

#include <optional>
#include <variant>
#include <vector>

namespace candor {

/// Whose settings.json it is.
enum class SettingsLayout {
    PodmanDesktop, ///< the file of Podman Desktop: what the app uses
    Application, ///< <config>/<application id>/settings.json: what a linked application uses by default
};

/// The path of settings.json now; it can change while a program runs, when Podman Desktop makes its folder.
/// Empty when there is no home folder.
[[nodiscard]] QString settingsPath(const Directories &directories, SettingsLayout layout, const QString &applicationId);

/// A value to write: nothing (remove the key), a boolean, or a string.
using SettingValue = std::variant<std::monostate, bool, QString>;

struct SettingsChange
{
    SettingKey key;
    SettingValue value;
};

enum class SettingsStatus {
    Ok,
    Missing, ///< no file: every key is absent
    Corrupt, ///< not one JSON object, or one of our keys appears twice: no values
    Unreadable, ///< permissions or I/O
};

/// What settings.json said at one moment.
struct SettingsSnapshot
{
    SettingsStatus status = SettingsStatus::Missing;
    QString path;
    /// For a person: what is wrong when Corrupt or Unreadable; else that something stands there which refuses although
    /// it is not a plain false.
    QString problem;
    /// Our keys only. A text of a wrong type is absent; a boolean is false where anything but true stands, also in the
    /// nested form {"telemetry": {"enabled": ...}}: these can only refuse.
    QHash<QString, SettingValue> values;
    /// When Corrupt: our keys that the bytes plainly give another value than true.
    QStringList refusedInDamage;
    /// When Corrupt: since when the file is as it is; null if the file system does not tell.
    QDateTime unchangedSince;

    [[nodiscard]] std::optional<bool> boolean(const SettingKey &key) const;
    [[nodiscard]] std::optional<QString> string(const SettingKey &key) const;
};

/// Reads and splices settings.json. The file is never re-serialised: the reader gives the byte range of each
/// top-level member, ours are replaced, added or removed, everything else is copied byte for byte.
/// Synchronous and stateless; safe on any thread; the write path syncs to disk, so call it off the GUI thread.
class SettingsFile
{
public:
    SettingsFile(Directories directories, SettingsLayout layout, QString applicationId);

    [[nodiscard]] const Directories &directories() const { return m_directories; }
    [[nodiscard]] QString path() const;
    /// path() and every other place it can move to: what to watch. No I/O.
    [[nodiscard]] QStringList possiblePaths() const;
    [[nodiscard]] SettingsSnapshot read() const;

    struct WriteResult
    {
        bool ok = false;
        bool changed = false; ///< false when the content was already so: nothing was written
        QString error; ///< for a person, when not ok
        QString backupPath; ///< where a corrupt file was copied to before it was replaced; else empty
        QString note; ///< for a person, when ok: what the writing has changed beside the content; empty as a rule
    };

    /// Locks the folder (other processes wait), reads afresh, splices \a changes, writes atomically and synced.
    /// Loses nothing of what another process wrote in between. A corrupt file is first copied to
    /// settings.json.backup-<ms since 1970>, then replaced by an object with our keys alone, false where it refused; an
    /// unreadable one is left alone and is an error. A true also replaces what refuses in the nested form.
    [[nodiscard]] WriteResult write(const std::vector<SettingsChange> &changes) const;

private:
    Directories m_directories;
    SettingsLayout m_layout;
    QString m_applicationId;
};

/// The pure part: \a content with \a changes spliced in, or an error if it is not one JSON object.
/// Two-space indent and no newline at the end for what is added, as Podman Desktop writes it; an empty object or
/// empty content gives a new object.
[[nodiscard]] Result<QByteArray> spliceSettings(const QByteArray &content, const std::vector<SettingsChange> &changes);

/// \a content, one JSON object, with true in place of what refuses in the nested form and is set to true by \a changes.
[[nodiscard]] QByteArray withoutNestedRefusals(QByteArray content, const std::vector<SettingsChange> &changes);

} // namespace candor
