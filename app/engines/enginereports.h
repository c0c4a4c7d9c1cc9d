// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/action.h"
#include "candor/requestrecorder.h"
#include "engines/engines.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QSet>

#include <chrono>
#include <list>

namespace candor {

class Telemetry;

/// Records what the catalogue declares of container engines: `engine.connected` once for each, one event for each
/// action on a container and `request.completed` for its request, and `engine.reported` for what happens there, whoever
/// does it. Never a name; of images and repositories only what is public. Looking at an engine records nothing, and so
/// does one that is idle.
class EngineReports final : public QObject
{
    Q_OBJECT

public:
    /// \a telemetry outlives this. \a source: who makes the requests, a value of the catalogue's: "window", or what
    /// commandSource() says.
    EngineReports(Engines *engines, Telemetry *telemetry, const char *source, QObject *parent = nullptr);
    ~EngineReports() override;

private:
    void attach();
    void forget(QObject *engine);
    void reportConnected(Engine *engine);
    void reportAll();
    void begin(const Engine *engine, quint64 ticket, ContainerAction action);
    void end(const Engine *engine, const ContainerResult &result);
    void report(const Engine *engine, const EngineEvent &event);

    struct OpenAction
    {
        const QObject *engine;
        quint64 ticket;
        Action action;
        std::chrono::steady_clock::time_point since;
    };

    QPointer<Engines> m_engines;
    Telemetry *m_telemetry;
    const char *m_source;
    RequestRecorder m_requests;
    QSet<const QObject *> m_attached;
    QHash<const QObject *, QString> m_reported; ///< under the yes that holds now, with their ids
    std::list<OpenAction> m_open;
};

} // namespace candor
