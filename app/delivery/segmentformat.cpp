// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "delivery/segmentformat.h"

#include "delivery/eventjson.h"
#include "delivery/libraryversion.h"
#include "system/strictjson.h"

namespace candor {

namespace {

/// RudderStack answers with this word; some proxies append a line end.
bool isPlainOk(std::string_view body)
{
    while (!body.empty() && (body.back() == '\n' || body.back() == '\r' || body.back() == ' '))
        body.remove_suffix(1);
    return body == "OK";
}

} // namespace

SegmentFormat::SegmentFormat()
    : WireFormat({
          .path = "/v1/batch",
          .idMember = "anonymousId",
          .keyMember = nullptr,
          .sentAtMember = "sentAt",
          .maximumEvents = 2500,
          .maximumBytes = 500'000,
          .maximumEventBytes = 32'000,
      })
{
}

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

std::optional<AnswerReading> SegmentFormat::readSuccess(std::string_view body) const
{
    const JsonResult answer = parseStrictJson(body);
    const JsonValue *const success = answer ? answer->find("success") : nullptr;
    if (isPlainOk(body) || (success && success->boolean() && *success->boolean()))
        return AnswerReading{Outcome::Delivered, {}};
    return std::nullopt;
}

} // namespace candor
