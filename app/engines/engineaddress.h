// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "system/directories.h"

#include <QList>
#include <QProcessEnvironment>
#include <QString>

namespace candor {

/// Why an engine is listed but not connected.
enum class EngineObstacle {
    None,
    OverNetwork, ///< tcp://, or a pipe of another computer
    OverSsh,
    NotUnderstood, ///< the variable contains something else
    ForeignSocket, ///< belongs neither to this user nor to the system
};

/// An address at which an engine may listen.
struct EngineAddress
{
    QString name; ///< for the user: unix:///run/podman/podman.sock; never contains a password
    QString socket; ///< the path or pipe to connect to; empty if that is impossible
    QString variable; ///< the environment variable that contains it; empty for a usual place
    EngineObstacle obstacle = EngineObstacle::None;

    [[nodiscard]] bool operator==(const EngineAddress &) const = default;
};

/// The inputs of the search for engines, all of which a test can set.
struct EngineSearch
{
    enum class Platform { Linux, MacOs, Windows };

    QProcessEnvironment environment;
    Directories directories;
    Platform platform = current();
    QString systemRoot; ///< prefix of the system's paths, /run and /var; empty except in tests

    [[nodiscard]] static Platform current();
};

/// Finds the engines that the environment names, usable or not, and those of the usual places that have a socket. Each
/// socket is listed once, even if several paths lead to it. Does not connect.
[[nodiscard]] QList<EngineAddress> findEngines(const EngineSearch &search);

/// The present obstacle to a connection of \a user to \a address: sockets come and go.
[[nodiscard]] EngineObstacle obstacleNow(const EngineAddress &address, qint64 user);

} // namespace candor
