// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// What an extension records with: under the application's yes, and only what its catalogue declares.

#include "candor/telemetry.h"
#include "candor/telemetrylogger.h"
#include "support/loggerworld.h"
#include "support/telemetryworld.h"

#include <QDeadlineTimer>
#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <thread>

#include <algorithm>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto both = Category::Usage | Category::Errors;

} // namespace

class TestLogger : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recordsInTheNameOfItsExtension();
    void saysWhatFailed();
    void commonPropertiesComeSecond();
    void whatEveryEventCarriesStays();
    void nothingLeavesWithoutTheYes();
    void flagsTellTheTruth();
    void keepsToTheCategory_data();
    void keepsToTheCategory();
    void dropsWhatIsNotDeclared_data();
    void dropsWhatIsNotDeclared();
    void countsTooManyPropertiesAsInvalid();
    void commonPropertiesAreBounded();
    void outlivesItsTelemetry();
    void anyThreadMayLog();
    void nothingIsLostAtTheEnd();
    void aTimeOfItsOwn();
    void aPage();
};

void TestLogger::recordsInTheNameOfItsExtension()
{
    const LoggerWorld world;
    {
        Telemetry telemetry(world.options());
        world.awaitStart();
        const auto logger = telemetry.loggerFor(u"Acme.Sync");
        logger->logUsage("completed", {{"format", "pdf"}});
        logger->logUsage("completed");
    }
    QCOMPARE(world.recorded("acme.sync.completed"), (QList<QJsonObject>{{{u"format"_s, u"pdf"_s}}, {}}));
    QVERIFY(RecordingWorld::addsUp(world.counters()));
}

// Podman Desktop (11): the message alone, raw, and of the event nothing but "error".
void TestLogger::saysWhatFailed()
{
    const LoggerWorld world;
    {
        Telemetry telemetry(world.options());
        world.awaitStart();
        const auto logger = telemetry.loggerFor(u"acme.sync");
        logger->logError(Error("Timeout").statusCode(503).exitCode(3).message("/home/somebody/secret"));
        logger->logError("failed", Error("Error: no such image: registry.corp/secret"), {{"shell", "zsh"}});
        logger->logError("failed", Error("timeout"), {{"error.class", "refused"}});
        logger->logError("noticed", Error("timeout")); // declares no error: what the library adds is left out
    }
    const QList<QJsonObject> events = world.recorded("acme.sync.failed");
    QCOMPARE(events.size(), 3);
    QCOMPARE(events[0].value("error"_L1).toObject(),
             (QJsonObject{{u"class"_s, u"timeout"_s}, {u"statusCode"_s, 503}, {u"exitCode"_s, 3}}));
    QCOMPARE(events[1], (QJsonObject{{u"shell"_s, u"zsh"_s}, {u"error"_s, QJsonObject{{u"class"_s, u"other"_s}}}}));
    QCOMPARE(events[2], (QJsonObject{{u"error"_s, QJsonObject{{u"class"_s, u"refused"_s}}}}));
    QCOMPARE(world.recorded("acme.sync.noticed"), QList<QJsonObject>{QJsonObject()});
    for (const StoredEvent &event : world.events())
        QVERIFY(event.body.find("secret") == std::string::npos);
}

