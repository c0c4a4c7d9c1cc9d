// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "delivery/eventjson.h"

#include "candor/errorproperties.h"

#include <rapidjson/encodings.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

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

template<typename Write>
std::string byRapidJson(Write write)
{
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
    write(writer);
    return {buffer.GetString(), buffer.GetSize()};
}

/// Writes exactly \a digits digits.
char *appendDigits(char *to, int value, int digits)
{
    for (int i = digits - 1; i >= 0; --i) {
        to[i] = static_cast<char>('0' + value % 10);
        value /= 10;
    }
    return to + digits;
}

constexpr std::size_t timestampBytes = 24;

std::array<char, timestampBytes> timestampText(std::int64_t unixMs)
{
    using namespace std::chrono;
    constexpr sys_days first = year(0) / January / 1;
    constexpr sys_days behindLast = year(10000) / January / 1;
    const sys_time<milliseconds> time(std::clamp<milliseconds>(milliseconds(unixMs), first.time_since_epoch(),
                                                               behindLast.time_since_epoch() - milliseconds(1)));
    const sys_days day = floor<days>(time);
    const year_month_day date(day);
    const hh_mm_ss clock(time - day);

    std::array<char, timestampBytes> result = {};
    char *to = appendDigits(result.data(), static_cast<int>(date.year()), 4);
    *to++ = '-';
    to = appendDigits(to, static_cast<int>(static_cast<unsigned>(date.month())), 2);
    *to++ = '-';
    to = appendDigits(to, static_cast<int>(static_cast<unsigned>(date.day())), 2);
    *to++ = 'T';
    to = appendDigits(to, static_cast<int>(clock.hours().count()), 2);
    *to++ = ':';
    to = appendDigits(to, static_cast<int>(clock.minutes().count()), 2);
    *to++ = ':';
    to = appendDigits(to, static_cast<int>(clock.seconds().count()), 2);
    *to++ = '.';
    to = appendDigits(to, static_cast<int>(clock.subseconds().count()), 3);
    *to = 'Z';
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
        const std::string valid = withoutBrokenUtf8(value);
        m_text += byRapidJson(
            [&valid](auto &writer) { writer.String(valid.data(), static_cast<rapidjson::SizeType>(valid.size())); });
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

void EventJson::text(std::string_view value)
{
    separate();
    string(value);
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
    const std::array<char, timestampBytes> time = timestampText(unixMs);
    member("timestamp", {time.data(), time.size()});
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
    const std::array<char, timestampBytes> time = timestampText(unixMs);
    return {time.data(), time.size()};
}

std::string EventJson::quoted(std::string_view value)
{
    EventJson json;
    json.text(value);
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
