// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "engines/enginereports.h"

#include "candor/publicname.h"
#include "candor/telemetry.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

/// A range for a number: the exact number of containers could identify a user.
const char *rangeOf(qsizetype count)
{
    struct Range
    {
        qsizetype below;
        const char *name;
    };
    constexpr std::array ranges{Range{1, "0"}, Range{5, "1-4"}, Range{20, "5-19"}, Range{100, "20-99"},
                                Range{1000, "100-999"}};
    const auto found =
        std::find_if(ranges.begin(), ranges.end(), [count](const Range &each) { return count < each.below; });
    return found == ranges.end() ? "1000+" : found->name;
}

/// Only the numbers of a version: additions of a distribution or a company are not sent.
QString plainVersion(const QString &version)
{
    static const QRegularExpression form(u"\\A\\d{1,4}(\\.\\d{1,4}){0,2}"_s);
    return form.match(version).captured();
}

const char *eventOf(ContainerAction action)
{
    switch (action) {
    case ContainerAction::Start:
        return "container.started";
    case ContainerAction::Stop:
        return "container.stopped";
    case ContainerAction::Restart:
        return "container.restarted";
    case ContainerAction::Remove:
        break;
    }
    return "container.removed";
}

/// The path of the request with a word instead of the container: only the route is needed.
const char *pathOf(ContainerAction action)
{
    switch (action) {
    case ContainerAction::Start:
        return "/containers/id/start";
    case ContainerAction::Stop:
        return "/containers/id/stop";
    case ContainerAction::Restart:
        return "/containers/id/restart";
    case ContainerAction::Remove:
        break;
    }
    return "/containers/id";
}

/// The engine's word if it is recorded; empty for all others, such as health checks and commands.
std::string whatHappened(const EngineEvent &event)
{
    if (event.subject == EngineEvent::Subject::Image)
        return event.verb == "pull"_L1 ? "image_pulled" : std::string();
    if (event.subject != EngineEvent::Subject::Container)
        return {};
    if (event.verb == "create"_L1)
        return "container_created";
    if (event.verb == "start"_L1)
        return "container_started";
    if (event.verb == "destroy"_L1 || event.verb == "remove"_L1)
        return "container_removed";
    if (event.verb != "die"_L1)
        return {};
    // A container that is stopped ends by a signal: SIGINT, SIGKILL, SIGTERM.
    constexpr std::array stopped{0, 130, 137, 143};
    const bool isStopped = std::find(stopped.begin(), stopped.end(), event.exitCode) != stopped.end();
    return isStopped ? "container_stopped" : "container_failed";
}

bool isPartOfAWord(QChar c)
{
    return c.isLetterOrNumber();
}

/// Replaces \a name in \a message, unless it is part of a longer word; dots, dashes and slashes end a word.
void takeOut(QString *message, const QString &name)
{
    if (name.isEmpty())
        return;
    for (qsizetype at = 0; (at = message->indexOf(name, at, Qt::CaseInsensitive)) >= 0;) {
        const qsizetype end = at + name.size();
        const bool begins = at == 0 || !isPartOfAWord(message->at(at - 1));
        if (begins && (end == message->size() || !isPartOfAWord(message->at(end)))) {
            message->replace(at, name.size(), u"<name>"_s);
            at += 6;
        } else {
            at = end;
        }
    }
}

/// The engine's message without names that users have chosen; the rest is scrubbed like any other text. A text in
/// quotation marks or after the word for a thing is usually such a name, also of networks and volumes, whose names are
/// unknown.
QString withoutNames(QString message, const EngineFacts &facts, const Container &container)
{
    const QString &image = container.image;
    // The tag is after the last slash; a port is before it.
    const qsizetype tag = image.indexOf(u':', image.lastIndexOf(u'/') + 1);
    const QString untagged = image.section(u'@', 0, 0).left(tag < 0 ? image.size() : tag);
    QStringList names{
        container.id, container.name, image, untagged, untagged.section(u'/', 1), untagged.section(u'/', -1)};
    for (const Container &each : facts.containers)
        names.append(each.name);
    // The longest name first: a name may be the beginning of another one.
    std::sort(names.begin(), names.end(),
              [](const QString &one, const QString &other) { return one.size() > other.size(); });
    for (const QString &name : std::as_const(names))
        takeOut(&message, name);
    static const QRegularExpression quoted(u"\"[^\"]*\"|(?<!\\w)'[^']*'(?!\\w)|`[^`]*`"_s); // not "can't"
    static const QRegularExpression called(
        u"\\b(container|image|network|volume|pod|secret)s?((?:\\s+with)?(?:\\s+(?:name|ID|named))?(?:\\s+or\\s+ID)?[:=]"
        u"?\\s+)"
        "(?!is\\b|has\\b|not\\b|can|could|with\\b|name\\b|already\\b|does|state\\b|<name>)\\S+"_s,
        QRegularExpression::CaseInsensitiveOption);
    message.replace(quoted, u"<name>"_s);
    message.replace(called, u"\\1\\2<name>"_s);
    return message;
}

