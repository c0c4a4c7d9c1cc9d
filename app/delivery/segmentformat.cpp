// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "delivery/segmentformat.h"

#include "delivery/answerstatus.h"
#include "delivery/eventjson.h"
#include "delivery/libraryversion.h"

#include <rapidjson/document.h>

namespace candor {

namespace {

std::string base64(std::string_view bytes)
{
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string result;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::string_view group = bytes.substr(i, 3);
        std::uint32_t bits = 0;
        for (std::size_t j = 0; j < 3; ++j)
            bits = (bits << 8) | (j < group.size() ? static_cast<unsigned char>(group[j]) : 0U);
        for (std::size_t j = 0; j < 4; ++j)
            result += j <= group.size() ? alphabet[(bits >> (18 - 6 * j)) & 63U] : '=';
    }
    return result;
}

/// RudderStack answers with this word; some proxies append a line end.
bool isPlainOk(std::string_view body)
{
    while (!body.empty() && (body.back() == '\n' || body.back() == '\r' || body.back() == ' '))
        body.remove_suffix(1);
    return body == "OK";
}

} // namespace

std::string SegmentFormat::encodeEvent(const EventFields &fields) const
{
    EventJson json;
    json.beginObject();
    json.member("type", "track");
    json.member("event", fields.name);
    json.member("messageId", fields.id);
    json.member("anonymousId", fields.anonymousId);
    json.timestampMember(fields.timeMs);
    json.key("properties");
    json.beginObject();
    json.members(fields.properties);
    json.members(fields.common);
    json.endObject();
    json.key("context");
    json.beginObject();
    // If it is missing, Segment uses the address of the connection.
    json.member("ip", "0.0.0.0");
    json.key("library");
    json.beginObject();
    json.member("name", "candor");
    json.member("version", libraryVersion);
    json.endObject();
    json.endObject();
    json.endObject();
    return json.take();
}

std::string_view SegmentFormat::anonymousIdOf(std::string_view object) const
{
    return EventJson::idMember(object, "anonymousId");
}

std::string SegmentFormat::envelope(std::span<const std::string_view> objects, std::string_view,
                                    std::int64_t sentAtMs) const
{
    std::string body = "{\"batch\":[";
    for (const std::string_view object : objects) {
        if (body.back() != '[')
            body += ',';
        body += object;
    }
    body += "],\"sentAt\":" + EventJson::quoted(EventJson::timestamp(sentAtMs)) + '}';
    return body;
}

std::string SegmentFormat::path() const
{
    return "/v1/batch";
}

std::vector<HttpHeader> SegmentFormat::headers(std::string_view key) const
{
    return {{"authorization", "Basic " + base64(std::string(key) + ':')}};
}

int SegmentFormat::maximumEvents() const
{
    return 2500;
}

std::int64_t SegmentFormat::maximumBytes() const
{
    return 500'000;
}

std::int64_t SegmentFormat::maximumEventBytes() const
{
    return 32'000;
}

AnswerReading SegmentFormat::readAnswer(int httpStatus, std::string_view body) const
{
    if (!isSuccess(httpStatus))
        return readStatus(httpStatus);
    if (isPlainOk(body))
        return {Outcome::Delivered, {}};
    if (body.find('\0') != std::string_view::npos)
        return foreignAnswer(httpStatus); // RapidJSON would take a NUL byte for the end
    rapidjson::Document answer;
    // Parse iteratively: a hostile answer of nested brackets must not exhaust the stack.
    answer.Parse<rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag>(body.data(), body.size());
    if (answer.HasParseError() || !answer.IsObject())
        return foreignAnswer(httpStatus);
    const auto success = answer.FindMember("success");
    if (success != answer.MemberEnd() && success->value.IsTrue())
        return {Outcome::Delivered, {}};
    return foreignAnswer(httpStatus);
}

} // namespace candor
