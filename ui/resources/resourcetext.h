// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "engines/enginefacts.h"
#include "theme/colors.h"

#include <QString>

namespace candor {

/// The words for engines and containers, for a person.
namespace resourcetext {

/// "Podman"; of an engine that never answered what its socket is called after.
[[nodiscard]] QString engineName(const EngineFacts &facts);
/// "Connected"
[[nodiscard]] QString engineState(EngineState state);
[[nodiscard]] Colors::Tone engineTone(EngineState state);
/// What it has, where it is connected; else what to do. With its address.
[[nodiscard]] QString engineDescription(const EngineFacts &facts);
/// "Running"
[[nodiscard]] QString containerState(ContainerState state);
[[nodiscard]] Colors::Tone containerTone(ContainerState state);
/// "Starting…", while it is done.
[[nodiscard]] QString underWay(ContainerAction action);
/// What is said of an action that failed.
[[nodiscard]] QString failure(const QString &container, const ContainerResult &result);

} // namespace resourcetext

} // namespace candor
