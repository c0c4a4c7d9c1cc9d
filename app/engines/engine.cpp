// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "engines/engine.h"

#include "engines/enginejson.h"

#include <QFutureWatcher>
#include <QPointer>
#include <QPromise>
#include <QRegularExpression>

#include <algorithm>
#include <utility>

namespace candor {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype readElsewhere = 256 * 1024; // bytes; parsing a longer list would be noticeable in a window
constexpr std::pair oldestApi{1, 40};

/// The version of an interface: only a text of this form becomes part of a path.
std::optional<std::pair<int, int>> apiVersion(const QByteArray &text)
{
    static const QRegularExpression form(u"\\A(\\d{1,3})\\.(\\d{1,3})(\\.\\d{1,3})?\\z"_s);
    const auto match = form.match(QString::fromLatin1(text));
    if (!match.hasMatch())
        return {};
    return std::pair(match.capturedView(1).toInt(), match.capturedView(2).toInt());
}

} // namespace

Engine::Engine(const EngineAddress &address, qint64 user, const EngineTimes &times, QObject *parent)
    : QObject(parent)
    , m_user(user)
    , m_times(times)
{
    m_facts.address = address;
    if (address.obstacle != EngineObstacle::None)
        m_facts.state = stateAfter(m_facts.state, EngineIncident::Objected);
    for (QTimer *timer : {&m_gather, &m_retry, &m_tell})
        timer->setSingleShot(true);
    connect(&m_gather, &QTimer::timeout, this, &Engine::load);
    connect(&m_retry, &QTimer::timeout, this, &Engine::introduce);
    connect(&m_tell, &QTimer::timeout, this, &Engine::tell);
}

Engine::~Engine() = default;

void Engine::ask()
{
    m_unsettled = true;
    m_delay = 0ms;
    m_retry.stop();
    if (m_facts.state == EngineState::Connecting)
        return;
    // While the stream is open it is the same engine. Otherwise another one may have taken its place, such as a newer
    // version.
    if (m_facts.state == EngineState::Connected && m_stream) {
        m_wanted = Everything;
        load();
        return;
    }
    meet(EngineIncident::Asked);
    introduce();
}

void Engine::setWatched(bool watched)
{
    if (m_watched == watched)
        return;
    m_watched = watched;
    if (!watched) {
        m_retry.stop();
        delete std::exchange(m_stream, nullptr);
        m_facts.isLive = false;
        m_tell.start(0ms);
        return;
    }
    ask();
}

void Engine::forget()
{
    m_watched = false;
    endRound();
    m_retry.stop();
    m_facts = EngineFacts{m_facts.address};
    m_tell.start(0ms);
}

void Engine::meet(EngineIncident incident)
{
    const EngineState before = std::exchange(m_facts.state, stateAfter(m_facts.state, incident));
    if (m_facts.state != before)
        m_tell.start(0ms);
}

/// The first request of a round: which engine is it?
void Engine::introduce()
{
    endRound();
    m_facts.address.obstacle = obstacleNow(m_facts.address, m_user);
    if (m_facts.address.obstacle != EngineObstacle::None) {
        meet(EngineIncident::Objected);
        m_tell.start(0ms);
        return;
    }
    m_round = std::make_unique<QObject>();
    m_loading = Introduction;
    send("GET", "/_ping", m_times.answer, [this](const EngineAnswer &answer) { takeIntroduction(answer); });
}

void Engine::takeIntroduction(const EngineAnswer &answer)
{
    const QByteArray api = answer.headers.value("api-version");
    const auto version = apiVersion(api);
    if (const EngineIncident incident = incidentOf(answer); incident != EngineIncident::Answered) {
        fail(incident);
    } else if (!version || *version < oldestApi) {
        fail(EngineIncident::Garbled);
    } else {
        const QByteArray podman = answer.headers.value("libpod-api-version");
        m_facts.kind = podman.isEmpty() ? EngineKind::Docker : EngineKind::Podman;
        m_podPrefix = apiVersion(podman) ? "/v" + podman + "/libpod" : QByteArray();
        m_prefix = "/v" + api;
        // The version of Podman's own interface is that of Podman. Its /version takes a second, because it starts
        // programs.
        if (!m_podPrefix.isEmpty())
            connectAs(QString::fromLatin1(podman));
        else
            send("GET", path("/version"), m_times.answer, [this](const EngineAnswer &next) { takeVersion(next); });
    }
}

