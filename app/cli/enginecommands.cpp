// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "cli/enginecommands.h"

#include "cli/commandrecord.h"
#include "cli/engineprinter.h"
#include "engines/enginereports.h"
#include "engines/engines.h"
#include "system/didyoumean.h"
#include "system/visibletext.h"
#include "telemetry/telemetryoptionsdata.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QEventLoop>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("candor::CommandLine", text);
}

QString resourcesHelp()
{
    return translated(
        QT_TRANSLATE_NOOP("candor::CommandLine",
                          //: @info:shell keep the command names and options as they are
                          "Usage: candor resources [--json]\n"
                          "\n"
                          "Asks the container engines of this computer, and shows the state of each, its version and\n"
                          "what it has.\n"
                          "\n"
                          "  --json        prints JSON, with names that stay as they are; null is not known\n"
                          "  -h, --help    shows this text\n"
                          "\n"
                          "Exit status: 0 done, whatever the engines answered; 1 the output could not be written; 2\n"
                          "wrong usage, nothing was done.\n"));
}

QString containerHelp()
{
    return translated(
        QT_TRANSLATE_NOOP("candor::CommandLine",
                          //: @info:shell keep the command names and options as they are
                          "Usage: candor container COMMAND [OPTION...]\n"
                          "\n"
                          "  list, ls                  all containers\n"
                          "  start NAME                NAME is the name of a container, or the beginning of its ID\n"
                          "  stop NAME\n"
                          "  restart NAME\n"
                          "  remove, rm NAME [--force]\n"
                          "                            --force: also one that is running\n"
                          "\n"
                          "  --engine ENGINE    only podman or docker, or the engine of this address\n"
                          "  --json             prints JSON, with names that stay as they are\n"
                          "  -h, --help         shows this text\n"
                          "\n"
                          "Exit status: 0 done; 1 not done, or the output could not be written, the message says\n"
                          "why; 2 wrong usage, or a NAME or ENGINE that means none or several: nothing was done.\n"));
}

/// The engines of this computer, queried once; actions are recorded.
class AskedEngines
{
public:
    AskedEngines(const CommandLineHost &host, Telemetry *telemetry)
        : m_engines({host.options.data().environment, host.options.data().directories, EngineSearch::current(),
                     host.systemRoot})
        , m_reports(&m_engines, telemetry, commandSource(host))
    {
        // The only event loop of the command. If the application's own loop ran and ended, Telemetry would record open
        // actions as interrupted.
        QEventLoop loop;
        QObject::connect(&m_engines, &Engines::settled, &loop, &QEventLoop::quit);
        m_engines.ask();
        loop.exec();
    }

    [[nodiscard]] QList<Engine *> list() const { return m_engines.list(); }

    /// The engines that match \a wanted; all if it is empty.
    [[nodiscard]] QList<Engine *> matching(const QString &wanted) const
    {
        QList<Engine *> result;
        QList<Engine *> unknown; // their kind is unknown, because they do not answer
        for (Engine *const engine : m_engines.list()) {
            const EngineFacts &facts = engine->facts();
            const bool isUnknown = facts.kind == EngineKind::Unknown;
            if (wanted.isEmpty() || wanted == facts.address.name || wanted == facts.address.socket
                || (!isUnknown && wanted == engineKindName(facts.kind)))
                result.append(engine);
            else if (isUnknown)
                unknown.append(engine);
        }
        const bool isKind =
            wanted == engineKindName(EngineKind::Podman) || wanted == engineKindName(EngineKind::Docker);
        return result.isEmpty() && isKind ? unknown : result;
    }

    [[nodiscard]] static ContainerResult perform(Engine *engine, ContainerAction action, const QString &id, bool force)
    {
        ContainerResult result;
        QEventLoop loop;
        QObject::connect(engine, &Engine::performed, &loop, [&result, &loop](const ContainerResult &each) {
            result = each;
            loop.quit();
        });
        engine->perform(action, id, force);
        loop.exec();
        return result;
    }

private:
    Engines m_engines;
    EngineReports m_reports;
};

struct ContainerCall
{
    CommandLineHost &host;
    const QCommandLineParser &parser;
    QList<Engine *> chosen; ///< selected by --engine

    [[nodiscard]] int fail(const QString &message, ExitStatus status = ExitFailed) const
    {
        host.err << "candor: " << visibleText(message) << '\n' << Qt::flush;
        return status;
    }
};

