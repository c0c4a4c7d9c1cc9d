// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// In a child made by fork() telemetry is switched off, and nothing in it says otherwise or waits for a thread that the
// child does not have.

#include "candor/telemetry.h"
#include "candor/telemetrylogger.h"
#include "support/recordingworld.h"

#include <QTest>

#include <functional>
#include <memory>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30000; // ms

/// The number of the first of \a checks that is false in a forked child; 0: all are true; -1: it did not end.
int firstFalseInChild(const std::vector<std::function<bool()>> &checks)
{
    const pid_t child = fork();
    if (child == 0) {
        alarm(30);
        for (std::size_t i = 0; i < checks.size(); ++i) {
            if (!checks[i]())
                _exit(static_cast<int>(i) + 1);
        }
        _exit(0);
    }
    int status = -1;
    if (child < 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status))
        return -1;
    return WEXITSTATUS(status);
}

} // namespace

class ForkedChildTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsAllowed()
    {
        const RecordingWorld world;
        Telemetry telemetry(world.options());
        const auto logger = telemetry.loggerFor(u"acme.sync");
        telemetry.track("test.counted", {{"run", 1}, {"number", 1}});
        QTRY_COMPARE_WITH_TIMEOUT(world.numbers(1).size(), 1, patience);
        QVERIFY(telemetry.isAllowed());

        bool called = false;
        const std::vector<std::function<bool()>> checks{
            [&] { return !telemetry.isAllowed(); },
            [&] { return !telemetry.status().allowed(); },
            [&] { return telemetry.status().reason().contains("fork"_L1); },
            [&] { return telemetry.status().anonymousId().isEmpty(); },
            [&] { return !telemetry.shouldAsk(); },
            [&] { return !logger->isUsageEnabled() && !logger->isErrorsEnabled(); },
            [&] { return telemetry.environmentForWorkspace().variables().value(u"CANDOR_TELEMETRY"_s) == u"0"_s; },
            [&] { return telemetry.lastRequest().isEmpty(); },
            [&] {
                telemetry.track("test.counted", {{"run", 1}, {"number", 2}});
                telemetry.begin("test.counted").end();
                logger->logUsage("completed");
                telemetry.refresh();
                telemetry.flush();
                telemetry.answer({}, Origin::Settings, u"en"_s);
                telemetry.recordQuestionClosed();
                telemetry.recordTerminalAnswerShown();
                telemetry.fetchActivity({}, &telemetry, [&](const auto &, const QString &) { called = true; });
                telemetry.fetchEventNames(&telemetry, [&](const QStringList &) { called = true; });
                telemetry.deleteWaiting(1, {}, &telemetry, [&](bool, const QString &) { called = true; });
                telemetry.fetchCatalogue(&telemetry, [&](const auto &, const QString &) { called = true; });
                telemetry.fetchDeletionRequest(&telemetry, [&](const DeletionRequest &) { called = true; });
                telemetry.erase(&telemetry, [&](const Erasure &) { called = true; });
                telemetry.resetId(&telemetry, [&](const IdentityReset &) { called = true; });
                return !telemetry.isAllowed() && !telemetry.status().allowed() && !called;
            },
        };
        QCOMPARE(firstFalseInChild(checks), 0);

        // The parent goes on as before.
        QVERIFY(telemetry.isAllowed());
        QVERIFY(telemetry.status().allowed());
        telemetry.track("test.counted", {{"run", 1}, {"number", 3}});
        QTRY_COMPARE_WITH_TIMEOUT(world.numbers(1), (QList<qint64>{1, 3}), patience);
    }
};

QTEST_GUILESS_MAIN(ForkedChildTest)
#include "tst_forkedchild.moc"