void Engine::takeVersion(const EngineAnswer &answer)
{
    const QString version = enginejson::version(answer.body);
    if (const EngineIncident incident = incidentOf(answer); incident != EngineIncident::Answered) {
        fail(incident);
    } else if (version.isEmpty()) {
        fail(EngineIncident::Garbled);
    } else {
        connectAs(version);
    }
}

void Engine::connectAs(const QString &version)
{
    m_facts.version = version;
    m_loading &= ~Introduction;
    meet(EngineIncident::Answered);
    if (m_watched)
        follow(); // before the lists are read, so that no change is missed
    m_wanted = Everything;
    load();
}

void Engine::identify()
{
    if (std::exchange(m_identified, true) || m_facts.state != EngineState::Connected)
        return;
    m_wanted |= Identity;
    if (!(m_loading & Introduction))
        load();
}

/// The engine has gone or changed: its contents are no longer known.
void Engine::fail(EngineIncident incident)
{
    endRound();
    meet(incident);
    m_facts.counts = {};
    m_facts.containers.clear();
    m_tell.start(0ms);
    const bool mayReturn = m_facts.state == EngineState::NotRunning || m_facts.state == EngineState::NotAnswering;
    if (m_watched && mayReturn) {
        m_delay = m_delay > 0ms ? std::min(m_times.lastRetry, 2 * m_delay) : m_times.firstRetry;
        m_retry.start(m_delay);
    }
}

void Engine::endRound()
{
    m_stream = nullptr;
    m_round.reset();
    m_gather.stop();
    m_line.clear();
    m_wanted = m_loading = 0;
    m_facts.isLive = false;
}

void Engine::load()
{
    // A part that is being read stays wanted and is read again later.
    const int now = m_wanted & ~m_loading;
    if ((m_loading & ~Identity) == 0)
        m_loadAge.start();
    m_wanted &= ~now;
    m_loading |= now;
    for (const Part part : {Containers, Images, Volumes, Pods, Identity}) {
        if (now & part)
            loadPart(part);
    }
}

void Engine::loadPart(Part part)
{
    const QByteArray target = [this, part]() -> QByteArray {
        switch (part) {
        case Containers:
            return path("/containers/json?all=1");
        case Images:
            return path("/images/json");
        case Volumes:
            return path("/volumes");
        case Pods:
            return m_podPrefix.isEmpty() ? QByteArray() : m_podPrefix + "/pods/json";
        default:
            return m_identified ? path("/info") : QByteArray();
        }
    }();
    if (target.isEmpty()) {
        finishPart(part);
        return;
    }
    send("GET", target, m_times.list, [this, part](const EngineAnswer &answer) { take(part, answer); });
}

void Engine::take(Part part, const EngineAnswer &answer)
{
    const EngineIncident incident = incidentOf(answer);
    const bool isThere = incident == EngineIncident::Answered;
    // Without containers there is nothing to show; the other lists may be missing.
    if (!isThere && part == Containers
        && (answer.end != EngineAnswer::End::Answered || incident == EngineIncident::Refused)) {
        fail(incident);
        return;
    }
    const auto known = [&answer, isThere] { return isThere ? answer.body : QByteArray(); };
    switch (part) {
    case Containers:
        read(known(), &enginejson::containers, &Engine::takeContainers);
        break;
    case Images:
        read(known(), &enginejson::length, &Engine::takeImages);
        break;
    case Volumes:
        read(known(), &enginejson::volumes, &Engine::takeVolumes);
        break;
    case Pods:
        read(known(), &enginejson::length, &Engine::takePods);
        break;
    default:
        m_id = isThere ? enginejson::id(m_facts.kind, answer.body) : QString();
        finishPart(part);
        break;
    }
}

