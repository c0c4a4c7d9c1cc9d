// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "settings/settingsfile.h"
#include "system/strictjson.h"

#include <string_view>

namespace candor {

[[nodiscard]] inline std::string_view view(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

[[nodiscard]] inline std::string_view view(const SettingKey &key)
{
    return {key.name.data(), static_cast<std::size_t>(key.name.size())};
}

/// Decodes \a bytes, the value of \a key in settings.json; nothing if it is of another type.
[[nodiscard]] SettingValue decodeSettingValue(const SettingKey &key, std::string_view bytes);

/// More than one if the key appears twice. \a object: the result of findJsonMembers().
[[nodiscard]] std::vector<const JsonMember *> membersNamed(const JsonValue &object, std::string_view name);

/// A message for the user if one of our keys appears twice: which of the two counts would depend on the parser.
[[nodiscard]] std::optional<QString> keyThatStandsTwice(const JsonValue &settings);

} // namespace candor
