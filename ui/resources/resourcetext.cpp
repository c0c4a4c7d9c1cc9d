// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "resources/resourcetext.h"

#include <QCoreApplication>
#include <QLocale>

namespace candor::resourcetext {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestMessage = 500; // characters; an engine may send any text

QString translated(const char *text)
{
    return QCoreApplication::translate("candor::ResourcesPage", text);
}

QString numberText(std::optional<qsizetype> number)
{
    //: @info in place of a number
    return number ? QLocale().toString(*number) : translated(QT_TRANSLATE_NOOP("candor::ResourcesPage", "not known"));
}

} // namespace

QString engineName(const EngineFacts &facts)
{
    const QString socket = facts.address.socket.section(u'/', -1).section(u'\\', -1);
    if (facts.kind == EngineKind::Podman || (facts.kind == EngineKind::Unknown && socket.startsWith("podman"_L1)))
        return u"Podman"_s;
    if (facts.kind == EngineKind::Docker || socket.startsWith("docker"_L1))
        return u"Docker"_s;
    //: @info name of a container engine of which nothing is known
    return translated(QT_TRANSLATE_NOOP("candor::ResourcesPage", "Container engine"));
}

QString engineState(EngineState state)
{
    switch (state) {
    case EngineState::NotAsked:
        //: @info state of a container engine, very short
        return translated(QT_TRANSLATE_NOOP("candor::ResourcesPage", "Not asked"));
    case EngineState::Connecting:
        //: @info state of a container engine, very short
        return translated(QT_TRANSLATE_NOOP("candor::ResourcesPage", "Connecting…"));
    case EngineState::Connected:
        //: @info state of a container engine, very short
        return translated(QT_TRANSLATE_NOOP("candor::ResourcesPage", "Connected"));
    case EngineState::Denied:
        //: @info state of a container engine, very short
        return translated(QT_TRANSLATE_NOOP("candor::ResourcesPage", "No permission"));
    case EngineState::NotRunning:
        //: @info state of a container engine, very short
        return translated(QT_TRANSLATE_NOOP("candor::ResourcesPage", "Not running"));
    case EngineState::NotAnswering:
        //: @info state of a container engine, very short
        return translated(QT_TRANSLATE_NOOP("candor::ResourcesPage", "No answer"));
    case EngineState::NotUnderstood:
        //: @info state of a container engine, very short: what it answers
        return translated(QT_TRANSLATE_NOOP("candor::ResourcesPage", "Not understood"));
    case EngineState::Unusable:
        break;
    }
    //: @info state of a container engine, very short: Candor does not use it
    return translated(QT_TRANSLATE_NOOP("candor::ResourcesPage", "Not used"));
}

Colors::Tone engineTone(EngineState state)
{
    switch (state) {
    case EngineState::Connected:
        return Colors::Tone::Ok;
    case EngineState::NotAsked:
    case EngineState::Connecting:
    case EngineState::Unusable:
        return Colors::Tone::Neutral;
    case EngineState::Denied:
    case EngineState::NotRunning:
        return Colors::Tone::Waiting;
    default:
        return Colors::Tone::Problem;
    }
}

QString engineDescription(const EngineFacts &facts)
{
    QStringList parts;
    if (facts.state == EngineState::Connected) {
        const EngineCounts &counts = facts.counts;
        //: @info how many containers run; %1 is a number or "not known"
        parts << translated(QT_TRANSLATE_NOOP("candor::ResourcesPage", "Running: %1")).arg(numberText(counts.running))
              //: @info how many containers are stopped; %1 is a number or "not known"
              << translated(QT_TRANSLATE_NOOP("candor::ResourcesPage", "Stopped: %1")).arg(numberText(counts.stopped))
              //: @info %1 is a number or "not known"
              << translated(QT_TRANSLATE_NOOP("candor::ResourcesPage", "Images: %1")).arg(numberText(counts.images))
              //: @info %1 is a number or "not known"
              << translated(QT_TRANSLATE_NOOP("candor::ResourcesPage", "Volumes: %1")).arg(numberText(counts.volumes));
        if (facts.kind == EngineKind::Podman)
            //: @info %1 is a number or "not known"
            parts << translated(QT_TRANSLATE_NOOP("candor::ResourcesPage", "Pods: %1")).arg(numberText(counts.pods));
    } else {
        parts << facts.stateText();
    }
    return parts.join(u" · "_s) + u'\n' + facts.address.name;
}

