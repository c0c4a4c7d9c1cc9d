// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// The events that an engine reports, and the actions that it is told to perform.

#include "engines/engine.h"
#include "engines/enginejson.h"

#include <QCoreApplication>
#include <QPointer>

#include <algorithm>
#include <utility>

namespace candor {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype longestLine = 1024 * 1024; // bytes of one event
constexpr auto lastingStream = 10s; // a stream that was open for longer has not failed at once

/// Many events do not change a list: health checks, commands that are run, terminals.
bool changesLists(const EngineEvent &event)
{
    return !event.verb.startsWith("exec"_L1) && !event.verb.startsWith("health_status"_L1)
        && !QStringList{u"attach"_s, u"detach"_s, u"resize"_s, u"top"_s, u"copy"_s, u"init"_s, u"cleanup"_s}.contains(
            event.verb);
}

QString translated(const char *text)
{
    return QCoreApplication::translate("candor::Engine", text);
}

/// The message if there is no answer to an action.
QString noAnswerText(EngineAnswer::End end)
{
    switch (end) {
    case EngineAnswer::End::NotRunning:
        //: @info of an action
        return translated(QT_TRANSLATE_NOOP("candor::Engine", "The engine is not running."));
    case EngineAnswer::End::Denied:
        //: @info of an action
        return translated(QT_TRANSLATE_NOOP("candor::Engine", "The engine does not let you in."));
    case EngineAnswer::End::Late:
        //: @info of an action
        return translated(
            QT_TRANSLATE_NOOP("candor::Engine", "The engine did not answer in time; it may still be at it."));
    case EngineAnswer::End::BrokenOff:
        //: @info of an action
        return translated(
            QT_TRANSLATE_NOOP("candor::Engine", "The engine broke off its answer; it may have done it all the same."));
    default:
        //: @info of an action
        return translated(QT_TRANSLATE_NOOP("candor::Engine", "The engine's answer was not understood."));
    }
}

QByteArray targetOf(ContainerAction action, const QByteArray &container, bool force)
{
    switch (action) {
    case ContainerAction::Start:
        return container + "/start";
    case ContainerAction::Stop:
        return container + "/stop";
    case ContainerAction::Restart:
        return container + "/restart";
    case ContainerAction::Remove:
        break;
    }
    return container + (force ? "?force=true" : "?force=false");
}

} // namespace

void Engine::follow()
{
    if (m_stream)
        return;
    m_line.clear();
    m_streamAge.start();
    // There is no timeout and no sign that the stream has begun: Podman 4.3 sends even the header with the first event.
    m_stream = send(
        "GET", path("/events"), 0ms, [this](const EngineAnswer &answer) { loseStream(answer); },
        EngineRequest::Body::Streamed);
    connect(m_stream, &EngineRequest::received, this, &Engine::takeEvents);
    m_facts.isLive = true;
}

void Engine::takeEvents(const QByteArray &piece)
{
    m_line += piece;
    qsizetype begin = 0;
    const QPointer<EngineRequest> stream(m_stream);
    for (qsizetype end = m_line.indexOf('\n'); end >= 0; end = m_line.indexOf('\n', begin)) {
        const QByteArray line = m_line.mid(begin, end - begin).trimmed();
        begin = end + 1;
        if (line.isEmpty())
            continue;
        const auto event = enginejson::event(line);
        if (!event) {
            fail(EngineIncident::Garbled);
            return;
        }
        noticeEvent(*event);
        if (!stream)
            return; // this object may have been destroyed, too
    }
    m_line.remove(0, begin);
    if (m_line.size() > longestLine)
        fail(EngineIncident::Garbled);
}

void Engine::noticeEvent(const EngineEvent &event)
{
    if (changesLists(event)) {
        int parts = Containers; // containers name images and mount volumes
        if (event.subject == EngineEvent::Subject::Image)
            parts |= Images;
        if (event.subject == EngineEvent::Subject::Volume || event.verb == "destroy"_L1 || event.verb == "remove"_L1)
            parts |= Volumes;
        if (event.subject == EngineEvent::Subject::Pod)
            parts |= Pods;
        loadSoon(parts);
    }
    Q_EMIT happened(event); // must be last: this object may have been destroyed
}