template<typename Result>
void Engine::read(const QByteArray &body, std::optional<Result> (*reader)(const QByteArray &),
                  void (Engine::*taker)(std::optional<Result>))
{
    using Read = std::optional<Result>;
    if (body.size() < readElsewhere) {
        (this->*taker)(reader(body));
        return;
    }
    auto *const watcher = new QFutureWatcher<Read>(m_round.get());
    connect(watcher, &QFutureWatcher<Read>::finished, this, [this, watcher, taker] {
        watcher->deleteLater();
        (this->*taker)(watcher->result());
    });
    const auto promise = std::make_shared<QPromise<Read>>();
    promise->start();
    watcher->setFuture(promise->future());
    m_jobs.post([promise, body, reader] {
        promise->addResult(reader(body));
        promise->finish();
    });
}

void Engine::takeImages(std::optional<qsizetype> count)
{
    m_facts.counts.images = count;
    finishPart(Images);
}

void Engine::takeVolumes(std::optional<qsizetype> count)
{
    m_facts.counts.volumes = count;
    finishPart(Volumes);
}

void Engine::takePods(std::optional<qsizetype> count)
{
    m_facts.counts.pods = count;
    finishPart(Pods);
}

void Engine::takeContainers(std::optional<QList<Container>> containers)
{
    m_facts.counts.running = m_facts.counts.stopped = std::nullopt;
    m_facts.containers.clear();
    if (containers) {
        const auto running = std::count_if(containers->cbegin(), containers->cend(),
                                           [](const Container &each) { return each.isRunning(); });
        m_facts.counts.running = running;
        m_facts.counts.stopped = containers->size() - running;
        m_facts.containers = *std::move(containers);
        std::sort(m_facts.containers.begin(), m_facts.containers.end(),
                  [](const Container &one, const Container &other) { return compare(one, other) < 0; });
    }
    finishPart(Containers);
}

void Engine::finishPart(Part part)
{
    m_loading &= ~part;
    // An engine that takes long for its lists is asked less often.
    if (m_wanted != 0 && (m_loading & ~Identity) == 0)
        m_gather.start(std::max(m_times.gather, 4 * std::chrono::milliseconds(m_loadAge.elapsed())));
    m_tell.start(0ms);
}

void Engine::tell()
{
    const bool isBusy = m_facts.state == EngineState::Connecting || m_loading != 0 || m_round == nullptr;
    const bool hasFailed = m_facts.state != EngineState::Connecting && m_facts.state != EngineState::Connected;
    const bool owed = m_unsettled && (!isBusy || hasFailed);
    if (owed)
        m_unsettled = false;
    const QPointer<Engine> self(this);
    Q_EMIT changed();
    if (self && owed)
        Q_EMIT settled();
}

EngineRequest *Engine::send(const QByteArray &method, const QByteArray &target, std::chrono::milliseconds total,
                            Handler handler, EngineRequest::Body body)
{
    EngineLimits limits;
    limits.total = total;
    auto *const request = new EngineRequest(m_facts.address.socket, limits, body, m_round.get());
    connect(request, &EngineRequest::finished, this,
            [request, handle = std::move(handler)](const EngineAnswer &answer) {
                request->deleteLater();
                handle(answer);
            });
    request->start(method, target);
    return request;
}

QByteArray Engine::path(const QByteArray &below) const
{
    return m_prefix + below;
}

EngineIncident Engine::incidentOf(const EngineAnswer &answer)
{
    switch (answer.end) {
    case EngineAnswer::End::NotRunning:
        return EngineIncident::Missing;
    case EngineAnswer::End::Denied:
        return EngineIncident::Refused;
    case EngineAnswer::End::Late:
    case EngineAnswer::End::BrokenOff:
        return EngineIncident::Unanswered;
    case EngineAnswer::End::Garbled:
    case EngineAnswer::End::TooLong:
        return EngineIncident::Garbled;
    case EngineAnswer::End::Answered:
        break;
    }
    if (answer.status == 401 || answer.status == 403)
        return EngineIncident::Refused;
    if (answer.status >= 500)
        return EngineIncident::Unanswered;
    return answer.status == 200 ? EngineIncident::Answered : EngineIncident::Garbled;
}

} // namespace candor
