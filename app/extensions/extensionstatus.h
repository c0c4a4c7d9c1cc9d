// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "extensions/extensionmanifest.h"
#include "extensions/extensionrecord.h"

#include <QString>

#include <chrono>
#include <optional>

class QObject;

namespace candor {

class ExtensionRecording;

enum class ExtensionState {
    Refused, ///< it can't be used as it is; its code is never run
    Off,
    Starting, ///< its activate() is about to run or is running
    On,
    Failed, ///< Candor has switched it off; the user may try again
};

/// May the state of an extension change from \a from to \a to?
[[nodiscard]] bool mayBecome(ExtensionState from, ExtensionState to);

/// The current state of one extension.
struct ExtensionStatus
{
    QString path;
    ExtensionManifest manifest; ///< empty if it could not be read
    ExtensionState state = ExtensionState::Off;
    QString problem; ///< for the user: of Refused, of Failed if no code was run, and of Off if the user had left it on
    std::optional<ExtensionFailure> failure; ///< set if Failed
    bool failedNow = false; ///< the failure was found after this program started
    std::chrono::milliseconds duration{0}; ///< of the last activate()
    QObject *root = nullptr; ///< while On: the object that may provide a settings page
    ExtensionRecording *recording = nullptr; ///< while On, if it has one

    /// Why it is Refused or Failed, for the user, in the current language.
    [[nodiscard]] QString reason() const { return failure ? failure->text() : problem; }
};

} // namespace candor
