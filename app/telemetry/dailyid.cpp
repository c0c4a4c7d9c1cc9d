// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "telemetry/dailyid.h"

#include <charconv>
#include <chrono>

namespace candor::dailyid {

namespace {

constexpr std::size_t uuidDigits = 32;
constexpr std::size_t baseDigits = 16;

/// \a purpose separates the values that are derived from one secret and day.
std::string derive(const KeyedHash &hash, std::string_view secret, std::string_view purpose, std::int64_t utcDay)
{
    if (!hash || secret.empty())
        return {};
    return hash(secret, "candor/" + std::string(purpose) + '/' + std::to_string(utcDay));
}

} // namespace

std::int64_t dayOf(std::int64_t unixMs)
{
    using namespace std::chrono;
    return floor<days>(milliseconds(unixMs)).count();
}

std::string idOf(const KeyedHash &hash, std::string_view secret, std::int64_t utcDay)
{
    return uuidFrom(derive(hash, secret, "id", utcDay));
}

std::string hashKeyOf(const KeyedHash &hash, std::string_view secret, std::int64_t utcDay)
{
    return derive(hash, secret, "hashes", utcDay);
}

std::uint64_t ringBaseOf(const KeyedHash &hash, std::string_view secret, std::int64_t utcDay, std::uint64_t ringBase)
{
    const std::string digits = derive(hash, secret, "ring/" + std::to_string(ringBase), utcDay).substr(0, baseDigits);
    std::uint64_t result = 0;
    (void)std::from_chars(digits.data(), digits.data() + digits.size(), result, 16);
    return result;
}

std::string uuidFrom(std::string_view digits)
{
    if (digits.size() < uuidDigits)
        return {};
    std::string result(digits.substr(0, uuidDigits));
    result[12] = '4';
    const char c = result[16];
    const int variant = c >= 'a' ? c - 'a' + 10 : c - '0';
    result[16] = "89ab"[variant & 3];
    for (const std::size_t at : {20U, 16U, 12U, 8U})
        result.insert(at, 1, '-');
    return result;
}

} // namespace candor::dailyid
