// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "cli/commandline.h"

#include "cli/enginecommands.h"
#include "cli/telemetrycommands.h"
#include "system/didyoumean.h"

#include <QCoreApplication>
#include <QIODevice>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("candor::CommandLine", text);
}

QString programHelp()
{
    return translated(
        QT_TRANSLATE_NOOP("candor::CommandLine",
                          //: @info:shell
                          "Usage: candor [--page PAGE]\n"
                          "       candor resources [--json]\n"
                          "       candor container COMMAND [OPTION...]\n"
                          "       candor telemetry COMMAND [OPTION...]\n"
                          "\n"
                          "Without a command the settings window opens.\n"
                          "\n"
                          "  --page PAGE      opens the window at a page: resources, extensions, appearance,\n"
                          "                   telemetry or activity\n"
                          "  -h, --help       shows this text\n"
                          "  -v, --version    shows the version\n"
                          "\n"
                          "candor resources shows the container engines of this computer; candor container --help\n"
                          "shows the commands for containers, candor telemetry --help those for usage data.\n"));
}

int runChosen(const QStringList &arguments, CommandLineHost &host)
{
    const QString first = arguments.value(0);
    if (first == "--help"_L1 || first == "-h"_L1) {
        host.out << programHelp() << Qt::flush;
        return ExitOk;
    }
    if (first == "--version"_L1 || first == "-v"_L1) {
        host.out << "candor " << host.options.version() << '\n' << Qt::flush;
        return ExitOk;
    }
    if (first == "telemetry"_L1)
        return runTelemetryCommand(arguments.mid(1), host);
    if (first == "resources"_L1)
        return runResourcesCommand(arguments.mid(1), host);
    if (first == "container"_L1)
        return runContainerCommand(arguments.mid(1), host);

    if (first == "--page"_L1 || first == "--tour"_L1) {
        host.err << translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                                 //: @info:shell %1 is an option
                                                 "candor: %1 needs a value\n"))
                        .arg(first);
    } else if (first.startsWith(u'-')) {
        host.err << translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                                 //: @info:shell %1 is what was typed
                                                 "candor: unknown option %1\n"))
                        .arg(first);
    } else {
        host.err << translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                                 //: @info:shell %1 is what was typed
                                                 "candor: unknown command %1\n"))
                        .arg(first);
    }
    const QString meant =
        didYouMean(first, {u"telemetry"_s, u"resources"_s, u"container"_s, u"--help"_s, u"--version"_s, u"--page"_s});
    if (!meant.isEmpty() && meant != first) {
        host.err << translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                                 //: @info:shell %1 is a command or an option
                                                 "Did you mean %1?\n"))
                        .arg(meant);
    }
    host.err << translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                             //: @info:shell
                                             "See candor --help.\n"))
             << Qt::flush;
    return ExitUsage;
}

} // namespace

QString outputProblem(QTextStream &stream)
{
    stream.flush();
    if (stream.status() == QTextStream::Ok)
        return {};
    const QIODevice *const device = stream.device();
    return device ? device->errorString() : QString();
}

int runCommandLine(const QStringList &arguments, CommandLineHost &host)
{
    const int status = runChosen(arguments, host);
    const QString problem = outputProblem(host.out);
    if (host.out.status() == QTextStream::Ok || status == ExitFailed || status == ExitUsage)
        return status;
    const char *const said = status == ExitOk
        ? QT_TRANSLATE_NOOP("candor::CommandLine",
                            //: @info:shell %1 is the system's reason
                            "candor: the output could not be written (%1); all else was done\n")
        : QT_TRANSLATE_NOOP("candor::CommandLine",
                            //: @info:shell %1 is the system's reason
                            "candor: the output could not be written (%1)\n");
    host.err << translated(said).arg(problem) << Qt::flush;
    return ExitFailed;
}

} // namespace candor
