// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "cli/telemetrycommands.h"

#include "cli/cataloguecommand.h"
#include "cli/environmentcommand.h"
#include "cli/explaincommand.h"
#include "cli/foregroundsend.h"
#include "cli/noticeprinter.h"
#include "cli/removalcommands.h"
#include "cli/showcommand.h"
#include "cli/statusprinter.h"
#include "cli/telemetrycall.h"
#include "consent/consentmessages.h"
#include "system/didyoumean.h"
#include "system/librarytranslation.h"
#include "system/pathwatcher.h"
#include "telemetry/statusdescription.h"
#include "telemetry/telemetrycontext.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <algorithm>

namespace candor {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("candor::CommandLine", text);
}

QString telemetryHelp()
{
    return translated(
        QT_TRANSLATE_NOOP("candor::CommandLine",
                          //: @info:shell keep the command names and options as they are
                          "Usage: candor telemetry COMMAND [OPTION...]\n"
                          "\n"
                          "  status                        what is decided, by whom, and how many events wait\n"
                          "  enable [--only usage|errors] [--yes]\n"
                          "                                shows the notice and agrees to it; needs a terminal,\n"
                          "                                where it can be read, or --yes\n"
                          "  disable                       refuses, and erases what waits on this computer\n"
                          "  explain                       who can decide, who does, and what follows from it\n"
                          "  show [--last NUMBER] [--follow]\n"
                          "                                what waits and what was sent, byte for byte; the last\n"
                          "                                100, or NUMBER (0: all); --follow goes on showing\n"
                          "  send [--timeout SECONDS]      sends now what waits, for at most 10 seconds\n"
                          "  erase                         erases what was recorded on this computer; the answer\n"
                          "                                and the ID stay\n"
                          "  reset-id [--yes]              names the tools that share the ID, asks, and makes a new\n"
                          "                                one; asks nobody with --yes, which it needs where there\n"
                          "                                is no terminal\n"
                          "  request-deletion              whom to ask to delete what was sent, and a ready text;\n"
                          "                                sends nothing\n"
                          "  environment                   what a container is given, a line for each variable, for\n"
                          "                                its --env-file: the ID, or the refusal; never a yes\n"
                          "  catalogue [--markdown]        what can be collected, and why; --markdown: the document\n"
                          "                                USAGE_DATA.md; --json: the catalogue, byte for byte\n"
                          "\n"
                          "  --json        prints JSON, with names that stay as they are\n"
                          "  -h, --help    shows this text\n"
                          "\n"
                          "Exit status: 0 done; 1 not done, or the output could not be written, the message says\n"
                          "why; 2 wrong usage, nothing was done; 3 some of what waited still waits (send).\n"));
}

/// The notice in the language of the terminal; \a context must have a valid one.
NoticeText noticeText(const TelemetryContext &context)
{
    const Destination &destination = context.options().destination;
    NoticeText::Reach reach = NoticeText::Reach::Nowhere;
    if (destination.canSend())
        reach = destination.isLoopback() ? NoticeText::Reach::Loopback : NoticeText::Reach::Elsewhere;
    return NoticeText(*context.notice(), shownLanguage(), destination.recipient(), reach,
                      context.options().identityMode(),
                      context.options().sharedWithRedHatTools ? NoticeText::Switch::Shared : NoticeText::Switch::Own);
}

TelemetryStatus fullStatus(const TelemetryContext &context, const ConsentState &state,
                           std::chrono::milliseconds patience = TelemetryContext::shortPatience)
{
    context.lookAround(state);
    TelemetryStatusData status = describeStatus(context, state);
    if (status.allowed) {
        // The result if this process were to watch now; a recording process knows its own.
        PathWatcher watcher(nullptr, context.options().watchEngine());
        watcher.setFiles(context.consent().files().watched(), context.options().directories.home);
        if (!watcher.isArmed())
            status.watchProblem = watchProblem(context.rereading());
    }
    if (state.verdict.data != DataPolicy::StayOut) // refused for this process: what others keep is not opened
        addCounts(context, &status, patience);
    return status;
}

void printStatus(const TelemetryCall &call, const TelemetryStatus &status)
{
    call.host.out << (call.json ? statusAsJson(status) : statusAsText(status)) << Qt::flush;
}

void printRemark(const TelemetryCall &call, const QString &remark)
{
    if (!remark.isEmpty())
        call.host.err << "candor: " << remark << '\n' << Qt::flush;
}

