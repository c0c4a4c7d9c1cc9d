// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "system/durablefile.h"

#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

namespace candor {

/// The folders that Candor reads and writes, determined once at the top of a program and passed down. All are absolute
/// paths without a trailing slash. An empty one is unknown, and code that needs it fails closed (without a home folder
/// nobody can agree and nothing is collected).
struct Directories
{
    QString home; ///< $HOME; %USERPROFILE% on Windows
    QString localData; ///< $XDG_DATA_HOME or ~/.local/share; %LOCALAPPDATA%; ~/Library/Application Support
    QString config; ///< $XDG_CONFIG_HOME or ~/.config; %APPDATA%; ~/Library/Preferences
    QString runtime; ///< $XDG_RUNTIME_DIR; empty elsewhere
    QString podmanDesktopHome; ///< $PODMAN_DESKTOP_HOME_DIR; empty if unset
    QStringList managed; ///< folders with an administrator's files, in order
    QString policyKey; ///< an administrator's policy on Windows, see readPolicy(); empty elsewhere
    QString machineIdFile; ///< /etc/machine-id on Linux; empty if the system has none or makes another one at each boot
    qint64 user = effectiveUser(); ///< files of this user count as the user's own
    /// Why the folders that the environment names are not used, for the user; empty if they are. Otherwise the first
    /// five members are empty.
    QString problem;

    /// Reads the variables named above from \a environment, not from the process. Relative values of XDG variables are
    /// ignored, as the XDG base directory specification asks. A value that is not valid UTF-8 is a problem: once
    /// decoded it would name another folder. So is a folder of another user if \a user is root: root would leave files
    /// there that the folder's owner can't change.
    [[nodiscard]] static Directories fromEnvironment(const QProcessEnvironment &environment,
                                                     qint64 user = effectiveUser());
};

} // namespace candor
