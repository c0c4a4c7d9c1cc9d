// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// Actions: one event when they end, however they end, and nothing of them without a yes.

#include "candor/telemetry.h"
#include "candor/telemetrylogger.h"
#include "support/fakeclock.h"
#include "support/loggerworld.h"
#include "telemetry/telemetryoptionsdata.h"

#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <functional>
#include <numeric>
#include <optional>
#include <stdexcept>
#include <thread>

#ifdef Q_OS_UNIX
#include <sys/wait.h>
#include <unistd.h>
#endif

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 20000; // ms

QJsonObject failed(const QString &className)
{
    return QJsonObject{{u"class"_s, className}};
}

} // namespace

class TestAction : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recordsOneEventWhenItEnds();
    void saysHowItFailed();
    void theLastWordCounts();
    void cancelledItRecordsNothing();
    void anExceptionLeavesItsScope();
    void anExceptionElsewhereIsNotItsOwn();
    void movesToAnotherScopeAndThread();
    void failuresAfterTheFirstTurnAreSeen();
    void keepsCopies();
    void saysWhatOnlyItCanSay();
    void leavesOutWhatIsNotDeclared();
    void keepsErrorsFromThoseWhoRefuseThem();
    void isInterruptedWithItsTelemetry();
    void isInterruptedWhenTheApplicationQuits();
    void needsTheYesFirst();
    void neverSpansAChangedAnswer_data();
    void neverSpansAChangedAnswer();
    void isRecordedOnceWhoeverEndsIt();
#ifdef Q_OS_UNIX
    void belongsToTheProcessThatBeganIt();
    void aChildNeverWaitsForItsParentsThreads();
#endif
};

void TestAction::recordsOneEventWhenItEnds()
{
    const LoggerWorld world;
    const std::chrono::milliseconds now(QDateTime::currentMSecsSinceEpoch());
    const auto clock = std::make_shared<FakeClock>(now);
    TelemetryOptions options = world.options();
    options.data().clock = clock;
    {
        Telemetry telemetry(options);
        world.awaitStart();
        QVERIFY(telemetry.isAllowed());
        {
            Action action = telemetry.begin("note.synced", {{"format", "pdf"}});
            clock->advance(412ms);
            clock->setWall(now - 1h); // somebody sets the clock: a duration is none of its business
            action.add({"number", 3});
            action.add({"number", 4});
        }
        Action ended = telemetry.begin("note.synced");
        clock->advance(5ms);
        ended.end();
        clock->advance(5ms);
        ended.end();
        ended.fail(Error("late"));
        ended.add({"format", "html"});
    }
    const QList<QJsonObject> events = world.recorded("note.synced");
    QCOMPARE(events.size(), 2);
    QCOMPARE(events[0],
             (QJsonObject{{u"format"_s, u"pdf"_s}, {u"number"_s, 4}, {u"duration_ms"_s, 412}, {u"success"_s, true}}));
    QCOMPARE(events[1], (QJsonObject{{u"duration_ms"_s, 5}, {u"success"_s, true}}));
    QVERIFY(RecordingWorld::addsUp(world.counters()));
}

void TestAction::saysHowItFailed()
{
    const LoggerWorld world;
    {
        Telemetry telemetry(world.options());
        world.awaitStart();
        Action action = telemetry.begin("note.synced");
        action.fail(Error("Timeout").statusCode(503).exitCode(-1));
    }
    const QList<QJsonObject> events = world.recorded("note.synced");
    QCOMPARE(events.size(), 1);
    QCOMPARE(events[0].value("success"_L1), QJsonValue(false));
    QCOMPARE(events[0].value("error"_L1).toObject(),
             (QJsonObject{{u"class"_s, u"timeout"_s}, {u"statusCode"_s, 503}, {u"exitCode"_s, -1}}));
}

