// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "engines/enginefacts.h"

#include <QString>

namespace candor {

/// A container and its engine.
struct FoundContainer
{
    Container container;
    EngineFacts engine;
};

/// The output of `candor resources`. Unknown numbers are reported as unknown, and are null in JSON. Texts of engines
/// can't control the terminal.
[[nodiscard]] QString resourcesAsText(const QList<EngineFacts> &engines);
[[nodiscard]] QString resourcesAsJson(const QList<EngineFacts> &engines);

/// The output of `candor container list`.
[[nodiscard]] QString containersAsText(const QList<FoundContainer> &containers);
[[nodiscard]] QString containersAsJson(const QList<FoundContainer> &containers);

/// The output of an action on a container.
[[nodiscard]] QString resultAsText(const ContainerResult &result);
[[nodiscard]] QString resultAsJson(const ContainerResult &result, const EngineFacts &engine);

} // namespace candor
