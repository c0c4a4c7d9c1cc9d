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

/// The value that \a bytes of settings.json give \a key; nothing where they are of another type.
[[nodiscard]] SettingValue decodeSettingValue(const SettingKey &key, std::string_view bytes);

/// More than one where somebody wrote the key twice. \a object: what findJsonMembers() found.
[[nodiscard]] std::vector<const JsonMember *> membersNamed(const JsonValue &object, std::string_view name);

/// What is wrong, for a person, if one of our keys stands twice: which of the two counts would depend on the reader.
[[nodiscard]] std::optional<QString> keyThatStandsTwice(const JsonValue &settings);

} // namespace candor
