// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "settings/settingsfile.h"
#include "settings/settingsmembers.h"

namespace candor {

/// The value that \a bytes of settings.json give \a key; nothing where they are of another type.
[[nodiscard]] SettingValue decodeSettingValue(const SettingKey &key, const QByteArray &bytes);

/// What is wrong, for a person, if one of our keys stands twice: which of the two counts would depend on the reader.
[[nodiscard]] std::optional<QString> keyThatStandsTwice(const SettingsMembers &found);

} // namespace candor
