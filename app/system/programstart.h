// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace candor {

/// Replaces this process by \a program with the arguments \a argv, which ends with a null pointer. Returns only on
/// failure, with the reason. Windows can't replace a process: there the program is started as another one, and the
/// result is empty on success.
[[nodiscard]] QString continueAsProgram(const QString &program, char **argv);

} // namespace candor
