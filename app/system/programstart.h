// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace candor {

/// Goes on as \a program, in this process and with the arguments in \a argv, which ends with a null pointer. Returns
/// only where that can't be: why. Windows has no such thing: there the program is started beside this one, and the
/// result is empty when it was.
[[nodiscard]] QString continueAsProgram(const QString &program, char **argv);

} // namespace candor
