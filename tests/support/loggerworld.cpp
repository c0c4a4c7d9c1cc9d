// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "support/loggerworld.h"

#include "candor/telemetry.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>

namespace candor::test {

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60000; // ms, on a loaded machine

constexpr auto outcome = R"([
  {"name": "duration_ms", "type": "duration_ms", "description": {"en": "How long"}, "example": 5},
  {"name": "success", "type": "boolean", "description": {"en": "Did it work"}, "example": true},
  {"name": "error.class", "type": "token", "description": {"en": "Kind"}, "example": "timeout"},
  {"name": "error.statusCode", "type": "integer", "description": {"en": "Of HTTP"}, "example": 503},
  {"name": "error.exitCode", "type": "integer", "description": {"en": "Of a program"}, "example": 1}
])";

constexpr auto events = R"([
  {"name": "note.synced", "category": "usage", "outcome": true, "properties": ["format", "number"]},
  {"name": "note.saved", "category": "usage", "properties": ["success"]},
  {"name": "note.opened", "category": "usage", "properties": ["format"]},
  {"name": "acme.sync.completed", "category": "usage", "properties": ["format", "shell"]},
  {"name": "acme.sync.failed", "category": "errors", "outcome": true, "properties": ["shell"]},
  {"name": "acme.sync.noticed", "category": "errors", "properties": []},
  {"name": "request.completed", "category": "usage",
   "properties": ["route", "method", "status", "duration_ms", "success", "error.class"]}
])";

constexpr auto properties = R"({
  "format": {"type": "token", "example": "pdf"},
  "shell": {"type": "token", "example": "zsh"},
  "number": {"type": "integer", "example": 1},
  "status": {"type": "integer", "example": 200},
  "success": {"type": "boolean", "example": true},
  "duration_ms": {"type": "duration_ms", "example": 1},
  "error.class": {"type": "token", "example": "timeout"},
  "method": {"type": "enum", "values": ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "other"],
             "example": "GET"},
  "route": {"type": "enum", "values": ["/containers/:id/start", "/containers/json", "/health"],
            "example": "/health"}
})";

QByteArray withOurs(const QByteArray &catalogue)
{
    QJsonObject json = QJsonDocument::fromJson(catalogue).object();
    const QJsonObject known = QJsonDocument::fromJson(properties).object();
    QJsonArray all;
    for (const QJsonValue &entry : json.value("events"_L1).toArray()) {
        QJsonObject event = entry.toObject();
        if (event.value("name"_L1) == "request.completed"_L1) // the one of the tests has other routes
            continue;
        QJsonArray declared;
        for (const QJsonValue &property : event.value("properties"_L1).toArray()) {
            if (!property.toObject().value("name"_L1).toString().startsWith("error."_L1)) // the outcome adds these
                declared.append(property);
        }
        event["properties"_L1] = declared;
        all.append(event);
    }
    const QJsonObject example = all.at(0).toObject();
    for (const QJsonValue &entry : QJsonDocument::fromJson(events).array()) {
        QJsonObject event = entry.toObject();
        for (const char *member : {"purpose", "owner", "since", "expires"})
            event[QLatin1StringView(member)] = example.value(QLatin1StringView(member));
        QJsonArray declared;
        for (const QJsonValue &name : event.value("properties"_L1).toArray()) {
            QJsonObject property = known.value(name.toString()).toObject();
            property["name"_L1] = name;
            property["description"_L1] = QJsonObject{{u"en"_s, u"For a test"_s}};
            declared.append(property);
        }
        event["properties"_L1] = declared;
        all.append(event);
    }
    json["events"_L1] = all;
    json["outcome"_L1] = QJsonDocument::fromJson(outcome).array();
    return QJsonDocument(json).toJson();
}

} // namespace

LoggerWorld::LoggerWorld(const QUrl &endpoint)
    : RecordingWorld(endpoint)
{
    home().write(u"catalogue.json"_s, withOurs(home().read(u"catalogue.json"_s)));
}

int LoggerWorld::running() const
{
    int result = 0;
    for (const StoredEvent &event : events())
        result += event.name == "app.started" ? 1 : event.name == "app.stopped" ? -1 : 0;
    return result;
}

void LoggerWorld::awaitStart() const
{
    if (!QTest::qWaitFor([this] { return running() > 0; }, patience))
        qFatal("nothing was recorded of the start");
}

void LoggerWorld::awaitEnd() const
{
    if (!QTest::qWaitFor([this] { return running() <= 0; }, patience))
        qFatal("nothing was recorded of the end");
}

QList<QJsonObject> LoggerWorld::recorded(const char *name) const
{
    awaitEnd();
    QList<QJsonObject> result;
    for (const StoredEvent &event : events()) {
        if (event.name != name || event.state == EventState::NotRecorded)
            continue;
        const QJsonObject all =
            QJsonDocument::fromJson(QByteArray::fromStdString(event.body)).object().value("properties"_L1).toObject();
        QJsonObject own;
        for (auto property = all.begin(); property != all.end(); ++property) {
            if (!property.key().startsWith(u'$') && property.key() != "app_version"_L1 && property.key() != "notice"_L1)
                own.insert(property.key(), property.value());
        }
        result.prepend(own);
    }
    return result;
}

QStringList LoggerWorld::names() const
{
    awaitEnd();
    QStringList result;
    for (const StoredEvent &event : events()) {
        if (event.state != EventState::NotRecorded)
            result.prepend(QString::fromStdString(event.name));
    }
    return result;
}

void answer(Telemetry *telemetry, Categories categories)
{
    const QString store = telemetry->status().storeFolder();
    QVERIFY(!store.isEmpty());
    QSignalSpy answered(telemetry, &Telemetry::answered);
    telemetry->answer(categories, Origin::Settings, u"en"_s);
    QTRY_COMPARE_WITH_TIMEOUT(answered.size(), 1, patience);
    QVERIFY2(answered.at(0).at(0).toBool(), qPrintable(answered.at(0).at(1).toString()));
    if (!categories)
        QTRY_VERIFY_WITH_TIMEOUT(!QFileInfo::exists(store), patience);
}

} // namespace candor::test