void TestAction::theLastWordCounts()
{
    const LoggerWorld world;
    {
        Telemetry telemetry(world.options());
        world.awaitStart();
        Action worked = telemetry.begin("note.synced");
        worked.fail(Error("first_try"));
        worked.succeed();
        Action broke = telemetry.begin("note.synced");
        broke.succeed();
        broke.fail(Error("one"));
        broke.fail(Error("two"));
        worked.end();
        broke.end();
    }
    const QList<QJsonObject> events = world.recorded("note.synced");
    QCOMPARE(events.size(), 2);
    QVERIFY(events[0].value("success"_L1).toBool());
    QVERIFY(!events[0].contains("error"_L1));
    QCOMPARE(events[1].value("error"_L1).toObject(), failed(u"two"_s));
}

void TestAction::cancelledItRecordsNothing()
{
    const LoggerWorld world;
    {
        Telemetry telemetry(world.options());
        world.awaitStart();
        Action action = telemetry.begin("note.synced");
        action.fail(Error("timeout"));
        action.cancel();
        action.end();
        const Action nothing;
    }
    QVERIFY(world.recorded("note.synced").isEmpty());
}

void TestAction::anExceptionLeavesItsScope()
{
    const LoggerWorld world;
    {
        Telemetry telemetry(world.options());
        world.awaitStart();
        const auto run = [&telemetry](const auto &said) {
            Action action = telemetry.begin("note.synced");
            said(action);
            throw std::runtime_error("/home/somebody/secret");
        };
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, run([](Action &) { }));
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, run([](Action &action) { action.fail(Error("disk_full")); }));
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, run([](Action &action) { action.succeed(); }));
    }
    const QList<QJsonObject> events = world.recorded("note.synced");
    QCOMPARE(events.size(), 3);
    QCOMPARE(events[0].value("success"_L1), QJsonValue(false));
    QCOMPARE(events[0].value("error"_L1).toObject(), failed(u"exception"_s));
    QCOMPARE(events[1].value("error"_L1).toObject(), failed(u"disk_full"_s));
    QCOMPARE(events[2].value("success"_L1), QJsonValue(true)); // the exception came after it had worked
    for (const StoredEvent &event : world.events())
        QVERIFY(event.body.find("somebody") == std::string::npos);
}

void TestAction::anExceptionElsewhereIsNotItsOwn()
{
    const LoggerWorld world;
    {
        Telemetry telemetry(world.options());
        world.awaitStart();
        struct Cleanup
        {
            Telemetry *telemetry;
            ~Cleanup() { const Action action = telemetry->begin("note.synced"); } // while an exception is on its way
        };
        const auto run = [&telemetry] {
            const Cleanup cleanup{&telemetry};
            throw std::runtime_error("x");
        };
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, run());
    }
    const QList<QJsonObject> events = world.recorded("note.synced");
    QCOMPARE(events.size(), 1);
    QVERIFY(events[0].value("success"_L1).toBool());
}

void TestAction::movesToAnotherScopeAndThread()
{
    const LoggerWorld world;
    {
        Telemetry telemetry(world.options());
        world.awaitStart();
        Action action = telemetry.begin("note.synced", {{"number", 1}});
        std::thread thread([moved = std::move(action)]() mutable {
            moved.add({"format", "thread"});
            moved.fail(Error("one"));
        });
        thread.join();
        QCOMPARE(thread.joinable(), false);
        Action former = telemetry.begin("note.synced", {{"number", 2}});
        former = telemetry.begin("note.synced", {{"number", 3}}); // ends 2
        std::optional<Action> kept(std::move(former));
        former.fail(Error("nothing")); // NOLINT: what was moved away records nothing
        kept.reset();
    }
    QList<qint64> numbers;
    for (const QJsonObject &event : world.recorded("note.synced"))
        numbers.append(event.value("number"_L1).toInteger());
    QCOMPARE(numbers, (QList<qint64>{1, 2, 3}));
    QCOMPARE(world.recorded("note.synced")[0].value("error"_L1).toObject(), failed(u"one"_s));
    QVERIFY(world.recorded("note.synced")[2].value("success"_L1).toBool());
}

