// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "catalogue/catalogue.h"
#include "catalogue/errorproperties.h"
#include "catalogue/jsonlines.h"
#include "catalogue/propertyrules.h"
#include "system/strictjson.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <initializer_list>
#include <set>

namespace candor {

namespace {

using rapidjson::Value;

std::string_view view(const Value &text)
{
    return {text.GetString(), text.GetStringLength()};
}

std::string quoted(std::string_view text)
{
    return '"' + std::string(text) + '"';
}

} // namespace

/// Goes through the document once; the first thing that is wrong ends it, so that no half-understood catalogue is used.
class CatalogueReader
{
public:
    CatalogueReader(std::string_view text, const Value &document)
        : m_lines(text, document)
    {
    }

    std::shared_ptr<const Catalogue> read(const Value &document)
    {
        if (!isObject(document, "the catalogue"))
            return nullptr;
        if (!onlyMembers(document, "the catalogue", {"$schema", "id", "categories", "common", "outcome", "events"}))
            return nullptr;
        const std::shared_ptr<Catalogue> result(new Catalogue);
        const Value *const id = member(document, "the catalogue", "id");
        if (!id || !isText(*id, "id"))
            return nullptr;
        result->m_id = view(*id);
        if (!propertyrules::isCatalogueId(result->m_id)) {
            fail(*id, "\"id\" may have lower-case letters, digits and ._- only");
            return nullptr;
        }
        if (!readCategories(document, result.get()) || !readCommon(document, result.get())
            || !readOutcome(document, result->m_common) || !readEvents(document, result.get()))
            return nullptr;
        return result;
    }

    [[nodiscard]] const std::string &error() const { return m_error; }

private:
    bool fail(const Value &where, const std::string &what)
    {
        if (m_error.empty())
            m_error = "catalogue.json, line " + std::to_string(m_lines.of(where)) + ": " + what;
        return false;
    }

    bool isObject(const Value &value, const std::string &what)
    {
        return value.IsObject() || fail(value, what + " must be an object");
    }

    bool isText(const Value &value, const std::string &what)
    {
        return (value.IsString() && value.GetStringLength() > 0)
            || fail(value, quoted(what) + " must be a text that is not empty");
    }

    bool onlyMembers(const Value &object, const std::string &what, std::initializer_list<std::string_view> allowed)
    {
        for (const auto &entry : object.GetObject()) {
            if (std::find(allowed.begin(), allowed.end(), view(entry.name)) != allowed.end())
                continue;
            std::string list;
            for (const std::string_view name : allowed)
                list += (list.empty() ? "" : ", ") + std::string(name);
            return fail(entry.value,
                        what + " has the unknown member " + quoted(view(entry.name)) + "; there are: " + list);
        }
        return true;
    }

    const Value *member(const Value &object, const std::string &what, const char *name)
    {
        const auto found = object.FindMember(name);
        if (found != object.MemberEnd())
            return &found->value;
        fail(object, what + " has no " + quoted(name));
        return nullptr;
    }

    bool readString(const Value &object, const std::string &what, const char *name, std::string *result)
    {
        const Value *const value = member(object, what, name);
        if (!value || !isText(*value, name))
            return false;
        *result = view(*value);
        return true;
    }

    bool readText(const Value &object, const std::string &what, const char *name, CatalogueText *result)
    {
        const Value *const value = member(object, what, name);
        if (!value)
            return false;
        if (!value->IsObject() || !value->HasMember("en"))
            return fail(*value, quoted(name) + " of " + what + " must be an object of texts by language, with \"en\"");
        for (const auto &entry : value->GetObject()) {
            if (!propertyrules::isLanguage(view(entry.name)))
                return fail(entry.value, quoted(view(entry.name)) + " is not a language such as \"de\" or \"de_AT\"");
            if (!isText(entry.value, std::string(view(entry.name))))
                return false;
            result->emplace(view(entry.name), view(entry.value));
        }
        return true;
    }

