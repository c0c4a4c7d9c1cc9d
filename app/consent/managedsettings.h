// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/decision.h"
#include "settings/settingkeys.h"

#include <QString>
#include <QStringList>

namespace candor {

/// The contents of an administrator's files: locked.json and default-settings.json, in Podman Desktop's format, in each
/// of the managed folders. They can only refuse: a key refuses if it is locked and has a value other than true.
struct ManagedSettings
{
    bool refusesAll = false; ///< telemetry.enabled
    Categories refusedCategories; ///< telemetry.usage, telemetry.errors
    QString file; ///< the file (or registry key, see readPolicy()) that refuses; empty if nothing is refused
    QString unusableFile; ///< a file that is malformed or unreadable and may refuse; usually empty
    QString problem; ///< for the user: what is wrong with that file
    /// For the user: entries about telemetry that have no effect, such as a value without its lock, a lock without its
    /// value, or an unknown name; with the file and the reason.
    QStringList withoutEffect;

    /// Reads every folder; one that refuses is enough. A missing folder or file refuses nothing. The list in one folder
    /// does not lock the values in another.
    [[nodiscard]] static ManagedSettings read(const QStringList &folders);

    /// What there is to say of a \a place that can't be read or understood.
    [[nodiscard]] static ManagedSettings unusable(const QString &place, const QString &problem);
    /// Adds that \a place refuses what \a key, one of telemetry.*, is for.
    void refuse(const SettingKey &key, const QString &place);

    /// Adds the settings of another place: one place that refuses is enough.
    void add(const ManagedSettings &other);

    /// For withoutEffect: an administrator has locked a true, \a written in \a place.
    [[nodiscard]] static QString agreesForOthers(const QString &written, const QString &place);

    /// The files that read() looks at, for watching.
    [[nodiscard]] static QStringList files(const QStringList &folders);
};

} // namespace candor