void Engine::loseStream(const EngineAnswer &answer)
{
    m_stream = nullptr;
    m_facts.isLive = false;
    m_tell.start(0ms);
    if (answer.end == EngineAnswer::End::Answered && answer.status != 200)
        return; // the engine has no events for us; its facts remain until it is asked again
    if (std::chrono::milliseconds(m_streamAge.elapsed()) > lastingStream)
        m_delay = 0ms;
    const EngineIncident incident = incidentOf(answer);
    const bool hasGone = incident == EngineIncident::Answered || incident == EngineIncident::Unanswered;
    fail(hasGone ? EngineIncident::Missing : incident);
}

quint64 Engine::perform(ContainerAction action, const QString &id, bool force)
{
    ContainerResult result;
    result.ticket = ++m_tickets;
    result.action = action;
    result.container.id = id;
    const auto known = std::find_if(m_facts.containers.cbegin(), m_facts.containers.cend(),
                                    [&id](const Container &each) { return each.id == id; });
    if (known != m_facts.containers.cend())
        result.container = *known;

    const QPointer<Engine> self(this);
    Q_EMIT performing(result.ticket, action);
    if (!self)
        return result.ticket;
    if (m_facts.state != EngineState::Connected) {
        result.message = noAnswerText(EngineAnswer::End::NotRunning);
        QTimer::singleShot(0ms, this, [this, result] { Q_EMIT performed(result); });
        return result.ticket;
    }
    const QByteArray target = path("/containers/" + targetOf(action, id.toUtf8().toPercentEncoding(), force));
    EngineLimits limits;
    limits.total = m_times.action;
    auto *const request = new EngineRequest(m_facts.address.socket, limits, EngineRequest::Body::Whole, this);
    m_actions.push_back({request, result});
    connect(request, &EngineRequest::finished, this,
            [this, request](const EngineAnswer &answer) { endAction(request, answer); });
    request->start(action == ContainerAction::Remove ? "DELETE" : "POST", target);
    return result.ticket;
}

void Engine::endAction(const EngineRequest *request, const EngineAnswer &answer)
{
    ContainerResult result = takeAction(request);
    if (answer.end == EngineAnswer::End::Answered) {
        result.statusCode = answer.status;
        // 304: nothing had to be changed.
        result.success = (answer.status >= 200 && answer.status < 300) || answer.status == 304;
        result.message = result.success ? QString() : enginejson::message(answer.body);
        result.isEnginesWord = !result.message.isEmpty();
    }
    if (!result.success && result.message.isEmpty())
        result.message = noAnswerText(answer.end);
    Q_EMIT performed(result); // must be last: this object may have been destroyed
}

void Engine::stopWaiting(const QString &id)
{
    const auto open = std::find_if(m_actions.cbegin(), m_actions.cend(),
                                   [&id](const OpenAction &each) { return each.result.container.id == id; });
    if (open == m_actions.cend())
        return;
    ContainerResult result = takeAction(open->request);
    //: @info of an action
    result.message = translated(
        QT_TRANSLATE_NOOP("candor::Engine", "Candor no longer waits for the engine, which may do it all the same."));
    Q_EMIT performed(result);
}

ContainerResult Engine::takeAction(const EngineRequest *request)
{
    const auto open = std::find_if(m_actions.begin(), m_actions.end(),
                                   [request](const OpenAction &each) { return each.request == request; });
    ContainerResult result = std::move(open->result);
    open->request->disconnect(this);
    open->request->deleteLater(); // one of its signals may be running
    m_actions.erase(open);
    if (m_facts.state == EngineState::Connected)
        loadSoon(Containers | Volumes);
    return result;
}

void Engine::loadSoon(int parts)
{
    m_wanted |= parts;
    if ((m_loading & ~Identity) == 0 && !m_gather.isActive())
        m_gather.start(m_times.gather);
}

} // namespace candor