Error errorOf(const ContainerResult &result, const EngineFacts &facts)
{
    const char *kind = "engine_failed";
    if (!result.statusCode)
        kind = "no_answer";
    else if (*result.statusCode == 403)
        kind = "denied";
    else if (*result.statusCode == 404)
        kind = "not_found";
    else if (*result.statusCode == 409)
        kind = "conflict";
    Error error(kind);
    if (result.statusCode) {
        error.statusCode(*result.statusCode);
        // Our own message is in the user's language, and the kind says the same.
        if (result.isEnginesWord)
            error.message(withoutNames(result.message, facts, result.container));
    }
    return error;
}

} // namespace

EngineReports::EngineReports(Engines *engines, Telemetry *telemetry, const char *source, QObject *parent)
    : QObject(parent)
    , m_engines(engines)
    , m_telemetry(telemetry)
    , m_source(source)
    , m_requests(telemetry)
{
    connect(engines, &Engines::listChanged, this, &EngineReports::attach);
    connect(telemetry, &Telemetry::consentChanged, this, &EngineReports::reportAll);
    attach();
}

EngineReports::~EngineReports()
{
    for (OpenAction &open : m_open)
        open.action.fail(Error("interrupted"));
}

void EngineReports::attach()
{
    const QList<Engine *> engines = m_engines->list();
    for (Engine *const engine : engines) {
        if (m_attached.contains(engine))
            continue;
        m_attached.insert(engine);
        connect(engine, &QObject::destroyed, this, &EngineReports::forget);
        connect(engine, &Engine::settled, this, [this, engine] { reportConnected(engine); });
        connect(engine, &Engine::performing, this,
                [this, engine](quint64 ticket, ContainerAction action) { begin(engine, ticket, action); });
        connect(engine, &Engine::performed, this,
                [this, engine](const ContainerResult &result) { end(engine, result); });
        connect(engine, &Engine::happened, this, [this, engine](const EngineEvent &event) { report(engine, event); });
    }
}

void EngineReports::forget(QObject *engine)
{
    m_attached.remove(engine);
    m_reported.remove(engine);
    for (auto open = m_open.begin(); open != m_open.end();) {
        if (open->engine != engine) {
            ++open;
            continue;
        }
        open->action.fail(Error("interrupted"));
        open = m_open.erase(open);
    }
}

void EngineReports::reportAll()
{
    if (!m_telemetry->isAllowed()) {
        m_reported.clear();
        return;
    }
    const QList<Engine *> engines = m_engines ? m_engines->list() : QList<Engine *>();
    for (Engine *const engine : engines)
        reportConnected(engine);
}

void EngineReports::reportConnected(Engine *engine)
{
    const EngineFacts &facts = engine->facts();
    if (facts.state != EngineState::Connected || !m_telemetry->isAllowed() || m_reported.contains(engine))
        return;
    const QList<QString> ids = m_reported.values();
    m_reported.insert(engine, engine->id());
    if (!engine->id().isEmpty() && ids.contains(engine->id()))
        return; // another address of an engine that was reported
    const QString kind = engineKindName(facts.kind);
    const QString version = plainVersion(facts.version);
    std::vector<Property> properties{{"engine", kind}};
    if (!version.isEmpty())
        properties.push_back({"version", version});
    const auto add = [&properties](const char *name, std::optional<qsizetype> count) {
        if (count)
            properties.push_back({name, rangeOf(*count)});
    };
    add("running", facts.counts.running);
    add("stopped", facts.counts.stopped);
    add("images", facts.counts.images);
    add("volumes", facts.counts.volumes);
    add("pods", facts.counts.pods);
    m_telemetry->track("engine.connected", properties.data(), properties.size());
}

void EngineReports::begin(const Engine *engine, quint64 ticket, ContainerAction action)
{
    const QString kind = engineKindName(engine->facts().kind);
    m_open.push_back(
        {engine, ticket, m_telemetry->begin(eventOf(action), {{"engine", kind}}), std::chrono::steady_clock::now()});
}

void EngineReports::end(const Engine *engine, const ContainerResult &result)
{
    const auto open = std::find_if(m_open.begin(), m_open.end(), [engine, &result](const OpenAction &each) {
        return each.engine == engine && each.ticket == result.ticket;
    });
    if (open == m_open.end())
        return;
    const auto duration =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - open->since);
    m_requests.record(result.action == ContainerAction::Remove ? "DELETE" : "POST", pathOf(result.action),
                      result.statusCode.value_or(0), duration, m_source);
    if (!result.success)
        open->action.fail(errorOf(result, engine->facts()));
    m_open.erase(open); // this ends the action
}

void EngineReports::report(const Engine *engine, const EngineEvent &event)
{
    const std::string what = whatHappened(event);
    if (what.empty())
        return;
    const QString kind = engineKindName(engine->facts().kind);
    const std::string image = officialImage(event.image);
    const std::string source = repositoryHost(event.source);
    // The catalogue accepts the names that it lists, and aggregates a burst into one event with a number.
    if (event.source.isEmpty())
        m_telemetry->track("engine.reported", {{"engine", kind}, {"event", what}, {"image", image}});
    else
        m_telemetry->track("engine.reported",
                           {{"engine", kind}, {"event", what}, {"image", image}, {"source", source}});
}

} // namespace candor
