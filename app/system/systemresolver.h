// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

namespace candor {

/// The addresses of \a host in numeric form, in the order of the operating system's resolver. Blocks for as long as the
/// resolver does. If none is returned, \a error says why, for the user. Qt-free; any thread.
[[nodiscard]] std::vector<std::string> systemResolver(const std::string &host, std::string *error);

} // namespace candor
