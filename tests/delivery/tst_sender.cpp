// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// The thread that sends: who wakes it, when it ends, and what it costs to stop it.

#include "support/faultserver.h"
#include "support/processlook.h"
#include "support/uploadworld.h"
#include "system/systemclock.h"
#include "telemetry/sender.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTest>
#include <QTimer>

#include <sqlite3.h>

#include <condition_variable>
#include <cstdio>
#include <deque>
#include <mutex>
#include <semaphore>
#include <thread>
#include <vector>

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

/// What the sender's thread has told, for a thread that has no event loop.
class Reports
{
public:
    [[nodiscard]] Sender::Listener listener()
    {
        return {{}, [this](const UploadReport &report) {
                    const std::lock_guard lock(m_mutex);
                    m_reports.push_back(report);
                    m_told.notify_all();
                }};
    }
    [[nodiscard]] UploadReport next()
    {
        std::unique_lock lock(m_mutex);
        if (!m_told.wait_for(lock, std::chrono::milliseconds(patience), [this] { return !m_reports.empty(); })) {
            QTest::qFail("no run has finished", __FILE__, __LINE__);
            return {};
        }
        const UploadReport result = m_reports.front();
        m_reports.pop_front();
        return result;
    }
    [[nodiscard]] bool isEmpty()
    {
        const std::lock_guard lock(m_mutex);
        return m_reports.empty();
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_told;
    std::deque<UploadReport> m_reports;
};

struct World : UploadWorld
{
    World() { destination = PostHog(server.url(), key); }

    FaultServer server;
};

int senderThreads()
{
    return int(ProcessLook(QCoreApplication::applicationPid()).threads().filter(u"candor-upload"_s).size());
}

constexpr UploadController::Policy atOnce{1, 24h, 0ms};
constexpr UploadController::Policy slow{20, 24h, 0ms, 24h};

} // namespace

