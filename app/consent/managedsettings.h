// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "consent/decision.h"

#include <QString>
#include <QStringList>

namespace candor {

/// What an administrator's files say: locked.json + default-settings.json, Podman Desktop's format, in each of the
/// managed folders (DESIGN section 4, rule 2). They can only refuse.
struct ManagedSettings
{
    bool refusesAll = false; ///< telemetry.enabled locked to false, or a file that is malformed or unreadable
    Categories refusedCategories; ///< telemetry.usage / telemetry.errors locked to false
    QString file; ///< which file (or registry key, see PolicyKey) said so; empty when nothing is refused
    QString problem; ///< for a person, when a file is malformed or unreadable

    /// Reads every folder; any of them refusing is enough. A missing folder or file refuses nothing.
    [[nodiscard]] static ManagedSettings read(const QStringList &folders);

    /// Adds what another place says: any of them refusing is enough.
    void add(const ManagedSettings &other);

    /// The files that read() looks at, for watching.
    [[nodiscard]] static QStringList files(const QStringList &folders);
};

} // namespace candor