int runStatus(const TelemetryCall &call)
{
    const ConsentState state = call.readConsent();
    call.printProblems(state);
    printStatus(call, fullStatus(call.context, state));
    return ExitOk;
}

/// Says that an administrator has turned off one of the two categories, \a managed.
QString managedText(Categories managed)
{
    return managed.testFlag(Category::Errors)
        ? translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                       //: @info:shell
                                       "Errors are managed by your organization, and stay off.\n"))
        : translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                       //: @info:shell
                                       "Usage is managed by your organization, and stays off.\n"));
}

/// Does another rule refuse all of \a categories?
bool refusesAll(const ConsentState &state, Categories categories)
{
    const bool byOthers = std::any_of(state.refusals.begin(), state.refusals.end(),
                                      [](const Refusal &each) { return each.rule != Rule::Administrator; });
    return byOthers || !(categories & ~state.verdict.lockedCategories);
}

int runEnable(const TelemetryCall &call)
{
    Categories categories;
    for (const QString &only : call.parser.values(u"only"_s)) {
        if (const std::optional<Category> category = categoryNamed(only.toStdString())) {
            categories |= *category;
        } else {
            call.host.err << translated(QT_TRANSLATE_NOOP(
                                            "candor::CommandLine",
                                            //: @info:shell %1 is what was typed; usage and errors stay as they are
                                            "candor: --only takes usage or errors, not %1\n"))
                                 .arg(only)
                          << Qt::flush;
            return ExitUsage;
        }
    }
    if (!categories)
        categories = allCategories;
    if (!call.context.notice())
        return call.fail(call.context.noticeProblem());

    // If nothing can be agreed to there is no notice to read.
    const ConsentState before = call.readConsent();
    if (refusesAll(before, categories)) {
        const bool wholly = before.verdict.rule != Rule::Person && before.verdict.rule != Rule::Nobody;
        return call.fail(wholly ? consentmessages::refusedBy(before.verdict) : managedText(categories).trimmed());
    }

    // The user agrees to the notice, so it is printed first; with JSON it goes to the error stream.
    QTextStream &noticeStream = call.json ? call.host.err : call.host.out;
    const NoticeText notice = noticeText(call.context);
    noticeStream << noticeAsText(notice, call.context.options().applicationName) << '\n';
    const QString problem = outputProblem(noticeStream);
    if (noticeStream.status() != QTextStream::Ok) {
        //: @info:shell %1 is the system's reason
        return call.fail(translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                                      "the notice could not be written (%1), so nothing was agreed to"))
                             .arg(problem));
    }
    if (!call.host.readAnswer && !call.parser.isSet(u"yes"_s)) {
        //: @info:shell
        call.host.err << translated(QT_TRANSLATE_NOOP(
            "candor::CommandLine",
            "candor: nothing was agreed to: without a terminal nobody can be seen to read the notice; "
            "to agree to it, add --yes\n"))
                      << Qt::flush;
        return ExitUsage;
    }

    const Consent::Result result = call.context.answer({categories, Origin::CommandLine, notice.language()});
    if (!result.backupPath.isEmpty()) {
        call.host.err << translated(
                             QT_TRANSLATE_NOOP(
                                 "candor::CommandLine",
                                 //: @info:shell %1 is a file
                                 "candor: settings.json could not be read and was begun anew; what it held is in %1\n"))
                             .arg(result.backupPath);
    }
    printRemark(call, result.remark);
    if (!result.ok)
        return call.fail(result.error);
    const TelemetryStatus status = fullStatus(call.context, result.state);
    printRemark(call, call.context.identity().problem());
    if (call.json) {
        printStatus(call, status);
    } else {
        call.host.out << translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                                      //: @info:shell
                                                      "Telemetry is on. To turn it off: candor telemetry disable\n"))
                      << Qt::flush;
        if (const Categories managed = categories & status.lockedCategories()) {
            call.host.out << managedText(managed) << Qt::flush;
        }
    }
    return ExitOk;
}

