// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

/// The names that programs give, and the forms in which a catalogue declares them. Internal to telemetry/; Qt-free,
/// pure.
namespace candor::nameforms {

/// Stands for a name that is none.
inline constexpr std::string_view otherName = "other";

/// A name as a token: "DiskFull" is "disk_full", "std::runtime_error" "std.runtime_error", "HTTPError" "http_error".
/// "other" for what is a text and no name, and for a host.
[[nodiscard]] std::string token(std::string_view name);

/// Is that \a token, or the suffix of a version, the name of a place and no word of a program's: a path from the root,
/// or a host with an ending that few programs' names have (registry.acme.example, nas.acme.de)?
[[nodiscard]] bool isPlace(std::string_view token);

/// An id as the beginning of an event's name: "Acme.note-sync" is "acme.note_sync". "unnamed" for an id without a
/// letter or digit, and for one that begins with the first word of events that the library records itself.
[[nodiscard]] std::string eventPrefix(std::string_view id);

} // namespace candor::nameforms
