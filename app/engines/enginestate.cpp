// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "engines/enginestate.h"

#include "engines/engineaddress.h"

#include <QCoreApplication>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("candor::Engine", text);
}

QString obstacleText(const EngineAddress &address)
{
    switch (address.obstacle) {
    case EngineObstacle::OverNetwork:
    case EngineObstacle::OverSsh:
        //: @info the state of a container engine
        return translated(
            QT_TRANSLATE_NOOP("candor::Engine",
                              "It is reached over a network. Candor uses only engines on this computer, through a "
                              "local socket: start one here, or name its socket in CONTAINER_HOST."));
    case EngineObstacle::ForeignSocket:
        //: @info the state of a container engine
        return translated(QT_TRANSLATE_NOOP("candor::Engine",
                                            "Its socket belongs to another user. Candor uses only your own engines and "
                                            "the system's: start one of your own."));
    case EngineObstacle::NotUnderstood:
    case EngineObstacle::None:
        break;
    }
    //: @info the state of a container engine; %1 is an environment variable
    return translated(QT_TRANSLATE_NOOP("candor::Engine",
                                        "%1 holds no address that Candor understands. Set it to one such as "
                                        "unix:///run/podman/podman.sock, or remove it."))
        .arg(address.variable);
}

} // namespace

QString engineStateName(EngineState state)
{
    switch (state) {
    case EngineState::NotAsked:
        return u"not-asked"_s;
    case EngineState::Connecting:
        return u"connecting"_s;
    case EngineState::Connected:
        return u"connected"_s;
    case EngineState::Denied:
        return u"denied"_s;
    case EngineState::NotRunning:
        return u"not-running"_s;
    case EngineState::NotAnswering:
        return u"not-answering"_s;
    case EngineState::NotUnderstood:
        return u"not-understood"_s;
    case EngineState::Unusable:
        break;
    }
    return u"unusable"_s;
}

QString engineStateText(EngineState state, const EngineAddress &address)
{
    switch (state) {
    case EngineState::NotAsked:
        //: @info the state of a container engine
        return translated(QT_TRANSLATE_NOOP("candor::Engine", "It has not been asked yet."));
    case EngineState::Connecting:
        //: @info the state of a container engine
        return translated(QT_TRANSLATE_NOOP("candor::Engine", "Waiting for its answer."));
    case EngineState::Connected:
        //: @info the state of a container engine
        return translated(QT_TRANSLATE_NOOP("candor::Engine", "It is running."));
    case EngineState::Denied:
        //: @info the state of a container engine
        return translated(QT_TRANSLATE_NOOP("candor::Engine",
                                            "It does not let you in. Ask an administrator to add you to the group of "
                                            "its socket, or use an engine of your own, such as Podman without root."));
    case EngineState::NotRunning:
        //: @info the state of a container engine
        return translated(
            QT_TRANSLATE_NOOP("candor::Engine",
                              "Nobody listens at its socket. Start the engine or its socket, for Podman with: "
                              "systemctl --user start podman.socket"));
    case EngineState::NotAnswering:
        //: @info the state of a container engine
        return translated(QT_TRANSLATE_NOOP(
            "candor::Engine",
            "It gives no answer at the moment. Try again, and restart the engine if that does not help."));
    case EngineState::NotUnderstood:
        //: @info the state of a container engine
        return translated(
            QT_TRANSLATE_NOOP("candor::Engine",
                              "What answers there is no engine that Candor understands. Check the address, or install "
                              "a newer engine: version 1.40 of Docker's API is needed."));
    case EngineState::Unusable:
        break;
    }
    return obstacleText(address);
}

} // namespace candor
