// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "delivery/eventjson.h"

#include <rapidjson/encodings.h>
#include <rapidjson/memorystream.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <type_traits>

namespace candor {

namespace {

bool isAscii(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// Each byte that is not part of a UTF-8 sequence becomes U+FFFD.
std::string withoutBrokenUtf8(std::string_view text)
{
    std::string result;
    result.reserve(text.size());
    rapidjson::MemoryStream stream(text.data(), text.size());
    while (stream.Tell() < text.size()) {
        const char *start = stream.src_;
        unsigned codepoint = 0;
        if (rapidjson::UTF8<>::Decode(stream, &codepoint)) {
            result.append(start, stream.src_);
        } else {
            result.append("\xEF\xBF\xBD");
            stream.src_ = start + 1;
        }
    }
    return result;
}

} // namespace

void EventJson::text(std::string_view value)
{
    if (value.empty()) {
        m_writer.String("", 0); // RapidJSON refuses a null pointer, which an empty view may hold
    } else if (isAscii(value)) {
        m_writer.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
    } else {
        const std::string valid = withoutBrokenUtf8(value);
        m_writer.String(valid.data(), static_cast<rapidjson::SizeType>(valid.size()));
    }
}

void EventJson::member(std::string_view name, std::string_view value)
{
    text(name);
    text(value);
}

void EventJson::members(std::span<const OwnedProperty> properties)
{
    for (const OwnedProperty &property : properties) {
        text(property.key);
        std::visit(
            [this](const auto &value) {
                using Type = std::decay_t<decltype(value)>;
                if constexpr (std::is_same_v<Type, bool>)
                    m_writer.Bool(value);
                else if constexpr (std::is_same_v<Type, std::int64_t>)
                    m_writer.Int64(value);
                else if constexpr (std::is_same_v<Type, double>)
                    std::isfinite(value) ? m_writer.Double(value) : m_writer.Null();
                else
                    text(value);
            },
            property.value);
    }
}

std::string EventJson::timestamp(std::int64_t unixMs)
{
    using namespace std::chrono;
    constexpr sys_days first = year(0) / January / 1;
    constexpr sys_days behindLast = year(10000) / January / 1;
    const sys_time<milliseconds> time(std::clamp<milliseconds>(milliseconds(unixMs), first.time_since_epoch(),
                                                               behindLast.time_since_epoch() - milliseconds(1)));
    const sys_days day = floor<days>(time);
    const year_month_day date(day);
    const hh_mm_ss clock(time - day);

    char text[32];
    const int length =
        std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()),
                      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                      static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                      static_cast<int>(clock.seconds().count()), static_cast<int>(clock.subseconds().count()));
    return {text, static_cast<std::size_t>(length)};
}

std::string EventJson::quoted(std::string_view value)
{
    EventJson json;
    json.text(value);
    return json.take();
}

} // namespace candor
