// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// A server that does not want something, uploaders that die, and many events at once.

#include "support/faultserver.h"
#include "support/scriptedserver.h"
#include "support/uploadworld.h"
#include "system/systemclock.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QRandomGenerator>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <cstdio>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Ending = FaultServer::Ending;
using Fault = FaultServer::Fault;
using Result = UploadReport::Result;

namespace {

constexpr int patience = 60000;
const QString key = u"phc_testkey"_s;

QSet<QString> idsOf(const QList<int> &numbers)
{
    QSet<QString> result;
    for (const int number : numbers)
        result.insert(UploadWorld::id(static_cast<std::uint64_t>(number)));
    return result;
}

/// Refuses a batch with one of \a bad in it.
std::function<Fault(const QStringList &)> judge(const QSet<QString> &bad, int status)
{
    return [bad, status](const QStringList &ids) {
        for (const QString &id : ids) {
            if (bad.contains(id))
                return Fault{FaultServer::http(status, "<b>no</b>")};
        }
        return Fault{FaultServer::good()};
    };
}

struct World : UploadWorld
{
    World() { destination = PostHog(server.url(), key); }
    FaultServer server;

    [[nodiscard]] QSet<QString> rejected() const
    {
        QSet<QString> result;
        ActivityQuery query;
        query.state = EventState::Rejected;
        const std::vector<StoredEvent> found =
            openForReading()->view().events(query).value_or(std::vector<StoredEvent>());
        for (const StoredEvent &event : found)
            result.insert(QString::fromStdString(event.id));
        return result;
    }

    [[nodiscard]] std::unique_ptr<QProcess> child(const QString &what) const
    {
        auto process = std::make_unique<QProcess>();
        process->setProcessEnvironment(childEnvironment());
        process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process->start(QCoreApplication::applicationFilePath(),
                       {what, QString::fromStdString(folder), server.url().toString()});
        return process;
    }
};

bool fullLength()
{
    return qEnvironmentVariableIsSet("CANDOR_TRIALS");
}

} // namespace

