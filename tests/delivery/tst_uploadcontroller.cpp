// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// When something is sent, and what it costs to stop.

#include "support/faultserver.h"
#include "support/uploadworld.h"
#include "telemetry/uploadcontroller.h"

#include <QSignalSpy>
#include <QTest>

#include <sqlite3.h>

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
    }

    void sendsWhatIsHeldWhenItsTimeHasCome()
    {
        World world;
        const auto controller = world.controller();
        QSignalSpy finished(controller.get(), &UploadController::finished);
        controller->begin(world.options());
        world.addHeld(300ms);
        controller->noteHeld(300ms);
        QVERIFY(!finished.wait(250)); // nothing is opened to find that it is too early
        world.clock->advance(300ms);
        QCOMPARE(next(finished).delivered, 1);
        QVERIFY(world.addsUp());
    }

    void sendsWhatBecameReadyDuringARun()
    {
        World world;
        const auto controller = world.controller();
        QSignalSpy finished(controller.get(), &UploadController::finished);
        controller->begin(world.options());
        world.addHeld(10s);
        controller->noteHeld(10s);
        connect(
            controller.get(), &UploadController::leaving, this, [&] { world.clock->advance(10s); },
            Qt::SingleShotConnection);
        world.add(20);
        controller->noteStored(20); // this stops the timer
        QCOMPARE(next(finished).delivered, 20);
        QCOMPARE(next(finished).delivered, 1); // though nothing else happens
        QVERIFY(world.addsUp());
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
        QVERIFY(controller->isIdle());
        QVERIFY(finished.isEmpty());
        QCOMPARE(world.server.requests(), 1);
    }
};

QTEST_GUILESS_MAIN(TestUploadController)

#include "tst_uploadcontroller.moc"
