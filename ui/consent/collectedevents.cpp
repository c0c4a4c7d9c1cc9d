// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "consent/collectedevents.h"

#include "telemetry/telemetry.h"

#include <QCoreApplication>
#include <QLocale>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

void addProperties(const std::vector<EventProperty> &properties, const std::string &language, CollectedEvent *event)
{
    for (const EventProperty &property : properties) {
        event->properties.append(QString::fromStdString(property.name));
        event->descriptions.append(QString::fromStdString(Catalogue::in(property.description, language)));
    }
}

QString categoryName(const std::string &category)
{
    if (category == "errors") {
        //: @item:intable name of a category
        return QCoreApplication::translate("candor::CollectedEvent", "Errors");
    }
    //: @item:intable name of a category
    return QCoreApplication::translate("candor::CollectedEvent", "Usage");
}

} // namespace

std::vector<CollectedEvent> collectedEvents(const Catalogue &catalogue, const QString &language)
{
    const std::string tag = language.toStdString();
    std::vector<CollectedEvent> result;
    for (const EventDefinition &definition : catalogue.events()) {
        CollectedEvent event;
        event.name = QString::fromStdString(definition.name);
        event.category = categoryName(definition.category);
        event.purpose = QString::fromStdString(Catalogue::in(definition.purpose, tag));
        addProperties(definition.properties, tag, &event);
        result.push_back(event);
    }
    if (!catalogue.commonProperties().empty()) {
        CollectedEvent every;
        //: @item:intable the row of what goes along with each event
        every.name = QCoreApplication::translate("candor::CollectedEvent", "every event");
        every.isEveryEvent = true;
        //: @item:intable why each event carries its properties
        every.purpose = QCoreApplication::translate("candor::CollectedEvent", "To tell versions apart");
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
            done(catalogue ? collectedEvents(*catalogue, QLocale().name()) : std::vector<CollectedEvent>(), problem);
        });
}

} // namespace candor
