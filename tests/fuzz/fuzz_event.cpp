// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "fuzz/fuzztarget.h"

#include "delivery/wireformat.h"
#include "telemetry/eventpreparation.h"

#include <rapidjson/document.h>

#include <bit>
#include <cstring>

using namespace candor;
using fuzz::require;

namespace {

constexpr std::string_view catalogueText = R"({
  "id": "fuzz",
  "categories": {"usage": {"description": {"en": "Usage"}}, "errors": {"description": {"en": "Errors"}}},
  "common": [],
  "events": [{
    "name": "item.opened", "category": "usage", "purpose": {"en": "To see it"}, "owner": "fuzz", "since": "0.1.0",
    "expires": "2099-01-01",
    "properties": [
      {"name": "b", "type": "boolean", "description": {"en": "b"}, "example": true},
      {"name": "i", "type": "integer", "description": {"en": "i"}, "example": 1},
      {"name": "d", "type": "duration_ms", "description": {"en": "d"}, "example": 1},
      {"name": "e", "type": "enum", "values": ["one", "two"], "description": {"en": "e"}, "example": "one"},
      {"name": "v", "type": "version", "description": {"en": "v"}, "example": "1.0"},
      {"name": "t", "type": "token", "description": {"en": "t"}, "example": "t", "category": "errors"},
      {"name": "r", "type": "region", "description": {"en": "r"}, "example": "AT"}]
  }]
})";

const std::shared_ptr<const Catalogue> &catalogue()
{
    static const std::shared_ptr<const Catalogue> parsed = [] {
        std::string error;
        auto result = Catalogue::fromJson(catalogueText, &error);
        require(result != nullptr, error.c_str());
        return result;
    }();
    return parsed;
}

std::vector<OwnedProperty> properties(fuzz::Input *input)
{
    std::vector<OwnedProperty> result;
    while (!input->atEnd() && result.size() < maximumProperties) {
        const std::uint8_t type = input->byte() % 4;
        OwnedProperty property;
        property.key = input->word();
        if (type == 0) {
            property.value = input->byte() % 2 == 0;
        } else if (type == 3) {
            property.value = std::string(input->word());
        } else {
            std::uint64_t bits = 0;
            for (int i = 0; i < 8; ++i)
                bits = bits << 8 | input->byte();
            if (type == 1)
                property.value = std::bit_cast<std::int64_t>(bits);
            else
                property.value = std::bit_cast<double>(bits);
        }
        result.push_back(std::move(property));
    }
    return result;
}

void checkBody(const WireFormat &wire, const std::string &body)
{
    rapidjson::Document document;
    document.Parse<rapidjson::kParseValidateEncodingFlag | rapidjson::kParseIterativeFlag>(body.data(), body.size());
    require(!document.HasParseError() && document.IsObject(), "an event is one JSON object");

    const std::string_view objects[] = {body, body};
    const std::string envelope = wire.envelope(objects, "key \"\\\xff", 1795262400000);
    document.Parse<rapidjson::kParseValidateEncodingFlag | rapidjson::kParseIterativeFlag>(envelope.data(),
                                                                                           envelope.size());
    require(!document.HasParseError() && document.IsObject(), "a body is one JSON object");
    require(document.HasMember("batch") && document["batch"].IsArray() && document["batch"].Size() == 2,
            "a body has all its events");
    require(envelope.find(body + "," + body) != std::string::npos, "an event is sent byte for byte as it is stored");
}

} // namespace

/// Whatever lies in a record becomes valid JSON or is dropped with a reason, and leaves only where it is granted.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    fuzz::Input input(data, size);
    const std::uint8_t choice = input.byte();
    const std::shared_ptr<const WireFormat> wire = WireFormat::forProtocol(choice & 1 ? "posthog" : "segment");
    const auto granted = Categories::fromInt((choice >> 1) & allCategories.toInt());

    DecodedRecord record;
    if (choice & 8) {
        const std::string_view rest = input.rest();
        const auto decoded = decodeRecord(std::as_bytes(std::span(rest.data(), rest.size())));
        if (!decoded)
            return 0;
        record = *decoded;
    } else {
        record.timeMs = static_cast<std::int64_t>(input.byte()) << 40 | input.byte();
        record.name = choice & 16 ? "item.opened" : std::string(input.word());
        record.properties = properties(&input);
    }

    EventFields fields;
    fields.id = "01900000-0000-7000-8000-000000000000";
    fields.anonymousId = record.name;
    fields.name = record.name;
    fields.timeMs = record.timeMs;
    fields.properties = record.properties;
    checkBody(*wire, wire->encodeEvent(fields));

    EventPreparation preparation({catalogue(), wire, {}, {}, {}}, 7, {Identity::Stable, "id", {}, {}},
                                 {{"app_version", std::string("1.0")}});
    const EventPreparation::Prepared prepared = preparation.prepare(record, 1, granted);
    const auto &event = prepared.event;
    require(!prepared.postponed, "where nothing is hashed nothing is put off");
    if (!event) {
        const DropReason reason = prepared.reason;
        require(reason == DropReason::Undeclared || reason == DropReason::Invalid || reason == DropReason::Category
                    || reason == DropReason::Retired || reason == DropReason::Early,
                "what does not leave has a reason");
        return 0;
    }
    require(granted.testFlag(Category::Usage) && event->name == "item.opened",
            "only what is declared and granted leaves");
    checkBody(*wire, event->body);
    require(granted.testFlag(Category::Errors) || event->body.find("\"t\":") == std::string::npos,
            "nothing of a refused category leaves");
    require(static_cast<std::int64_t>(event->body.size()) <= wire->maximumEventBytes(), "an event keeps the limit");
    return 0;
}