// Podman Desktop (12): the order in which properties win.
void TestLogger::commonPropertiesComeSecond()
{
    const LoggerWorld world;
    {
        Telemetry telemetry(world.options());
        world.awaitStart();
        const auto logger = telemetry.loggerFor(u"acme.sync");
        {
            std::string value = "zsh";
            logger->addCommonProperties({{"shell", value}, {"format", "common"}, {"unheard_of", true}});
            value = "xxx"; // a copy was made
        }
        logger->logUsage("completed");
        logger->logUsage("completed", {{"format", "own"}});
        logger->logError(Error("timeout")); // declares no format
        logger->addCommonProperties({{"shell", "bash"}, {"error.class", "common"}});
        logger->logUsage("completed");
        logger->logError(Error("timeout"));
        telemetry.loggerFor(u"acme.sync")->logUsage("completed"); // another logger: nothing in common
    }
    const QList<QJsonObject> usage = world.recorded("acme.sync.completed");
    QCOMPARE(usage.size(), 4);
    QCOMPARE(usage[0], (QJsonObject{{u"shell"_s, u"zsh"_s}, {u"format"_s, u"common"_s}}));
    QCOMPARE(usage[1], (QJsonObject{{u"shell"_s, u"zsh"_s}, {u"format"_s, u"own"_s}}));
    QCOMPARE(usage[2], (QJsonObject{{u"shell"_s, u"bash"_s}, {u"format"_s, u"common"_s}}));
    QCOMPARE(usage[3], QJsonObject());
    const QList<QJsonObject> errors = world.recorded("acme.sync.failed");
    QCOMPARE(errors.size(), 2);
    QCOMPARE(errors[0], (QJsonObject{{u"shell"_s, u"zsh"_s}, {u"error"_s, QJsonObject{{u"class"_s, u"timeout"_s}}}}));
    QCOMPARE(errors[1], (QJsonObject{{u"shell"_s, u"bash"_s}, {u"error"_s, QJsonObject{{u"class"_s, u"timeout"_s}}}}));
}

// Podman Desktop (7): the caller's properties replaced the application's name and version.
void TestLogger::whatEveryEventCarriesStays()
{
    const LoggerWorld world;
    {
        Telemetry telemetry(world.options());
        world.awaitStart();
        const auto logger = telemetry.loggerFor(u"acme.sync");
        logger->addCommonProperties({{"app_version", "9.9.9"}, {"notice", 99}, {"$ip", "1.2.3.4"}});
        logger->logUsage("completed");
        logger->logUsage("completed", {{"app_version", "9.9.9"}}); // dropped: an event can't declare it
    }
    QCOMPARE(world.recorded("acme.sync.completed").size(), 1);
    QCOMPARE(world.counters().dropped.at(DropReason::Undeclared), 1);
    const std::vector<StoredEvent> events = world.events();
    const auto kept = std::find_if(events.begin(), events.end(), [](const StoredEvent &event) {
        return event.name == "acme.sync.completed" && event.state != EventState::NotRecorded;
    });
    QVERIFY(kept != events.end());
    const std::string body = kept->body;
    QVERIFY2(body.find("acme.sync.completed") != std::string::npos, body.c_str());
    QVERIFY2(body.find("\"app_version\":\"0.1.0\",\"notice\":3,") != std::string::npos, body.c_str());
    QVERIFY2(body.find("9.9.9") == std::string::npos && body.find("1.2.3.4") == std::string::npos, body.c_str());
}

// Podman Desktop (d), (e): an extension reported before the answer and past the administrator.
void TestLogger::nothingLeavesWithoutTheYes()
{
    const TemporaryHome home;
    const QStringList before = home.everything();
    {
        Telemetry telemetry(appOptions(home, QUrl(u"http://127.0.0.1:9"_s)));
        const auto logger = telemetry.loggerFor(u"acme.sync");
        QVERIFY(!logger->isUsageEnabled());
        QVERIFY(!logger->isErrorsEnabled());
        logger->addCommonProperties({{"shell", "zsh"}});
        logger->logUsage("completed", {{"format", "pdf"}});
        logger->logError(Error("timeout"));
        Action action = telemetry.begin("note.synced");
        action.fail(Error("timeout"));
        telemetry.page("appearance");
        QCoreApplication::processEvents();
    }
    QCOMPARE(home.everything(), before);

    const LoggerWorld world;
    {
        Telemetry telemetry(world.options());
        world.awaitStart();
        const auto logger = telemetry.loggerFor(u"acme.sync");
        answer(&telemetry, {});
        logger->logUsage("completed");
        logger->logError(Error("timeout"));
    }
    QVERIFY(world.names().isEmpty());
}

