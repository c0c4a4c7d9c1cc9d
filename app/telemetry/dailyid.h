// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

/// The `Daily` identity: values derived from the local secret and a UTC day, counted from 1970. Qt-free.
///
/// Ids have the form of a UUID of version 4, not of version 8, which RFC 9562 intends for derived ids: 122 bits of an
/// HMAC with an unknown secret are indistinguishable from random bits, checks of UUIDs often know versions 1 to 5 only,
/// and another version would tell the recipient about the user's settings.
namespace candor::dailyid {

/// The UTC day of a time in Unix milliseconds.
[[nodiscard]] std::int64_t dayOf(std::int64_t unixMs);

/// ValueTreatment::keyedHash
using KeyedHash = std::function<std::string(std::string_view secret, std::string_view text)>;

/// The id in events of \a utcDay. Empty if there is no hash.
[[nodiscard]] std::string idOf(const KeyedHash &hash, std::string_view secret, std::int64_t utcDay);

/// The key of the `hashed` values of that day: one key for all days would link the days.
[[nodiscard]] std::string hashKeyOf(const KeyedHash &hash, std::string_view secret, std::int64_t utcDay);

/// Replaces the base of a ring on that day. The ids of the events of a ring are derived from its base, and anybody who
/// has two of them can tell that they belong together: a process that runs past midnight would link two days.
[[nodiscard]] std::uint64_t ringBaseOf(const KeyedHash &hash, std::string_view secret, std::int64_t utcDay,
                                       std::uint64_t ringBase);

/// The first 128 bits of \a digits, hexadecimal and lower case, as a UUID of version 4. Empty if there are fewer.
[[nodiscard]] std::string uuidFrom(std::string_view digits);

} // namespace candor::dailyid
