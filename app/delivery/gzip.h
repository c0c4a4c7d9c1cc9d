// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace candor {

/// \a bytes as one gzip member (RFC 1952). The same input gives the same output: no time, no file name and no operating
/// system stand in its header. Qt-free. Throws std::bad_alloc when there is no memory, and nothing else.
[[nodiscard]] std::string gzip(std::string_view bytes);

} // namespace candor
