// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "engines/enginefacts.h"
#include "engines/enginerequest.h"
#include "system/jobqueue.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <vector>

namespace candor {

/// Timeouts of an engine, and the delays between requests.
struct EngineTimes
{
    std::chrono::milliseconds answer{10'000}; ///< for the introduction
    std::chrono::milliseconds list{30'000};
    std::chrono::milliseconds action{120'000}; ///< stopping waits for the container to end
    std::chrono::milliseconds gather{200}; ///< changes within this time are read together
    std::chrono::milliseconds firstRetry{1'000}; ///< after the engine has gone; doubled with each retry
    std::chrono::milliseconds lastRetry{60'000};
};

/// One container engine on this computer. It is queried on request, and followed while it is watched. It is never
/// polled: the engine reports its changes. May be destroyed in a slot of its own signals.
class Engine final : public QObject
{
    Q_OBJECT

public:
    /// Does not connect. \a user: the sockets of this user and of the system may be used.
    Engine(const EngineAddress &address, qint64 user, const EngineTimes &times, QObject *parent = nullptr);
    ~Engine() override;

    [[nodiscard]] const EngineFacts &facts() const { return m_facts; }
    /// The id of the engine itself, the same over every address; empty if it has none or was not asked for it.
    [[nodiscard]] QString id() const { return m_id; }
    /// From now on the engine is also asked for its id. Podman can take a second for that, and it is only needed if
    /// there is more than one address.
    void identify();

    /// Queries everything, and emits settled() when all answers have arrived or failed.
    void ask();
    /// While the engine is watched, facts() follow its changes, and an engine that has gone is tried again after a
    /// growing delay.
    void setWatched(bool watched);
    /// Forgets all facts and sends nothing until the next call. For a second address of the same engine.
    void forget();
    /// Performs \a action on the container \a id. \returns the ticket that performed() contains. \a force: removes a
    /// container even if it is running; no effect on other actions.
    quint64 perform(ContainerAction action, const QString &id, bool force = false);
    /// Stops waiting for the action on the container \a id: performed() reports that at once. The engine may still
    /// complete the action. No effect if there is none.
    void stopWaiting(const QString &id);

Q_SIGNALS:
    /// facts() or id() have changed.
    void changed();
    void settled();
    /// Emitted by perform() before it returns.
    void performing(quint64 ticket, candor::ContainerAction action);
    /// Emitted once for each performing().
    void performed(const candor::ContainerResult &result);
    /// Something happened in the engine. Only while it is watched.
    void happened(const candor::EngineEvent &event);

private:
    enum Part { Containers = 1, Images = 2, Volumes = 4, Pods = 8, Identity = 16, Everything = 31, Introduction = 32 };
    using Handler = std::function<void(const EngineAnswer &)>;

    void meet(EngineIncident incident);
    void introduce();
    void takeIntroduction(const EngineAnswer &answer);
    void takeVersion(const EngineAnswer &answer);
    void connectAs(const QString &version);
    void fail(EngineIncident incident);
    void load();
    void loadPart(Part part);
    void take(Part part, const EngineAnswer &answer);
    /// Parses a long \a body on another thread, so that nothing waits for it.
    template<typename Result>
    void read(const QByteArray &body, std::optional<Result> (*reader)(const QByteArray &),
              void (Engine::*taker)(std::optional<Result>));
    void takeContainers(std::optional<QList<Container>> containers);
    void takeImages(std::optional<qsizetype> count);
    void takeVolumes(std::optional<qsizetype> count);
    void takePods(std::optional<qsizetype> count);
    void finishPart(Part part);
    void follow();
    void takeEvents(const QByteArray &piece);
    void loseStream(const EngineAnswer &answer);
    void noticeEvent(const EngineEvent &event);
    void tell();
    void endRound();
    EngineRequest *send(const QByteArray &method, const QByteArray &target, std::chrono::milliseconds total,
                        Handler handler, EngineRequest::Body body = EngineRequest::Body::Whole);
    void endAction(const EngineRequest *request, const EngineAnswer &answer);
    [[nodiscard]] ContainerResult takeAction(const EngineRequest *request);
    void loadSoon(int parts);
    [[nodiscard]] QByteArray path(const QByteArray &below) const;
    [[nodiscard]] static EngineIncident incidentOf(const EngineAnswer &answer);

    struct OpenAction
    {
        EngineRequest *request; ///< a child of this object, so that an action gets its result even if the round ends
        ContainerResult result;
    };

    EngineFacts m_facts;
    qint64 m_user;
    EngineTimes m_times;
    QString m_id;
    QByteArray m_prefix; ///< "/v1.41"
    QByteArray m_podPrefix; ///< "/v4.3.1/libpod"; empty if the engine has no pods
    std::unique_ptr<QObject> m_round; ///< owns the requests since the last introduction
    EngineRequest *m_stream = nullptr; ///< of m_round
    QByteArray m_line; ///< the incomplete line of the stream
    QElapsedTimer m_streamAge;
    QTimer m_gather;
    QTimer m_retry;
    QTimer m_tell;
    QElapsedTimer m_loadAge;
    std::chrono::milliseconds m_delay{0}; ///< before the next retry
    int m_wanted = 0; ///< parts to be read
    int m_loading = 0; ///< parts being read
    quint64 m_tickets = 0;
    std::vector<OpenAction> m_actions;
    bool m_watched = false;
    bool m_identified = false; ///< the id is wanted
    bool m_unsettled = false; ///< settled() must still be emitted
    JobQueue m_jobs;
};

} // namespace candor
