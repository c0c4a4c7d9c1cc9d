// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "cli/commandline.h"

namespace candor {

/// `candor resources ...`: \a arguments are the words after `resources`. Connects to the container engines of this
/// computer, and runs the event loop until they have answered.
[[nodiscard]] int runResourcesCommand(const QStringList &arguments, CommandLineHost &host);

/// The same for `candor container ...`.
[[nodiscard]] int runContainerCommand(const QStringList &arguments, CommandLineHost &host);

} // namespace candor
