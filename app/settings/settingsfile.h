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

/// Which settings.json is used.
enum class SettingsLayout {
    PodmanDesktop, ///< the file of Podman Desktop; used by the app
    Application, ///< <config>/<application id>/settings.json; the default of a linked application
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

/// The contents of settings.json at one moment.
struct SettingsSnapshot
{
    SettingsStatus status = SettingsStatus::Missing;
    QString path;
    /// For the user: what is wrong when Corrupt or Unreadable; otherwise, that a value refuses although it is not a
    /// plain false.
    QString problem;
    /// Our keys only. A string key with a value of another type is absent. A boolean key with any value but true is
    /// false, also in the nested form {"telemetry": {"enabled": ...}}: these keys can only refuse.
    QHash<QString, SettingValue> values;
    /// When Corrupt: our keys to which the bytes plainly give a value other than true.
    QStringList refusedInDamage;
    /// When Corrupt: when the file was last changed; null if the file system does not tell.
    QDateTime unchangedSince;

    [[nodiscard]] std::optional<bool> boolean(const SettingKey &key) const;
    [[nodiscard]] std::optional<QString> string(const SettingKey &key) const;
};

/// Reads and splices settings.json. The file is never re-serialised: the parser gives the byte range of each top-level
/// member; ours are replaced, added or removed, and everything else is copied byte for byte. Synchronous and stateless;
/// safe on any thread; the write path syncs to disk, so call it off the GUI thread.
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
        bool changed = false; ///< false if the file already had these values: nothing was written
        QString error; ///< for the user, when not ok
        QString backupPath; ///< where a corrupt file was copied to before it was replaced; else empty
        QString note; ///< for the user, when ok: what the write has changed besides the contents; usually empty
    };

    /// Locks the folder (other processes wait), reads the file again, splices \a changes, and writes atomically and
    /// synced. Nothing that another process wrote in between is lost. A corrupt file is first copied to
    /// settings.json.backup-<ms since 1970>, then replaced by an object with our keys only; a key that it refused is
    /// false. An unreadable file is left alone and is an error. Setting a key to true also replaces a refusal in the
    /// nested form.
    [[nodiscard]] WriteResult write(const std::vector<SettingsChange> &changes) const;

private:
    Directories m_directories;
    SettingsLayout m_layout;
    QString m_applicationId;
};

/// \a content with \a changes spliced in, or an error if it is not one JSON object. Reads and writes no file. What is
/// added has a two-space indent and no newline at the end, as Podman Desktop writes it; an empty object or empty
/// content gives a new object.
[[nodiscard]] Result<QByteArray> spliceSettings(const QByteArray &content, const std::vector<SettingsChange> &changes);

/// \a content, one JSON object, with true in place of each refusal in the nested form whose key \a changes sets to
/// true.
[[nodiscard]] QByteArray withoutNestedRefusals(QByteArray content, const std::vector<SettingsChange> &changes);

} // namespace candor
