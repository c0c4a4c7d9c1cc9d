// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

/// The forms of names and values in a catalogue. Internal to catalogue/; Qt-free, pure.
namespace candor::propertyrules {

[[nodiscard]] bool isEventName(std::string_view text); ///< words of a-z, 0-9 and _, at least two, joined by dots
[[nodiscard]] bool isPropertyName(std::string_view text); ///< a-z, 0-9 and _
[[nodiscard]] bool isCatalogueId(std::string_view text); ///< a-z, 0-9 and ._-
[[nodiscard]] bool isLanguage(std::string_view text); ///< "de", "de_AT"
[[nodiscard]] std::optional<std::chrono::sys_days> dayOf(std::string_view date); ///< of YYYY-MM-DD, if it exists
[[nodiscard]] bool isExpiry(std::string_view text); ///< a day from 2000 to 2099: nothing is collected forever
/// Not empty, no control characters (C0, DEL, C1), and no leading space; \a text must be valid UTF-8.
[[nodiscard]] bool isOneLine(std::string_view text);
[[nodiscard]] bool isVersion(std::string_view text);
[[nodiscard]] bool isToken(std::string_view text);
[[nodiscard]] bool isRegion(std::string_view text);

} // namespace candor::propertyrules
