// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// When something is sent, and what it costs to stop.

#include "support/faultserver.h"
#include "support/uploadworld.h"
#include "system/systemclock.h"
#include "telemetry/uploadcontroller.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include <sqlite3.h>

#include <cstdio>
#include <thread>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Ending = FaultServer::Ending;
using Fault = FaultServer::Fault;
using Reading = FaultServer::Reading;
using Result = UploadReport::Result;

namespace {

constexpr int patience = 60000;
const QString key = u"phc_testkey"_s;

/// The network as a test wants it.
class ToldNetwork final : public NetworkWatch
{
public:
    struct State
    {
        bool watched = false;
        ToldNetwork *watch = nullptr;
    };
    explicit ToldNetwork(State *state)
        : m_state(state)
    {
        m_state->watch = this;
    }
    void start() override { m_state->watched = true; }
    void stop() override { m_state->watched = false; }

private:
    State *m_state;
};

struct World : UploadWorld
{
    World() { destination = PostHog(server.url(), key); }

    FaultServer server;
    ToldNetwork::State network;

    [[nodiscard]] std::unique_ptr<UploadController> controller(UploadController::Policy policy = hasty())
    {
        return std::make_unique<UploadController>(policy, std::make_unique<ToldNetwork>(&network));
    }
    static UploadController::Policy hasty() { return {20, 50ms, 0ms}; }
    static UploadController::Policy slow() { return {20, 24h, 0ms, 24h}; }
};

UploadReport next(QSignalSpy &finished)
{
    if (finished.isEmpty() && !finished.wait(patience)) {
        QTest::qFail("no run has finished", __FILE__, __LINE__);
        return {};
    }
    return finished.takeFirst().constFirst().value<UploadReport>();
}

} // namespace