int runDisable(const TelemetryCall &call)
{
    // A no needs no notice: it also works if that can't be read.
    const QString language = call.context.notice() ? noticeText(call.context).language() : QString();
    const Consent::Result result = call.context.answer({{}, Origin::CommandLine, language});
    QString error = result.error;
    // Also when the no could not be saved: what waits is not sent against the person's word.
    if (const QString problem = call.context.records().erase(); !problem.isEmpty())
        error = result.ok ? consentmessages::noSavedRecordsStay(problem) : error + u' ' + problem;
    if (!result.backupPath.isEmpty()) {
        call.host.err << translated(
                             QT_TRANSLATE_NOOP(
                                 "candor::CommandLine",
                                 //: @info:shell %1 is a file
                                 "candor: settings.json could not be read and was begun anew; what it held is in %1\n"))
                             .arg(result.backupPath);
    }
    printRemark(call, result.remark);
    if (!error.isEmpty())
        return call.fail(error);
    if (call.json) {
        printStatus(call, fullStatus(call.context, result.state));
    } else {
        call.host.out << translated(
            QT_TRANSLATE_NOOP("candor::CommandLine",
                              //: @info:shell
                              "Telemetry is off. Nothing that was recorded is left on this computer.\n"))
                      << Qt::flush;
    }
    return ExitOk;
}

int runSend(const TelemetryCall &call)
{
    bool valid = true;
    std::chrono::seconds timeout{10};
    if (call.parser.isSet(u"timeout"_s)) {
        timeout = std::chrono::seconds(call.parser.value(u"timeout"_s).toInt(&valid));
        if (!valid || timeout.count() < 1 || timeout.count() > 3600) {
            call.host.err << translated(
                QT_TRANSLATE_NOOP("candor::CommandLine",
                                  //: @info:shell
                                  "candor: --timeout takes a number of seconds from 1 to 3600\n"))
                          << Qt::flush;
            return ExitUsage;
        }
    }
    const ConsentState state = call.readConsent();
    call.printProblems(state);
    if (state.verdict.allowed) {
        const QString problem = call.context.recoverRings(state);
        if (!problem.isEmpty())
            call.host.err << "candor: " << problem << '\n' << Qt::flush;
    }
    const TelemetryStatus before = fullStatus(call.context, state, 2s);
    if (!state.verdict.allowed)
        return call.fail(before.reason());
    if (!before.countsKnown())
        return call.fail(before.storeProblem());

    // What another program records meanwhile does not decide how this ends.
    const std::optional<qint64> mark = call.context.records().mark();
    SendResult result;
    if (before.canSend() && before.waiting() + before.sending() > 0) {
        result = sendInForeground(call.context, state, timeout);
    } else if (!before.canSend()) {
        result.message = translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                                      //: @info:shell
                                                      "No recipient is set up: records stay on this computer."));
    }
    call.context.lookAround(state);
    TelemetryStatusData after = describeStatus(call.context, state);
    addCounts(call.context, &after);
    const std::optional<qint64> left = mark ? call.context.records().countWaiting(*mark) : std::nullopt;
    if (!after.countsKnown)
        return call.fail(after.storeProblem);
    const qint64 waiting = after.waiting + after.sending;
    if (call.json) {
        call.host.out << sendAsJson(result, waiting) << Qt::flush;
    } else {
        const QString counts = before.canSend()
            ? translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                           //: @info:shell
                                           "Delivered: %1. Waiting: %2.\n"))
            : translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                           //: @info:shell where nothing is ever sent
                                           "Delivered: %1. Kept: %2.\n"));
        call.host.out << counts.arg(result.delivered).arg(waiting) << Qt::flush;
        if (!result.message.isEmpty())
            call.host.err << "candor: " << result.message << '\n' << Qt::flush;
    }
    return left == 0 ? ExitOk : ExitStillWaiting;
}

int runCatalogue(const TelemetryCall &call)
{
    if (call.json && call.parser.isSet(u"markdown"_s)) {
        call.host.err << translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                                      //: @info:shell
                                                      "candor: --markdown and --json exclude each other\n"))
                      << Qt::flush;
        return ExitUsage;
    }
    CatalogueForm form = call.json ? CatalogueForm::Json : CatalogueForm::Text;
    if (call.parser.isSet(u"markdown"_s))
        form = CatalogueForm::Markdown;
    QString error;
    const QString printed = printedCatalogue(call.context, form, shownLanguage(), &error);
    if (!error.isEmpty())
        return call.fail(error);
    call.host.out << printed << Qt::flush;
    return ExitOk;
}

/// If the folders belong to another user, a command that writes fails, and so does one that has to read them.
enum class Needs { Nothing, OwnFolders };

struct CommandRow
{
    QLatin1StringView name;
    int (*run)(const TelemetryCall &call);
    Needs needs;
    QList<QCommandLineOption> options;
};

