// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "cli/showcommand.h"

#include "cli/activityfollower.h"
#include "system/visibletext.h"
#include "telemetry/activityjson.h"
#include "telemetry/activityreading.h"
#include "telemetry/statusdescription.h"

#include <QCoreApplication>
#include <QTextStream>

#include <algorithm>
#include <iterator>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

constexpr int defaultLast = 100;
constexpr int pageRows = 500; // a statement of the store stays open only while one page is read

QString translated(const char *text)
{
    return QCoreApplication::translate("candor::CommandLine", text);
}

QString stateWord(ActivityEvent::State state, bool canSend)
{
    switch (state) {
    case ActivityEvent::State::Waiting:
        if (!canSend)
            //: @info:shell state of an event: it stays on this computer
            return translated(QT_TRANSLATE_NOOP("candor::CommandLine", "kept"));
        //: @info:shell state of an event
        return translated(QT_TRANSLATE_NOOP("candor::CommandLine", "waiting"));
    case ActivityEvent::State::Sending:
        //: @info:shell state of an event
        return translated(QT_TRANSLATE_NOOP("candor::CommandLine", "sending"));
    case ActivityEvent::State::Delivered:
        //: @info:shell state of an event
        return translated(QT_TRANSLATE_NOOP("candor::CommandLine", "delivered"));
    case ActivityEvent::State::Rejected:
        //: @info:shell state of an event: the server did not want it
        return translated(QT_TRANSLATE_NOOP("candor::CommandLine", "rejected"));
    case ActivityEvent::State::NotRecorded:
        break;
    }
    //: @info:shell state of an event: it happened, and is not kept
    return translated(QT_TRANSLATE_NOOP("candor::CommandLine", "not recorded"));
}

/// A line for people, and below it the unchanged bytes, except for characters that control the terminal: a server may
/// have written the reason, and JSON leaves most characters unescaped.
QString readable(const ActivityEvent &event, bool canSend)
{
    QString name = event.name();
    if (name.isEmpty())
        //: @info:shell in place of the name of an event
        name = translated(QT_TRANSLATE_NOOP("candor::CommandLine", "(an event that is not in the catalogue)"));
    QString line = event.time().toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s) + "  "_L1
        + stateWord(event.state(), canSend).leftJustified(14) + visibleText(name);
    if (event.copies() > 1)
        line += " \u00d7 "_L1 + QString::number(event.copies());
    if (!event.reason().isEmpty())
        line += ": "_L1 + visibleText(event.reason());
    line += u'\n';
    if (!event.bytes().isEmpty())
        line += "    "_L1 + visibleText(QString::fromUtf8(event.bytes())) + u'\n';
    return line;
}

void print(const TelemetryCall &call, const ActivityEvent &event)
{
    if (call.json)
        call.host.out << activityLine(event) << '\n';
    else
        call.host.out << readable(event, call.context.options().destination.canSend());
}

/// Reads the newest \a last events (0: all), oldest first.
ActivityReading readLast(const TelemetryContext &context, int last)
{
    ActivityReading result;
    for (;;) {
        ActivityFilter filter;
        filter.setBeforeRow(result.events.empty() ? 0 : result.events.back().row());
        filter.setLimit(last == 0 ? pageRows : std::min(pageRows, last - static_cast<int>(result.events.size())));
        ActivityReading page = readActivity(context, filter);
        result.problem = page.problem;
        std::move(page.events.begin(), page.events.end(), std::back_inserter(result.events));
        const bool complete = last != 0 && static_cast<int>(result.events.size()) >= last;
        if (complete || !page.problem.isEmpty() || static_cast<int>(page.events.size()) < filter.limit())
            break;
    }
    std::reverse(result.events.begin(), result.events.end());
    return result;
}

int follow(const TelemetryCall &call, const std::vector<ActivityEvent> &known)
{
    ActivityFollower follower(&call.context);
    follower.setSeen(known);
    QObject::connect(&follower, &ActivityFollower::happened, &follower, [&call](const ActivityEvent &event) {
        print(call, event);
        call.host.out << Qt::flush;
        if (call.host.out.status() != QTextStream::Ok)
            QCoreApplication::quit(); // nobody reads the output any more
    });
    QObject::connect(&follower, &ActivityFollower::problem, &follower,
                     [&call](const QString &problem) { (void)call.fail(problem); });
    follower.start();
    return QCoreApplication::exec();
}

} // namespace

int runShow(const TelemetryCall &call)
{
    bool valid = true;
    int last = defaultLast;
    if (call.parser.isSet(u"last"_s)) {
        last = call.parser.value(u"last"_s).toInt(&valid);
        if (!valid || last < 0) {
            call.host.err << translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                                          //: @info:shell
                                                          "candor: --last takes a number, 0 for all\n"))
                          << Qt::flush;
            return ExitUsage;
        }
    }
    const ConsentState state = call.readConsent();
    call.printProblems(state);
    const bool follows = call.parser.isSet(u"follow"_s);
    ActivityReading reading;
    if (state.verdict.keepsRecords()) {
        // Read once for both purposes, so that no event is missed between those that are shown and those that are
        // followed.
        reading = readLast(call.context, follows && last != 0 ? std::max(last, ActivityFollower::followed) : last);
        const auto count = static_cast<std::ptrdiff_t>(reading.events.size());
        for (auto event = last == 0 || last > count ? reading.events.begin() : reading.events.end() - last;
             event != reading.events.end(); ++event)
            print(call, *event);
        call.host.out << Qt::flush;
        if (!reading.problem.isEmpty())
            return call.fail(reading.problem);
        if (reading.events.empty() && state.verdict.allowed)
            call.host.err << translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                                          //: @info:shell
                                                          "Nothing has been recorded yet.\n"))
                          << Qt::flush;
    }
    if (!state.verdict.allowed) {
        //: @info:shell %1 is a sentence that says why
        call.host.err << translated(QT_TRANSLATE_NOOP("candor::CommandLine", "Nothing is recorded. %1\n"))
                             .arg(describeStatus(call.context, state).reason)
                      << Qt::flush;
    }
    const bool isRead = call.host.out.status() == QTextStream::Ok;
    return follows && isRead ? follow(call, reading.events) : ExitOk;
}

} // namespace candor
