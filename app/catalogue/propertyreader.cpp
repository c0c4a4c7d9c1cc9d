// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "catalogue/propertyreader.h"

#include "catalogue/errorproperties.h"
#include "catalogue/propertyrules.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <set>
#include <string>
#include <variant>

namespace candor {

bool PropertyReader::readProperties(const Value &list, const std::string &of, std::size_t most, Category category,
                                    const std::vector<EventProperty> &common, std::vector<EventProperty> *result)
{
    if (!isList(list, "the properties of " + of, most))
        return false;
    for (const Value &entry : list.GetArray()) {
        EventProperty property;
        if (!readProperty(entry, category, &property))
            return false;
        const auto same = [&property](const EventProperty &other) { return other.name == property.name; };
        if (std::any_of(result->begin(), result->end(), same))
            return fail(entry["name"], of + " declares the property " + quoted(property.name) + " a second time");
        if (std::any_of(common.begin(), common.end(), same))
            return fail(entry["name"],
                        "the property " + quoted(property.name) + " goes with every event already (\"common\")");
        result->push_back(std::move(property));
    }
    return true;
}

bool PropertyReader::readProperty(const Value &entry, Category category, EventProperty *property)
{
    if (!isObject(entry, "a property") || !readString(entry, "a property", "name", &property->name))
        return false;
    const bool isError = errorproperties::contain(property->name);
    if (!isError && !propertyrules::isPropertyName(property->name))
        return fail(entry["name"],
                    quoted(property->name)
                        + " is no property name: a-z, 0-9 and _ are expected, at most 64, or error.class, "
                          "error.message, error.statusCode, error.exitCode");
    if (property->name == "error")
        return fail(entry["name"], "\"error\" is the object that error.class and the others of its kind make");
    const std::string what = "the property " + quoted(property->name);
    return onlyMembers(entry, what,
                       {"name", "type", "values", "otherwise", "decimals", "category", "description", "example"})
        && readType(entry, what, property) && (!isError || hasTypeOfError(entry, what, *property))
        && readValues(entry, what, property) && readOtherwise(entry, what, property)
        && readDecimals(entry, what, property)
        && readCategory(entry, what, isError ? Category::Errors : category, &property->category)
        && (!isError || property->category == Category::Errors
            || fail(entry["category"], what + " belongs to the category \"errors\""))
        && textIsOfErrors(entry, what, *property) && readText(entry, what, "description", &property->description)
        && readExample(entry, what, property);
}

bool PropertyReader::hasTypeOfError(const Value &entry, const std::string &what, const EventProperty &property)
{
    if (property.name == errorproperties::className)
        return property.type == PropertyType::Token || fail(entry["type"], what + " must be of the type \"token\"");
    if (property.name == errorproperties::message)
        return property.type == PropertyType::Text || fail(entry["type"], what + " must be of the type \"text\"");
    return property.type == PropertyType::Integer || fail(entry["type"], what + " must be of the type \"integer\"");
}

bool PropertyReader::textIsOfErrors(const Value &entry, const std::string &what, const EventProperty &property)
{
    // Of the two categories, only that of errors says that messages are collected.
    return property.type != PropertyType::Text || property.category == Category::Errors
        || fail(entry["type"],
                what
                    + " is of the type \"text\", so its \"category\" must be \"errors\": that is what people are told "
                      "about messages");
}

bool PropertyReader::readType(const Value &entry, const std::string &what, EventProperty *property)
{
    static constexpr std::pair<std::string_view, PropertyType> types[] = {
        {"boolean", PropertyType::Boolean},
        {"integer", PropertyType::Integer},
        {"duration_ms", PropertyType::DurationMs},
        {"number", PropertyType::Number},
        {"enum", PropertyType::Enumeration},
        {"version", PropertyType::Version},
        {"token", PropertyType::Token},
        {"region", PropertyType::Region},
        {"hashed", PropertyType::Hashed},
        {"text", PropertyType::Text},
    };
    std::string name;
    if (!readString(entry, what, "type", &name))
        return false;
    std::string list;
    for (const auto &[known, type] : types) {
        if (name == known) {
            property->type = type;
            return true;
        }
        list += (list.empty() ? "" : ", ") + std::string(known);
    }
    return fail(entry["type"], what + " has the unknown type " + quoted(name) + "; there are: " + list);
}

bool PropertyReader::readValues(const Value &entry, const std::string &what, EventProperty *property)
{
    if (property->type != PropertyType::Enumeration)
        return !entry.HasMember("values") || fail(entry["values"], "\"values\" is for the type \"enum\" only");
    const Value *const values = member(entry, what, "values");
    if (!values)
        return false;
    const std::string of = "\"values\" of " + what;
    if (!isList(*values, of, mostValues))
        return false;
    if (values->Empty())
        return fail(*values, of + " must be a list that is not empty");
    std::set<std::string_view> seen;
    for (const Value &value : values->GetArray()) {
        if (!isText(value, "each of " + of, longestWords))
            return false;
        if (!seen.insert(view(value)).second)
            return fail(value, what + " lists " + quoted(view(value)) + " a second time");
        property->values.emplace_back(view(value));
    }
    return true;
}

bool PropertyReader::readOtherwise(const Value &entry, const std::string &what, EventProperty *property)
{
    const auto found = entry.FindMember("otherwise");
    if (found == entry.MemberEnd())
        return true;
    if (property->type != PropertyType::Enumeration)
        return fail(found->value, "\"otherwise\" is for the type \"enum\" only");
    const auto isListed = [&](std::string_view text) {
        return std::find(property->values.begin(), property->values.end(), text) != property->values.end();
    };
    // One of the values, so that it stays itself when it is read again, and so that the list shows it.
    if (!found->value.IsString() || !isListed(view(found->value)))
        return fail(found->value, "\"otherwise\" of " + what + " must be one of its values, such as \"other\"");
    property->otherwise = view(found->value);
    return true;
}

/// How exact a number is decides how much it tells, so that nothing is assumed.
bool PropertyReader::readDecimals(const Value &entry, const std::string &what, EventProperty *property)
{
    if (property->type != PropertyType::Number)
        return !entry.HasMember("decimals") || fail(entry["decimals"], "\"decimals\" is for the type \"number\" only");
    const Value *const decimals = member(entry, what, "decimals");
    if (!decimals)
        return false;
    if (!decimals->IsInt() || decimals->GetInt() < 0 || decimals->GetInt() > EventProperty::maximumDecimals)
        return fail(*decimals,
                    "\"decimals\" of " + what + " must be a whole number from 0 to "
                        + std::to_string(EventProperty::maximumDecimals));
    property->decimals = decimals->GetInt();
    return true;
}

bool PropertyReader::readExample(const Value &entry, const std::string &what, EventProperty *property)
{
    const Value *const example = member(entry, what, "example");
    if (!example)
        return false;
    OwnedValue value;
    bool scalar = true;
    if (example->IsBool())
        value = example->GetBool();
    else if (example->IsInt64())
        value = example->GetInt64();
    else if (example->IsNumber())
        value = example->GetDouble();
    else if (example->IsString())
        value = std::string(view(*example));
    else
        scalar = false;
    if (!scalar || !accepts(*property, value))
        return fail(*example, "\"example\" of " + what + " must be a value that its type accepts");
    if (const auto *const real = std::get_if<double>(&value); real && rounded(*property, *real) != *real)
        return fail(*example, "\"example\" of " + what + " must have no more decimals than leave");
    if (example->IsString() && !isText(*example, "\"example\" of " + what, longestExample))
        return false;
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
    example->Accept(writer);
    property->example.assign(buffer.GetString(), buffer.GetSize());
    return true;
}

} // namespace candor
