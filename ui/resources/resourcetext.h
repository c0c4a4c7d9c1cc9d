// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "engines/enginefacts.h"
#include "theme/colors.h"

#include <QString>

namespace candor {

/// Texts about engines and containers for the user.
namespace resourcetext {

/// "Podman"; for an engine that never answered the name of its socket.
[[nodiscard]] QString engineName(const EngineFacts &facts);
/// "Connected"
[[nodiscard]] QString engineState(EngineState state);
[[nodiscard]] Colors::Tone engineTone(EngineState state);
/// Its contents if it is connected, otherwise what to do; with its address.
[[nodiscard]] QString engineDescription(const EngineFacts &facts);
/// "Running"
[[nodiscard]] QString containerState(ContainerState state);
[[nodiscard]] Colors::Tone containerTone(ContainerState state);
/// "Starting…", for an action in progress.
[[nodiscard]] QString underWay(ContainerAction action);
/// The message about a failed action.
[[nodiscard]] QString failure(const QString &container, const ContainerResult &result);

} // namespace resourcetext

} // namespace candor
