// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

/// Converts names that programs use to the forms in which a catalogue declares them. Internal to telemetry/; Qt-free,
/// pure.
namespace candor::nameforms {

/// Replaces a text that is not a name.
inline constexpr std::string_view otherName = "other";

/// A name as a token: "DiskFull" is "disk_full", "std::runtime_error" "std.runtime_error", "HTTPError" "http_error".
/// "other" for a text that is not a name, and for a host.
[[nodiscard]] std::string token(std::string_view name);

/// Is \a token, a token or the suffix of a version, the name of a place and not a word of a program: an absolute path,
/// or a host with an ending that few names in programs have (registry.acme.example, nas.acme.de)?
[[nodiscard]] bool isPlace(std::string_view token);

/// Converts an id to the beginning of an event's name: "Acme.note-sync" is "acme.note_sync". "unnamed" for an id
/// without a letter or digit, and for one that begins with the first word of an event of the library.
[[nodiscard]] std::string eventPrefix(std::string_view id);

} // namespace candor::nameforms
