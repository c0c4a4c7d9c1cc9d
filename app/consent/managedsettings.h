// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/decision.h"

#include <QString>
#include <QStringList>

namespace candor {

/// What an administrator's files say: locked.json + default-settings.json, Podman Desktop's format, in each of the
/// managed folders. They can only refuse: a key that is locked, and has any other value than true.
struct ManagedSettings
{
    bool refusesAll = false; ///< telemetry.enabled
    Categories refusedCategories; ///< telemetry.usage, telemetry.errors
    QString file; ///< which file (or registry key, see PolicyKey) said so; empty when nothing is refused
    QString unusableFile; ///< one that is malformed or unreadable, and may refuse; empty as a rule
    QString problem; ///< for a person, what is wrong with that one
    /// For a person: what was put there about telemetry and does nothing, such as a value without its lock, a lock
    /// without its value, or a name that is not known; with the file and the reason.
    QStringList withoutEffect;

    /// Reads every folder; any of them refusing is enough. A missing folder or file refuses nothing. A list in one
    /// folder does not lock the value of another.
    [[nodiscard]] static ManagedSettings read(const QStringList &folders);

    /// Adds what another place says: any of them refusing is enough.
    void add(const ManagedSettings &other);

    /// For withoutEffect: a true, \a written in \a place, that an administrator has locked.
    [[nodiscard]] static QString agreesForOthers(const QString &written, const QString &place);

    /// The files that read() looks at, for watching.
    [[nodiscard]] static QStringList files(const QStringList &folders);
};

} // namespace candor
