// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "candor/collectedevents.h"

#include "candor/telemetry.h"
#include "system/librarytranslation.h"

#include <QCoreApplication>
#include <QLocale>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

struct CollectedText
{
    Q_DECLARE_TR_FUNCTIONS(candor::CollectedEvent)
};

QString enumerationText(const EventProperty &property)
{
    QStringList values;
    for (const std::string &value : property.values)
        values.append(QString::fromStdString(value));
    const QString list = values.join(u", "_s);
    if (property.otherwise.empty())
        //: @info what a property may hold: %1 is a list of words
        return CollectedText::tr("One of: %1.").arg(list);
    //: @info what a property may hold: %1 is a list of words, %2 one of them
    return CollectedText::tr("One of: %1; anything else leaves as “%2”.")
        .arg(list, QString::fromStdString(property.otherwise));
}

QString typeText(const EventProperty &property)
{
    switch (property.type) {
    case PropertyType::Boolean:
        //: @info what a property may hold
        return CollectedText::tr("Yes or no.");
    case PropertyType::Integer:
        //: @info what a property may hold
        return CollectedText::tr("A whole number.");
    case PropertyType::DurationMs:
        //: @info what a property may hold
        return CollectedText::tr("A duration in milliseconds.");
    case PropertyType::Number:
        //: @info what a property may hold; %1 is how many digits behind the point are kept
        return CollectedText::tr("A number, decimals kept: %1.").arg(property.decimals);
    case PropertyType::Enumeration:
        return enumerationText(property);
    case PropertyType::Version:
        //: @info what a property may hold
        return CollectedText::tr("A version number.");
    case PropertyType::Token:
        //: @info what a property may hold
        return CollectedText::tr("A technical word of at most 64 characters.");
    case PropertyType::Region:
        //: @info what a property may hold
        return CollectedText::tr("Two letters for a region.");
    case PropertyType::Hashed:
        //: @info what a property may hold; a keyed hash can only be made again on the same computer
        return CollectedText::tr("Leaves as a keyed hash: the text itself stays on this computer.");
    case PropertyType::Text:
        //: @info what a property may hold
        return CollectedText::tr("Error text, with personal data removed automatically.");
    }
    return {};
}

QString rulesText(const EventRules &rules)
{
    const QLocale locale;
    QStringList sentences;
    if (rules.disabled)
        //: @info what of an event is recorded
        sentences << CollectedText::tr("Not recorded at present.");
    if (rules.ratio < 1)
        //: @info what of an event is recorded; %1 is a number, such as 12.5
        sentences << CollectedText::tr("Recorded on %1 % of all computers only.")
                         .arg(locale.toString(rules.ratio * 100, 'g', 4));
    if (rules.daily)
        //: @info what of an event is recorded
        sentences << CollectedText::tr("Recorded once a day at most.");
    if (rules.aggregate.count() > 0)
        //: @info what of an event is recorded; %1 is a number, such as 0.5
        sentences << CollectedText::tr("What happens in the same %1 seconds is summed up in one event.")
                         .arg(locale.toString(static_cast<double>(rules.aggregate.count()) / 1000, 'g', 6));
    return sentences.join(u' ');
}

void addProperties(const std::vector<EventProperty> &properties, const std::string &language, CollectedEvent *event)
{
    for (const EventProperty &property : properties)
        event->properties.push_back({QString::fromStdString(property.name),
                                     QString::fromStdString(Catalogue::in(property.description, language)),
                                     typeText(property)});
}

QString categoryText(Category category)
{
    if (category == Category::Errors) {
        //: @item:intable name of a category
        return CollectedText::tr("Errors");
    }
    //: @item:intable name of a category
    return CollectedText::tr("Usage");
}

} // namespace

std::vector<CollectedEvent> collectedEvents(const Catalogue &catalogue, const QString &language)
{
    const std::string tag = language.toStdString();
    std::vector<CollectedEvent> result;
    for (const EventDefinition &definition : catalogue.events()) {
        CollectedEvent event;
        event.name = QString::fromStdString(definition.name);
        event.category = categoryText(definition.category);
        event.purpose = QString::fromStdString(Catalogue::in(definition.purpose, tag));
        event.rules = rulesText(definition.rules);
        addProperties(definition.properties, tag, &event);
        result.push_back(event);
    }
    if (!catalogue.commonProperties().empty()) {
        CollectedEvent every;
        //: @item:intable the row of what goes along with each event
        every.name = CollectedText::tr("every event");
        every.isEveryEvent = true;
        //: @item:intable why each event carries its properties
        every.purpose = CollectedText::tr("To tell versions apart");
        addProperties(catalogue.commonProperties(), tag, &every);
        result.push_back(every);
    }
    return result;
}

void fetchCollectedEvents(Telemetry *telemetry, QObject *context,
                          std::function<void(const std::vector<CollectedEvent> &, const QString &problem)> done)
{
    telemetry->fetchCatalogue(
        context, [done = std::move(done)](const std::shared_ptr<const Catalogue> &catalogue, const QString &problem) {
            done(catalogue ? collectedEvents(*catalogue, shownLanguage()) : std::vector<CollectedEvent>(), problem);
        });
}

} // namespace candor
