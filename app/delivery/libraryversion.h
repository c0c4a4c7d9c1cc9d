// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace candor {

/// The value of $lib_version and context.library.version in every event. The build checks that it is the project's
/// version.
inline constexpr std::string_view libraryVersion = "0.1.0";

} // namespace candor
