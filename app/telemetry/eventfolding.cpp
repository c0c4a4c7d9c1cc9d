// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "telemetry/eventfolding.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <limits>
#include <utility>

namespace candor::eventfolding {

namespace {

constexpr std::string_view countKey = "count";
constexpr std::string_view durationKey = "duration_ms";

/// A number in a body, and the position of its digits.
struct Number
{
    std::size_t at = 0;
    std::size_t size = 0;
    std::int64_t value = 0;
};

/// The number after the last occurrence of \a key. It is a member: texts can't contain \a key, since their quotes are
/// escaped, and no other member has that name.
std::optional<Number> find(std::string_view body, std::string_view key)
{
    const std::string member = '"' + std::string(key) + "\":";
    const std::size_t found = body.rfind(member);
    if (found == std::string_view::npos)
        return std::nullopt;
    Number result;
    result.at = found + member.size();
    const char *const begin = body.data() + result.at;
    const auto read = std::from_chars(begin, body.data() + body.size(), result.value);
    if (read.ec != std::errc())
        return std::nullopt;
    result.size = static_cast<std::size_t>(read.ptr - begin);
    return result;
}

/// Saturates at the largest number.
std::int64_t sum(std::int64_t a, std::int64_t b)
{
    constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
    constexpr std::int64_t smallest = std::numeric_limits<std::int64_t>::min();
    if (b > 0 && a > largest - b)
        return largest;
    if (b < 0 && a < smallest - b)
        return smallest;
    return a + b;
}

void replace(std::string *body, const Number &number, std::int64_t value)
{
    body->replace(number.at, number.size, std::to_string(value));
}

} // namespace

std::vector<OwnedProperty> arrange(const EventDefinition &definition, std::vector<OwnedProperty> properties)
{
    std::vector<OwnedProperty> result;
    result.reserve(properties.size() + 1);
    std::optional<OwnedProperty> duration;
    for (const EventProperty &declared : definition.properties) {
        const auto given = std::find_if(properties.begin(), properties.end(),
                                        [&declared](const OwnedProperty &p) { return p.key == declared.name; });
        if (given == properties.end())
            continue;
        if (declared.name == durationKey && std::holds_alternative<std::int64_t>(given->value))
            duration = std::move(*given);
        else
            result.push_back(std::move(*given));
    }
    if (duration)
        result.push_back(std::move(*duration));
    result.push_back({std::string(countKey), std::int64_t(1)});
    return result;
}

std::vector<OwnedProperty> withoutNumbers(std::vector<OwnedProperty> arranged)
{
    for (OwnedProperty &property : arranged) {
        if (property.key == countKey || property.key == durationKey)
            property.value = std::int64_t(0);
    }
    return arranged;
}

std::optional<std::string> fold(std::string_view first, std::string_view other)
{
    const std::optional<Number> count = find(first, countKey);
    const std::optional<Number> more = find(other, countKey);
    const std::optional<Number> duration = find(first, durationKey);
    const std::optional<Number> longer = find(other, durationKey);
    if (!count || !more || duration.has_value() != longer.has_value() || (duration && duration->at > count->at))
        return std::nullopt;
    std::string result(first);
    replace(&result, *count, sum(count->value, more->value)); // the last one first: it moves the text behind it
    if (duration)
        replace(&result, *duration, sum(duration->value, longer->value));
    return result;
}

} // namespace candor::eventfolding