QString containerState(ContainerState state)
{
    switch (state) {
    case ContainerState::Created:
        //: @info state of a container
        return translated(QT_TRANSLATE_NOOP("candor::ResourcesPage", "Created"));
    case ContainerState::Running:
        //: @info state of a container
        return translated(QT_TRANSLATE_NOOP("candor::ResourcesPage", "Running"));
    case ContainerState::Paused:
        //: @info state of a container
        return translated(QT_TRANSLATE_NOOP("candor::ResourcesPage", "Paused"));
    case ContainerState::Restarting:
        return underWay(ContainerAction::Restart);
    case ContainerState::Removing:
        return underWay(ContainerAction::Remove);
    case ContainerState::Exited:
        //: @info state of a container
        return translated(QT_TRANSLATE_NOOP("candor::ResourcesPage", "Stopped"));
    case ContainerState::Dead:
        //: @info state of a container that can only be removed
        return translated(QT_TRANSLATE_NOOP("candor::ResourcesPage", "Dead"));
    case ContainerState::Unknown:
        break;
    }
    return numberText({});
}

Colors::Tone containerTone(ContainerState state)
{
    switch (state) {
    case ContainerState::Running:
        return Colors::Tone::Ok;
    case ContainerState::Paused:
    case ContainerState::Restarting:
    case ContainerState::Removing:
        return Colors::Tone::Waiting;
    case ContainerState::Dead:
        return Colors::Tone::Problem;
    default:
        return Colors::Tone::Neutral;
    }
}

QString underWay(ContainerAction action)
{
    switch (action) {
    case ContainerAction::Start:
        //: @info state of a container, while it is started
        return translated(QT_TRANSLATE_NOOP("candor::ResourcesPage", "Starting…"));
    case ContainerAction::Stop:
        //: @info state of a container, while it is stopped
        return translated(QT_TRANSLATE_NOOP("candor::ResourcesPage", "Stopping…"));
    case ContainerAction::Restart:
        //: @info state of a container, while it is restarted
        return translated(QT_TRANSLATE_NOOP("candor::ResourcesPage", "Restarting…"));
    case ContainerAction::Remove:
        break;
    }
    //: @info state of a container, while it is removed
    return translated(QT_TRANSLATE_NOOP("candor::ResourcesPage", "Removing…"));
}

QString failure(const QString &container, const ContainerResult &result)
{
    const auto format = [&result] {
        switch (result.action) {
        case ContainerAction::Start:
            //: @info:status %1 is the name of a container
            return translated(QT_TRANSLATE_NOOP("candor::ResourcesPage", "%1 could not be started."));
        case ContainerAction::Stop:
            //: @info:status %1 is the name of a container
            return translated(QT_TRANSLATE_NOOP("candor::ResourcesPage", "%1 could not be stopped."));
        case ContainerAction::Restart:
            //: @info:status %1 is the name of a container
            return translated(QT_TRANSLATE_NOOP("candor::ResourcesPage", "%1 could not be restarted."));
        case ContainerAction::Remove:
            break;
        }
        //: @info:status %1 is the name of a container
        return translated(QT_TRANSLATE_NOOP("candor::ResourcesPage", "%1 could not be removed."));
    }();
    const QString message = result.message.simplified().left(longestMessage);
    const QString said = !result.statusCode
        ? message // our own text
        //: @info:status %1 is the engine's message, %2 a number of HTTP
        : translated(QT_TRANSLATE_NOOP("candor::ResourcesPage", "The engine says: %1 (status %2)"))
              .arg(message, QString::number(*result.statusCode));
    return format.arg(container) + u'\n' + said;
}

} // namespace candor::resourcetext
