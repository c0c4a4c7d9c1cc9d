// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "system/durablefile.h"

#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

namespace candor {

/// The folders Candor reads and writes, decided once at the top of a program and handed down.
/// All are absolute paths without a trailing slash; an empty one is not known, and whoever needs it
/// fails closed (no home folder: nothing can be agreed to, nothing is collected).
struct Directories
{
    QString home; ///< $HOME; %USERPROFILE% on Windows
    QString localData; ///< $XDG_DATA_HOME or ~/.local/share; %LOCALAPPDATA%; ~/Library/Application Support
    QString config; ///< $XDG_CONFIG_HOME or ~/.config; %APPDATA%; ~/Library/Preferences
    QString runtime; ///< $XDG_RUNTIME_DIR; empty elsewhere
    QString podmanDesktopHome; ///< $PODMAN_DESKTOP_HOME_DIR; empty if unset
    QStringList managed; ///< folders with an administrator's files, in order
    QString policyKey; ///< an administrator's policy on Windows, see PolicyKey; empty elsewhere
    QString machineIdFile; ///< /etc/machine-id on Linux; empty where the system has none, or another one at each boot
    qint64 user = effectiveUser(); ///< whose files count as the person's own
    /// Why there are no folders of this person's although the environment names some: for a person. The first five are
    /// empty then.
    QString problem;

    /// Reads the variables named above from \a environment, not from the process. Relative values of
    /// XDG variables are ignored, as the XDG base directory specification asks. A value that is no text (its bytes are
    /// not UTF-8) is a problem: as a text it would name another folder. So is a folder of another user where \a user is
    /// root, who would leave files there that their owner can't change.
    [[nodiscard]] static Directories fromEnvironment(const QProcessEnvironment &environment,
                                                     qint64 user = effectiveUser());
};

} // namespace candor
