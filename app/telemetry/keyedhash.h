// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace candor {

/// HMAC-SHA-256 (RFC 2104) of \a text with the key \a secret, as 64 lower-case hex digits. Any thread.
[[nodiscard]] std::string keyedHash(std::string_view secret, std::string_view text);

/// A key that can't be guessed: 256 random bits of the system as 64 lower-case hex digits. Any thread.
[[nodiscard]] std::string makeSecret();

} // namespace candor
