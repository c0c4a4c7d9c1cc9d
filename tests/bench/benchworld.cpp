// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "bench/benchworld.h"

#include "queue/eventstore.h"
#include "support/telemetryworld.h"
#include "system/systemclock.h"
#include "telemetry/telemetrycontext.h"
#include "telemetry/telemetryoptionsdata.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>

namespace candor::bench {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// The app's catalogue with one event more.
QByteArray catalogue()
{
    QFile file(test::repositoryPath(u"resources/catalogue.json"_s));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no catalogue");
    QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
    QJsonArray events = json.value("events"_L1).toArray();
    QJsonObject event = events.at(1).toObject(); // app.stopped: purpose, owner and dates
    const QJsonObject model = event.value("properties"_L1).toArray().at(0).toObject();
    QJsonArray properties;
    const auto declare = [&properties, &model](const QString &name, const QString &type, const QJsonValue &example) {
        QJsonObject property{{u"name"_s, name},
                             {u"type"_s, type},
                             {u"description"_s, model.value("description"_L1)},
                             {u"example"_s, example}};
        if (type == "enum"_L1)
            property["values"_L1] = QJsonArray{u"pdf"_s, u"html"_s};
        properties.append(property);
    };
    declare(u"number"_s, u"integer"_s, 1);
    declare(u"size"_s, u"integer"_s, 1);
    declare(u"first"_s, u"boolean"_s, true);
    declare(u"second"_s, u"boolean"_s, true);
    declare(u"format"_s, u"enum"_s, u"pdf"_s);
    declare(u"library"_s, u"version"_s, u"6.4.2"_s);
    declare(u"page"_s, u"token"_s, u"privacy/activity"_s);
    declare(u"duration_ms"_s, u"duration_ms"_s, 412);
    event["name"_L1] = QString::fromUtf8(eventName.data(), qsizetype(eventName.size()));
    event["properties"_L1] = properties;
    events.append(event);
    json["events"_L1] = events;
    return QJsonDocument(json).toJson();
}

} // namespace

BenchWorld::BenchWorld(Ring ring, Answer answer)
    : m_ring(ring)
{
    m_home.write(u"catalogue.json"_s, catalogue());
    if (answer == Answer::Nobody)
        return;
    const TelemetryContext context(options().data());
    if (!context.answer({Category::Usage | Category::Errors, Origin::Prompt, u"en"_s}).ok)
        qFatal("the yes was not recorded");
}

TelemetryOptions BenchWorld::options() const
{
    TelemetryOptions options(u"candor", u"Candor", u"0.1.0");
    options.setEnvironment(m_home.environment());
    Directories directories = m_home.directories();
    if (m_ring == Ring::Memory)
        directories.runtime.clear();
    options.data().directories = directories;
    options.setNotice(test::repositoryPath(u"resources/notice.json"_s));
    options.setCatalogue(m_home.path(u"catalogue.json"_s));
    options.setDestination(PostHog(QUrl(u"https://eu.i.posthog.com"_s), QString()));
    options.shareWithRedHatTools();
    return options;
}

std::unique_ptr<Telemetry> BenchWorld::telemetry() const
{
    auto result = std::make_unique<Telemetry>(options());
    if (!QTest::qWaitFor([&] { return result->isAllowed(); }))
        qFatal("nothing is recorded");
    return result;
}

std::string BenchWorld::storeFolder() const
{
    return TelemetryContext(options().data()).records().folder();
}

std::int64_t BenchWorld::accepted() const
{
    const auto opened =
        EventStore::open(storeFolder(), EventStore::Mode::ReadOnly, std::make_shared<SystemClock>(), {});
    const auto counters = opened.store ? opened.store->view().counters() : std::nullopt;
    return counters ? counters->accepted : 0;
}

Percentiles percentiles(std::vector<std::int64_t> *nanoseconds)
{
    std::sort(nanoseconds->begin(), nanoseconds->end());
    const auto at = [nanoseconds](std::size_t perMille) {
        return static_cast<double>((*nanoseconds)[(nanoseconds->size() - 1) * perMille / 1000]);
    };
    return {at(500), at(990), at(1000)};
}

} // namespace candor::bench
