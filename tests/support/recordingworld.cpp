// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "support/recordingworld.h"

#include "support/fakeclock.h"
#include "support/telemetryworld.h"
#include "system/systemclock.h"
#include "telemetry/telemetrycontext.h"
#include "telemetry/telemetryoptionsdata.h"

#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace candor::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// The app's catalogue with additional events.
QByteArray catalogue()
{
    QFile file(repositoryPath(u"resources/catalogue.json"_s));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no catalogue");
    QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
    QJsonArray events = json.value("events"_L1).toArray();
    const QJsonObject stopped = events.at(1).toObject(); // app.stopped: purpose, owner and dates
    const QHash<QString, QJsonValue> examples{
        {u"integer"_s, 1}, {u"duration_ms"_s, 1}, {u"boolean"_s, true}, {u"version"_s, u"6.4.2"_s}};
    const auto add = [&](const QString &name, const QHash<QString, QString> &properties, const QJsonObject &rules) {
        QJsonObject event = stopped;
        QJsonArray list;
        for (auto each = properties.cbegin(); each != properties.cend(); ++each) {
            QJsonObject property = stopped.value("properties"_L1).toArray().at(0).toObject();
            property["name"_L1] = each.key();
            property["type"_L1] = each.value();
            property["example"_L1] = examples.value(each.value(), u"x"_s);
            list.append(property);
        }
        event["name"_L1] = name;
        event["properties"_L1] = list;
        if (!rules.isEmpty())
            event["rules"_L1] = rules;
        events.append(event);
    };
    add(u"test.counted"_s, {{u"run"_s, u"integer"_s}, {u"number"_s, u"integer"_s}}, {});
    add(u"test.hashed"_s, {{u"image"_s, u"hashed"_s}}, {});
    add(u"test.dawned"_s, {}, {{u"daily"_s, true}});
    add(u"test.scrolled"_s, {{u"count"_s, u"integer"_s}}, {{u"aggregate_ms"_s, 3600000}});
    add(u"test.marked"_s, {{u"word"_s, u"token"_s}}, {});
    add(u"test.failed"_s, {{u"word"_s, u"token"_s}, {u"error.class"_s, u"token"_s}}, {});
    const QHash<QString, QString> wide{
        {u"number"_s, u"integer"_s}, {u"size"_s, u"integer"_s},   {u"duration_ms"_s, u"duration_ms"_s},
        {u"first"_s, u"boolean"_s},  {u"second"_s, u"boolean"_s}, {u"page"_s, u"token"_s},
        {u"format"_s, u"token"_s},   {u"library"_s, u"version"_s}};
    add(u"test.wide"_s, wide, {});
    add(u"test.crashed"_s, {{u"word"_s, u"token"_s}}, {});
    QJsonObject crashed = events.last().toObject();
    crashed["category"_L1] = u"errors"_s;
    events.replace(events.size() - 1, crashed);
    json["events"_L1] = events;
    return QJsonDocument(json).toJson();
}

} // namespace

RecordingWorld::RecordingWorld(const QUrl &endpoint)
    : m_endpoint(endpoint)
{
    m_home.write(u"catalogue.json"_s, catalogue());
    const TelemetryContext context(options().data());
    const Consent::Result result = context.answer({Category::Usage | Category::Errors, Origin::Prompt, u"en"_s});
    if (!result.ok || !result.state.verdict.allowed)
        qFatal("the yes was not recorded: %s", qUtf8Printable(result.error));
}

QProcessEnvironment RecordingWorld::environment() const
{
    QProcessEnvironment result = m_home.environment();
    result.insert(u"TEST_HOME"_s, m_home.path());
    result.insert(u"TEST_ENDPOINT"_s, m_endpoint.toString());
    return result;
}

TelemetryOptions RecordingWorld::options() const
{
    return optionsFrom(environment());
}

TelemetryOptions RecordingWorld::optionsFrom(const QProcessEnvironment &environment)
{
    TelemetryOptions options(u"candor", u"Candor", u"0.1.0");
    options.setEnvironment(environment);
    Directories directories = Directories::fromEnvironment(environment);
    directories.managed = environment.value(u"TEST_MANAGED"_s).split(u':', Qt::SkipEmptyParts);
    // The program itself knows only the id of the machine.
    if (!environment.contains(u"TEST_OWN_MACHINE"_s))
        directories.machineIdFile = environment.value(u"TEST_HOME"_s) + u"/machine-id"_s;
    options.data().directories = directories;
    options.setStartPatience(std::chrono::minutes(1));
    options.setNotice(environment.value(u"TEST_NOTICE"_s, repositoryPath(u"resources/notice.json"_s)));
    options.setCatalogue(environment.value(u"TEST_HOME"_s) + u"/catalogue.json"_s);
    const QString endpoint = environment.value(u"TEST_ENDPOINT"_s);
    options.setDestination(endpoint.isEmpty() ? PostHog(QUrl(u"https://eu.i.posthog.com"_s), QString())
                                              : PostHog(QUrl(endpoint), u"test-key"_s));
    options.shareWithRedHatTools();
    options.setStartDelay(0ms);
    options.setFlushInterval(50ms);
    return options;
}

void RecordingWorld::recover() const
{
    const TelemetryContext context(options().data());
    if (const QString problem = context.recoverRings(context.consent().read()); !problem.isEmpty())
        qFatal("not recovered: %s", qPrintable(problem));
}

std::string RecordingWorld::storeFolder() const
{
    return TelemetryContext(options().data()).records().folder();
}

EventCounters RecordingWorld::counters() const
{
    const auto opened =
        EventStore::open(storeFolder(), EventStore::Mode::ReadOnly, std::make_shared<SystemClock>(), {});
    const auto result = opened.store ? opened.store->view().counters() : std::nullopt;
    if (!result)
        qFatal("the store can't be read: %s", opened.store ? opened.store->error().c_str() : opened.error.c_str());
    return *result;
}

std::vector<StoredEvent> RecordingWorld::events() const
{
    std::vector<StoredEvent> result;
    const auto opened =
        EventStore::open(storeFolder(), EventStore::Mode::ReadOnly, std::make_shared<SystemClock>(), {});
    if (opened.status == EventStore::OpenStatus::Missing)
        return result;
    ActivityQuery query;
    for (;;) {
        const auto page = opened.store ? opened.store->view().events(query) : std::nullopt;
        if (!page)
            qFatal("the store can't be read: %s", opened.store ? opened.store->error().c_str() : opened.error.c_str());
        if (page->empty())
            return result;
        result.insert(result.end(), page->begin(), page->end());
        query.beforeRow = page->back().row;
    }
}

QList<qint64> RecordingWorld::numbers(qint64 run) const
{
    QList<qint64> result;
    for (const StoredEvent &event : events()) {
        if (event.name != "test.counted")
            continue;
        const QJsonObject properties =
            QJsonDocument::fromJson(QByteArray::fromStdString(event.body)).object().value("properties"_L1).toObject();
        if (properties.value("run"_L1).toInteger() == run)
            result.prepend(properties.value("number"_L1).toInteger());
    }
    return result;
}

bool RecordingWorld::addsUp(const EventCounters &counters)
{
    std::int64_t sum = counters.waiting + counters.sending + counters.delivered;
    for (const auto &[reason, count] : counters.dropped)
        sum += count;
    return sum == counters.accepted;
}

} // namespace candor::test