/// Reports each engine that could not be queried on the error stream. \returns whether any could be.
bool isAnyConnected(const ContainerCall &call)
{
    bool result = false;
    for (const Engine *const engine : call.chosen) {
        const EngineFacts &facts = engine->facts();
        if (facts.state == EngineState::Connected && facts.counts.running) {
            result = true;
            continue;
        }
        //: @info:shell of a container engine
        QString why = translated(QT_TRANSLATE_NOOP("candor::CommandLine", "It did not say which containers it has."));
        if (facts.state != EngineState::Connected)
            why = facts.stateText();
        (void)call.fail(facts.address.name + ": "_L1 + why);
    }
    if (call.chosen.isEmpty()) {
        (void)call.fail(translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                                     //: @info:shell
                                                     "no container engine was found; see candor resources")));
    }
    return result;
}

int runList(const ContainerCall &call)
{
    if (!isAnyConnected(call))
        return ExitFailed;
    QList<FoundContainer> found;
    for (const Engine *const engine : call.chosen) {
        EngineFacts facts = engine->facts();
        const QList<Container> containers = std::exchange(facts.containers, {});
        for (const Container &container : containers)
            found.append({container, facts});
    }
    call.host.out << (call.parser.isSet(u"json"_s) ? containersAsJson(found) : containersAsText(found)) << Qt::flush;
    return ExitOk;
}

struct Match
{
    Engine *engine;
    Container container;
};

/// The containers with the name; if there is none, those whose id begins with it.
QList<Match> matches(const ContainerCall &call, const QString &name)
{
    QList<Match> named;
    QList<Match> begun;
    for (Engine *const engine : call.chosen) {
        for (const Container &container : engine->facts().containers) {
            if (container.name == name)
                named.append({engine, container});
            else if (container.id.startsWith(name))
                begun.append({engine, container});
        }
    }
    return named.isEmpty() ? begun : named;
}

int act(const ContainerCall &call, ContainerAction action)
{
    const QString name = call.parser.positionalArguments().constFirst();
    const bool anyConnected = isAnyConnected(call);
    const QList<Match> found = matches(call, name);
    if (!anyConnected)
        return ExitFailed;
    if (found.isEmpty()) {
        return call.fail(translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                                      //: @info:shell %1 is what was typed
                                                      "there is no container %1; see candor container list"))
                             .arg(name),
                         ExitUsage);
    }
    if (found.size() > 1) {
        return call.fail(translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                                      //: @info:shell %1 is what was typed; --engine stays as it is
                                                      "%1 means several containers: write the whole name or ID, or add "
                                                      "--engine with one of the addresses that candor resources shows"))
                             .arg(name),
                         ExitUsage);
    }
    const Match &match = found.constFirst();
    const bool force = action == ContainerAction::Remove && call.parser.isSet(u"force"_s);
    const ContainerResult result = AskedEngines::perform(match.engine, action, match.container.id, force);
    if (call.parser.isSet(u"json"_s))
        call.host.out << resultAsJson(result, match.engine->facts()) << Qt::flush;
    else if (result.success)
        call.host.out << resultAsText(result) << Qt::flush;
    if (result.success)
        return ExitOk;
    (void)call.fail(match.container.name + ": "_L1 + result.message);
    if (!force && result.needsForce()) {
        (void)call.fail(translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                                     //: @info:shell --force stays as it is
                                                     "it is running: stop it first, or add --force")));
    }
    return ExitFailed;
}

template<ContainerAction action>
int runAction(const ContainerCall &call)
{
    return act(call, action);
}

struct CommandRow
{
    QLatin1StringView name;
    QLatin1StringView alias; ///< the name in other tools; empty: none
    QLatin1StringView recorded;
    int (*run)(const ContainerCall &call);
    bool namesContainer;
    bool takesForce;
};

const std::array commands{
    CommandRow{"list"_L1, "ls"_L1, "container list"_L1, &runList, false, false},
    CommandRow{"start"_L1, ""_L1, "container start"_L1, &runAction<ContainerAction::Start>, true, false},
    CommandRow{"stop"_L1, ""_L1, "container stop"_L1, &runAction<ContainerAction::Stop>, true, false},
    CommandRow{"restart"_L1, ""_L1, "container restart"_L1, &runAction<ContainerAction::Restart>, true, false},
    CommandRow{"remove"_L1, "rm"_L1, "container remove"_L1, &runAction<ContainerAction::Remove>, true, true},
};

/// Reports wrong usage of `candor` and \a command.
int refuse(CommandLineHost &host, const QString &command, const QString &message, const QString &meant = QString())
{
    host.err << "candor " << command << ": " << message << '\n';
    if (!meant.isEmpty()) {
        host.err << translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                                 //: @info:shell %1 is a command or an option
                                                 "Did you mean %1?\n"))
                        .arg(meant);
    }
    host.err << translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                             //: @info:shell %1 is a command
                                             "See candor %1 --help.\n"))
                    .arg(command)
             << Qt::flush;
    return ExitUsage;
}

