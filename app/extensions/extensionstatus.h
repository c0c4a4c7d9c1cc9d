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
    Refused, ///< it can't be used as it is; nothing of it is ever run
    Off,
    Starting, ///< it is about to run, or runs its activate()
    On,
    Failed, ///< it was switched off by Candor; the person may try again
};

/// May an extension that is \a from become \a to?
[[nodiscard]] bool mayBecome(ExtensionState from, ExtensionState to);

/// One extension, as it is now.
struct ExtensionStatus
{
    QString path;
    ExtensionManifest manifest; ///< empty where it could not be read
    ExtensionState state = ExtensionState::Off;
    QString problem; ///< of Refused, of Failed where nothing of it was run, and of Off where that is not as the person
                     ///< has left it: for a person
    std::optional<ExtensionFailure> failure; ///< of Failed
    bool failedNow = false; ///< the failure was found since this program started
    std::chrono::milliseconds duration{0}; ///< of the last activate()
    QObject *root = nullptr; ///< while On: what may provide a settings page
    ExtensionRecording *recording = nullptr; ///< while On, where it has one

    /// Why it is Refused or Failed, for a person, in the language of this moment.
    [[nodiscard]] QString reason() const { return failure ? failure->text() : problem; }
};

} // namespace candor
