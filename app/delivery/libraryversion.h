// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace candor {

/// What stands in $lib_version and context.library.version of every event. The build checks that it is the project's.
inline constexpr std::string_view libraryVersion = "0.1.0";

} // namespace candor
