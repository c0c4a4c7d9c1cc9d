// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// A program that somebody starts with an environment: says what it makes of it, as JSON, after it has recorded one
// event where that is allowed.
//   workspacechild            in the home that TEST_HOME names
//   workspacechild kill       dies of a signal right after recording

#include "candor/telemetry.h"
#include "consent/consentrules.h"
#include "support/identityworld.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QJsonDocument>
#include <QJsonObject>

#include <csignal>
#include <cstdio>

using namespace candor;
using namespace Qt::StringLiterals;

namespace {

/// The id in the event that was recorded last.
QString recordedId(Telemetry *telemetry)
{
    QString result;
    QDeadlineTimer deadline(30000);
    while (result.isEmpty() && !deadline.hasExpired()) {
        bool done = false;
        telemetry->fetchActivity({}, telemetry, [&](const std::vector<ActivityEvent> &events, const QString &) {
            for (const ActivityEvent &event : events) {
                if (result.isEmpty() && event.name() == "test.counted"_L1)
                    result = QJsonDocument::fromJson(event.bytes()).object().value("distinct_id"_L1).toString();
            }
            done = true;
        });
        while (!done && !deadline.hasExpired())
            QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 100);
    }
    return result;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    Telemetry telemetry(test::IdentityWorld::optionsFrom(QProcessEnvironment::systemEnvironment()));
    telemetry.track("test.counted", {{"number", 1}});
    if (argc > 1) {
        telemetry.track("test.counted", {{"number", 2}});
        std::raise(SIGKILL);
    }
    const TelemetryStatus &status = telemetry.status();
    const QString recorded = status.allowed() ? recordedId(&telemetry) : QString();
    telemetry.refresh();
    // The id is read, or told by the thread that stores: when is not promised.
    QDeadlineTimer deadline(30000);
    do {
        QCoreApplication::processEvents(QEventLoop::AllEvents, 100);
    } while (status.allowed() && status.anonymousId().isEmpty() && !deadline.hasExpired());
    const QJsonObject object{{u"allowed"_s, status.allowed()},
                             {u"rule"_s, ruleName(status.rule())},
                             {u"recorded"_s, recorded},
                             {u"shown"_s, status.anonymousId()},
                             {u"given"_s, status.identityIsGiven()},
                             {u"file"_s, status.identityFile()},
                             {u"problem"_s, status.identityProblem()}};
    std::puts(QJsonDocument(object).toJson(QJsonDocument::Compact).constData());
    return 0;
}