class TestRefusals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyTheBadOnesAreRejected_data()
    {
        QTest::addColumn<int>("events");
        QTest::addColumn<QList<int>>("bad"); // from 1
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("mostRequests");
        for (const int status : {400, 413, 422}) {
            QTest::addRow("the only one, %d", status) << 1 << QList<int>{1} << status << 1;
            QTest::addRow("the first of 300, %d", status) << 300 << QList<int>{1} << status << 20;
            QTest::addRow("the last of 300, %d", status) << 300 << QList<int>{300} << status << 20;
        }
        QTest::newRow("two, apart") << 300 << QList<int>{20, 200} << 400 << 40;
        QTest::newRow("two neighbours") << 300 << QList<int>{150, 151} << 422 << 40;
        QTest::newRow("one in each of three batches") << 1300 << QList<int>{7, 700, 1300} << 400 << 60;
    }

    void onlyTheBadOnesAreRejected()
    {
        QFETCH(int, events);
        QFETCH(QList<int>, bad);
        QFETCH(int, status);
        QFETCH(int, mostRequests);
        World world;
        world.server.setJudge(judge(idsOf(bad), status));
        world.add(events);
        // What one of them is refused for is no attempt of the others.
        const auto uploader = world.uploader([](Uploader::Options &options) { options.maximumAttempts = 2; });
        const UploadReport report = run(*uploader);
        QCOMPARE(report.result, events > bad.size() ? Result::Delivered : Result::Nothing);
        QCOMPARE(report.rejected, int(bad.size()));
        QCOMPARE(report.delivered, events - int(bad.size()));
        QCOMPARE(report.stillWaiting, 0);
        QCOMPARE(world.rejected(), idsOf(bad));
        const EventCounters counted = world.counters();
        QCOMPARE(counted.dropped.at(DropReason::Rejected), bad.size());
        QCOMPARE(counted.delivered, events - bad.size());
        QVERIFY(!counted.dropped.contains(DropReason::Attempts) || counted.dropped.at(DropReason::Attempts) == 0);
        QVERIFY(world.addsUp());
        for (const StoredEvent &event : world.events()) {
            if (event.state == EventState::Rejected)
                QCOMPARE(event.reason, "status " + std::to_string(status));
        }
        QVERIFY2(world.server.requests() <= mostRequests, qPrintable(QString::number(world.server.requests())));
        QCOMPARE(world.state().failures, 0);
    }

    void aServerThatWantsNoneIsLeftAlone()
    {
        World world;
        world.server.setJudge([](const QStringList &) { return Fault{FaultServer::http(400)}; });
        world.add(200);
        const auto uploader = world.uploader();
        UploadReport report = run(*uploader);
        QCOMPARE(report.result, Result::Paused);
        QCOMPARE(report.rejected, 3);
        QCOMPARE(report.stillWaiting, 197);
        QCOMPARE(report.nextAttempt->count(), std::chrono::milliseconds(24h).count());
        QCOMPARE(world.state().pauseReason, std::string("rejected-in-a-row 400"));
        QVERIFY(world.addsUp());
        const int requests = world.server.requests();
        QCOMPARE(run(*uploader).result, Result::Paused);
        QCOMPARE(world.server.requests(), requests);

        world.clock->advance(24h); // a day later it costs one, not three
        report = run(*world.uploader());
        QCOMPARE(report.result, Result::Paused);
        QCOMPARE(report.rejected, 1);
        QCOMPARE(report.stillWaiting, 196);

        world.server.recover();
        report = run(*world.uploader(), Uploader::Urgency::Now);
        QCOMPARE(report.result, Result::Delivered);
        QCOMPARE(report.delivered, 196);
        QVERIFY(world.state().pauseReason.empty());
        QVERIFY(world.addsUp());
    }

    void aSmallLimitOfTheServersCostsNoEvent()
    {
        World world;
        world.server.setJudge([](const QStringList &ids) {
            return ids.size() > 70 ? Fault{FaultServer::http(413)} : Fault{FaultServer::good()};
        });
        world.add(1000);
        const UploadReport report = run(*world.uploader());
        QCOMPARE(report.result, Result::Delivered);
        QCOMPARE(report.delivered, 1000);
        QCOMPARE(report.rejected, 0);
        QVERIFY2(world.server.requests() < 40, qPrintable(QString::number(world.server.requests())));
        QVERIFY(world.addsUp());
    }

    void aPauseBelongsToADestination()
    {
        World world;
        world.server.setJudge([](const QStringList &) { return Fault{FaultServer::http(401)}; });
        world.add(2);
        QCOMPARE(run(*world.uploader()).result, Result::Paused);
        QCOMPARE(QString::fromStdString(world.state().pausedFor), world.destination.fingerprint());
        FaultServer other;
        const Destination before = world.destination;
        for (const Destination &next : {PostHog(other.url(), key), PostHog(world.server.url(), u"another key"_s)})
            QVERIFY(next.fingerprint() != before.fingerprint());
        world.destination = PostHog(other.url(), key);
        world.add(1);
        QCOMPARE(run(*world.uploader()).delivered, 1);
        QCOMPARE(other.received().size(), 1);
    }

    void killedInTheMiddle()
    {
        World world;
        const QList<int> bad{40, 333};
        world.server.setJudge(judge(idsOf(bad), 400));
        world.add(600);
        QRandomGenerator random(3);
        int killed = 0;
        for (int i = 0; i < (fullLength() ? 200 : 10); ++i) {
            const auto process = world.child(u"--send"_s);
            QVERIFY(process->waitForReadyRead(patience)); // its event loop runs
            if (!process->waitForFinished(static_cast<int>(random.bounded(120U))))
                process->kill();
            QVERIFY(process->state() == QProcess::NotRunning || process->waitForFinished(patience));
            killed += process->exitStatus() == QProcess::CrashExit ? 1 : 0;
            QVERIFY(world.addsUp());
            if (world.counters().waiting + world.counters().sending == 0)
                world.add(600);
        }
        QVERIFY(killed > 0);
        (void)run(*world.uploader(), Uploader::Urgency::Now);
        QVERIFY(world.addsUp());
        const EventCounters counted = world.counters();
        QCOMPARE(counted.waiting + counted.sending, 0);
        // Counted, not looked up: a full store has let go of old rejected ones by then.
        QCOMPARE(counted.dropped.at(DropReason::Rejected), bad.size());
        QCOMPARE(counted.delivered, counted.accepted - bad.size());
        const QMap<QString, int> received = world.server.received();
        for (std::uint64_t i = 1; i <= world.sequence; ++i)
            QVERIFY(received.contains(UploadWorld::id(i)));
        qInfo("%d uploaders killed", killed);
    }

    void whoeverHoldsTheLockDiesAndAnotherTakesOver()
    {
        World world;
        world.server.setFaults({{{}, Ending::Silence}});
        world.add(5);
        const auto first = world.child(u"--send"_s);
        QTRY_COMPARE_WITH_TIMEOUT(world.server.requests(), 1, patience); // in flight, never answered
        QCOMPARE(world.counters().sending, 5);
        const auto second = world.child(u"--send"_s);
        QVERIFY(second->waitForReadyRead(patience));
        QTRY_VERIFY_WITH_TIMEOUT((second->waitForReadyRead(100), second->peek(1000).contains("busy")), patience);
        QCOMPARE(world.server.requests(), 1); // one at a time
        QElapsedTimer timer;
        timer.start();
        first->kill();
        QVERIFY(second->waitForFinished(patience));
        qInfo("the other took over within %lld ms", timer.elapsed());
        QVERIFY2(timer.elapsed() < 10000, qPrintable(QString::number(timer.elapsed())));
        QVERIFY(first->waitForFinished(patience));
        QCOMPARE(first->exitStatus(), QProcess::CrashExit);
        QCOMPARE(second->exitCode(), 0);
        QCOMPARE(world.counters().delivered, 5);
        QVERIFY(world.addsUp());
        const QMap<QString, int> received = world.server.received();
        QCOMPARE(received.size(), 5);
        for (const int times : received)
            QCOMPARE(times, 2); // what was in flight at the kill, and nothing else
    }

    void aLongTimeOffline()
    {
        World world;
        QRandomGenerator random(5);
        for (int i = 0; i < 10; ++i) {
            world.add(1000, [&random](int) {
                std::string text;
                for (int j = 0; j < 40; ++j)
                    text += static_cast<char>('!' + random.bounded(90));
                return text;
            });
        }
        const qint64 memory = peakMemory();
        QElapsedTimer timer;
        timer.start();
        const UploadReport report = run(*world.uploader());
        const qint64 took = timer.elapsed();
        QCOMPARE(report.result, Result::Delivered);
        QCOMPARE(report.delivered, 10000);
        QVERIFY(world.addsUp());
        const QStringList order = world.server.order();
        QCOMPARE(order.size(), 10000); // each once
        QVERIFY(std::is_sorted(order.begin(), order.end())); // oldest first
        qsizetype largest = 0;
        for (const qsizetype size : world.server.bodySizes())
            largest = std::max(largest, size);
        QVERIFY2(largest < 16384, qPrintable(QString::number(largest)));
        QCOMPARE(world.server.connections(), 1); // kept from one request to the next
        const qint64 grown = peakMemory() - memory;
        qInfo("10,000 events: %d requests in %lld ms, %lld KiB more memory at the peak, largest body %lld bytes",
              world.server.requests(), took, grown, static_cast<long long>(largest));
        QVERIFY2(world.server.requests() < 200, qPrintable(QString::number(world.server.requests())));
        QVERIFY2(grown < 96 * 1024, qPrintable(QString::number(grown)));
    }

    void bodiesStayWithinTheDestinationsLimits_data()
    {
        QTest::addColumn<bool>("segment");
        QTest::addColumn<int>("events");
        QTest::addColumn<int>("size");
        for (const bool segment : {false, true}) {
            const char *name = segment ? "Segment" : "PostHog";
            QTest::addRow("%s, many small", name) << segment << 3000 << 1;
            QTest::addRow("%s, large ones that compress well", name) << segment << 120 << 30000;
        }
    }

    void bodiesStayWithinTheDestinationsLimits()
    {
        QFETCH(bool, segment);
        QFETCH(int, events);
        QFETCH(int, size);
        UploadWorld world;
        ScriptedServer server({{200, segment ? R"({"success":true})" : R"({"status":1})"}});
        QVERIFY(server.listen());
        world.destination = segment ? Segment(server.url(), key) : PostHog(server.url(), key);
        for (int i = 0; i < 120; ++i) // a single commit of all of them would be more than the store takes at once
            world.add(events / 120, [size](int) { return std::string(static_cast<std::size_t>(size), 'x'); });
        const UploadReport report = run(*world.uploader());
        QVERIFY2(report.result == Result::Delivered, qPrintable(report.message));
        QCOMPARE(report.delivered, events);
        for (const ScriptedServer::Request &request : server.requests()) {
            QVERIFY2(request.body.size() <= 500'000, qPrintable(QString::number(request.body.size())));
            QVERIFY2(request.rawBody.size() < 16384, qPrintable(QString::number(request.rawBody.size())));
        }
        QVERIFY(server.requests().size() <= 20);
        QVERIFY(world.addsUp());
    }
};

