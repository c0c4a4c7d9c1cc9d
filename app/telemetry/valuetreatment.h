// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace candor {

/// What is done to a value before it first reaches a disk. Functions, so that the store thread needs neither Qt nor to
/// know how. Each may be called on any thread. What would need one that is missing is dropped[invalid],
/// but for holdsKnownName: a token's form alone keeps nearly everything out.
struct ValueTreatment
{
    /// Takes personal data out of a free text.
    std::function<std::string(std::string_view text)> scrub;
    /// HMAC-SHA-256 of \a text with the key \a secret, as lower-case hex digits.
    std::function<std::string(std::string_view secret, std::string_view text)> keyedHash;
    /// A new local secret: 32 bytes that nobody can guess, as lower-case hex digits.
    std::function<std::string()> makeSecret;
    /// Does a home folder, a user or a host of this computer stand in \a text?
    std::function<bool(std::string_view text)> holdsKnownName;
};

} // namespace candor