QList<CommandRow> commands()
{
    return {
        {"status"_L1, &runStatus, Needs::Nothing, {}},
        {"enable"_L1,
         &runEnable,
         Needs::OwnFolders,
         {QCommandLineOption(u"only"_s, QString(), u"usage|errors"_s), QCommandLineOption(u"yes"_s)}},
        {"disable"_L1, &runDisable, Needs::OwnFolders, {}},
        {"explain"_L1, &runExplain, Needs::Nothing, {}},
        {"show"_L1,
         &runShow,
         Needs::OwnFolders,
         {QCommandLineOption(u"last"_s, QString(), u"number"_s), QCommandLineOption(u"follow"_s)}},
        {"send"_L1, &runSend, Needs::OwnFolders, {QCommandLineOption(u"timeout"_s, QString(), u"seconds"_s)}},
        {"erase"_L1, &runErase, Needs::OwnFolders, {}},
        {"reset-id"_L1, &runResetId, Needs::OwnFolders, {QCommandLineOption(u"yes"_s)}},
        {"request-deletion"_L1, &runRequestDeletion, Needs::OwnFolders, {}},
        {"environment"_L1, &runEnvironment, Needs::Nothing, {}},
        {"catalogue"_L1, &runCatalogue, Needs::Nothing, {QCommandLineOption(u"markdown"_s)}},
    };
}

int refuse(CommandLineHost &host, const QString &message, const QString &meant)
{
    host.err << "candor telemetry: " << message << '\n';
    if (!meant.isEmpty()) {
        host.err << translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                                 //: @info:shell %1 is a command or an option
                                                 "Did you mean %1?\n"))
                        .arg(meant);
    }
    host.err << translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                             //: @info:shell
                                             "See candor telemetry --help.\n"))
             << Qt::flush;
    return ExitUsage;
}

} // namespace

int runTelemetryCommand(const QStringList &arguments, CommandLineHost &host)
{
    const QList<CommandRow> table = commands();
    QStringList names;
    for (const CommandRow &row : table)
        names.append(row.name);

    const QString name = arguments.value(0);
    if (name.isEmpty() || name == "--help"_L1 || name == "-h"_L1) {
        (name.isEmpty() ? host.err : host.out) << telemetryHelp() << Qt::flush;
        return name.isEmpty() ? ExitUsage : ExitOk;
    }
    const auto row = std::find_if(table.begin(), table.end(), [&](const CommandRow &r) { return r.name == name; });
    if (row == table.end()) {
        const QString message = translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                                             //: @info:shell %1 is what was typed
                                                             "unknown command %1"))
                                    .arg(name);
        return refuse(host, message, didYouMean(name, names));
    }

    QCommandLineParser parser;
    parser.addOption(QCommandLineOption(u"json"_s));
    parser.addOption(QCommandLineOption(QStringList{u"h"_s, u"help"_s}));
    parser.addOptions(row->options);
    // The parser expects the name of the program first.
    if (!parser.parse(QStringList{u"candor"_s} + arguments.mid(1))) {
        QStringList known{u"--json"_s, u"--help"_s};
        for (const QCommandLineOption &option : row->options)
            known.append("--"_L1 + option.names().constFirst());
        const QStringList unknown = parser.unknownOptionNames();
        return refuse(host, parser.errorText(),
                      unknown.isEmpty() ? QString() : didYouMean("--"_L1 + unknown.constFirst(), known));
    }
    if (parser.isSet(u"help"_s)) {
        host.out << telemetryHelp() << Qt::flush;
        return ExitOk;
    }
    if (!parser.positionalArguments().isEmpty()) {
        return refuse(host,
                      translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                                   //: @info:shell %1 is a command, %2 is what was typed
                                                   "%1 takes no argument, but got %2"))
                          .arg(name, parser.positionalArguments().constFirst()),
                      QString());
    }
    const QStringList given = parser.optionNames();
    for (const QCommandLineOption &option : row->options) {
        const QString word = option.names().constFirst();
        // Only --only may be repeated: no other value is silently ignored.
        if (word != "only"_L1 && given.count(word) > 1) {
            return refuse(host,
                          translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                                       //: @info:shell %1 is an option
                                                       "%1 was given more than once"))
                              .arg("--"_L1 + word),
                          QString());
        }
    }
    const TelemetryContext context(host.options.data());
    const TelemetryCall call{host, context, parser, parser.isSet(u"json"_s)};
    const QString problem = host.options.data().directories.problem;
    return row->needs == Needs::OwnFolders && !problem.isEmpty() ? call.fail(problem) : row->run(call);
}

} // namespace candor