// Podman Desktop (12): both flags were always true, and the signal never came; (b): a change needed a restart.
void TestLogger::flagsTellTheTruth()
{
    const LoggerWorld world;
    auto telemetry = std::make_unique<Telemetry>(world.options());
    world.awaitStart();
    const auto logger = telemetry->loggerFor(u"acme.sync");
    QSignalSpy changed(logger.get(), &TelemetryLogger::enabledChanged);
    const auto flags = [&logger] {
        return (logger->isUsageEnabled() ? u"usage "_s : QString())
            + (logger->isErrorsEnabled() ? u"errors"_s : QString());
    };
    QCOMPARE(flags(), u"usage errors"_s);
    answer(telemetry.get(), Category::Usage);
    QCOMPARE(flags(), u"usage "_s);
    QCOMPARE(changed.size(), 1);
    answer(telemetry.get(), Category::Usage); // the same again
    QCOMPARE(changed.size(), 1);
    answer(telemetry.get(), Category::Errors);
    QCOMPARE(flags(), u"errors"_s);
    // Usage ends at once, errors begin when that is written: whether neither is told in between depends on the disk.
    const qsizetype told = changed.size();
    QVERIFY(told == 2 || told == 3);
    QSignalSpy answered(telemetry.get(), &Telemetry::answered);
    telemetry->answer({}, Origin::Settings, u"en"_s);
    QCOMPARE(flags(), QString()); // at once, not when it is written
    QCoreApplication::sendPostedEvents(logger.get());
    QCOMPARE(changed.size(), told + 1); // and is told so before that
    QCOMPARE(answered.size(), 0);
    QTRY_COMPARE_WITH_TIMEOUT(answered.size(), 1, 20000);
    QCOMPARE(changed.size(), told + 1);
    answer(telemetry.get(), both);
    QCOMPARE(flags(), u"usage errors"_s);
    QCOMPARE(changed.size(), told + 2);
    telemetry.reset();
    QCOMPARE(flags(), QString());
    QCOMPARE(changed.size(), told + 3);
}

void TestLogger::keepsToTheCategory_data()
{
    QTest::addColumn<int>("categories");
    QTest::addColumn<QStringList>("expected");
    QTest::addColumn<int>("accepted"); // with app.started
    const QString usage = u"acme.sync.completed"_s;
    const QString errors = u"acme.sync.failed"_s;
    QTest::newRow("both") << 3 << QStringList{usage, errors} << 5;
    QTest::newRow("usage alone") << 1 << QStringList{usage} << 3;
    QTest::newRow("errors alone") << 2 << QStringList{errors} << 3;
}

void TestLogger::keepsToTheCategory()
{
    QFETCH(int, categories);
    QFETCH(QStringList, expected);
    QFETCH(int, accepted);
    const LoggerWorld world;
    QStringList found;
    {
        Telemetry telemetry(world.options());
        world.awaitStart();
        answer(&telemetry, Categories(categories));
        const auto logger = telemetry.loggerFor(u"acme.sync");
        logger->logUsage("completed");
        logger->logError(Error("timeout"));
        logger->logUsage("failed"); // the wrong way around: the catalogue decides as well
        logger->logError("completed", Error("timeout"));
        QTRY_COMPARE_WITH_TIMEOUT(world.counters().accepted, accepted, 20000);
        for (const StoredEvent &event : world.events()) {
            if (event.state != EventState::NotRecorded)
                found.prepend(QString::fromStdString(event.name));
        }
    }
    found.removeIf([](const QString &name) { return !name.startsWith("acme"_L1); });
    found.removeDuplicates();
    QCOMPARE(found, expected);
    for (const StoredEvent &event : world.events())
        QVERIFY((categories & 2) != 0 || event.body.find("error") == std::string::npos);
}

