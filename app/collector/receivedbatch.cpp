// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "collector/receivedbatch.h"

#include "system/strictdocument.h"

#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

namespace candor {

namespace {

/// Notes where each object of the root's member "batch" begins and ends, so that the events can be kept as they were
/// written: parsing and writing them again would change numbers, escapes and spaces.
class BatchCutter : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, BatchCutter>
{
public:
    BatchCutter(const rapidjson::MemoryStream &stream, std::string_view body)
        : m_stream(stream)
        , m_body(body)
    {
    }

    bool Key(const char *text, rapidjson::SizeType length, bool)
    {
        if (m_depth == rootDepth)
            m_inBatch = std::string_view(text, length) == "batch";
        return true;
    }
    bool StartObject()
    {
        if (m_inBatch && m_depth == batchDepth)
            m_start = m_stream.Tell() - 1; // the reader has taken the brace already
        ++m_depth;
        return true;
    }
    bool EndObject(rapidjson::SizeType)
    {
        --m_depth;
        if (m_inBatch && m_depth == batchDepth)
            m_objects.push_back(m_body.substr(m_start, m_stream.Tell() - m_start));
        return true;
    }
    bool StartArray()
    {
        ++m_depth;
        return true;
    }
    bool EndArray(rapidjson::SizeType)
    {
        --m_depth;
        return true;
    }

    [[nodiscard]] const std::vector<std::string_view> &objects() const { return m_objects; }

private:
    static constexpr int rootDepth = 1; // inside the root object
    static constexpr int batchDepth = 2; // inside its member's array

    const rapidjson::MemoryStream &m_stream;
    std::string_view m_body;
    std::vector<std::string_view> m_objects;
    std::size_t m_start = 0;
    int m_depth = 0;
    bool m_inBatch = false;
};

[[nodiscard]] std::string textMember(const rapidjson::Value &object, const char *name)
{
    const auto member = object.FindMember(name);
    if (member == object.MemberEnd() || !member->value.IsString())
        return {};
    return {member->value.GetString(), member->value.GetStringLength()};
}

[[nodiscard]] std::string nameOf(CollectorProtocol protocol, const rapidjson::Value &object)
{
    if (protocol == CollectorProtocol::PostHog)
        return textMember(object, "event");
    const std::string type = textMember(object, "type");
    if (type == "track")
        return textMember(object, "event");
    if (type == "page" || type == "screen")
        return textMember(object, "name");
    // identify, group and alias have no name of their own.
    return type;
}

void identifyObject(CollectorProtocol protocol, const rapidjson::Value &object, ReceivedEvent *event,
                    std::string *error)
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
    rapidjson::Document document;
    std::string error;
    // Keys that appear twice and deep nesting end here, so the second pass below can be plain.
    if (!parseStrictJson(body, &document, &error))
        return failed(Problem::Malformed, "the body is not JSON: " + error);
    if (!document.IsObject())
        return failed(Problem::Malformed, "the body is not a JSON object");
    if (protocol == CollectorProtocol::PostHog && textMember(document, "api_key").empty())
        return failed(Problem::NoKey, "api_key is missing or empty");
    const auto batch = document.FindMember("batch");
    if (batch == document.MemberEnd() || !batch->value.IsArray())
        return failed(Problem::Malformed, "batch is missing or not an array");

    rapidjson::MemoryStream stream(body.data(), body.size());
    BatchCutter cutter(stream, body);
    rapidjson::Reader reader;
    const auto parsed = reader.Parse<rapidjson::kParseNumbersAsStringsFlag>(stream, cutter);
    if (parsed.IsError())
        return failed(Problem::Malformed, "the body is not JSON");

    ReceivedBatch result;
    std::size_t index = 0;
    for (const rapidjson::Value &object : batch->value.GetArray()) {
        const std::string where = "batch[" + std::to_string(index) + "] ";
        if (!object.IsObject() || index >= cutter.objects().size())
            return failed(Problem::Malformed, where + "is not an object");
        ReceivedEvent event;
        event.bytes = cutter.objects()[index];
        std::string missing;
        identifyObject(protocol, object, &event, &missing);
        if (!missing.empty())
            return failed(Problem::Malformed, where + missing);
        result.events.push_back(std::move(event));
        ++index;
    }
    return result;
}

void ReceivedBatch::identify(CollectorProtocol protocol, std::string_view object, ReceivedEvent *event,
                             std::string *error)
{
    rapidjson::Document document;
    if (!parseStrictJson(object, &document, error))
        return;
    if (!document.IsObject()) {
        *error = "is not an object";
        return;
    }
    event->bytes = object;
    identifyObject(protocol, document, event, error);
}

} // namespace candor