// Podman Desktop (h): a function that had returned its promise counted as success.
void TestAction::failuresAfterTheFirstTurnAreSeen()
{
    const LoggerWorld world;
    {
        Telemetry telemetry(world.options());
        world.awaitStart();
        bool done = false;
        auto action = std::make_shared<Action>(telemetry.begin("note.synced"));
        QTimer::singleShot(1ms, this, [&done, action]() {
            action->fail(Error("timeout"));
            done = true;
        });
        action.reset();
        QTRY_VERIFY_WITH_TIMEOUT(done, patience);
    }
    QCOMPARE(world.recorded("note.synced").size(), 1);
    QCOMPARE(world.recorded("note.synced")[0].value("error"_L1).toObject(), failed(u"timeout"_s));
}

void TestAction::keepsCopies()
{
    const LoggerWorld world;
    {
        Telemetry telemetry(world.options());
        world.awaitStart();
        Action action;
        {
            std::string name = "note.synced";
            std::string key = "format";
            std::string value = "copied";
            action = telemetry.begin(name, {{key, value}});
            QString wide = u"1"_s;
            name.assign(name.size(), 'x');
            key.assign(key.size(), 'x');
            value.assign(value.size(), 'x');
        }
    }
    QCOMPARE(world.recorded("note.synced").size(), 1);
    QCOMPARE(world.recorded("note.synced")[0].value("format"_L1), QJsonValue(u"copied"_s));
}

void TestAction::saysWhatOnlyItCanSay()
{
    const LoggerWorld world;
    {
        Telemetry telemetry(world.options());
        world.awaitStart();
        Action action = telemetry.begin("note.synced", {{"success", true}, {"duration_ms", 1000000}});
        action.add({"success", true});
        action.add({"error.class", "mine"});
        action.fail(Error("timeout"));
        // More than fits is counted, and no more is kept than that.
        Action large = telemetry.begin("note.synced");
        for (int i = 0; i < 1000; ++i)
            large.add({"key" + std::to_string(i), i});
    }
    const QList<QJsonObject> events = world.recorded("note.synced");
    QCOMPARE(events.size(), 1);
    QCOMPARE(events[0].value("success"_L1), QJsonValue(false));
    QVERIFY(events[0].value("duration_ms"_L1).toInteger() < 1000000);
    QCOMPARE(events[0].value("error"_L1).toObject(), failed(u"timeout"_s));
    QVERIFY(RecordingWorld::addsUp(world.counters()));
    QCOMPARE(world.counters().dropped.at(DropReason::Invalid), 1); // could not be written down
}

void TestAction::leavesOutWhatIsNotDeclared()
{
    const LoggerWorld world;
    {
        Telemetry telemetry(world.options());
        world.awaitStart();
        Action opened = telemetry.begin("note.opened", {{"format", "pdf"}}); // declares nothing of an outcome
        opened.fail(Error("timeout").message("text").statusCode(503));
        opened.end();
        Action saved = telemetry.begin("note.saved"); // success alone
        saved.fail(Error("timeout"));
        saved.end();
        Action synced = telemetry.begin("note.synced"); // no error.message
        synced.fail(Error("timeout").message("/home/somebody/secret"));
        synced.end();
        Action other = telemetry.begin("note.saved"); // what the caller gives must be declared
        other.add({"format", "pdf"});
    }
    QCOMPARE(world.recorded("note.opened"), QList<QJsonObject>{(QJsonObject{{u"format"_s, u"pdf"_s}})});
    QCOMPARE(world.recorded("note.saved"), QList<QJsonObject>{(QJsonObject{{u"success"_s, false}})});
    QCOMPARE(world.recorded("note.synced").at(0).value("error"_L1).toObject(), failed(u"timeout"_s));
    QCOMPARE(world.counters().dropped.at(DropReason::Undeclared), 1);
}

