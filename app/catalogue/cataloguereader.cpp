// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "candor/errorproperties.h"
#include "catalogue/catalogueelements.h"
#include "catalogue/propertyrules.h"

#include <algorithm>

namespace candor {

/// Reads the document once and stops at the first error, so that no half-understood catalogue is used.
class CatalogueReader : public CatalogueElements
{
public:
    using CatalogueElements::CatalogueElements;

    std::shared_ptr<const Catalogue> read()
    {
        const Value &document = m_file.root();
        const std::shared_ptr<Catalogue> result(new Catalogue);
        const bool isRead = isObject(document, "the catalogue")
            && onlyMembers(document, "the catalogue", {"$schema", "id", "categories", "common", "outcome", "events"})
            && hasValidSchema(document) && readId(document, result.get()) && readCategories(document, result.get())
            && readCommon(document, result.get()) && readOutcome(document, result->m_common)
            && readEvents(document, result.get());
        return isRead ? result : nullptr;
    }

private:
    static constexpr std::size_t mostEvents = 500;
    static constexpr std::size_t mostCommon = 16;
    static constexpr std::size_t mostProperties = 64; // the maximum of a record

    bool hasValidSchema(const Value &document)
    {
        const Value *const schema = document.find("$schema");
        return !schema || schema->text()
            || fail(*schema, "\"$schema\" must be a text: where the JSON Schema is, for editors");
    }

    bool readId(const Value &document, Catalogue *catalogue)
    {
        const Value *const id = member(document, "the catalogue", "id");
        if (!id)
            return false;
        if (!id->text() || !propertyrules::isCatalogueId(*id->text()))
            return fail(*id, "\"id\" must be 1 to 128 lower-case letters, digits and ._-, such as \"org.acme.notes\"");
        catalogue->m_id = *id->text();
        return true;
    }

    bool readCategories(const Value &document, Catalogue *catalogue)
    {
        const Value *const categories = member(document, "the catalogue", "categories");
        if (!categories || !isObject(*categories, "\"categories\"")
            || !onlyMembers(*categories, "\"categories\"", {"usage", "errors"}))
            return false;
        for (const Category category : everyCategory) {
            const std::string what = "the category " + quoted(categoryName(category));
            const Value *const entry = member(*categories, "\"categories\"", categoryName(category).data());
            CatalogueText description;
            if (!entry || !isObject(*entry, what) || !onlyMembers(*entry, what, {"description"})
                || !readText(*entry, what, "description", &description))
                return false;
            catalogue->m_categories.emplace(category, std::move(description));
        }
        return true;
    }

    bool readCommon(const Value &document, Catalogue *catalogue)
    {
        const Value *const common = member(document, "the catalogue", "common");
        if (!common || !isList(*common, "\"common\"", mostCommon))
            return false;
        for (const Value &entry : *common->list()) {
            if (entry.object() && !isOfEveryEvent(entry))
                return false;
        }
        return readProperties(*common, "\"common\"", mostCommon, Category::Usage, {}, &catalogue->m_common);
    }

    bool isOfEveryEvent(const Value &entry)
    {
        if (const Value *const category = entry.find("category"))
            return fail(*category, "a property in \"common\" goes with every event, so it can't have a category");
        // The application sets it once, as a fact about itself, and it is neither scrubbed nor hashed.
        const std::string *const type = entry.at("type").text();
        if (type && (*type == "text" || *type == "hashed"))
            return fail(entry.at("type"),
                        "a property in \"common\" must be of another type than \"text\" and \"hashed\"");
        const std::string *const name = entry.at("name").text();
        return !name || !errorproperties::contain(*name)
            || fail(entry.at("name"), quoted(*name) + " belongs to the events that can fail, not to \"common\"");
    }

    /// Read once for each category, since a property without a category has that of its event.
    bool readOutcome(const Value &document, const std::vector<EventProperty> &common)
    {
        const Value *const outcome = document.find("outcome");
        if (!outcome)
            return true;
        m_hasOutcome = true;
        return readProperties(*outcome, "\"outcome\"", mostCommon, Category::Usage, common, &m_usageOutcome)
            && readProperties(*outcome, "\"outcome\"", mostCommon, Category::Errors, common, &m_errorsOutcome);
    }

