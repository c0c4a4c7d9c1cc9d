// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "engines/enginefacts.h"

/// Parses the answers of an engine. The result is empty if an answer does not have the expected form; unneeded members
/// are ignored. Pure; any thread.
namespace candor::enginejson {

/// The engine's version; empty if there is none.
[[nodiscard]] QString version(const QByteArray &answer);
/// The id of an engine, the same over every address; empty if there is none. Podman generates another id for each
/// answer, so the names of its computer and its store identify it, unless the computer has the common name of all
/// virtual machines.
[[nodiscard]] QString id(EngineKind kind, const QByteArray &answer);
/// Nothing if there are more than a hundred thousand.
[[nodiscard]] std::optional<QList<Container>> containers(const QByteArray &answer);
/// The length of a list, for images and pods.
[[nodiscard]] std::optional<qsizetype> length(const QByteArray &answer);
[[nodiscard]] std::optional<qsizetype> volumes(const QByteArray &answer);
/// One line of the stream of events.
[[nodiscard]] std::optional<EngineEvent> event(const QByteArray &line);
/// The engine's message about a failure; empty if there is none.
[[nodiscard]] QString message(const QByteArray &answer);

} // namespace candor::enginejson
