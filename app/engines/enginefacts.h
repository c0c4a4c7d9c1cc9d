// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "engines/engineaddress.h"
#include "engines/enginestate.h"

#include <QByteArray>
#include <QList>
#include <QMetaType>
#include <QString>

#include <chrono>
#include <optional>

namespace candor {

enum class EngineKind { Unknown, Podman, Docker };

enum class ContainerState { Unknown, Created, Running, Paused, Restarting, Removing, Exited, Dead };

struct Container
{
    QString id;
    QString name;
    QString image; ///< as it was requested
    QString source; ///< the repository that the image names as its source; only its host is used
    ContainerState state = ContainerState::Unknown;
    QString status; ///< in the engine's words: "Up 3 hours"

    [[nodiscard]] bool isRunning() const
    {
        return state == ContainerState::Running || state == ContainerState::Paused
            || state == ContainerState::Restarting;
    }
    [[nodiscard]] bool operator==(const Container &) const = default;
};

/// Compares names, first ignoring case, then ids: negative, 0 or positive.
[[nodiscard]] int compare(const Container &one, const Container &other);

/// An unknown number is empty.
struct EngineCounts
{
    std::optional<qsizetype> running; ///< containers
    std::optional<qsizetype> stopped; ///< containers
    std::optional<qsizetype> images;
    std::optional<qsizetype> volumes;
    std::optional<qsizetype> pods; ///< Podman only
};

/// The known facts about an engine. A value type.
struct EngineFacts
{
    EngineAddress address;
    EngineState state = EngineState::NotAsked;
    EngineKind kind = EngineKind::Unknown;
    QString version; ///< kept when the engine has gone; empty if it never answered
    EngineCounts counts;
    QList<Container> containers; ///< sorted as compare() says
    bool isLive = false; ///< the engine reports its changes

    [[nodiscard]] QString stateText() const { return engineStateText(state, address); }
};

/// A name that never changes, for JSON and telemetry: "podman", "docker", "unknown".
[[nodiscard]] QString engineKindName(EngineKind kind);
/// A name that never changes: "running".
[[nodiscard]] QString containerStateName(ContainerState state);

/// Something that happened in an engine, by any cause.
struct EngineEvent
{
    enum class Subject { Container, Image, Volume, Pod, Other };

    Subject subject = Subject::Other;
    QString verb; ///< the engine's word: "start", "die", "pull"
    QString image; ///< that of the container; for an image its own name
    QString source; ///< see Container::source
    int exitCode = 0; ///< of a container that has ended
};

enum class ContainerAction { Start, Stop, Restart, Remove };

struct ContainerResult
{
    quint64 ticket = 0; ///< what Engine::perform() returned
    ContainerAction action = ContainerAction::Start;
    Container container; ///< before the action
    bool success = false;
    std::optional<int> statusCode; ///< HTTP status; nothing if there was no answer
    QString message; ///< the engine's message, or why there is no answer; empty after a success
    bool isEnginesWord = false; ///< the message comes from the engine, not from us

    /// Did the removal fail because the container is running, so that force would help? Docker answers 409, Podman 500.
    [[nodiscard]] bool needsForce() const
    {
        return !success && action == ContainerAction::Remove && statusCode
            && (*statusCode == 409 || container.isRunning());
    }
};

} // namespace candor

Q_DECLARE_METATYPE(candor::ContainerResult)
Q_DECLARE_METATYPE(candor::EngineEvent)
