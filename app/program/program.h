// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/telemetryoptions.h"

#include <QProcessEnvironment>
#include <QStringList>
#include <QTextStream>

namespace candor {

// What the two programs have in common: candor, which runs commands, and candor-window, which has the windows.

/// To be called first: keeps the standard streams' numbers from files, sets name and version, and obeys LOG_LEVEL.
/// \returns the environment.
[[nodiscard]] QProcessEnvironment prepareProgram();

/// What Candor records of itself, and where it sends that. What is wrong with the destination goes to \a err.
[[nodiscard]] TelemetryOptions programOptions(const QProcessEnvironment &environment, QTextStream &err);

/// Do these arguments (without the program's name) ask for a window? Everything else is a command, so that a mistyped
/// option never opens one and needs no display.
[[nodiscard]] bool wantsWindow(const QStringList &arguments);

} // namespace candor
