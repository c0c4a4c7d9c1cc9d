// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "consent/managedsettings.h"

#include <QString>

namespace candor {

/// What an administrator says with a policy of Windows instead of files: the values telemetry.enabled, telemetry.usage
/// and telemetry.errors of a registry key (Directories::policyKey), as group policies and installers write them.
/// They can only refuse: anything but 1 (a number, or the texts 1 and true) does, and those are ignored, since nobody
/// agrees on behalf of a person. While the key can't be read nothing is collected. A missing key or value refuses
/// nothing. Other values of the key are not looked at.
/// A registry key is not watched: a change is seen at the next start, before each upload, and when the window is
/// activated.
class PolicyKey
{
public:
    /// \a path: a registry key where it begins with HKEY_LOCAL_MACHINE (64-bit view, on Windows only); else a file of
    /// QSettings' INI format with the same values. Empty: none.
    explicit PolicyKey(QString path);

    /// Reads the values, anew with each call.
    [[nodiscard]] ManagedSettings read() const;

private:
    QString m_path;
};

} // namespace candor
