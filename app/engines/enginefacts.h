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
    QString image; ///< as it was asked for
    QString source; ///< the repository that its image says it was built from; for its host alone
    ContainerState state = ContainerState::Unknown;
    QString status; ///< in the engine's words: "Up 3 hours"

    [[nodiscard]] bool isRunning() const
    {
        return state == ContainerState::Running || state == ContainerState::Paused
            || state == ContainerState::Restarting;
    }
    [[nodiscard]] bool operator==(const Container &) const = default;
};

/// By name, without regard to case first, then by id: below 0, 0, or above.
[[nodiscard]] int compare(const Container &one, const Container &other);

/// A number that is not known is not there.
struct EngineCounts
{
    std::optional<qsizetype> running; ///< containers
    std::optional<qsizetype> stopped; ///< containers
    std::optional<qsizetype> images;
    std::optional<qsizetype> volumes;
    std::optional<qsizetype> pods; ///< Podman's alone
};

/// What is known of an engine. A value.
struct EngineFacts
{
    EngineAddress address;
    EngineState state = EngineState::NotAsked;
    EngineKind kind = EngineKind::Unknown;
    QString version; ///< kept when it goes away; empty where it never answered
    EngineCounts counts;
    QList<Container> containers; ///< sorted as compare() says
    bool isLive = false; ///< it tells what changes

    [[nodiscard]] QString stateText() const { return engineStateText(state, address); }
};

/// A name that stays as it is, for JSON and telemetry: "podman", "docker", "unknown".
[[nodiscard]] QString engineKindName(EngineKind kind);
/// Likewise: "running".
[[nodiscard]] QString containerStateName(ContainerState state);

/// Something that happened inside an engine, whoever did it.
struct EngineEvent
{
    enum class Subject { Container, Image, Volume, Pod, Other };

    Subject subject = Subject::Other;
    QString verb; ///< the engine's: "start", "die", "pull"
    QString image; ///< of a container; of an image its own name
    QString source; ///< see Container::source
    int exitCode = 0; ///< of a container that ended
};

enum class ContainerAction { Start, Stop, Restart, Remove };

struct ContainerResult
{
    quint64 ticket = 0; ///< what Engine::perform() returned
    ContainerAction action = ContainerAction::Start;
    Container container; ///< as it was before
    bool success = false;
    std::optional<int> statusCode; ///< of HTTP; nothing where there was no answer
    QString message; ///< the engine's, or why there is none; empty after a success
    bool isEnginesWord = false; ///< the message is the engine's, not ours

    /// Was it not removed because it runs, so that force would help? Docker answers 409, Podman 500.
    [[nodiscard]] bool needsForce() const
    {
        return !success && action == ContainerAction::Remove && statusCode
            && (*statusCode == 409 || container.isRunning());
    }
};

} // namespace candor

Q_DECLARE_METATYPE(candor::ContainerResult)
Q_DECLARE_METATYPE(candor::EngineEvent)