class TestUploadController : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsAfterAWhileOrWhenThereIsEnough()
    {
        World world;
        world.add(1);
        const auto controller = world.controller();
        QSignalSpy finished(controller.get(), &UploadController::finished);
        controller->noteStored(1); // nothing: nobody has said yes
        controller->begin(world.options());
        controller->noteStored(1);
        QCOMPARE(next(finished).result, Result::Delivered);

        const auto patient = world.controller(World::slow());
        QSignalSpy later(patient.get(), &UploadController::finished);
        patient->begin(world.options());
        world.add(20);
        patient->noteStored(19);
        patient->noteStored(1); // the twentieth
        QCOMPARE(next(later).delivered, 20);
        QVERIFY(!world.network.watched);
        QVERIFY(world.addsUp());
        QVERIFY(controller->finish(10s));
        QVERIFY(patient->finish(10s));
    }

    void whatIsStoredDuringARunIsCountedAfterIt()
    {
        World world;
        world.add(1);
        const auto controller = world.controller(World::slow());
        QSignalSpy finished(controller.get(), &UploadController::finished);
        // The run has met its goal; what comes now is for the next one.
        connect(
            controller.get(), &UploadController::progressed, this,
            [&] {
                world.add(20);
                controller->noteStored(20);
            },
            Qt::SingleShotConnection);
        controller->begin(world.options());
        controller->sendNow();
        QCOMPARE(next(finished).delivered, 1);
        QCOMPARE(next(finished).delivered, 20); // and not in a day
        QVERIFY(world.addsUp());
        QVERIFY(controller->finish(10s));
    }

    void sendsWhatAProcessThatDiedHadHeld()
    {
        World world;
        world.addHeld(300ms);
        const auto controller = world.controller();
        QSignalSpy finished(controller.get(), &UploadController::finished);
        controller->begin(world.options());
        controller->noteWaiting(1);
        QCOMPARE(next(finished).result, Result::Nothing);
        QVERIFY(finished.isEmpty()); // it is not asked for again and again
        world.clock->advance(300ms);
        const UploadReport report = next(finished); // though nothing else happens
        QCOMPARE(report.result, Result::Delivered);
        QCOMPARE(report.delivered, 1);
        QVERIFY(world.addsUp());
        QVERIFY(controller->finish(10s));
    }

    void theLastRequestCanBeRead()
    {
        World world;
        world.add(2);
        const auto controller = world.controller();
        QSignalSpy finished(controller.get(), &UploadController::finished);
        QVERIFY(controller->lastRequest().text.isEmpty());
        controller->begin(world.options());
        controller->sendNow();
        QCOMPARE(next(finished).result, Result::Delivered);
        // The thread has gone, the request can still be read.
        const QByteArray text = controller->lastRequest().text;
        QVERIFY(text.startsWith("POST /batch/ HTTP/1.1\nhost: 127.0.0.1:"));
        QVERIFY(text.contains("\"api_key\":\"***\""));
        QVERIFY(!text.contains(key.toUtf8()));
        QVERIFY(text.contains(UploadWorld::id(1).toLatin1()));
        QVERIFY(text.contains(UploadWorld::id(2).toLatin1()));
        world.add(1);
        controller->sendNow();
        QCOMPARE(next(finished).delivered, 1);
        QVERIFY(controller->lastRequest().text.contains(UploadWorld::id(3).toLatin1()));
        QVERIFY(!controller->lastRequest().text.contains(UploadWorld::id(1).toLatin1()));
        controller->end(); // a no leaves nothing
        QVERIFY(controller->lastRequest().text.isEmpty());
    }

    void theNetworkIsBack()
    {
        World world;
        const auto controller = world.controller();
        QSignalSpy finished(controller.get(), &UploadController::finished);
        controller->begin(world.options());
        QVERIFY(!world.network.watched); // nobody asks before it is of interest
        // Qt repeats by itself what was not answered.
        world.server.setFaults(QList<Fault>(12, {{}, Ending::Close}));
        world.add(3);
        controller->sendNow();
        QCOMPARE(next(finished).result, Result::Later);
        world.server.recover();
        QVERIFY(world.network.watched);
        // The clock stands, so that the time to try again never comes by itself.
        Q_EMIT world.network.watch->backOnline();
        QCOMPARE(next(finished).result, Result::Delivered);
        QVERIFY(!world.network.watched);
        QVERIFY(world.addsUp());
    }

    void itsReturnDoesNotOverruleTheServer_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<Result>("result");
        QTest::newRow("Retry-After") << FaultServer::http(503, {}, {"Retry-After: 600"}) << Result::Later;
        QTest::newRow("paused") << FaultServer::http(401) << Result::Paused;
    }

    void itsReturnDoesNotOverruleTheServer()
    {
        QFETCH(QByteArray, answer);
        QFETCH(Result, result);
        World world;
        world.server.setFaults({{answer}});
        world.add(1);
        const auto controller = world.controller();
        QSignalSpy finished(controller.get(), &UploadController::finished);
        controller->begin(world.options());
        controller->sendNow();
        QCOMPARE(next(finished).result, result);
        Q_EMIT world.network.watch->backOnline();
        if (result == Result::Later)
            QCOMPARE(next(finished).result, Result::Later); // looked, and went on waiting
        controller->noteStored(50); // new events don't either
        QCOMPARE(world.server.requests(), 1);
        controller->sendNow();
        QCOMPARE(next(finished).result, Result::Delivered);
        QVERIFY(controller->finish(10s));
        QCOMPARE(world.server.requests(), 2);
    }

    void itComesBackDuringAnAttempt()
    {
        World world;
        world.server.setFaults({{{}, Ending::Silence}});
        world.add(1);
        const auto controller = world.controller();
        QSignalSpy finished(controller.get(), &UploadController::finished);
        Uploader::Options options = world.options();
        options.requestDeadline = 3s; // also of the one that is delivered
        controller->begin(options);
        controller->sendNow();
        QTRY_COMPARE_WITH_TIMEOUT(world.server.requests(), 1, patience);
        Q_EMIT world.network.watch->backOnline();
        QCOMPARE(next(finished).result, Result::Later);
        QCOMPARE(next(finished).result, Result::Delivered);
    }

    void aStoreThatCannotBeUsedIsTriedAgain()
    {
        World world;
        world.add(1);
        sqlite3 *blocker = nullptr;
        QCOMPARE(sqlite3_open((world.folder + "/events.sqlite").c_str(), &blocker), SQLITE_OK);
        sqlite3_busy_timeout(blocker, patience);
        QCOMPARE(sqlite3_exec(blocker, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
        const auto controller = world.controller();
        QSignalSpy finished(controller.get(), &UploadController::finished);
        controller->begin(world.options());
        controller->sendNow();
        QCOMPARE(next(finished).result, Result::Failed);
        QCOMPARE(sqlite3_exec(blocker, "ROLLBACK", nullptr, nullptr, nullptr), SQLITE_OK);
        QCOMPARE(sqlite3_close(blocker), SQLITE_OK);
        UploadReport report;
        do
            report = next(finished);
        while (report.result == Result::Failed);
        QCOMPARE(report.result, Result::Delivered);
        QVERIFY(world.addsUp());
    }

    void aSilentResolverIsAskedOnce()
    {
        World world;
        SilentResolver resolver;
        world.destination = PostHog(QUrl(u"https://candor.invalid"_s), key);
        world.add(1);
        const auto controller = world.controller();
        QSignalSpy finished(controller.get(), &UploadController::finished);
        Uploader::Options options = world.options();
        options.proxy = QNetworkProxy(QNetworkProxy::NoProxy);
        options.resolver = resolver.function();
        options.requestDeadline = 50ms;
        for (int i = 0; i < 4; ++i) {
            controller->begin(options);
            for (int j = 0; j < 3; ++j) {
                controller->sendNow();
                QCOMPARE(next(finished).result, Result::Later);
            }
            controller->end(); // another decision: another uploader
        }
        QCOMPARE(resolver.asked(), 1);
    }

    void endingAbortsAtOnce()
    {
        World world;
        world.server.setFaults({{{}, Ending::Silence}});
        world.add(2);
        const auto controller = world.controller();
        QSignalSpy finished(controller.get(), &UploadController::finished);
        controller->begin(world.options());
        controller->sendNow();
        QTRY_COMPARE_WITH_TIMEOUT(world.server.requests(), 1, patience);
        controller->end();
        QTRY_COMPARE_WITH_TIMEOUT(world.counters().waiting, 2, patience);
        controller->sendNow();
        controller->noteStored(100);
        QVERIFY(controller->finish(10s));
        QVERIFY(finished.isEmpty());
        QCOMPARE(world.server.requests(), 1);
    }

    void programsThatEnd_data()
    {
        QTest::addColumn<QList<Fault>>("faults");
        QTest::addColumn<QString>("how");
        const QByteArray good = FaultServer::good();
        const auto row = [](const char *name, const Fault &fault, const QString &how = u"after the request"_s) {
            QTest::newRow(name) << QList<Fault>(50, fault) << how;
        };
        row("a good server", {good}, u"at once"_s);
        row("nobody listens", {}, u"nobody"_s);
        row("connecting hangs", {}, u"backlog"_s);
        row("silence", {{}, Ending::Silence});
        row("silence within the request", {{}, Ending::Silence, Reading::PartOfTheHead}, u"connected"_s);
        row("a byte now and then", {good, Ending::Silence, Reading::Whole, 300ms});
        row("an answer without an end",
            {"HTTP/1.1 200 OK\r\n\r\n", Ending::Close, Reading::Whole, 0ms, QByteArray(65536, 'x')});
        row("a head without an end",
            {"HTTP/1.1 200 OK\r\nX: ", Ending::Close, Reading::Whole, 0ms, QByteArray(65536, 'x')});
        row("half-closed", {{}, Ending::HalfClose});
        row("a silent resolver", {}, u"resolver"_s);
        row("a proxy that is silent", {{}, Ending::Silence}, u"proxy"_s);
        row("TLS that is never agreed upon", {{}, Ending::Silence, Reading::PartOfTheHead}, u"tls"_s);
        row("waiting for the next attempt", {FaultServer::http(503)}, u"report"_s);
        row("a store that another one holds", {{}, Ending::Silence}, u"locked store"_s);
    }

    void programsThatEnd()
    {
        QFETCH(QList<Fault>, faults);
        QFETCH(QString, how);
        UploadWorld world;
        FaultServer server(how == u"backlog"_s ? FaultServer::Accepting::BacklogFull : FaultServer::Accepting::Yes);
        server.setFaults(faults);
        QUrl url = server.url();
        if (how == u"nobody"_s)
            url.setPort(9);
        else if (how == u"tls"_s)
            url.setScheme(u"https"_s);
        else if (how == u"resolver"_s || how == u"proxy"_s)
            url = QUrl(u"https://candor.invalid"_s);
        world.destination = PostHog(url, key);
        world.add(5);
        QProcess process;
        process.setProcessEnvironment(world.childEnvironment());
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(
            QCoreApplication::applicationFilePath(),
            {u"--end"_s, QString::fromStdString(world.folder), url.toString(), how, QString::number(server.port())});
        QVERIFY(process.waitForReadyRead(patience));
        const bool hasToArrive = how == u"after the request"_s || how == u"locked store"_s;
        if (hasToArrive)
            QTRY_VERIFY_WITH_TIMEOUT(server.requests() >= 1, patience);
        else if (how == u"connected"_s || how == u"tls"_s || how == u"proxy"_s)
            QTRY_VERIFY_WITH_TIMEOUT(server.connections() >= 1, patience);
        else if (how == u"report"_s)
            QTRY_VERIFY_WITH_TIMEOUT((process.waitForReadyRead(50), process.peek(1000).contains("finished")), patience);
        sqlite3 *blocker = nullptr;
        if (how == u"locked store"_s) {
            QCOMPARE(sqlite3_open((world.folder + "/events.sqlite").c_str(), &blocker), SQLITE_OK);
            sqlite3_busy_timeout(blocker, patience);
            QCOMPARE(sqlite3_exec(blocker, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
        }
        QElapsedTimer timer;
        timer.start();
        process.write("end\n");
        QVERIFY(process.waitForFinished(patience));
        const qint64 took = timer.elapsed();
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 0);
        const QByteArray said = process.readAllStandardOutput();
        const qsizetype at = said.indexOf("ended in ");
        QVERIFY2(at >= 0, said.constData());
        const int finishing = said.mid(at + 9).split(' ').constFirst().toInt();
        qInfo("finish() took %d ms, the rest of the program's end %lld ms", finishing, took - finishing);
        QVERIFY2(finishing < 2500, said.constData());
        QVERIFY2(took < 5000, qPrintable(QString::number(took)));
        if (blocker) {
            QCOMPARE(sqlite3_exec(blocker, "ROLLBACK", nullptr, nullptr, nullptr), SQLITE_OK);
            QCOMPARE(sqlite3_close(blocker), SQLITE_OK);
        }

        // Nothing is lost: the next start sends it.
        QVERIFY(world.addsUp());
        if (world.counters().delivered == 0) {
            QVERIFY(world.open()->reclaim()); // as the next one to send does
            QCOMPARE(world.counters().sending, 0);
            QCOMPARE(world.counters().waiting, 5);
        }
    }
};

namespace {

/// A program that ends while something is going on, like the one that the library is part of.
int endInTheMiddle(int argc, char **argv)
{
    static const SilentResolver *const resolver = new SilentResolver; // never gone: nothing wakes who waits for it
    const QString how = QString::fromLocal8Bit(argv[4]);
    QElapsedTimer timer;
    {
        QCoreApplication application(argc, argv);
        Uploader::Options options;
        options.storeFolder = argv[2];
        options.destination = PostHog(QUrl(QString::fromLocal8Bit(argv[3])), key);
        options.decisionId = "decision-1";
        options.clock = std::make_shared<SystemClock>();
        options.confirm = [] { return true; };
        options.proxy = QNetworkProxy(QNetworkProxy::NoProxy);
        if (how == u"proxy"_s)
            options.proxy = QNetworkProxy(QNetworkProxy::HttpProxy, u"127.0.0.1"_s,
                                          static_cast<quint16>(QByteArray(argv[5]).toUInt()));
        if (how == u"resolver"_s)
            options.resolver = resolver->function();
        UploadController controller(UploadController::Policy{});
        const auto say = [](const char *what) {
            std::puts(what);
            std::fflush(stdout);
        };
        QObject::connect(&controller, &UploadController::finished, &application, [&] { say("finished"); });
        controller.begin(options);
        QTimer::singleShot(0, &controller, [&] {
            controller.sendNow();
            say("begun");
        });
        std::thread reader([] {
            char line[16];
            if (std::fgets(line, sizeof line, stdin))
                QMetaObject::invokeMethod(QCoreApplication::instance(), [] { QCoreApplication::quit(); });
        });
        QCoreApplication::exec();
        timer.start();
        (void)controller.finish(200ms);
        std::printf("ended in %lld ms\n", timer.elapsed());
        std::fflush(stdout);
        reader.join();
    }
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc == 6 && qstrcmp(argv[1], "--end") == 0)
        return endInTheMiddle(argc, argv);
    QCoreApplication application(argc, argv);
    TestUploadController test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_uploadcontroller.moc"
