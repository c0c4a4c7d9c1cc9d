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

/// How long an engine may take, and how often it is asked.
struct EngineTimes
{
    std::chrono::milliseconds answer{10'000}; ///< to who it is
    std::chrono::milliseconds list{30'000};
    std::chrono::milliseconds action{120'000}; ///< stopping waits for the container
    std::chrono::milliseconds gather{200}; ///< changes that come together are read together
    std::chrono::milliseconds firstRetry{1'000}; ///< after it went away; then twice as long each time
    std::chrono::milliseconds lastRetry{60'000};
};

/// One container engine on this computer: asked when somebody wants to know, and followed while somebody looks. It is
/// never asked again and again: it tells what changes. May be destroyed in a slot of its own signals.
class Engine final : public QObject
{
    Q_OBJECT

public:
    /// Connects nothing. \a user: whose sockets may be used, beside the system's.
    Engine(const EngineAddress &address, qint64 user, const EngineTimes &times, QObject *parent = nullptr);
    ~Engine() override;

    [[nodiscard]] const EngineFacts &facts() const { return m_facts; }
    /// By which the engine itself is known, over whatever address; empty where it has none, or was not asked for it.
    [[nodiscard]] QString id() const { return m_id; }
    /// From now on it is asked for its id, too. That can take Podman a second, and only two engines can be one.
    void identify();

    /// Asks for everything, and says settled() when all of it is there or can't be had.
    void ask();
    /// While it is watched, facts() follow what happens; an engine that goes away is asked again, after a growing
    /// delay.
    void setWatched(bool watched);
    /// Forgets what is known, and asks no more until it is told to. For a second address of one engine.
    void forget();
    /// Does \a action to the container of \a id. \returns the ticket that comes back with performed().
    /// \a force: a container is removed although it runs; no effect on other actions.
    quint64 perform(ContainerAction action, const QString &id, bool force = false);
    /// Waits no longer for what is being done to the container of \a id: performed() says so at once. The engine may go
    /// on with it. No effect where nothing is.
    void stopWaiting(const QString &id);

Q_SIGNALS:
    /// Something of facts() or id() is different.
    void changed();
    void settled();
    /// perform() was called, and has not returned yet.
    void performing(quint64 ticket, candor::ContainerAction action);
    /// Once for each performing().
    void performed(const candor::ContainerResult &result);
    /// Somebody did something there. Only while it is watched.
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
    /// Elsewhere if \a body is long: nobody waits for it.
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
        EngineRequest *request; ///< a child of this: what was begun has an outcome, also when the round ends
        ContainerResult result;
    };

    EngineFacts m_facts;
    qint64 m_user;
    EngineTimes m_times;
    QString m_id;
    QByteArray m_prefix; ///< "/v1.41"
    QByteArray m_podPrefix; ///< "/v4.3.1/libpod"; empty where there are no pods
    std::unique_ptr<QObject> m_round; ///< owns the requests since the last introduction
    EngineRequest *m_stream = nullptr; ///< of m_round
    QByteArray m_line; ///< of the stream, not whole yet
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
    bool m_identified = false; ///< its id is wanted
    bool m_unsettled = false; ///< settled() is owed
    JobQueue m_jobs;
};

} // namespace candor
