// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "engines/enginefacts.h"

/// Reads what an engine answers. Whatever is not of the expected form is nothing; members that are not needed are not
/// looked at. Pure; any thread.
namespace candor::enginejson {

/// The engine's version; empty if there is none.
[[nodiscard]] QString version(const QByteArray &answer);
/// The id by which Docker's engine is known. Podman makes up another one for each answer.
[[nodiscard]] QString id(const QByteArray &answer);
[[nodiscard]] std::optional<QList<Container>> containers(const QByteArray &answer);
/// The length of a list, for images and pods.
[[nodiscard]] std::optional<qsizetype> length(const QByteArray &answer);
[[nodiscard]] std::optional<qsizetype> volumes(const QByteArray &answer);
/// One line of the stream of events.
[[nodiscard]] std::optional<EngineEvent> event(const QByteArray &line);
/// What an engine says of a failure; empty if it says nothing.
[[nodiscard]] QString message(const QByteArray &answer);

} // namespace candor::enginejson
