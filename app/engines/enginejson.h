// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "engines/enginefacts.h"

/// Reads what an engine answers. Whatever is not of the expected form is nothing; members that are not needed are not
/// looked at. Pure; any thread.
namespace candor::enginejson {

/// The engine's version; empty if there is none.
[[nodiscard]] QString version(const QByteArray &answer);
/// By which an engine is known, over whatever address; empty where nothing tells. Podman makes up another id for each
/// answer: its computer and its store tell which one it is, unless the computer has the name of all virtual machines.
[[nodiscard]] QString id(EngineKind kind, const QByteArray &answer);
/// Nothing where there are more than a hundred thousand.
[[nodiscard]] std::optional<QList<Container>> containers(const QByteArray &answer);
/// The length of a list, for images and pods.
[[nodiscard]] std::optional<qsizetype> length(const QByteArray &answer);
[[nodiscard]] std::optional<qsizetype> volumes(const QByteArray &answer);
/// One line of the stream of events.
[[nodiscard]] std::optional<EngineEvent> event(const QByteArray &line);
/// What an engine says of a failure; empty if it says nothing.
[[nodiscard]] QString message(const QByteArray &answer);

} // namespace candor::enginejson