void TestAction::keepsErrorsFromThoseWhoRefuseThem()
{
    const LoggerWorld world;
    {
        Telemetry telemetry(world.options());
        world.awaitStart();
        answer(&telemetry, Category::Usage);
        Action action = telemetry.begin("note.synced");
        action.fail(Error("timeout").statusCode(503));
    }
    const QList<QJsonObject> events = world.recorded("note.synced");
    QCOMPARE(events.size(), 1);
    QCOMPARE(events[0].value("success"_L1), QJsonValue(false));
    QVERIFY(!events[0].contains("error"_L1));
}

// Podman Desktop (i): what the end should have told was lost.
void TestAction::isInterruptedWithItsTelemetry()
{
    const LoggerWorld world;
    auto telemetry = std::make_unique<Telemetry>(world.options());
    world.awaitStart();
    Action first = telemetry->begin("note.synced", {{"number", 1}});
    Action second = telemetry->begin("note.synced", {{"number", 2}});
    second.fail(Error("timeout"));
    telemetry.reset();
    const QStringList expected{u"app.started"_s, u"note.synced"_s, u"note.synced"_s, u"app.stopped"_s};
    QCOMPARE(world.names(), expected);
    // Whoever still has one may go on using it.
    first.add({"format", "pdf"});
    first.succeed();
    first.end();
    second.end();
    QCOMPARE(world.names(), expected);
    const QList<QJsonObject> events = world.recorded("note.synced");
    QCOMPARE(events[0].value("success"_L1), QJsonValue(false));
    QCOMPARE(events[0].value("error"_L1).toObject(), failed(u"interrupted"_s));
    QCOMPARE(events[1].value("error"_L1).toObject(), failed(u"timeout"_s)); // that is known better
    QVERIFY(RecordingWorld::addsUp(world.counters()));
}

void TestAction::isInterruptedWhenTheApplicationQuits()
{
    const LoggerWorld world;
    {
        Telemetry telemetry(world.options());
        world.awaitStart();
        Action action = telemetry.begin("note.synced");
        QMetaObject::invokeMethod(QCoreApplication::instance(), &QCoreApplication::quit, Qt::QueuedConnection);
        QCOMPARE(QCoreApplication::exec(), 0);
        // The windows go, and with them what has begun in them: that is no success.
        action.end();
    }
    const QList<QJsonObject> events = world.recorded("note.synced");
    QCOMPARE(events.size(), 1);
    QCOMPARE(events[0].value("error"_L1).toObject(), failed(u"interrupted"_s));
}

// Podman Desktop (section 6.2): what happened before the answer was held back, and sent after it.
void TestAction::needsTheYesFirst()
{
    const LoggerWorld world;
    {
        Telemetry telemetry(world.options());
        world.awaitStart();
        answer(&telemetry, {});
        Action action = telemetry.begin("note.synced", {{"number", 1}});
        answer(&telemetry, Category::Usage | Category::Errors);
        world.awaitStart();
        action.end();
        Action after = telemetry.begin("note.synced", {{"number", 2}});
    }
    const QList<QJsonObject> events = world.recorded("note.synced");
    QCOMPARE(events.size(), 1);
    QCOMPARE(events[0].value("number"_L1).toInt(), 2);
}

void TestAction::neverSpansAChangedAnswer_data()
{
    QTest::addColumn<QList<int>>("answers");
    QTest::newRow("a no in between") << QList<int>{0, 3};
    QTest::newRow("a no at the end") << QList<int>{0};
    QTest::newRow("errors refused") << QList<int>{1};
    QTest::newRow("errors refused and agreed to again") << QList<int>{1, 3};
}

void TestAction::neverSpansAChangedAnswer()
{
    QFETCH(QList<int>, answers);
    const LoggerWorld world;
    {
        Telemetry telemetry(world.options());
        world.awaitStart();
        Action action = telemetry.begin("note.synced");
        for (const int categories : answers)
            answer(&telemetry, Categories(categories));
        action.end();
        if (telemetry.isAllowed()) {
            world.awaitStart();
            telemetry.begin("note.opened").end();
        }
    }
    QVERIFY(world.recorded("note.synced").isEmpty());
    QCOMPARE(world.recorded("note.opened").size(), answers.last() == 0 ? 0 : 1);
}

