// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "collector/catalogueaudit.h"

#include "candor/errorproperties.h"
#include "system/strictjson.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string_view>

namespace candor {

namespace {

using namespace std::string_view_literals;

std::string inQuotes(std::string_view name)
{
    std::string result = "\"";
    result += name;
    result += '"';
    return result;
}

// The members of an event in each protocol; a member besides these would contain something undeclared.
constexpr std::array postHogMembers = {"event"sv, "distinct_id"sv, "uuid"sv, "timestamp"sv, "properties"sv};
constexpr std::array segmentMembers = {"type"sv,      "event"sv,   "name"sv,       "anonymousId"sv,  "messageId"sv,
                                       "timestamp"sv, "context"sv, "properties"sv, "integrations"sv, "sentAt"sv};

// PostHog's properties about the library and for the server. Any other "$..." is an ordinary property, and some of
// them, such as "$set", would tell the server who the user is.
constexpr std::array postHogProperties = {"$lib"sv, "$lib_version"sv, "$ip"sv, "$geoip_disable"sv,
                                          "$process_person_profile"sv};

[[nodiscard]] const EventProperty *findCommon(const Catalogue &catalogue, std::string_view name)
{
    const auto &common = catalogue.commonProperties();
    const auto found = std::find_if(common.begin(), common.end(),
                                    [&](const EventProperty &property) { return property.name == name; });
    return found == common.end() ? nullptr : &*found;
}

/// Is \a value in the form in which it must arrive: only the hash of a hashed property, and no more decimals than are
/// declared?
[[nodiscard]] bool arrivesAs(const EventProperty &property, const OwnedValue &value)
{
    if (const auto *const real = std::get_if<double>(&value))
        return accepts(property, value) && rounded(property, *real) == *real;
    if (property.type != PropertyType::Hashed)
        return accepts(property, value);
    const auto *const hash = std::get_if<std::string>(&value);
    const auto isDigit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    return hash && hash->size() == 64 && std::all_of(hash->begin(), hash->end(), isDigit);
}

/// What one event may contain, and what is wrong so far.
struct Findings
{
    const Catalogue &catalogue;
    const EventDefinition &definition;
    std::vector<std::string> sentences;

    void check(std::string_view name, const JsonValue &value)
    {
        const EventProperty *property = definition.property(name);
        if (!property)
            property = findCommon(catalogue, name);
        if (!property) {
            sentences.push_back("the property " + inQuotes(name) + " is not in the catalogue");
            return;
        }
        const std::optional<OwnedValue> owned = value.scalar();
        if (!owned || !arrivesAs(*property, *owned))
            sentences.push_back("the property " + inQuotes(name) + " has a value that the catalogue does not allow");
    }

    /// The object represents the properties whose names begin with "error."; neither has another form.
    void checkError(const JsonValue &error)
    {
        if (!error.object()) {
            sentences.emplace_back("the property \"error\" is not an object");
            return;
        }
        for (const JsonMember &member : *error.object())
            check(std::string(errorproperties::prefix) + member.name, member.value);
    }
};

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

    const JsonResult read = parseStrictJson(event.bytes);
    if (!read.value || !read.value->object())
        return {"the event can't be read: " + read.error};

    std::vector<std::string> result;
    const bool postHog = protocol == CollectorProtocol::PostHog;
    const std::span<const std::string_view> members =
        postHog ? std::span<const std::string_view>(postHogMembers) : std::span<const std::string_view>(segmentMembers);
    for (const JsonMember &member : *read.value->object()) {
        if (std::find(members.begin(), members.end(), member.name) == members.end())
            result.push_back(inQuotes(member.name) + " beside the properties is not part of the protocol");
    }

    const JsonValue *const properties = read.value->find("properties");
    if (!properties)
        return result;
    if (!properties->object()) {
        result.push_back("its properties are not an object");
        return result;
    }
    Findings findings{*m_catalogue, *definition, std::move(result)};
    for (const auto &[name, begin, end, value] : *properties->object()) {
        if (postHog && std::find(postHogProperties.begin(), postHogProperties.end(), name) != postHogProperties.end())
            continue;
        if (name == "error")
            findings.checkError(value);
        else if (errorproperties::contain(name))
            findings.sentences.push_back(inQuotes(name) + " belongs into the object \"error\"");
        else
            findings.check(name, value);
    }
    return findings.sentences;
}

} // namespace candor
