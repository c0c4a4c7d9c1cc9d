// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

/// Brings names out of programs into the forms that a catalogue declares. Internal to telemetry/; Qt-free, pure.
namespace candor::nameforms {

/// A name as a token: "DiskFull" is "disk_full", "std::runtime_error" "std.runtime_error", "HTTPError" "http_error".
/// "other" for what is a text and no name.
[[nodiscard]] std::string token(std::string_view name);

/// An id as the beginning of an event's name: "Acme.note-sync" is "acme.note_sync". "unnamed" for an id without a
/// letter or digit.
[[nodiscard]] std::string eventPrefix(std::string_view id);

} // namespace candor::nameforms
