// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "catalogue/widening.h"

#include "system/jsonfile.h"

#include <algorithm>
#include <utility>

namespace candor {

namespace {

bool takesAll(const EventProperty &property, const std::vector<std::string> &values)
{
    return std::all_of(values.begin(), values.end(),
                       [&](const std::string &value) { return accepts(property, OwnedValue(value)); });
}

/// Does a value of \a now reveal nothing that a value of \a before does not reveal?
bool isNarrowerType(const EventProperty &before, const EventProperty &now)
{
    if (before.type == now.type)
        return true; // the values of an enum are compared one by one
    switch (before.type) {
    case PropertyType::Text:
        return now.type == PropertyType::Enumeration || now.type == PropertyType::Token
            || now.type == PropertyType::Version || now.type == PropertyType::Region
            || now.type == PropertyType::Hashed;
    case PropertyType::Token:
    case PropertyType::Version:
    case PropertyType::Region:
        return now.type == PropertyType::Enumeration && takesAll(before, now.values);
    case PropertyType::Integer:
        return now.type == PropertyType::DurationMs;
    default:
        return false;
    }
}

class Comparison
{
public:
    std::vector<std::string> found;

    void events(const EventDefinition &before, const EventDefinition &now)
    {
        const std::string what = "the event " + now.name;
        if (before.category != now.category)
            moved(what, before.category, now.category);
        if (now.expires > before.expires)
            add(what + " is collected until " + now.expires + " instead of " + before.expires);
        rules(what, before.rules, now.rules);
        for (const EventProperty &property : now.properties)
            this->property(" of " + what, before.property(property.name), property);
    }

    void moved(const std::string &what, Category from, Category to)
    {
        add(what + " moved from the category " + std::string(categoryName(from)) + " to "
            + std::string(categoryName(to)));
    }

    void property(const std::string &of, const EventProperty *before, const EventProperty &now)
    {
        const std::string what = "the property " + now.name + of;
        if (!before)
            return add(what + " is new");
        if (before->category != now.category)
            moved(what, before->category, now.category);
        if (!isNarrowerType(*before, now))
            add(what + " has another type, which can say more");
        if (before->type == PropertyType::Number && now.type == PropertyType::Number && now.decimals > before->decimals)
            add(what + " has " + std::to_string(now.decimals) + " decimals instead of "
                + std::to_string(before->decimals));
        if (before->type != PropertyType::Enumeration || now.type != PropertyType::Enumeration)
            return;
        for (const std::string &value : now.values) {
            if (!accepts(*before, OwnedValue(value)))
                add(what + " can have the new value \"" + value + '"');
        }
        if (before->otherwise.empty() && !now.otherwise.empty())
            add(what + " becomes \"" + now.otherwise + "\" where the event was dropped");
    }

    void add(std::string sentence) { found.push_back(std::move(sentence)); }

private:
    void rules(const std::string &what, const EventRules &before, const EventRules &now)
    {
        if (before.disabled)
            add(what + " is no longer disabled");
        if (now.ratio > before.ratio)
            add(what + " is recorded by a larger share of installations");
        if (before.daily && !now.daily)
            add(what + " is no longer recorded once a day at most");
        // Once a day is less than aggregated events.
        if (now.aggregate < before.aggregate && !now.daily)
            add(what + " is added up over a shorter time");
    }
};

/// True if the event is never sent, whatever else is declared.
bool isOff(const EventDefinition &event)
{
    return event.rules.disabled || event.rules.ratio <= 0;
}

} // namespace

std::vector<std::string> widenings(const Catalogue &before, const Catalogue &now)
{
    Comparison comparison;
    if (before.id() != now.id())
        comparison.add("the catalogue " + now.id() + " is another than " + before.id());
    for (const EventProperty &property : now.commonProperties()) {
        const auto &common = before.commonProperties();
        const auto same = std::find_if(common.begin(), common.end(),
                                       [&](const EventProperty &other) { return other.name == property.name; });
        comparison.property(" of every event", same == common.end() ? nullptr : &*same, property);
    }
    for (const EventDefinition &event : now.events()) {
        if (isOff(event))
            continue;
        if (const EventDefinition *const agreed = before.find(event.name))
            comparison.events(*agreed, event);
        else
            comparison.add("the event " + event.name + " is new");
    }
    return comparison.found;
}

Result<CollectedUnderNotice> CollectedUnderNotice::fromJson(std::string_view json)
{
    JsonFile file("collected-under-notice.json", json);
    CollectedUnderNotice result;
    result.notice = file.integer("notice", 1);
    if (const JsonValue *const catalogue = file.object("catalogue")) {
        std::string problem;
        result.catalogue = Catalogue::fromJson(file.bytesOf(*catalogue), &problem);
        if (!result.catalogue)
            file.fail(*catalogue, problem);
    }
    return file.finish(std::move(result));
}

std::string CollectedUnderNotice::toJson(int notice, std::string_view catalogueJson)
{
    while (!catalogueJson.empty() && (catalogueJson.back() == '\n' || catalogueJson.back() == ' '))
        catalogueJson.remove_suffix(1);
    return "{\n\"notice\": " + std::to_string(notice) + ",\n\"catalogue\": " + std::string(catalogueJson) + "\n}\n";
}

std::string CollectedUnderNotice::problem(const Catalogue &now, int noticeNow) const
{
    if (noticeNow < notice)
        return "The notice has version " + std::to_string(noticeNow) + ", but people have agreed to version "
            + std::to_string(notice) + ": raise \"version\" in notice.json above that.";
    if (noticeNow > notice)
        return "The notice has version " + std::to_string(noticeNow)
            + ", but what is collected under it is not written down: build candor_usage_data.";
    const std::vector<std::string> found = widenings(*catalogue, now);
    if (found.empty())
        return {};
    std::string result = "More is collected than people agreed to with version " + std::to_string(notice)
        + " of the notice. Raise \"version\" in notice.json and say in \"changes\" what is new, or collect less. (If "
          "no "
          "release had this version, delete collected-under-notice.json instead, and build candor_usage_data.) More "
          "is:";
    for (const std::string &sentence : found)
        result += "\n- " + sentence;
    return result;
}

} // namespace candor
