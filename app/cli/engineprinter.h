// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "engines/enginefacts.h"

#include <QString>

namespace candor {

/// A container, and the engine it was found in.
struct FoundContainer
{
    Container container;
    EngineFacts engine;
};

/// What `candor resources` prints. Numbers that are not known are said to be, and null in JSON. Of texts that engines
/// wrote nothing steers a terminal.
[[nodiscard]] QString resourcesAsText(const QList<EngineFacts> &engines);
[[nodiscard]] QString resourcesAsJson(const QList<EngineFacts> &engines);

/// What `candor container list` prints.
[[nodiscard]] QString containersAsText(const QList<FoundContainer> &containers);
[[nodiscard]] QString containersAsJson(const QList<FoundContainer> &containers);

/// What an action on a container prints.
[[nodiscard]] QString resultAsText(const ContainerResult &result);
[[nodiscard]] QString resultAsJson(const ContainerResult &result, const EngineFacts &engine);

} // namespace candor