    /// \a fallback: what holds when the member is not there; empty when it must be.
    bool readCategory(const Value &object, const std::string &what, const std::string &fallback, std::string *result)
    {
        *result = fallback;
        if (!fallback.empty() && !object.HasMember("category"))
            return true;
        if (!readString(object, what, "category", result))
            return false;
        return *result == "usage" || *result == "errors"
            || fail(object["category"], "the category " + quoted(*result) + " must be \"usage\" or \"errors\"");
    }

    bool readCategories(const Value &document, Catalogue *catalogue)
    {
        const Value *const categories = member(document, "the catalogue", "categories");
        if (!categories || !isObject(*categories, "\"categories\"")
            || !onlyMembers(*categories, "\"categories\"", {"usage", "errors"}))
            return false;
        for (const char *name : {"usage", "errors"}) {
            const std::string what = std::string("the category ") + quoted(name);
            const Value *const category = member(*categories, "\"categories\"", name);
            CatalogueText description;
            if (!category || !isObject(*category, what) || !onlyMembers(*category, what, {"description"})
                || !readText(*category, what, "description", &description))
                return false;
            catalogue->m_categories.emplace(name, std::move(description));
        }
        return true;
    }

    bool readCommon(const Value &document, Catalogue *catalogue)
    {
        const Value *const common = member(document, "the catalogue", "common");
        if (!common || !readProperties(*common, "\"common\"", "usage", {}, &catalogue->m_common))
            return false;
        const auto &properties = catalogue->m_common;
        const auto isError = [](const EventProperty &property) { return errorproperties::contain(property.name); };
        const auto error = std::find_if(properties.begin(), properties.end(), isError);
        return error == properties.end()
            || fail((*common)[static_cast<rapidjson::SizeType>(error - properties.begin())]["name"],
                    quoted(error->name) + " belongs to the events that can fail, not to \"common\"");
    }

    /// Read for each category, since a property without one has its event's.
    bool readOutcome(const Value &document, const std::vector<EventProperty> &common)
    {
        const auto found = document.FindMember("outcome");
        if (found == document.MemberEnd())
            return true;
        m_hasOutcome = true;
        return readProperties(found->value, "\"outcome\"", "usage", common, &m_usageOutcome)
            && readProperties(found->value, "\"outcome\"", "errors", common, &m_errorsOutcome);
    }

    bool readEvents(const Value &document, Catalogue *catalogue)
    {
        const Value *const events = member(document, "the catalogue", "events");
        if (!events)
            return false;
        if (!events->IsArray())
            return fail(*events, "\"events\" must be a list");
        for (const Value &entry : events->GetArray()) {
            EventDefinition event;
            if (!readEvent(entry, catalogue->m_common, &event))
                return false;
            if (!catalogue->m_index.emplace(event.name, catalogue->m_events.size()).second)
                return fail(entry["name"], "the event " + quoted(event.name) + " is declared a second time");
            catalogue->m_events.push_back(std::move(event));
        }
        return true;
    }

    bool readEvent(const Value &entry, const std::vector<EventProperty> &common, EventDefinition *event)
    {
        if (!isObject(entry, "an event") || !readString(entry, "an event", "name", &event->name))
            return false;
        if (!propertyrules::isEventName(event->name))
            return fail(
                entry["name"],
                quoted(event->name)
                    + " is no event name: object.verb_past is expected, of a-z, 0-9 and _, such as \"note.exported\"");
        const std::string what = "the event " + quoted(event->name);
        if (!onlyMembers(entry, what,
                         {"name", "category", "purpose", "owner", "since", "expires", "rules", "outcome", "properties"})
            || !readCategory(entry, what, {}, &event->category) || !readText(entry, what, "purpose", &event->purpose)
            || !readString(entry, what, "owner", &event->owner) || !readString(entry, what, "since", &event->since)
            || !readString(entry, what, "expires", &event->expires))
            return false;
        if (!propertyrules::isVersion(event->since))
            return fail(entry["since"], "\"since\" must be a version such as \"1.2.0\"");
        if (!propertyrules::isDate(event->expires))
            return fail(entry["expires"], "\"expires\" must be a day as YYYY-MM-DD");
        const Value *const properties = member(entry, what, "properties");
        return properties && readProperties(*properties, what, event->category, common, &event->properties)
            && addOutcome(entry, what, *properties, event) && readRules(entry, what, event);
    }

