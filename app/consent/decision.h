// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "catalogue/category.h"

namespace candor {

/// The person's answer. Names, in lower case, are what consent.json and `status --json` say.
enum class Decision { Undecided, Granted, Denied };

/// Where an answer was given.
enum class Origin {
    Prompt, ///< the dialog of the first start; "prompt"
    Settings, ///< the preferences page; "settings"
    CommandLine, ///< `candor telemetry enable|disable`; "command-line"
    SettingsFile, ///< a false that was seen in settings.json; "settings-file"; only ever a refusal
};

} // namespace candor