void TestLogger::dropsWhatIsNotDeclared_data()
{
    QTest::addColumn<QString>("extension");
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("another event") << u"acme.sync"_s << QByteArray("deleted");
    QTest::newRow("another extension") << u"evil"_s << QByteArray("completed");
    QTest::newRow("for an extension whose id goes on") << u"acme"_s << QByteArray("sync.completed");
    QTest::newRow("the library's own") << u"app"_s << QByteArray("started");
    QTest::newRow("the library's own, in capitals") << u"App"_s << QByteArray("started");
    QTest::newRow("no extension") << QString() << QByteArray("completed");
    QTest::newRow("no name") << u"acme.sync"_s << QByteArray();
    QTest::newRow("a path as name") << u"acme.sync"_s << QByteArray("/home/somebody/completed");
    QTest::newRow("upper case") << u"acme.sync"_s << QByteArray("Completed");
    QTest::newRow("a name with a NUL byte") << u"acme.sync"_s << QByteArray("completed\0x", 11);
    QTest::newRow("a name that is not UTF-8") << u"acme.sync"_s << QByteArray("completed\xFF");
    QTest::newRow("a long name") << u"acme.sync"_s << QByteArray(100000, 'x');
    QTest::newRow("a long extension") << QString(100000, u'x') << QByteArray("completed");
    QTest::newRow("look-alike letters") << u"acme.sync"_s << QByteArray("c\xD0\xBEmpleted");
}

void TestLogger::dropsWhatIsNotDeclared()
{
    QFETCH(QString, extension);
    QFETCH(QByteArray, name);
    const LoggerWorld world;
    {
        Telemetry telemetry(world.options());
        world.awaitStart();
        telemetry.loggerFor(extension)->logUsage({name.constData(), size_t(name.size())}, {{"format", "pdf"}});
    }
    QCOMPARE(world.names(), (QStringList{u"app.started"_s, u"app.stopped"_s}));
    QCOMPARE(world.counters().dropped.at(DropReason::Undeclared), 1);
    QVERIFY(RecordingWorld::addsUp(world.counters()));
}

void TestLogger::countsTooManyPropertiesAsInvalid()
{
    const LoggerWorld world;
    {
        Telemetry telemetry(world.options());
        world.awaitStart();
        const auto logger = telemetry.loggerFor(u"acme.sync");
        for (int i = 0; i < 63; ++i) {
            const std::string key = "common_" + std::to_string(i);
            logger->addCommonProperties({{key, i}});
        }
        logger->logUsage("completed", {{"format", "pdf"}}); // 64
        logger->logUsage("completed", {{"format", "pdf"}, {"shell", "zsh"}}); // 65
    }
    QCOMPARE(world.recorded("acme.sync.completed"), (QList<QJsonObject>{{{u"format"_s, u"pdf"_s}}}));
    QCOMPARE(world.counters().dropped, (std::map<DropReason, std::int64_t>{{DropReason::Invalid, 1}}));
    QVERIFY(RecordingWorld::addsUp(world.counters()));
}

void TestLogger::commonPropertiesAreBounded()
{
    const LoggerWorld world;
    {
        Telemetry telemetry(world.options());
        world.awaitStart();
        const auto logger = telemetry.loggerFor(u"acme.sync");
        const std::string text(4096, 'x');
        const QDeadlineTimer deadline(10s); // a copy of all that is there for each call takes minutes
        for (int i = 0; i < 20000; ++i) {
            const std::string key = "common_" + std::to_string(i);
            logger->addCommonProperties({{key, text}});
        }
        for (int i = 0; i < 20000; ++i)
            logger->addCommonProperties({{"common_1", i}});
        QVERIFY(!deadline.hasExpired());
        logger->logUsage("completed", {{"format", "pdf"}});
    }
    QCOMPARE(world.counters().dropped, (std::map<DropReason, std::int64_t>{{DropReason::Invalid, 1}}));
}

void TestLogger::outlivesItsTelemetry()
{
    const LoggerWorld world;
    auto telemetry = std::make_unique<Telemetry>(world.options());
    world.awaitStart();
    const auto logger = telemetry->loggerFor(u"acme.sync");
    telemetry.reset();
    logger->logUsage("completed");
    logger->logError(Error("timeout"));
    logger->addCommonProperties({{"shell", "zsh"}});
    QCOMPARE(world.names(), (QStringList{u"app.started"_s, u"app.stopped"_s}));
}

