// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "settings/settingkeys.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace candor {

/// One value of telemetry.enabled, telemetry.usage or telemetry.errors, as it stands in a file.
struct TelemetrySwitch
{
    SettingKey key;
    bool on; ///< the value is true: anything else refuses
    bool plain; ///< "telemetry.…": true or false, the one way in which it is written
    QString written; ///< for a person: key and value, a long value shortened
};

/// Finds all of them in \a content: as keys of the outermost object, and as members of an object "telemetry"; where
/// "telemetry" is no object, its value is one of telemetry.enabled.
///
/// Reads JSON, and also what is left of it after a slip of the pen or of a program: comments, a comma too many, single
/// quotes, keys without quotes, False, a key that is there twice, UTF-16, a missing end. A value that the end of the
/// file has cut off says nothing. \a content may be anything; linear time; safe on any thread.
[[nodiscard]] std::vector<TelemetrySwitch> findTelemetrySwitches(const QByteArray &content);

/// The same of a file that is no JSON object any more. A bracket or a quote too many makes everything behind it look
/// like part of something else, so each place counts there, however deep it seems to be, also where quotes or the
/// colon are missing.
[[nodiscard]] std::vector<TelemetrySwitch> findTelemetrySwitchesInDamage(const QByteArray &content);

} // namespace candor
