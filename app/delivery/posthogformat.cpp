// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "delivery/posthogformat.h"

#include "delivery/eventjson.h"
#include "delivery/libraryversion.h"
#include "system/strictjson.h"

#include <algorithm>

namespace candor {

namespace {

bool saysDelivered(const JsonValue &answer)
{
    const JsonValue *const status = answer.find("status");
    return status && (status->integer(1, 1) || (status->text() && *status->text() == "Ok"));
}

bool isOverQuota(const JsonValue &answer)
{
    const JsonValue *const limited = answer.find("quota_limited");
    const JsonValue::List *const kinds = limited ? limited->list() : nullptr;
    return kinds && std::any_of(kinds->begin(), kinds->end(), [](const JsonValue &kind) {
               return kind.text() && *kind.text() == "events";
           });
}

} // namespace

PostHogFormat::PostHogFormat()
    : WireFormat({
          .path = "/batch/",
          .idMember = "distinct_id",
          .keyMember = "api_key",
          .sentAtMember = "sent_at",
          .maximumEvents = 1000,
          .maximumBytes = 2'000'000, // PostHog accepts 20 MB; our requests never need a tenth of that
          .maximumEventBytes = 900'000, // 1 MB minus what the ingestion adds
      })
{
}

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

std::optional<AnswerReading> PostHogFormat::readSuccess(std::string_view body) const
{
    const JsonResult answer = parseStrictJson(body);
    if (answer && isOverQuota(*answer))
        return AnswerReading{Outcome::Pause, {AttemptResult::Kind::QuotaUsedUp, 0, {}}};
    if (answer && saysDelivered(*answer))
        return AnswerReading{Outcome::Delivered, {}};
    return std::nullopt;
}

} // namespace candor