/// Parses \a arguments with \a parser and reports what is wrong. \returns the exit status if something is.
std::optional<int> refusal(CommandLineHost &host, const QString &command, QCommandLineParser *parser,
                           const QStringList &arguments, const QStringList &known)
{
    // The parser expects the name of the program first.
    if (!parser->parse(QStringList{u"candor"_s} + arguments)) {
        const QStringList unknown = parser->unknownOptionNames();
        return refuse(host, command, parser->errorText(),
                      unknown.isEmpty() ? QString() : didYouMean("--"_L1 + unknown.constFirst(), known));
    }
    const QStringList given = parser->optionNames();
    for (const QString &word : given) {
        if (given.count(word) > 1) {
            return refuse(host, command,
                          translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                                       //: @info:shell %1 is an option
                                                       "%1 was given more than once"))
                              .arg("--"_L1 + word));
        }
    }
    return {};
}

QString tooMuch(const QString &argument)
{
    return translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                        //: @info:shell %1 is what was typed
                                        "%1 is more than is needed"))
        .arg(argument);
}

} // namespace

int runResourcesCommand(const QStringList &arguments, CommandLineHost &host)
{
    const QString command = u"resources"_s;
    QCommandLineParser parser;
    parser.addOption(QCommandLineOption(u"json"_s));
    parser.addOption(QCommandLineOption(QStringList{u"h"_s, u"help"_s}));
    if (const auto status = refusal(host, command, &parser, arguments, {u"--json"_s, u"--help"_s}))
        return *status;
    if (parser.isSet(u"help"_s)) {
        host.out << resourcesHelp() << Qt::flush;
        return ExitOk;
    }
    if (!parser.positionalArguments().isEmpty())
        return refuse(host, command, tooMuch(parser.positionalArguments().constFirst()));
    return recordCommand(host, {"resources"_L1, false, parser.optionNames()}, [&](Telemetry &telemetry) -> int {
        const AskedEngines engines(host, &telemetry);
        QList<EngineFacts> facts;
        for (const Engine *const engine : engines.list())
            facts.append(engine->facts());
        host.out << (parser.isSet(u"json"_s) ? resourcesAsJson(facts) : resourcesAsText(facts)) << Qt::flush;
        return ExitOk;
    });
}

int runContainerCommand(const QStringList &arguments, CommandLineHost &host)
{
    const QString command = u"container"_s;
    const QString name = arguments.value(0);
    if (name.isEmpty() || name == "--help"_L1 || name == "-h"_L1) {
        (name.isEmpty() ? host.err : host.out) << containerHelp() << Qt::flush;
        return name.isEmpty() ? ExitUsage : ExitOk;
    }
    const auto row = std::find_if(commands.begin(), commands.end(),
                                  [&](const CommandRow &r) { return r.name == name || r.alias == name; });
    if (row == commands.end()) {
        QStringList names;
        for (const CommandRow &each : commands)
            names.append(each.name);
        return refuse(host, command,
                      translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                                   //: @info:shell %1 is what was typed
                                                   "unknown command %1"))
                          .arg(name),
                      didYouMean(name, names));
    }
    QCommandLineParser parser;
    QStringList known{u"--json"_s, u"--engine"_s, u"--help"_s};
    parser.addOption(QCommandLineOption(u"json"_s));
    parser.addOption(QCommandLineOption(u"engine"_s, QString(), u"engine"_s));
    parser.addOption(QCommandLineOption(QStringList{u"h"_s, u"help"_s}));
    if (row->takesForce) {
        parser.addOption(QCommandLineOption(u"force"_s));
        known.append(u"--force"_s);
    }
    if (const auto status = refusal(host, command, &parser, arguments.mid(1), known))
        return *status;
    if (parser.isSet(u"help"_s)) {
        host.out << containerHelp() << Qt::flush;
        return ExitOk;
    }
    const QStringList words = parser.positionalArguments();
    if (row->namesContainer && words.value(0).isEmpty()) {
        return refuse(host, command,
                      translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                                   //: @info:shell %1 is a command
                                                   "%1 needs the name of a container"))
                          .arg(name));
    }
    if (words.size() > (row->namesContainer ? 1 : 0))
        return refuse(host, command, tooMuch(words.constLast()));

    return recordCommand(
        host, {row->recorded, name != row->name, parser.optionNames()}, [&](Telemetry &telemetry) -> int {
            const AskedEngines engines(host, &telemetry);
            const QString wanted = parser.value(u"engine"_s);
            const ContainerCall call{host, parser, engines.matching(wanted)};
            if (parser.isSet(u"engine"_s) && (wanted.isEmpty() || call.chosen.isEmpty())) {
                return call.fail(translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                                              //: @info:shell %1 is what was typed
                                                              "there is no engine %1; see candor resources"))
                                     .arg(wanted),
                                 ExitUsage);
            }
            return row->run(call);
        });
}

} // namespace candor
