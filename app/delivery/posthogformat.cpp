// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "delivery/posthogformat.h"

#include "delivery/answerstatus.h"
#include "delivery/eventjson.h"
#include "delivery/libraryversion.h"

#include <rapidjson/document.h>

#include <algorithm>

namespace candor {

namespace {

bool saysDelivered(const rapidjson::Document &answer)
{
    const auto status = answer.FindMember("status");
    if (status == answer.MemberEnd())
        return false;
    return (status->value.IsInt() && status->value.GetInt() == 1)
        || (status->value.IsString() && status->value == "Ok");
}

bool isOverQuota(const rapidjson::Document &answer)
{
    const auto limited = answer.FindMember("quota_limited");
    if (limited == answer.MemberEnd() || !limited->value.IsArray())
        return false;
    const auto kinds = limited->value.GetArray();
    return std::any_of(kinds.Begin(), kinds.End(),
                       [](const auto &kind) { return kind.IsString() && kind == "events"; });
}

} // namespace

std::string PostHogFormat::encodeEvent(const EventFields &fields) const
{
    EventJson json;
    json.beginObject();
    json.member("uuid", fields.id);
    json.member("event", fields.name);
    json.member("distinct_id", fields.anonymousId);
    json.timestampMember(fields.timeMs);
    json.key("properties");
    json.beginObject();
    json.members(fields.properties);
    json.members(fields.common);
    json.member("$lib", "candor");
    json.member("$lib_version", libraryVersion);
    // If it is missing or null, PostHog uses the address of the connection.
    json.member("$ip", "0.0.0.0");
    json.key("$geoip_disable");
    json.boolean(true);
    json.key("$process_person_profile");
    json.boolean(false);
    json.endObject();
    json.endObject();
    return json.take();
}

std::string_view PostHogFormat::anonymousIdOf(std::string_view object) const
{
    return EventJson::idMember(object, "distinct_id");
}

std::string PostHogFormat::envelope(std::span<const std::string_view> objects, std::string_view key,
                                    std::int64_t sentAtMs) const
{
    std::string body = "{\"api_key\":" + EventJson::quoted(key) + ",\"batch\":[";
    for (const std::string_view object : objects) {
        if (body.back() != '[')
            body += ',';
        body += object;
    }
    body += "],\"sent_at\":" + EventJson::quoted(EventJson::timestamp(sentAtMs)) + '}';
    return body;
}

std::string PostHogFormat::path() const
{
    return "/batch/";
}

std::vector<HttpHeader> PostHogFormat::headers(std::string_view) const
{
    return {}; // the key is in the body
}

int PostHogFormat::maximumEvents() const
{
    return 1000;
}

// PostHog accepts 20 MB; our requests never need a tenth of that.
std::int64_t PostHogFormat::maximumBytes() const
{
    return 2'000'000;
}

std::int64_t PostHogFormat::maximumEventBytes() const
{
    return 900'000; // 1 MB minus what the ingestion adds
}

AnswerReading PostHogFormat::readAnswer(int httpStatus, std::string_view body) const
{
    if (!isSuccess(httpStatus))
        return readStatus(httpStatus);
    if (body.find('\0') != std::string_view::npos)
        return foreignAnswer(httpStatus); // RapidJSON would take a NUL byte for the end
    rapidjson::Document answer;
    // Parse iteratively: a hostile answer of nested brackets must not exhaust the stack.
    answer.Parse<rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag>(body.data(), body.size());
    if (answer.HasParseError() || !answer.IsObject())
        return foreignAnswer(httpStatus);
    if (isOverQuota(answer))
        return {Outcome::Pause, {AttemptResult::Kind::QuotaUsedUp, 0, {}}};
    if (saysDelivered(answer))
        return {Outcome::Delivered, {}};
    return foreignAnswer(httpStatus);
}

} // namespace candor
