// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "candor/errorproperties.h"
#include "catalogue/catalogueelements.h"
#include "catalogue/propertyrules.h"

#include <algorithm>
#include <set>
#include <string>
#include <variant>

namespace candor {

namespace {

constexpr std::size_t mostValues = 500;
constexpr std::size_t longestExample = 200;

class PropertyReader : public CatalogueElements
{
public:
    using CatalogueElements::CatalogueElements;

    bool readProperty(const Value &entry, Category category, EventProperty *property)
    {
        if (!isObject(entry, "a property") || !readString(entry, "a property", "name", &property->name))
            return false;
        const bool isError = errorproperties::contain(property->name);
        if (!isError && !propertyrules::isPropertyName(property->name))
            return fail(entry.at("name"),
                        quoted(property->name)
                            + " is no property name: a-z, 0-9 and _ are expected, at most 64, or error.class, "
                              "error.message, error.statusCode, error.exitCode");
        if (property->name == "error")
            return fail(entry.at("name"), "\"error\" is the object that error.class and the others of its kind make");
        const std::string what = "the property " + quoted(property->name);
        return onlyMembers(entry, what,
                           {"name", "type", "values", "otherwise", "decimals", "category", "description", "example"})
            && readType(entry, what, property) && (!isError || hasTypeOfError(entry, what, *property))
            && readValues(entry, what, property) && readOtherwise(entry, what, property)
            && readDecimals(entry, what, property)
            && readCategory(entry, what, isError ? Category::Errors : category, &property->category)
            && (!isError || property->category == Category::Errors
                || fail(entry.at("category"), what + " belongs to the category \"errors\""))
            && textIsOfErrors(entry, what, *property) && readText(entry, what, "description", &property->description)
            && readExample(entry, what, property);
    }

private:
    bool hasTypeOfError(const Value &entry, const std::string &what, const EventProperty &property)
    {
        using Named = std::pair<PropertyType, std::string_view>;
        const auto [type, name] = property.name == errorproperties::className ? Named(PropertyType::Token, "token")
            : property.name == errorproperties::message                       ? Named(PropertyType::Text, "text")
                                                                              : Named(PropertyType::Integer, "integer");
        return property.type == type || fail(entry.at("type"), what + " must be of the type " + quoted(name));
    }

    bool textIsOfErrors(const Value &entry, const std::string &what, const EventProperty &property)
    {
        // Only the category errors tells the user that messages are collected.
        return property.type != PropertyType::Text || property.category == Category::Errors
            || fail(entry.at("type"),
                    what
                        + " is of the type \"text\", so its \"category\" must be \"errors\": that is what people are "
                          "told about messages");
    }

    bool readType(const Value &entry, const std::string &what, EventProperty *property)
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
        return fail(entry.at("type"), what + " has the unknown type " + quoted(name) + "; there are: " + list);
    }

    bool readValues(const Value &entry, const std::string &what, EventProperty *property)
    {
        if (property->type != PropertyType::Enumeration)
            return !entry.find("values") || fail(entry.at("values"), "\"values\" is for the type \"enum\" only");
        const Value *const values = member(entry, what, "values");
        if (!values)
            return false;
        const std::string of = "\"values\" of " + what;
        if (!isList(*values, of, mostValues))
            return false;
        if (values->list()->empty())
            return fail(*values, of + " must be a list that is not empty");
        std::set<std::string_view> seen;
        for (const Value &value : *values->list()) {
            if (!isText(value, "each of " + of, longestWords))
                return false;
            if (!seen.insert(*value.text()).second)
                return fail(value, what + " lists " + quoted(*value.text()) + " a second time");
            property->values.push_back(*value.text());
        }
        return true;
    }

    bool readOtherwise(const Value &entry, const std::string &what, EventProperty *property)
    {
        const Value *const otherwise = entry.find("otherwise");
        if (!otherwise)
            return true;
        if (property->type != PropertyType::Enumeration)
            return fail(*otherwise, "\"otherwise\" is for the type \"enum\" only");
        const auto isListed = [&](std::string_view text) {
            return std::find(property->values.begin(), property->values.end(), text) != property->values.end();
        };
        // It must be one of the values, so that it is unchanged when it is read again and so that the list shows it.
        if (!otherwise->text() || !isListed(*otherwise->text()))
            return fail(*otherwise, "\"otherwise\" of " + what + " must be one of its values, such as \"other\"");
        property->otherwise = *otherwise->text();
        return true;
    }

    /// The precision of a number decides how much it reveals, so there is no default.
    bool readDecimals(const Value &entry, const std::string &what, EventProperty *property)
    {
        if (property->type != PropertyType::Number)
            return !entry.find("decimals")
                || fail(entry.at("decimals"), "\"decimals\" is for the type \"number\" only");
        const Value *const value = member(entry, what, "decimals");
        if (!value)
            return false;
        const std::optional<std::int64_t> decimals = value->integer(0, EventProperty::maximumDecimals);
        if (!decimals)
            return fail(*value,
                        "\"decimals\" of " + what + " must be a whole number from 0 to "
                            + std::to_string(EventProperty::maximumDecimals));
        property->decimals = static_cast<int>(*decimals);
        return true;
    }

    bool readExample(const Value &entry, const std::string &what, EventProperty *property)
    {
        const Value *const example = member(entry, what, "example");
        if (!example)
            return false;
        const std::optional<OwnedValue> value = example->scalar();
        if (!value || !accepts(*property, *value))
            return fail(*example, "\"example\" of " + what + " must be a value that its type accepts");
        if (const auto *const real = std::get_if<double>(&*value); real && rounded(*property, *real) != *real)
            return fail(*example, "\"example\" of " + what + " must have no more decimals than leave");
        if (example->text() && !isText(*example, "\"example\" of " + what, longestExample))
            return false;
        property->example = m_file.bytesOf(*example);
        return true;
    }
};

} // namespace

bool CatalogueElements::readProperties(const Value &list, const std::string &of, std::size_t most, Category category,
                                       const std::vector<EventProperty> &common, std::vector<EventProperty> *result)
{
    if (!isList(list, "the properties of " + of, most))
        return false;
    for (const Value &entry : *list.list()) {
        EventProperty property;
        if (!PropertyReader(m_file).readProperty(entry, category, &property))
            return false;
        const auto same = [&property](const EventProperty &other) { return other.name == property.name; };
        if (std::any_of(result->begin(), result->end(), same))
            return fail(entry.at("name"), of + " declares the property " + quoted(property.name) + " a second time");
        if (std::any_of(common.begin(), common.end(), same))
            return fail(entry.at("name"),
                        "the property " + quoted(property.name) + " goes with every event already (\"common\")");
        result->push_back(std::move(property));
    }
    return true;
}

} // namespace candor
