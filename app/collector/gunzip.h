// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace candor {

enum class GunzipStatus {
    Ok,
    Malformed, ///< not gzip, truncated, a wrong checksum, or data after its end
    TooLarge, ///< the result would exceed the limit; it is discarded
};

/// Decompresses \a packed (RFC 1952) into \a plain, never more than \a limit bytes. Qt-free.
[[nodiscard]] GunzipStatus gunzip(std::string_view packed, std::size_t limit, std::string *plain);

} // namespace candor
