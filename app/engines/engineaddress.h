// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "system/directories.h"

#include <QList>
#include <QProcessEnvironment>
#include <QString>

namespace candor {

/// Why an engine is named and not connected.
enum class EngineObstacle {
    None,
    OverNetwork, ///< tcp://, or a pipe of another computer
    OverSsh,
    NotUnderstood, ///< a variable holds something else
    ForeignSocket, ///< neither this user's nor the system's
};

/// Where an engine may listen.
struct EngineAddress
{
    QString name; ///< for a person: unix:///run/podman/podman.sock; never with a password
    QString socket; ///< what is connected: a path or a pipe; empty where that can't be
    QString variable; ///< the environment variable it stands in; empty for one of the usual places
    EngineObstacle obstacle = EngineObstacle::None;

    [[nodiscard]] bool operator==(const EngineAddress &) const = default;
};

/// What the search for engines looks at; all of it can be a test's.
struct EngineSearch
{
    enum class Platform { Linux, MacOs, Windows };

    QProcessEnvironment environment;
    Directories directories;
    Platform platform = current();
    QString systemRoot; ///< stands before the system's own paths, /run and /var; empty

    [[nodiscard]] static Platform current();
};

/// Engines that the environment names, whether or not they can be used, and those of the usual places where a socket
/// is. Each socket once, also where several paths lead to it. Connects nothing.
[[nodiscard]] QList<EngineAddress> findEngines(const EngineSearch &search);

/// Whether \a user may be connected to \a address now: sockets come and go.
[[nodiscard]] EngineObstacle obstacleNow(const EngineAddress &address, qint64 user);

} // namespace candor
