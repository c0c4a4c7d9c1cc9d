// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "cli/engineprinter.h"

#include "system/visibletext.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

#include <algorithm>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("candor::CommandLine", text);
}

QString asText(const QJsonObject &object)
{
    return visibleLines(QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Indented)));
}

QJsonValue text(const QString &value)
{
    return value.isEmpty() ? QJsonValue() : QJsonValue(value);
}

QJsonValue number(std::optional<qsizetype> count)
{
    return count ? QJsonValue(qint64(*count)) : QJsonValue();
}

QString numberText(std::optional<qsizetype> count)
{
    if (!count) {
        //: @info:shell in place of a number
        return translated(QT_TRANSLATE_NOOP("candor::CommandLine", "not known"));
    }
    return QLocale::system().toString(qint64(*count));
}

QString kindText(const EngineFacts &engine)
{
    QString kind;
    switch (engine.kind) {
    case EngineKind::Podman:
        kind = u"Podman"_s;
        break;
    case EngineKind::Docker:
        kind = u"Docker"_s;
        break;
    case EngineKind::Unknown:
        //: @label:shell something that runs containers; it is not known which
        return translated(QT_TRANSLATE_NOOP("candor::CommandLine", "Container engine"));
    }
    return engine.version.isEmpty() ? kind : kind + u' ' + engine.version;
}

QJsonObject container(const FoundContainer &found)
{
    return {{u"id"_s, found.container.id},
            {u"name"_s, text(found.container.name)},
            {u"image"_s, text(found.container.image)},
            {u"state"_s, containerStateName(found.container.state)},
            {u"status"_s, text(found.container.status)},
            {u"engine"_s, found.engine.address.name}};
}

QString actionName(ContainerAction action)
{
    switch (action) {
    case ContainerAction::Start:
        return u"start"_s;
    case ContainerAction::Stop:
        return u"stop"_s;
    case ContainerAction::Restart:
        return u"restart"_s;
    case ContainerAction::Remove:
        break;
    }
    return u"remove"_s;
}

} // namespace

QString resourcesAsText(const QList<EngineFacts> &engines)
{
    if (engines.isEmpty()) {
        //: @info:shell
        return translated(
            QT_TRANSLATE_NOOP("candor::CommandLine",
                              "No container engine was found. Install Podman or Docker, or name the socket of one in "
                              "CONTAINER_HOST.\n"));
    }
    QString result;
    const auto line = [&result](const QString &name, const QString &value) {
        result += "  "_L1 + name.leftJustified(14) + value + u'\n';
    };
    for (const EngineFacts &engine : engines) {
        result += visibleText(kindText(engine) + u"  "_s + engine.address.name) + u'\n';
        result += "  "_L1 + visibleText(engine.stateText()) + u'\n';
        if (engine.state != EngineState::Connected)
            continue;
        //: @info:shell how many containers; %1 and %2 are numbers
        const QString containers = translated(QT_TRANSLATE_NOOP("candor::CommandLine", "running: %1, stopped: %2"))
                                       .arg(numberText(engine.counts.running), numberText(engine.counts.stopped));
        //: @label:shell how many there are
        line(translated(QT_TRANSLATE_NOOP("candor::CommandLine", "Containers")), containers);
        //: @label:shell of containers
        line(translated(QT_TRANSLATE_NOOP("candor::CommandLine", "Images")), numberText(engine.counts.images));
        //: @label:shell of containers
        line(translated(QT_TRANSLATE_NOOP("candor::CommandLine", "Volumes")), numberText(engine.counts.volumes));
        if (engine.kind == EngineKind::Podman) {
            //: @label:shell groups of containers
            line(translated(QT_TRANSLATE_NOOP("candor::CommandLine", "Pods")), numberText(engine.counts.pods));
        }
    }
    return result;
}

QString resourcesAsJson(const QList<EngineFacts> &engines)
{
    QJsonArray all;
    for (const EngineFacts &engine : engines) {
        all.append(
            QJsonObject{{u"address"_s, engine.address.name},
                        {u"variable"_s, text(engine.address.variable)},
                        {u"kind"_s, engine.kind == EngineKind::Unknown ? QJsonValue() : engineKindName(engine.kind)},
                        {u"version"_s, text(engine.version)},
                        {u"state"_s, engineStateName(engine.state)},
                        {u"explanation"_s, engine.stateText()},
                        {u"running"_s, number(engine.counts.running)},
                        {u"stopped"_s, number(engine.counts.stopped)},
                        {u"images"_s, number(engine.counts.images)},
                        {u"volumes"_s, number(engine.counts.volumes)},
                        {u"pods"_s, number(engine.counts.pods)}});
    }
    return asText({{u"engines"_s, all}});
}

QString containersAsText(const QList<FoundContainer> &containers)
{
    if (containers.isEmpty()) {
        //: @info:shell
        return translated(QT_TRANSLATE_NOOP("candor::CommandLine", "There are no containers.\n"));
    }
    constexpr qsizetype widest = 40;
    qsizetype width = 0;
    for (const FoundContainer &found : containers)
        width = std::max(width, std::min(widest, found.container.name.size()));
    QString result;
    for (const FoundContainer &found : containers) {
        const QString line = found.container.name.leftJustified(width) + "  "_L1
            + containerStateName(found.container.state).leftJustified(10) + "  "_L1
            + engineKindName(found.engine.kind).leftJustified(6) + "  "_L1 + found.container.image;
        result += visibleText(line) + u'\n';
    }
    return result;
}

QString containersAsJson(const QList<FoundContainer> &containers)
{
    QJsonArray all;
    for (const FoundContainer &found : containers)
        all.append(container(found));
    return asText({{u"containers"_s, all}});
}

QString resultAsText(const ContainerResult &result)
{
    QString sentence;
    switch (result.action) {
    case ContainerAction::Start:
        //: @info:shell %1 is the name of a container
        sentence = translated(QT_TRANSLATE_NOOP("candor::CommandLine", "%1 was started.\n"));
        break;
    case ContainerAction::Stop:
        //: @info:shell %1 is the name of a container
        sentence = translated(QT_TRANSLATE_NOOP("candor::CommandLine", "%1 was stopped.\n"));
        break;
    case ContainerAction::Restart:
        //: @info:shell %1 is the name of a container
        sentence = translated(QT_TRANSLATE_NOOP("candor::CommandLine", "%1 was restarted.\n"));
        break;
    case ContainerAction::Remove:
        //: @info:shell %1 is the name of a container
        sentence = translated(QT_TRANSLATE_NOOP("candor::CommandLine", "%1 was removed.\n"));
        break;
    }
    return sentence.arg(visibleText(result.container.name));
}

QString resultAsJson(const ContainerResult &result, const EngineFacts &engine)
{
    return asText({{u"action"_s, actionName(result.action)},
                   {u"id"_s, result.container.id},
                   {u"name"_s, text(result.container.name)},
                   {u"engine"_s, engine.address.name},
                   {u"success"_s, result.success},
                   {u"statusCode"_s, result.statusCode ? QJsonValue(*result.statusCode) : QJsonValue()},
                   {u"message"_s, text(result.message)}});
}

} // namespace candor
