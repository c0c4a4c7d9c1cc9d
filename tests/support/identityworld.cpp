// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "support/identityworld.h"

#include "support/telemetryworld.h"
#include "telemetry/telemetryoptionsdata.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace candor::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QJsonObject repositoryJson(const QString &name)
{
    QFile file(repositoryPath(name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("can't read %s", qUtf8Printable(name));
    return QJsonDocument::fromJson(file.readAll()).object();
}

QByteArray catalogue()
{
    QJsonObject json = repositoryJson(u"resources/catalogue.json"_s);
    QJsonArray events = json.value("events"_L1).toArray();
    const QJsonObject stopped = events.at(1).toObject();
    const auto add = [&](const QString &name, const QString &propertyName, const QString &type,
                         const QJsonValue &example) {
        QJsonObject event = stopped;
        QJsonObject property = stopped.value("properties"_L1).toArray().at(0).toObject();
        property["name"_L1] = propertyName;
        property["type"_L1] = type;
        property["example"_L1] = example;
        event["name"_L1] = name;
        event["properties"_L1] = QJsonArray{property};
        events.append(event);
    };
    add(u"test.hashed"_s, u"image"_s, u"hashed"_s, u"x"_s);
    add(u"test.counted"_s, u"number"_s, u"integer"_s, 1);
    json["events"_L1] = events;
    return QJsonDocument(json).toJson();
}

} // namespace

QByteArray noticeForAllModes(IdentityWorld::Workspaces workspaces)
{
    QJsonObject notice = repositoryJson(u"resources/notice.json"_s);
    const auto text = [](const QString &english, const QString &german) {
        return QJsonObject{{u"en"_s, english}, {u"de"_s, german}};
    };
    notice["identity"_L1] =
        QJsonObject{{u"stable"_s, text(u"The ID stays the same."_s, u"Die ID bleibt gleich."_s)},
                    {u"daily"_s, text(u"The ID is another one each day."_s, u"Die ID ist jeden Tag eine andere."_s)},
                    {u"none"_s, text(u"The ID is not kept."_s, u"Die ID wird nicht aufbewahrt."_s)}};
    notice.remove("workspaces"_L1);
    if (workspaces == IdentityWorld::Workspaces::Mentioned)
        notice["workspaces"_L1] = text(u"Workspaces carry it too."_s, u"Arbeitsumgebungen tragen sie auch."_s);
    return QJsonDocument(notice).toJson();
}

IdentityWorld::IdentityWorld(Workspaces workspaces)
{
    m_home.write(u"catalogue.json"_s, catalogue());
    m_home.write(u"notice.json"_s, noticeForAllModes(workspaces));
}

QProcessEnvironment IdentityWorld::environment(Identity identity, const QUrl &endpoint) const
{
    QProcessEnvironment result = m_home.environment();
    result.insert(u"TEST_HOME"_s, m_home.path());
    result.insert(u"TEST_ENDPOINT"_s, endpoint.toString());
    result.insert(u"TEST_IDENTITY"_s, QString::fromLatin1(identityName(identity).data()));
    return result;
}

TelemetryOptions IdentityWorld::options(Identity identity, const QUrl &endpoint) const
{
    return optionsFrom(environment(identity, endpoint));
}

TelemetryOptions IdentityWorld::optionsFrom(const QProcessEnvironment &environment)
{
    const QString home = environment.value(u"TEST_HOME"_s);
    TelemetryOptions options(u"org.acme.notes", u"Acme Notes", u"2.1.0");
    options.setEnvironment(environment);
    Directories directories = Directories::fromEnvironment(environment);
    directories.managed.clear();
    directories.machineIdFile = home + u"/machine-id"_s;
    options.data().directories = directories;
    options.setStartPatience(std::chrono::minutes(1));
    options.setNotice(home + u"/notice.json"_s);
    options.setCatalogue(home + u"/catalogue.json"_s);
    const QString endpoint = environment.value(u"TEST_ENDPOINT"_s);
    options.setDestination(endpoint.isEmpty() ? PostHog(QUrl(u"https://eu.i.posthog.com"_s), QString())
                                              : PostHog(QUrl(endpoint), u"test-key"_s));
    for (const Identity each : {Identity::Stable, Identity::Daily, Identity::None}) {
        if (environment.value(u"TEST_IDENTITY"_s) == QLatin1StringView(identityName(each).data()))
            options.setIdentity(each);
    }
    options.setStartDelay(0ms);
    return options;
}

QByteArray IdentityWorld::allBytes() const
{
    QByteArray result;
    for (const QString &root : {m_home.path(), m_home.runtime().path()}) {
        QDirIterator all(root, QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
        while (all.hasNext()) {
            QFile file(all.next());
            result += file.fileName().toUtf8() + '\n';
            if (file.open(QIODevice::ReadOnly))
                result += file.readAll() + '\n';
        }
    }
    return result;
}

} // namespace candor::test
