// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "collector/receivedbatch.h"

#include "system/strictjson.h"

namespace candor {

namespace {

[[nodiscard]] std::string textMember(const JsonValue &object, std::string_view name)
{
    const std::string *const text = object.at(name).text();
    return text ? *text : std::string();
}

[[nodiscard]] std::string nameOf(CollectorProtocol protocol, const JsonValue &object)
{
    if (protocol == CollectorProtocol::PostHog)
        return textMember(object, "event");
    const std::string type = textMember(object, "type");
    if (type == "track")
        return textMember(object, "event");
    if (type == "page" || type == "screen")
        return textMember(object, "name");
    // identify, group and alias have no name.
    return type;
}

void identifyObject(CollectorProtocol protocol, const JsonValue &object, ReceivedEvent *event, std::string *error)
{
    const bool postHog = protocol == CollectorProtocol::PostHog;
    event->id = textMember(object, postHog ? "uuid" : "messageId");
    event->name = nameOf(protocol, object);
    if (event->id.empty())
        *error = postHog ? "has no uuid" : "has no messageId";
    else if (event->name.empty())
        *error = postHog ? "has no event (its name)" : "has no type, or a type track without event, page without name";
}

[[nodiscard]] ReceivedBatch failed(ReceivedBatch::Problem problem, std::string error)
{
    ReceivedBatch result;
    result.problem = problem;
    result.error = std::move(error);
    return result;
}

} // namespace

std::string_view protocolName(CollectorProtocol protocol)
{
    return protocol == CollectorProtocol::PostHog ? "posthog" : "segment";
}

ReceivedBatch ReceivedBatch::parse(CollectorProtocol protocol, std::string_view body)
{
    const JsonResult read = parseStrictJson(body);
    if (!read.value)
        return failed(Problem::Malformed, "the body is not JSON: " + read.error);
    if (!read.value->object())
        return failed(Problem::Malformed, "the body is not a JSON object");
    if (protocol == CollectorProtocol::PostHog && textMember(*read.value, "api_key").empty())
        return failed(Problem::NoKey, "api_key is missing or empty");
    const JsonValue::List *const batch = read.value->at("batch").list();
    if (!batch)
        return failed(Problem::Malformed, "batch is missing or not an array");

    ReceivedBatch result;
    for (const JsonValue &object : *batch) {
        const std::string where = "batch[" + std::to_string(result.events.size()) + "] ";
        if (!object.object())
            return failed(Problem::Malformed, where + "is not an object");
        ReceivedEvent event;
        event.bytes = object.bytesIn(body); // parsing and writing it again would change numbers, escapes and spaces
        std::string missing;
        identifyObject(protocol, object, &event, &missing);
        if (!missing.empty())
            return failed(Problem::Malformed, where + missing);
        result.events.push_back(std::move(event));
    }
    return result;
}

void ReceivedBatch::identify(CollectorProtocol protocol, std::string_view object, ReceivedEvent *event,
                             std::string *error)
{
    const JsonResult read = parseStrictJson(object);
    *error = read.error;
    if (!read.value)
        return;
    if (!read.value->object()) {
        *error = "is not an object";
        return;
    }
    event->bytes = object;
    identifyObject(protocol, *read.value, event, error);
}

} // namespace candor
