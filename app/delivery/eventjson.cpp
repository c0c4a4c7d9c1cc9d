// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "delivery/eventjson.h"

#include "candor/errorproperties.h"
#include "queue/utf8.h"
#include "system/strictjson.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <system_error>
#include <type_traits>

namespace candor {

namespace {

/// Needs no escape in JSON. The loop has no early exit, so that the compiler can vectorize it.
bool isPlain(std::string_view text)
{
    bool special = false;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        special |= byte < 0x20 || byte >= 0x7F || byte == '"' || byte == '\\';
    }
    return !special;
}

/// Each byte that is not part of a UTF-8 sequence becomes U+FFFD.
std::string withoutBrokenUtf8(std::string_view text)
{
    std::string result;
    result.reserve(text.size());
    while (!text.empty()) {
        char32_t character = 0;
        const std::size_t size = utf8::decode(text, &character);
        char bytes[4];
        result.append(bytes, utf8::encode(character, bytes));
        text.remove_prefix(size);
    }
    return result;
}

} // namespace

// A comma follows everything except an opening brace and the colon of a key. A text ends with its quote.
void EventJson::separate()
{
    if (!m_text.empty() && m_text.back() != '{' && m_text.back() != ':')
        m_text += ',';
}

void EventJson::string(std::string_view value)
{
    if (isPlain(value)) {
        m_text += '"';
        m_text += value;
        m_text += '"';
    } else {
        m_text += quotedJson(withoutBrokenUtf8(value));
    }
}

void EventJson::beginObject()
{
    separate();
    m_text += '{';
}

void EventJson::endObject()
{
    m_text += '}';
}

void EventJson::key(std::string_view name)
{
    separate();
    string(name);
    m_text += ':';
}

void EventJson::boolean(bool value)
{
    separate();
    m_text += value ? "true" : "false";
}

void EventJson::member(std::string_view name, std::string_view value)
{
    key(name);
    string(value);
}

void EventJson::timestampMember(std::int64_t unixMs)
{
    member("timestamp", timestamp(unixMs));
}

void EventJson::members(std::span<const OwnedProperty> properties)
{
    bool errorWritten = false;
    for (std::size_t i = 0; i < properties.size(); ++i) {
        if (!errorproperties::contain(properties[i].key)) {
            property(properties[i].key, properties[i].value);
        } else if (!errorWritten) {
            errorWritten = true;
            errorMembers(properties.subspan(i));
        }
    }
}

void EventJson::errorMembers(std::span<const OwnedProperty> properties)
{
    key("error");
    beginObject();
    for (const OwnedProperty &part : properties) {
        if (errorproperties::contain(part.key))
            property(std::string_view(part.key).substr(errorproperties::prefix.size()), part.value);
    }
    endObject();
}

void EventJson::property(std::string_view name, const OwnedValue &value)
{
    key(name);
    std::visit(
        [this](const auto &held) {
            using Type = std::decay_t<decltype(held)>;
            if constexpr (std::is_same_v<Type, bool>) {
                m_text += held ? "true" : "false";
            } else if constexpr (std::is_same_v<Type, std::int64_t>) {
                std::array<char, 24> digits = {};
                const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), held).ptr;
                m_text.append(digits.data(), end);
            } else if constexpr (std::is_same_v<Type, double>) {
                // The fewest digits that read back as the same number, and so no more decimals than were declared.
                // Never with an exponent, which is hard for people to read.
                std::array<char, 400> digits = {};
                const auto end =
                    std::to_chars(digits.data(), digits.data() + digits.size(), held, std::chars_format::fixed);
                if (std::isfinite(held) && end.ec == std::errc())
                    m_text.append(digits.data(), end.ptr);
                else
                    m_text += "null";
            } else {
                string(held);
            }
        },
        value);
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

    std::string result = "0000-00-00T00:00:00.000Z";
    const auto write = [&result](std::size_t last, std::int64_t value) {
        for (std::size_t at = last; value > 0; value /= 10)
            result[at--] = static_cast<char>('0' + value % 10);
    };
    write(3, static_cast<int>(date.year()));
    write(6, static_cast<unsigned>(date.month()));
    write(9, static_cast<unsigned>(date.day()));
    write(12, clock.hours().count());
    write(15, clock.minutes().count());
    write(18, clock.seconds().count());
    write(22, clock.subseconds().count());
    return result;
}

std::string EventJson::quoted(std::string_view value)
{
    EventJson json;
    json.string(value);
    return json.take();
}

std::string_view EventJson::idMember(std::string_view object, std::string_view name)
{
    // Inside a text a quotation mark is escaped, so this finds only a member.
    const std::string beginning = quoted(name) + ":\"";
    const std::size_t found = object.find(beginning);
    if (found == std::string_view::npos)
        return {};
    const std::string_view rest = object.substr(found + beginning.size());
    return rest.substr(0, rest.find('"'));
}

} // namespace candor