    bool readEvents(const Value &document, Catalogue *catalogue)
    {
        const Value *const events = member(document, "the catalogue", "events");
        if (!events || !isList(*events, "\"events\"", mostEvents))
            return false;
        for (const Value &entry : *events->list()) {
            EventDefinition event;
            if (!readEvent(entry, catalogue->m_common, &event))
                return false;
            if (!catalogue->m_index.emplace(event.name, catalogue->m_events.size()).second)
                return fail(entry.at("name"), "the event " + quoted(event.name) + " is declared a second time");
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
                entry.at("name"),
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
            return fail(entry.at("since"), "\"since\" must be a version such as \"1.2.0\"");
        if (!propertyrules::isExpiry(event->expires))
            return fail(entry.at("expires"),
                        "\"expires\" must be a day of 2000 to 2099 as YYYY-MM-DD, such as \"2028-06-30\"");
        const Value *const properties = member(entry, what, "properties");
        return properties
            && readProperties(*properties, what, mostProperties, event->category, common, &event->properties)
            && addOutcome(entry, what, *properties, event) && readRules(entry, what, event);
    }

    bool addOutcome(const Value &entry, const std::string &what, const Value &properties, EventDefinition *event)
    {
        bool wanted = false;
        if (!readFlag(entry, what, "outcome", &wanted))
            return false;
        if (!wanted)
            return true;
        if (!m_hasOutcome)
            return fail(entry.at("outcome"),
                        what + " wants the properties of \"outcome\", which the catalogue does not have");
        const auto &outcome = event->category == Category::Errors ? m_errorsOutcome : m_usageOutcome;
        for (const EventProperty &property : outcome) {
            const auto same = [&property](const EventProperty &other) { return other.name == property.name; };
            const auto own = std::find_if(event->properties.begin(), event->properties.end(), same);
            if (own != event->properties.end())
                return fail((*properties.list())[static_cast<std::size_t>(own - event->properties.begin())].at("name"),
                            what + " declares the property " + quoted(own->name)
                                + ", which comes with its \"outcome\" already");
        }
        if (event->properties.size() + outcome.size() > mostProperties)
            return fail(properties,
                        what + " must have at most " + std::to_string(mostProperties)
                            + " properties, those of its \"outcome\" included");
        event->properties.insert(event->properties.end(), outcome.begin(), outcome.end());
        return true;
    }

    bool readRules(const Value &entry, const std::string &what, EventDefinition *event)
    {
        const Value *const found = entry.find("rules");
        if (!found)
            return true;
        const Value &rules = *found;
        const std::string of = "\"rules\" of " + what;
        if (!isObject(rules, of) || !onlyMembers(rules, of, {"disabled", "ratio", "daily", "aggregate_ms"}))
            return false;
        if (rules.object()->empty())
            return fail(rules,
                        of + " must have a rule: disabled, ratio, daily or aggregate_ms; without any, leave it out");
        // "disabled" may be combined with the other rules: they apply again when it is removed.
        if (!readFlag(rules, of, "disabled", &event->rules.disabled)
            || !readFlag(rules, of, "daily", &event->rules.daily) || !readRatio(rules, of, &event->rules.ratio)
            || !readAggregate(rules, of, event))
            return false;
        if (event->rules.daily && event->rules.aggregate.count() > 0)
            return fail(rules.at("daily"),
                        of
                            + " must have either \"daily\" or \"aggregate_ms\": what is recorded once a "
                              "day has nothing to add up");
        return true;
    }

    bool readRatio(const Value &rules, const std::string &of, double *result)
    {
        const Value *const found = rules.find("ratio");
        if (!found)
            return true;
        const std::optional<double> ratio = found->number();
        if (!ratio || !(*ratio >= 0 && *ratio <= 1))
            return fail(*found, "\"ratio\" in " + of + " must be a number from 0 (nobody) to 1 (everybody)");
        *result = *ratio;
        return true;
    }

    bool readAggregate(const Value &rules, const std::string &of, EventDefinition *event)
    {
        const Value *const found = rules.find("aggregate_ms");
        if (!found)
            return true;
        constexpr std::int64_t longest = std::chrono::milliseconds(std::chrono::hours(1)).count();
        const std::optional<std::int64_t> window = found->integer(1, longest);
        if (!window)
            return fail(*found,
                        "\"aggregate_ms\" in " + of + " must be a whole number of milliseconds from 1 to "
                            + std::to_string(longest));
        const EventProperty *const count = event->property("count");
        // With another category it would be left out if the user has agreed to the event's category only: one event
        // would then stand for many without saying so.
        if (!count || count->type != PropertyType::Integer || count->category != event->category)
            return fail(*found,
                        "\"aggregate_ms\" in " + of
                            + " needs a property \"count\" of the type \"integer\" and the event's category");
        // Durations are added up as whole numbers, as they are in the event.
        const EventProperty *const duration = event->property("duration_ms");
        if (duration && duration->type == PropertyType::Number)
            return fail(*found,
                        "\"aggregate_ms\" in " + of
                            + " adds up \"duration_ms\", which must be of the type \"duration_ms\" then");
        event->rules.aggregate = std::chrono::milliseconds(*window);
        return true;
    }

    bool m_hasOutcome = false;
    std::vector<EventProperty> m_usageOutcome; // as in an event of the category usage
    std::vector<EventProperty> m_errorsOutcome;
};

std::shared_ptr<const Catalogue> Catalogue::fromJson(std::string_view json, std::string *error)
{
    JsonFile file("catalogue.json", json);
    std::shared_ptr<const Catalogue> result = CatalogueReader(file).read();
    *error = file.error();
    return result;
}

} // namespace candor
