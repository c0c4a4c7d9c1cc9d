// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "collector/catalogueaudit.h"

#include "system/strictjson.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

namespace candor {

namespace {

using namespace std::string_view_literals;

std::string quoted(std::string_view name)
{
    std::string result = "\"";
    result += name;
    result += '"';
    return result;
}

// What an event consists of in each protocol; anything else beside "properties" would carry something undeclared.
constexpr std::array postHogMembers = {"event"sv, "distinct_id"sv, "uuid"sv, "timestamp"sv, "properties"sv};
constexpr std::array segmentMembers = {"type"sv,      "event"sv,   "name"sv,       "anonymousId"sv,  "messageId"sv,
                                       "timestamp"sv, "context"sv, "properties"sv, "integrations"sv, "sentAt"sv};

[[nodiscard]] std::string_view textOf(const rapidjson::Value &value)
{
    return {value.GetString(), value.GetStringLength()};
}

/// Nothing for null, arrays and objects: no property has such a value.
[[nodiscard]] std::optional<OwnedValue> ownedValue(const rapidjson::Value &value)
{
    if (value.IsBool())
        return value.GetBool();
    if (value.IsInt64())
        return static_cast<std::int64_t>(value.GetInt64());
    if (value.IsNumber())
        return value.GetDouble();
    if (value.IsString())
        return std::string(textOf(value));
    return std::nullopt;
}

[[nodiscard]] const EventProperty *findCommon(const Catalogue &catalogue, std::string_view name)
{
    const auto &common = catalogue.commonProperties();
    const auto found = std::find_if(common.begin(), common.end(),
                                    [&](const EventProperty &property) { return property.name == name; });
    return found == common.end() ? nullptr : &*found;
}

} // namespace

CatalogueAudit::CatalogueAudit(std::shared_ptr<const Catalogue> catalogue)
    : m_catalogue(std::move(catalogue))
{
}

std::vector<std::string> CatalogueAudit::undeclared(CollectorProtocol protocol, const ReceivedEvent &event) const
{
    const EventDefinition *definition = m_catalogue->find(event.name);
    if (!definition)
        return {"the event is not in the catalogue"};

    rapidjson::Document document;
    std::string error;
    if (!parseStrictJson(event.bytes, &document, &error) || !document.IsObject())
        return {"the event can't be read: " + error};

    std::vector<std::string> result;
    const bool postHog = protocol == CollectorProtocol::PostHog;
    const std::span<const std::string_view> members =
        postHog ? std::span<const std::string_view>(postHogMembers) : std::span<const std::string_view>(segmentMembers);
    for (const auto &member : document.GetObject()) {
        const std::string_view name = textOf(member.name);
        if (std::find(members.begin(), members.end(), name) == members.end())
            result.push_back(quoted(name) + " beside the properties is not part of the protocol");
    }

    const auto properties = document.FindMember("properties");
    if (properties == document.MemberEnd())
        return result;
    if (!properties->value.IsObject()) {
        result.push_back("its properties are not an object");
        return result;
    }
    for (const auto &member : properties->value.GetObject()) {
        const std::string_view name = textOf(member.name);
        if (postHog && name.starts_with('$'))
            continue;
        const EventProperty *property = definition->property(name);
        if (!property)
            property = findCommon(*m_catalogue, name);
        if (!property) {
            result.push_back("the property \"" + std::string(name) + "\" is not in the catalogue");
            continue;
        }
        const std::optional<OwnedValue> value = ownedValue(member.value);
        if (!value || !accepts(*property, *value))
            result.push_back("the property \"" + std::string(name)
                             + "\" has a value that the catalogue does not allow");
    }
    return result;
}

} // namespace candor
