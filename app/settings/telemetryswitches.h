// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "settings/settingkeys.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace candor {

/// One value of telemetry.enabled, telemetry.usage or telemetry.errors, as written in a file.
struct TelemetrySwitch
{
    SettingKey key;
    bool on; ///< the value is true: anything else refuses
    bool plain; ///< "telemetry.…": true or false, the only form in which Candor writes it
    QString written; ///< for the user: key and value; a long value is shortened
};

/// Finds all of them in \a content: keys of the outermost object, and members of an object "telemetry". If "telemetry"
/// is not an object, its value counts for telemetry.enabled.
///
/// Reads JSON, and tolerates the mistakes of people and programs: comments, an extra comma, single quotes, unquoted
/// keys, False, a key that appears twice, UTF-16, a missing end. A value that is truncated by the end of the file does
/// not count. \a content may be anything; linear time; safe on any thread.
[[nodiscard]] std::vector<TelemetrySwitch> findTelemetrySwitches(const QByteArray &content);

/// The same for a file that is no longer a JSON object. After an extra bracket or quote everything looks like part of
/// something else, so a key counts at any apparent depth, also if quotes or the colon are missing.
[[nodiscard]] std::vector<TelemetrySwitch> findTelemetrySwitchesInDamage(const QByteArray &content);

} // namespace candor
