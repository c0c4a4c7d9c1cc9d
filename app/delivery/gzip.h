// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace candor {

/// \a bytes as one gzip member (RFC 1952). The same input gives the same output: the header contains no time, file name
/// or operating system. Qt-free. Throws std::bad_alloc if there is no memory, and nothing else.
[[nodiscard]] std::string gzip(std::string_view bytes);

} // namespace candor