class TestSender : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Its thread is there while there is something to do, and again when there is.
    void endsWhenNothingWaits()
    {
        World world;
        Reports reports;
        Sender sender(atOnce, reports.listener());
        sender.noteStored(1); // nobody has said yes
        QCOMPARE(senderThreads(), 0);
        sender.begin(world.options());
        QCOMPARE(senderThreads(), 0);
        for (int round = 0; round < 20; ++round) {
            world.add(1);
            sender.noteStored(1);
            QCOMPARE(reports.next().delivered, 1);
            if (round % 2 == 0)
                QTRY_COMPARE_WITH_TIMEOUT(senderThreads(), 0, patience);
        }
        QVERIFY(world.addsUp());
        QVERIFY(sender.finish(10s));
        QCOMPARE(senderThreads(), 0);
    }

    /// The store thread wakes it while the window's thread does nothing but wait here.
    void needsNoEventLoopOfOthers()
    {
        World world;
        Reports reports;
        Sender sender(slow, reports.listener());
        sender.begin(world.options());
        world.add(20);
        std::thread store([&sender] {
            for (int event = 0; event < 20; ++event)
                sender.noteStored(1);
        });
        store.join();
        QCOMPARE(reports.next().delivered, 20);
        std::binary_semaphore done{0};
        Sender::Sent sent;
        world.add(2);
        sender.sendNow([&](const Sender::Sent &each) {
            sent = each;
            done.release();
        });
        QVERIFY(done.try_acquire_for(std::chrono::milliseconds(patience)));
        QCOMPARE(sent.delivered, 2);
        QVERIFY(sender.finish(10s));
    }

    void manyThreadsWakeIt()
    {
        World world;
        Reports reports;
        Sender sender(atOnce, reports.listener());
        sender.begin(world.options());
        world.add(30);
        std::vector<std::thread> threads;
        for (int thread = 0; thread < 3; ++thread) {
            threads.emplace_back([&sender] {
                for (int event = 0; event < 10; ++event) {
                    sender.noteStored(1);
                    (void)sender.lastRequest();
                    std::this_thread::yield();
                }
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QTRY_COMPARE_WITH_TIMEOUT(world.counters().delivered, 30, patience);
        QVERIFY(sender.finish(10s));
        QVERIFY(world.addsUp());
    }

    void endingAbortsAtOnce()
    {
        World world;
        world.server.setFaults({{{}, Ending::Silence}});
        world.add(2);
        Reports reports;
        Sender sender(slow, reports.listener());
        sender.begin(world.options());
        bool told = false;
        sender.sendNow([&told](const Sender::Sent &sent) { told = !sent.problem.isEmpty(); });
        QTRY_COMPARE_WITH_TIMEOUT(world.server.requests(), 1, patience);
        sender.end();
        QTRY_COMPARE_WITH_TIMEOUT(senderThreads(), 0, patience);
        QVERIFY(told);
        QCOMPARE(world.counters().waiting, 2);
        sender.sendNow();
        sender.noteStored(100);
        QVERIFY(sender.finish(10s));
        QVERIFY(reports.isEmpty());
        QCOMPARE(world.server.requests(), 1);
    }

    /// Everything is heard in the order in which it was said, also by a thread that is only just starting.
    void hearsInOrder()
    {
        World world;
        for (int round = 0; round < 50; ++round) {
            Reports reports;
            Sender sender(slow, reports.listener());
            const Uploader::Options options = world.options();
            std::binary_semaphore done{0};
            Sender::Sent sent;
            world.add(1);
            sender.begin(options);
            sender.noteStored(1); // starts it
            sender.end();
            sender.begin(options);
            sender.sendNow([&](const Sender::Sent &each) {
                sent = each;
                done.release();
            });
            QVERIFY(done.try_acquire_for(std::chrono::milliseconds(patience)));
            QCOMPARE(sent.delivered, 1);
            QVERIFY(sender.finish(10s));
        }
    }

    /// Another decision while a request of the one before is on its way.
    void goesOnUnderAnotherDecision()
    {
        World world;
        world.server.setFaults({{{}, Ending::Silence}});
        world.add(2);
        Reports reports;
        Sender sender(atOnce, reports.listener());
        sender.begin(world.options());
        sender.noteStored(1);
        QTRY_COMPARE_WITH_TIMEOUT(world.server.requests(), 1, patience);
        sender.end();
        sender.begin(world.options());
        sender.noteStored(1);
        QCOMPARE(reports.next().delivered, 2);
        QVERIFY(sender.finish(10s));
        QVERIFY(world.addsUp());
    }

    void theLastRequestCanBeRead()
    {
        World world;
        world.add(2);
        Reports reports;
        Sender sender({}, reports.listener());
        QVERIFY(sender.lastRequest().text.isEmpty());
        sender.begin(world.options());
        sender.sendNow();
        QCOMPARE(reports.next().result, Result::Delivered);
        QTRY_COMPARE_WITH_TIMEOUT(senderThreads(), 0, patience);
        const QByteArray text = sender.lastRequest().text;
        QVERIFY(text.startsWith("POST /batch/ HTTP/1.1\nhost: 127.0.0.1:"));
        QVERIFY(text.contains("\"api_key\":\"***\""));
        QVERIFY(!text.contains(key.toUtf8()));
        QVERIFY(text.contains(UploadWorld::id(1).toLatin1()));
        QVERIFY(text.contains(UploadWorld::id(2).toLatin1()));
        world.add(1);
        sender.sendNow();
        QCOMPARE(reports.next().delivered, 1);
        QVERIFY(sender.lastRequest().text.contains(UploadWorld::id(3).toLatin1()));
        QVERIFY(!sender.lastRequest().text.contains(UploadWorld::id(1).toLatin1()));
        Uploader::Options other = world.options();
        other.decisionId = "another decision";
        sender.begin(other); // somebody has erased what was sent
        QVERIFY(sender.lastRequest().text.isEmpty());
        sender.begin(world.options());
        world.add(1);
        sender.sendNow();
        QCOMPARE(reports.next().delivered, 1);
        QVERIFY(!sender.lastRequest().text.isEmpty());
        sender.end(); // a no leaves nothing
        QVERIFY(sender.lastRequest().text.isEmpty());
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
            QVERIFY(world.open()->claims().reclaim()); // as the next one to send does
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
        const auto say = [](const char *what) {
            std::puts(what);
            std::fflush(stdout);
        };
        Sender sender({}, {{}, [&say](const UploadReport &) { say("finished"); }});
        sender.begin(options);
        QTimer::singleShot(0, &application, [&] {
            sender.sendNow();
            say("begun");
        });
        std::thread reader([] {
            char line[16];
            if (std::fgets(line, sizeof line, stdin))
                QMetaObject::invokeMethod(QCoreApplication::instance(), [] { QCoreApplication::quit(); });
        });
        QCoreApplication::exec();
        timer.start();
        (void)sender.finish(200ms);
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
    TestSender test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_sender.moc"
