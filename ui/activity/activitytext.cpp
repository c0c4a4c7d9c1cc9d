// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "activity/activitytext.h"

#include "candor/activityevent.h"
#include "candor/catalogue.h"
#include "candor/errorproperties.h"
#include "system/librarytranslation.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

struct ActivityText
{
    Q_DECLARE_TR_FUNCTIONS(candor::ActivityText)
};

QString inLanguage(const CatalogueText &text)
{
    return QString::fromStdString(Catalogue::in(text, shownLanguage().toStdString()));
}

QString timeText(const QDateTime &time)
{
    return QLocale().toString(time.toLocalTime(), QLocale::ShortFormat);
}

/// The state of \a event, as a sentence.
QString fate(const ActivityEvent &event)
{
    switch (event.state()) {
    case ActivityEvent::State::Waiting:
        //: @info what became of an event
        return ActivityText::tr("not sent yet");
    case ActivityEvent::State::Sending:
        //: @info what became of an event
        return ActivityText::tr("being sent");
    case ActivityEvent::State::Delivered:
        //: @info what became of an event; %1 is date and time
        return ActivityText::tr("delivered %1").arg(timeText(event.finished()));
    case ActivityEvent::State::Rejected:
        if (event.reason().isEmpty())
            //: @info what became of an event; %1 is date and time
            return ActivityText::tr("rejected by the server %1").arg(timeText(event.finished()));
        //: @info what became of an event; %1 is date and time, %2 the server's reason
        return ActivityText::tr("rejected by the server %1: %2").arg(timeText(event.finished()), event.reason());
    case ActivityEvent::State::NotRecorded:
        break;
    }
    return {};
}

/// The properties of the event with their names in the catalogue.
QJsonObject sentProperties(const ActivityEvent &event)
{
    QJsonObject sent = QJsonDocument::fromJson(event.bytes()).object().value("properties"_L1).toObject();
    // What failed leaves as one object.
    const QJsonValue error = sent.value("error"_L1);
    if (!error.isObject())
        return sent;
    sent.remove("error"_L1);
    const QLatin1StringView prefix(errorproperties::prefix.data(), qsizetype(errorproperties::prefix.size()));
    const QJsonObject parts = error.toObject();
    for (auto part = parts.begin(); part != parts.end(); ++part)
        sent.insert(prefix + part.key(), part.value());
    return sent;
}

/// The text of \a value as in the event.
QString valueText(const QJsonValue &value)
{
    // Only arrays and objects can be converted to JSON text directly.
    const QByteArray list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(list.sliced(1, list.size() - 2));
}

} // namespace

QString activitySummary(const ActivityEvent &event, const Catalogue *catalogue)
{
    QStringList parts;
    if (const EventDefinition *definition = catalogue ? catalogue->find(event.name().toStdString()) : nullptr) {
        // A sentence in the catalogue, one part of a line here.
        const QString why = inLanguage(definition->purpose);
        parts << (why.endsWith(u'.') ? why.chopped(1) : why);
    }
    if (event.state() == ActivityEvent::State::NotRecorded) {
        //: @info what became of an event: it happened, and is not kept; %1 is date and time
        QString happened = ActivityText::tr("happened %1, not recorded").arg(timeText(event.time()));
        if (event.copies() > 1)
            //: @info what became of an event: it happened so often, and is not kept; %1 is date and time, %2 a number
            happened = ActivityText::tr("happened about %1, not recorded (%2 times)")
                           .arg(timeText(event.time()), QLocale().toString(event.copies()));
        parts << happened << event.reason();
        return parts.join(u" · "_s);
    }
    //: @info size of an event
    parts << ActivityText::tr("%1 bytes", nullptr, static_cast<int>(event.bytes().size()))
                 .arg(QLocale().toString(event.bytes().size()));
    //: @info when an event happened; %1 is date and time
    parts << ActivityText::tr("recorded %1").arg(timeText(event.time()));
    parts << fate(event);
    if (event.attempts() > 0)
        //: @info how often sending an event was tried; %1 is a number
        parts << ActivityText::tr("attempts: %1").arg(QLocale().toString(event.attempts()));
    return parts.join(u" · "_s);
}

QString activityMeaning(const ActivityEvent &event, const Catalogue *catalogue)
{
    const EventDefinition *definition = catalogue ? catalogue->find(event.name().toStdString()) : nullptr;
    if (!definition)
        //: @info in place of what an event's properties mean
        return ActivityText::tr("The catalogue of this version does not describe this event.");
    const QJsonObject sent = sentProperties(event);
    QStringList lines;
    QStringList described;
    const auto describe = [&](const std::vector<EventProperty> &properties) {
        for (const EventProperty &property : properties) {
            const QString name = QString::fromStdString(property.name);
            if (!sent.contains(name))
                continue;
            described << name;
            //: @info one property of an event: %1 its name, %2 its value, %3 what it means
            lines << ActivityText::tr("%1 = %2\n    %3")
                         .arg(name, valueText(sent.value(name)), inLanguage(property.description));
        }
    };
    describe(definition->properties);
    describe(catalogue->commonProperties());
    QStringList undescribed;
    QStringList ofFormat;
    for (const QString &name : sent.keys()) {
        // No name in a catalogue begins with it.
        if (name.startsWith(u'$'))
            ofFormat << name;
        else if (!described.contains(name))
            undescribed << name;
    }
    if (!undescribed.isEmpty())
        //: @info properties that were recorded by a version with another catalogue; %1 is a list of names
        lines << ActivityText::tr("The catalogue of this version does not describe: %1").arg(undescribed.join(u", "_s));
    if (!ofFormat.isEmpty())
        //: @info properties that the catalogue does not describe, since every event has them; %1 is a list of names
        lines << ActivityText::tr("The recipient’s format adds to every event: %1").arg(ofFormat.join(u", "_s));
    return lines.join(u"\n\n"_s);
}

} // namespace candor