void TestLogger::anyThreadMayLog()
{
    const int lives = qEnvironmentVariableIsSet("CANDOR_TRIALS") ? 100 : 4;
    const LoggerWorld world;
    for (int life = 0; life < lives; ++life) {
        auto telemetry = std::make_unique<Telemetry>(world.options());
        world.awaitStart();
        const auto logger = telemetry->loggerFor(u"acme.sync");
        std::atomic<bool> ended{false};
        std::atomic<qint64> calls{0};
        std::vector<std::thread> threads;
        for (int thread = 0; thread < 8; ++thread) {
            threads.emplace_back([&, thread] {
                while (!ended && calls < 1500) {
                    logger->addCommonProperties({{"shell", thread % 2 == 0 ? "zsh" : "bash"}});
                    logger->logUsage("completed", {{"format", "pdf"}});
                    logger->logError(Error("timeout"));
                    (void)logger->isUsageEnabled();
                    ++calls;
                }
            });
        }
        while (calls < 200)
            std::this_thread::yield();
        telemetry.reset(); // while they log
        ended = true;
        for (std::thread &thread : threads)
            thread.join();
    }
    QVERIFY(world.recorded("acme.sync.completed").size() >= 100 * lives);
    for (const QJsonObject &event : world.recorded("acme.sync.completed"))
        QVERIFY(event.value("shell"_L1) == u"zsh"_s || event.value("shell"_L1) == u"bash"_s);
    QVERIFY(RecordingWorld::addsUp(world.counters()));
}

// Podman Desktop (12), (i): neither dispose() nor the end flushed.
void TestLogger::nothingIsLostAtTheEnd()
{
    const LoggerWorld world;
    {
        Telemetry telemetry(world.options());
        world.awaitStart();
        auto logger = telemetry.loggerFor(u"acme.sync");
        for (int i = 0; i < 100; ++i)
            logger->logUsage("completed");
        logger.reset();
    }
    QCOMPARE(world.recorded("acme.sync.completed").size(), 100);
}

// Podman Desktop (j): events had the time at which they were sent.
void TestLogger::aTimeOfItsOwn()
{
    const LoggerWorld world;
    const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    QTest::qSleep(20); // the yes lies before what is recorded below
    const auto time = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()) - 10ms;
    {
        Telemetry telemetry(world.options());
        world.awaitStart();
        telemetry.track("note.opened", {{"format", "then"}}, EventOptions().setTime(time));
        telemetry.track("note.opened", {{"format", "before-the-yes"}}, EventOptions().setTime(now - 24h));
        telemetry.track("note.opened", {{"format", "tomorrow"}}, EventOptions().setTime(now + 24h));
        telemetry.track("note.opened", {{"format", "now"}}, EventOptions());
    }
    QStringList formats;
    for (const QJsonObject &event : world.recorded("note.opened"))
        formats.append(event.value("format"_L1).toString());
    QCOMPARE(formats, (QStringList{u"then"_s, u"tomorrow"_s, u"now"_s}));
    // What happened before the yes is counted, and nothing is kept of it: not even that it is counted as this event.
    QCOMPARE(world.counters().dropped, (std::map<DropReason, std::int64_t>{{DropReason::Early, 1}}));
    QVERIFY(RecordingWorld::addsUp(world.counters()));
    for (const StoredEvent &event : world.events()) {
        QVERIFY(event.state != EventState::NotRecorded);
        if (event.body.find("\"then\"") != std::string::npos)
            QCOMPARE(event.timeMs, time.time_since_epoch().count());
        QVERIFY(event.timeMs <= QDateTime::currentMSecsSinceEpoch());
    }
    EventOptions options;
    QVERIFY(!options.time());
    const EventOptions copy = options;
    options.setTime(time);
    QVERIFY(!copy.time());
    QCOMPARE(options.time()->time_since_epoch(), std::chrono::system_clock::duration(time.time_since_epoch()));
}

void TestLogger::aPage()
{
    const LoggerWorld world;
    {
        Telemetry telemetry(world.options());
        world.awaitStart();
        telemetry.page("appearance");
        telemetry.page(u"appearance"_s);
        telemetry.page(u"/home/somebody"_s);
    }
    QCOMPARE(world.recorded("page.viewed"), QList<QJsonObject>(2, {{u"page"_s, u"appearance"_s}}));
    QCOMPARE(world.counters().dropped.at(DropReason::Invalid), 1);
}

QTEST_GUILESS_MAIN(TestLogger)
#include "tst_logger.moc"
