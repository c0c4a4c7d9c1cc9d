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

/// Records what the catalogue declares about container engines: `engine.connected` once for each engine, one event for
/// each action on a container and `request.completed` for its request, and `engine.reported` for what happens in an
/// engine, by any cause. It never records a name, and only the public part of images and repositories. Looking at an
/// engine records nothing, nor does an idle one.
class EngineReports final : public QObject
{
    Q_OBJECT

public:
    /// \a telemetry must outlive this object. \a source: what makes the requests, a value in the catalogue: "window",
    /// or the result of commandSource().
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
    QHash<const QObject *, QString> m_reported; ///< engines that were reported under the current yes, with their ids
    std::list<OpenAction> m_open;
};

} // namespace candor