    bool addOutcome(const Value &entry, const std::string &what, const Value &properties, EventDefinition *event)
    {
        bool wanted = false;
        if (!readFlag(entry, "outcome", &wanted) || !wanted)
            return m_error.empty();
        if (!m_hasOutcome)
            return fail(entry["outcome"],
                        what + " wants the properties of \"outcome\", which the catalogue does not have");
        const auto &outcome = event->category == "errors" ? m_errorsOutcome : m_usageOutcome;
        for (const EventProperty &property : outcome) {
            const auto same = [&property](const EventProperty &other) { return other.name == property.name; };
            const auto own = std::find_if(event->properties.begin(), event->properties.end(), same);
            if (own != event->properties.end())
                return fail(properties[static_cast<rapidjson::SizeType>(own - event->properties.begin())]["name"],
                            what + " declares the property " + quoted(own->name)
                                + ", which comes with its \"outcome\" already");
        }
        event->properties.insert(event->properties.end(), outcome.begin(), outcome.end());
        return true;
    }

    bool readProperties(const Value &list, const std::string &of, const std::string &category,
                        const std::vector<EventProperty> &common, std::vector<EventProperty> *result)
    {
        if (!list.IsArray())
            return fail(list, "the properties of " + of + " must be a list");
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

    bool readRules(const Value &entry, const std::string &what, EventDefinition *event)
    {
        const auto found = entry.FindMember("rules");
        if (found == entry.MemberEnd())
            return true;
        const Value &rules = found->value;
        const std::string of = "\"rules\" of " + what;
        if (!isObject(rules, of) || !onlyMembers(rules, of, {"disabled", "ratio", "daily", "aggregate_ms"}))
            return false;
        return readFlag(rules, "disabled", &event->rules.disabled) && readFlag(rules, "daily", &event->rules.daily)
            && readRatio(rules, of, &event->rules.ratio) && readAggregate(rules, of, event);
    }

    bool readFlag(const Value &object, const char *name, bool *result)
    {
        const auto found = object.FindMember(name);
        if (found == object.MemberEnd())
            return true;
        if (!found->value.IsBool())
            return fail(found->value, quoted(name) + " must be true or false");
        *result = found->value.GetBool();
        return true;
    }

    bool readRatio(const Value &rules, const std::string &of, double *result)
    {
        const auto found = rules.FindMember("ratio");
        if (found == rules.MemberEnd())
            return true;
        const Value &ratio = found->value;
        if (!ratio.IsNumber() || !(ratio.GetDouble() >= 0 && ratio.GetDouble() <= 1))
            return fail(ratio, "\"ratio\" in " + of + " must be a number from 0 (nobody) to 1 (everybody)");
        *result = ratio.GetDouble();
        return true;
    }

    bool readAggregate(const Value &rules, const std::string &of, EventDefinition *event)
    {
        const auto found = rules.FindMember("aggregate_ms");
        if (found == rules.MemberEnd())
            return true;
        const Value &window = found->value;
        constexpr std::int64_t longest = std::chrono::milliseconds(std::chrono::hours(1)).count();
        if (!window.IsInt64() || window.GetInt64() < 1 || window.GetInt64() > longest)
            return fail(window, "\"aggregate_ms\" in " + of + " must be a whole number of milliseconds, 1 to one hour");
        const EventProperty *const count = event->property("count");
        if (!count || count->type != PropertyType::Integer)
            return fail(window,
                        of + " aggregate, so the event must declare a property \"count\" of the type \"integer\"");
        event->rules.aggregate = std::chrono::milliseconds(window.GetInt64());
        return true;
    }

    bool readProperty(const Value &entry, const std::string &category, EventProperty *property)
    {
        if (!isObject(entry, "a property") || !readString(entry, "a property", "name", &property->name))
            return false;
        const bool isError = errorproperties::contain(property->name);
        if (!isError && !propertyrules::isPropertyName(property->name))
            return fail(entry["name"],
                        quoted(property->name)
                            + " is no property name: a-z, 0-9 and _ are expected, or error.class, error.message, "
                              "error.statusCode, error.exitCode");
        if (property->name == "error")
            return fail(entry["name"], "\"error\" is the object that error.class and the others of its kind make");
        const std::string what = "the property " + quoted(property->name);
        return onlyMembers(entry, what, {"name", "type", "values", "otherwise", "category", "description", "example"})
            && readType(entry, what, property) && (!isError || hasTypeOfError(entry, what, *property))
            && readValues(entry, what, property)
            && readCategory(entry, what, isError ? "errors" : category, &property->category)
            && (!isError || property->category == "errors"
                || fail(entry["category"], what + " belongs to the category \"errors\""))
            && readText(entry, what, "description", &property->description) && readExample(entry, what, property);
    }

    bool hasTypeOfError(const Value &entry, const std::string &what, const EventProperty &property)
    {
        if (property.name == errorproperties::className)
            return property.type == PropertyType::Token || fail(entry["type"], what + " must be of the type \"token\"");
        if (property.name == errorproperties::message)
            return property.type == PropertyType::Text || fail(entry["type"], what + " must be of the type \"text\"");
        return property.type == PropertyType::Integer || fail(entry["type"], what + " must be of the type \"integer\"");
    }

    bool readType(const Value &entry, const std::string &what, EventProperty *property)
    {
        static constexpr std::pair<std::string_view, PropertyType> types[] = {
            {"boolean", PropertyType::Boolean},
            {"integer", PropertyType::Integer},
            {"duration_ms", PropertyType::DurationMs},
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

    bool readValues(const Value &entry, const std::string &what, EventProperty *property)
    {
        if (property->type != PropertyType::Enumeration)
            return !entry.HasMember("values") || fail(entry["values"], "\"values\" is for the type \"enum\" only");
        const Value *const values = member(entry, what, "values");
        if (!values)
            return false;
        if (!values->IsArray() || values->Empty())
            return fail(*values, "\"values\" of " + what + " must be a list that is not empty");
        std::set<std::string_view> seen;
        for (const Value &value : values->GetArray()) {
            if (!isText(value, "values"))
                return false;
            if (!seen.insert(view(value)).second)
                return fail(value, what + " lists " + quoted(view(value)) + " a second time");
            property->values.emplace_back(view(value));
        }
        const auto otherwise = entry.FindMember("otherwise");
        if (otherwise == entry.MemberEnd())
            return true;
        if (!otherwise->value.IsString() || seen.count(view(otherwise->value)) == 0)
            return fail(otherwise->value, "\"otherwise\" of " + what + " must be one of its values");
        property->otherwise = view(otherwise->value);
        return true;
    }

    bool readExample(const Value &entry, const std::string &what, EventProperty *property)
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
        else if (example->IsString())
            value = std::string(view(*example));
        else
            scalar = false;
        if (!scalar || !accepts(*property, value))
            return fail(*example, "\"example\" of " + what + " is not a value that its type accepts");
        rapidjson::StringBuffer buffer;
        rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
        example->Accept(writer);
        property->example.assign(buffer.GetString(), buffer.GetSize());
        return true;
    }

    JsonLines m_lines;
    std::string m_error;
    bool m_hasOutcome = false;
    std::vector<EventProperty> m_usageOutcome; // as an event of the category usage has it
    std::vector<EventProperty> m_errorsOutcome;
};

std::shared_ptr<const Catalogue> Catalogue::fromJson(std::string_view json, std::string *error)
{
    rapidjson::Document document;
    std::string problem;
    if (!parseStrictJson(json, &document, &problem)) {
        *error = "catalogue.json, " + problem;
        return nullptr;
    }
    CatalogueReader reader(json, document);
    std::shared_ptr<const Catalogue> result = reader.read(document);
    *error = reader.error();
    return result;
}

} // namespace candor
