// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

/// The `Daily` identity: what follows from the local secret and a UTC day, counted from 1970. Qt-free.
///
/// Ids have the form of a UUID of version 4, not of version 8, which RFC 9562 made for such: 122 bits of an HMAC under
/// a secret nobody knows can't be told from random ones, what checks a UUID's form often knows versions 1 to 5 only,
/// and a version of its own would tell the recipient something about the person's settings.
namespace candor::dailyid {

/// ValueTreatment::keyedHash
using KeyedHash = std::function<std::string(std::string_view secret, std::string_view text)>;

/// What events of \a utcDay carry. Empty where there is no hash.
[[nodiscard]] std::string idOf(const KeyedHash &hash, std::string_view secret, std::int64_t utcDay);

/// The key of that day's `hashed` values: with one key for all days they would link them.
[[nodiscard]] std::string hashKeyOf(const KeyedHash &hash, std::string_view secret, std::int64_t utcDay);

/// What takes the place of a ring's base on that day. The ids of a ring's events follow from its base, and whoever has
/// two of them can tell that they do: a process that runs over midnight would link two days.
[[nodiscard]] std::uint64_t ringBaseOf(const KeyedHash &hash, std::string_view secret, std::int64_t utcDay,
                                       std::uint64_t ringBase);

/// The first 128 bits of \a digits, hexadecimal and lower case, as a UUID of version 4. Empty where there are fewer.
[[nodiscard]] std::string uuidFrom(std::string_view digits);

} // namespace candor::dailyid
