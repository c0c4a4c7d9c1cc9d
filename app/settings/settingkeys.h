// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QLatin1StringView>

#include <array>

namespace candor {

/// One row of the table of keys that Candor owns in settings.json.
struct SettingKey
{
    enum class Type { Boolean, String };

    QLatin1StringView name;
    Type type;
    QLatin1StringView defaultValue; ///< as text; "" for a boolean: its absence has a meaning of its own
    bool recordable; ///< may `preference.changed` contain this name? Never true for telemetry.*
};

/// These names are spelled only here. Every other key in the file belongs to another program.
namespace settingkeys {

/// telemetry.*: shared with Podman Desktop. Anything but true refuses; true and absence grant nothing.
inline constexpr SettingKey telemetryEnabled{QLatin1StringView("telemetry.enabled"), SettingKey::Type::Boolean,
                                             QLatin1StringView(""), false};
inline constexpr SettingKey telemetryUsage{QLatin1StringView("telemetry.usage"), SettingKey::Type::Boolean,
                                           QLatin1StringView(""), false};
inline constexpr SettingKey telemetryErrors{QLatin1StringView("telemetry.errors"), SettingKey::Type::Boolean,
                                            QLatin1StringView(""), false};
/// "system", "light" or "dark".
inline constexpr SettingKey theme{QLatin1StringView("candor.theme"), SettingKey::Type::String,
                                  QLatin1StringView("system"), true};
/// "system" or a language tag that a translation exists for, such as "de".
inline constexpr SettingKey language{QLatin1StringView("candor.language"), SettingKey::Type::String,
                                     QLatin1StringView("system"), true};

inline constexpr std::array ofTelemetry{telemetryEnabled, telemetryUsage, telemetryErrors};
inline constexpr std::array all{telemetryEnabled, telemetryUsage, telemetryErrors, theme, language};

} // namespace settingkeys
} // namespace candor