namespace {

/// A program that sends what waits, and tries again while another one is sending.
int send(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    Uploader::Options options;
    options.storeFolder = argv[2];
    options.destination = PostHog(QUrl(QString::fromLocal8Bit(argv[3])), key);
    options.decisionId = "decision-1";
    options.clock = std::make_shared<SystemClock>();
    options.confirm = [] { return true; };
    options.requestDeadline = std::chrono::milliseconds(patience);
    Uploader uploader(options);
    const auto say = [](const char *what) {
        std::puts(what);
        std::fflush(stdout);
    };
    QObject::connect(&uploader, &Uploader::finished, &application, [&](const UploadReport &report) {
        if (report.result != UploadReport::Result::Busy)
            return QCoreApplication::exit(report.stillWaiting == 0 ? 0 : 1);
        say("busy");
        QTimer::singleShot(*report.nextAttempt, &uploader, [&uploader] { uploader.start(Uploader::Urgency::Now); });
    });
    QTimer::singleShot(0, &uploader, [&] {
        say("begun");
        uploader.start(Uploader::Urgency::Now);
    });
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    if (argc == 4 && qstrcmp(argv[1], "--send") == 0)
        return send(argc, argv);
    QCoreApplication application(argc, argv);
    TestRefusals test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_refusals.moc"
