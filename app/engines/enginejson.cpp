// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "engines/enginejson.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace candor {

using namespace Qt::StringLiterals;

QString engineKindName(EngineKind kind)
{
    switch (kind) {
    case EngineKind::Podman:
        return u"podman"_s;
    case EngineKind::Docker:
        return u"docker"_s;
    case EngineKind::Unknown:
        break;
    }
    return u"unknown"_s;
}

namespace {

const QHash<QString, ContainerState> &containerStates()
{
    static const QHash<QString, ContainerState> table{
        {u"created"_s, ContainerState::Created},     {u"running"_s, ContainerState::Running},
        {u"paused"_s, ContainerState::Paused},       {u"restarting"_s, ContainerState::Restarting},
        {u"removing"_s, ContainerState::Removing},   {u"exited"_s, ContainerState::Exited},
        {u"dead"_s, ContainerState::Dead},           {u"configured"_s, ContainerState::Created},
        {u"initialized"_s, ContainerState::Created}, {u"stopped"_s, ContainerState::Exited},
        {u"stopping"_s, ContainerState::Running},
    };
    return table;
}

constexpr auto sourceLabel = "org.opencontainers.image.source"_L1;

} // namespace

int compare(const Container &one, const Container &other)
{
    if (const int names = one.name.compare(other.name, Qt::CaseInsensitive); names != 0)
        return names;
    if (const int exactly = one.name.compare(other.name); exactly != 0)
        return exactly;
    return one.id.compare(other.id);
}

QString containerStateName(ContainerState state)
{
    switch (state) {
    case ContainerState::Created:
        return u"created"_s;
    case ContainerState::Running:
        return u"running"_s;
    case ContainerState::Paused:
        return u"paused"_s;
    case ContainerState::Restarting:
        return u"restarting"_s;
    case ContainerState::Removing:
        return u"removing"_s;
    case ContainerState::Exited:
        return u"exited"_s;
    case ContainerState::Dead:
        return u"dead"_s;
    case ContainerState::Unknown:
        break;
    }
    return u"unknown"_s;
}

namespace enginejson {

namespace {

constexpr qsizetype longestWord = 500; // the reference of an image has at most 455 characters
constexpr qsizetype mostContainers = 100'000;
constexpr qsizetype longestMessage = 2000;

QJsonObject objectIn(const QByteArray &answer)
{
    return QJsonDocument::fromJson(answer).object();
}

std::optional<QJsonArray> arrayIn(const QByteArray &answer)
{
    const QJsonDocument document = QJsonDocument::fromJson(answer);
    return document.isArray() ? std::optional(document.array()) : std::nullopt;
}

QString word(const QJsonObject &object, QLatin1StringView name)
{
    return object.value(name).toString().left(longestWord);
}

} // namespace

QString version(const QByteArray &answer)
{
    return word(objectIn(answer), "Version"_L1);
}

QString id(EngineKind kind, const QByteArray &answer)
{
    const QJsonObject object = objectIn(answer);
    if (kind == EngineKind::Docker)
        return word(object, "ID"_L1);
    const QString computer = word(object, "Name"_L1);
    const QString store = word(object, "DockerRootDir"_L1);
    const bool tells = !computer.isEmpty() && computer.section(u'.', 0, 0) != "localhost"_L1 && !store.isEmpty();
    return tells ? computer + u':' + store : QString();
}

std::optional<QList<Container>> containers(const QByteArray &answer)
{
    const auto list = arrayIn(answer);
    if (!list || list->size() > mostContainers)
        return {};
    QList<Container> result;
    result.reserve(list->size());
    for (const auto &value : *list) {
        const QJsonObject object = value.toObject();
        Container container;
        container.id = object.value("Id"_L1).toString();
        if (container.id.isEmpty() || container.id.size() > longestWord)
            return {}; // a list of other objects
        const QString name = object.value("Names"_L1).toArray().first().toString();
        container.name = name.mid(name.startsWith(u'/') ? 1 : 0, longestWord);
        container.image = word(object, "Image"_L1);
        container.source = word(object.value("Labels"_L1).toObject(), sourceLabel);
        container.state =
            containerStates().value(object.value("State"_L1).toString().toLower(), ContainerState::Unknown);
        container.status = word(object, "Status"_L1);
        result.append(std::move(container));
    }
    return result;
}

std::optional<qsizetype> length(const QByteArray &answer)
{
    const auto list = arrayIn(answer);
    return list ? std::optional(list->size()) : std::nullopt;
}

std::optional<qsizetype> volumes(const QByteArray &answer)
{
    const QJsonObject object = objectIn(answer);
    const QJsonValue list = object.value("Volumes"_L1);
    // Go writes null for an empty list.
    if (!list.isArray() && !(object.contains("Volumes"_L1) && list.isNull()))
        return {};
    return list.toArray().size();
}

std::optional<EngineEvent> event(const QByteArray &line)
{
    const QJsonObject object = objectIn(line);
    const QString type = object.value("Type"_L1).toString();
    if (type.isEmpty())
        return {};
    static const QHash<QString, EngineEvent::Subject> subjects{
        {u"container"_s, EngineEvent::Subject::Container},
        {u"image"_s, EngineEvent::Subject::Image},
        {u"volume"_s, EngineEvent::Subject::Volume},
        {u"pod"_s, EngineEvent::Subject::Pod},
    };
    const QJsonObject attributes = object.value("Actor"_L1).toObject().value("Attributes"_L1).toObject();
    EngineEvent result;
    result.subject = subjects.value(type, EngineEvent::Subject::Other);
    // "exec_create: sh -c ..." contains a command.
    result.verb = object.value("Action"_L1).toString().section(u':', 0, 0).trimmed().left(longestWord);
    result.image = word(attributes, result.subject == EngineEvent::Subject::Image ? "name"_L1 : "image"_L1);
    result.source = word(attributes, sourceLabel);
    for (const auto name : {"exitCode"_L1, "containerExitCode"_L1})
        result.exitCode = result.exitCode != 0 ? result.exitCode : attributes.value(name).toString().toInt();
    return result;
}

QString message(const QByteArray &answer)
{
    const QJsonObject object = objectIn(answer);
    const QString said = object.value("message"_L1).toString();
    return (said.isEmpty() ? object.value("cause"_L1).toString() : said).left(longestMessage);
}

} // namespace enginejson

} // namespace candor