void TestAction::isRecordedOnceWhoeverEndsIt()
{
    constexpr int threadCount = 8;
    constexpr int each = 40;
    const int lives = qEnvironmentVariableIsSet("CANDOR_TRIALS") ? 200 : 5;
    const LoggerWorld world;
    for (int life = 0; life < lives; ++life) {
        auto telemetry = std::make_unique<Telemetry>(world.options());
        world.awaitStart();
        std::vector<std::vector<Action>> actions(threadCount);
        for (int thread = 0; thread < threadCount; ++thread) {
            for (int number = 0; number < each; ++number)
                actions[size_t(thread)].push_back(
                    telemetry->begin("note.synced", {{"number", (life * threadCount + thread) * each + number}}));
        }
        std::atomic<int> ready{0};
        std::vector<std::thread> threads;
        for (std::vector<Action> &own : actions) {
            threads.emplace_back([&own, &ready] {
                ++ready;
                for (Action &action : own) {
                    action.add({"format", "pdf"});
                    action.end();
                }
            });
        }
        while (ready < threadCount)
            std::this_thread::yield();
        telemetry.reset(); // while they end
        for (std::thread &thread : threads)
            thread.join();
    }
    QList<qint64> numbers;
    int interrupted = 0;
    for (const QJsonObject &event : world.recorded("note.synced")) {
        numbers.append(event.value("number"_L1).toInteger());
        interrupted += event.contains("error"_L1) ? 1 : 0;
    }
    std::sort(numbers.begin(), numbers.end());
    QList<qint64> expected(qsizetype(lives) * threadCount * each);
    std::iota(expected.begin(), expected.end(), 0);
    QCOMPARE(numbers, expected);
    qInfo("%d of %d were interrupted", interrupted, int(expected.size()));
    QVERIFY(RecordingWorld::addsUp(world.counters()));
}

#ifdef Q_OS_UNIX

namespace {

/// Runs \a work in a forked child that is not given longer than a few seconds. False: it was ended.
bool endsInChild(const std::function<void()> &work)
{
    const pid_t child = fork();
    if (child == 0) {
        alarm(20);
        work();
        _exit(0);
    }
    int status = -1;
    return child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

} // namespace

void TestAction::belongsToTheProcessThatBeganIt()
{
    const LoggerWorld world;
    {
        Telemetry telemetry(world.options());
        world.awaitStart();
        Action action = telemetry.begin("note.synced");
        const auto logger = telemetry.loggerFor(u"acme.sync");
        QVERIFY(endsInChild([&] {
            action.add({"format", "child"});
            action.fail(Error("child"));
            action.end();
            telemetry.begin("note.synced").end();
            logger->logUsage("completed");
        }));
    }
    const QList<QJsonObject> events = world.recorded("note.synced");
    QCOMPARE(events.size(), 1);
    QVERIFY(!events[0].contains("format"_L1));
    QVERIFY(world.recorded("acme.sync.completed").isEmpty());
}

void TestAction::aChildNeverWaitsForItsParentsThreads()
{
    const LoggerWorld world;
    Telemetry telemetry(world.options());
    world.awaitStart();
    const auto logger = telemetry.loggerFor(u"acme.sync");
    std::atomic<bool> ended{false};
    std::vector<std::thread> threads;
    for (int i = 0; i < 3; ++i) {
        threads.emplace_back([&] {
            while (!ended)
                telemetry.begin("note.synced").cancel(); // the lock is held at nearly every moment
        });
    }
    const Error timeout("timeout"); // made here: a child of many threads had better not allocate
    int good = 0;
    for (int i = 0; i < 50; ++i) {
        good += endsInChild([&] {
            telemetry.begin("note.synced").end();
            logger->logUsage("completed");
            logger->logError(timeout);
        });
    }
    ended = true;
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(good, 50);
}

#endif

QTEST_GUILESS_MAIN(TestAction)
#include "tst_action.moc"
