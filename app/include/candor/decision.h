// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/category.h"

namespace candor {

/// The person's answer. Names, in lower case, are what consent.json and `status --json` say.
enum class Decision { Undecided, Granted, Denied };

/// Who decides, the first of these that has a say. All but the person can only refuse.
enum class Rule {
    Build, ///< there is no sender in it
    Administrator, ///< a file of theirs, or a policy of Windows
    DoNotTrack, ///< DO_NOT_TRACK, for this process
    CandorTelemetry, ///< CANDOR_TELEMETRY, or CANDOR_DESTINATION=none, for this process
    ContinuousIntegration, ///< an automated run
    Person,
    Nobody, ///< the person has not answered yet
};

/// Where an answer was given.
enum class Origin {
    Prompt, ///< the dialog of the first start; "prompt"
    Settings, ///< the preferences page; "settings"
    CommandLine, ///< `candor telemetry enable|disable`; "command-line"
    SettingsFile, ///< a false that was seen in settings.json; "settings-file"; only ever a refusal
};

/// What another application makes of this one's decision: Telemetry::overrule().
enum class Overruling {
    Free, ///< nothing
    Paused, ///< nothing is recorded or sent, and what is there stays
    Withdrawn, ///< it is erased, too, as after a no
};

} // namespace candor
