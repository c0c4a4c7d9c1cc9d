// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "consent/managedsettings.h"

#include <QString>

namespace candor {

/// An administrator's settings in a Windows policy instead of files: the values telemetry.enabled, telemetry.usage and
/// telemetry.errors of a registry key (Directories::policyKey), as group policies and installers write them. They can
/// only refuse: every value refuses except 1 (a number, or the texts 1 and true), which is ignored, since nobody can
/// agree on behalf of a user. While the key can't be read nothing is collected. A missing key or value refuses nothing.
/// Other values of the key are ignored. The registry key is not watched: a change is noticed at the next start, before
/// each upload, and when the window is activated.
///
/// \a path: a registry key if it begins with HKEY_LOCAL_MACHINE (64-bit view, on Windows only); otherwise a file in the
/// INI format of QSettings with the same values. Empty: there is no policy.
[[nodiscard]] ManagedSettings readPolicy(const QString &path);

} // namespace candor
