// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace candor {

enum class GunzipStatus {
    Ok,
    Malformed, ///< not gzip, cut short, a wrong checksum, or something behind its end
    TooLarge, ///< more than the limit would come out; what came out so far is thrown away
};

/// Unpacks \a packed (RFC 1952) into \a plain, never more than \a limit bytes of it. Qt-free.
[[nodiscard]] GunzipStatus gunzip(std::string_view packed, std::size_t limit, std::string *plain);

} // namespace candor
