// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "queue/eventid.h"
#include "queue/eventstore.h"
#include "support/temporaryhome.h"
#include "system/systemclock.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QtTest>

#include <array>
#include <memory>
#include <random>
#include <set>

using namespace Qt::StringLiterals;
using namespace candor;
using candor::test::TemporaryHome;

class StoreProcessesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsAreExactThoughOneIsKilled();
    void everyEventIsDeliveredOnceThoughProcessesAreKilled();
};

void StoreProcessesTest::countsAreExactThoughOneIsKilled()
{
    constexpr int processes = 4;
    constexpr int times = 2000;
    constexpr int timesOfVictim = 20000; // so that it is still at it when the signal comes
    constexpr int patience = 120000;
    const TemporaryHome home;
    const QString folder = home.path(u"events"_s);
    std::array<QProcess, processes> children;
    for (int i = 0; i < processes; ++i) {
        QProcess &child = children[static_cast<std::size_t>(i)];
        child.setProcessEnvironment(home.environment());
        child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        child.start(
            QStringLiteral(CANDOR_TEST_CHILD),
            {u"store-events"_s, folder, QString::number(i + 1), QString::number(i == 0 ? timesOfVictim : times)});
        QVERIFY(child.waitForStarted(patience));
    }
    for (QProcess &child : children)
        QVERIFY(child.canReadLine() || child.waitForReadyRead(patience));
    // All at once: the first of them makes the folder and the tables while the others wait for it.
    for (QProcess &child : children) {
        QCOMPARE(child.readLine(), QByteArray("ready\n"));
        child.write("go\n");
    }
    QProcess &victim = children[0];
    QVERIFY(victim.canReadLine() || victim.waitForReadyRead(patience));
    QCOMPARE(victim.readLine(), QByteArray("1000\n"));
    victim.kill();
    for (QProcess &child : children)
        QVERIFY(child.state() == QProcess::NotRunning || child.waitForFinished(patience));
    QCOMPARE(victim.exitStatus(), QProcess::CrashExit);

    const auto opened = EventStore::open(folder.toStdString(), EventStore::Mode::ReadWrite,
                                         std::make_shared<SystemClock>(), EventStore::Options());
    QVERIFY2(opened.status == EventStore::OpenStatus::Ok, opened.error.c_str());
    std::int64_t expected = 0;
    std::set<std::string> ids;
    for (int i = 0; i < processes; ++i) {
        const auto base = static_cast<std::uint64_t>(i + 1);
        const std::uint64_t last = opened.store->writer().ringPosition(base)->lastSequence;
        if (i == 0) {
            QVERIFY(last >= 1000 && last < timesOfVictim);
        } else {
            QCOMPARE(children[static_cast<std::size_t>(i)].exitCode(), 0);
            QCOMPARE(last, std::uint64_t(times));
        }
        expected += static_cast<std::int64_t>(last);
        for (std::uint64_t sequence = 1; sequence <= last; ++sequence)
            ids.insert(eventId(1, base, sequence));
    }
    const auto counters = opened.store->view().counters();
    QVERIFY(counters);
    QCOMPARE(counters->waiting, expected);
    std::int64_t refused = 0;
    for (int i = 0; i < processes; ++i)
        refused +=
            static_cast<std::int64_t>(opened.store->writer().ringPosition(static_cast<std::uint64_t>(i + 1))->dropped);
    QCOMPARE(counters->dropped, (std::map<DropReason, std::int64_t>{{DropReason::Memory, refused}}));
    QCOMPARE(counters->accepted, expected + refused);
    const auto events = opened.store->claims().claim({"decision", "destination"}, 1 << 20, 1 << 30);
    QCOMPARE(static_cast<std::int64_t>(events.size()), expected);
    for (const StoredEvent &event : events)
        QCOMPARE(ids.erase(event.id), 1U); // each once
    QVERIFY(ids.empty());
}

void StoreProcessesTest::everyEventIsDeliveredOnceThoughProcessesAreKilled()
{
    const bool every = qEnvironmentVariableIsSet("CANDOR_TRIALS");
    constexpr int processes = 8;
    const int times = every ? 10000 : 1000;
    const int kills = every ? 500 : 20;
    constexpr int patience = 120000;
    const TemporaryHome home;
    const QString folder = home.path(u"events"_s);
    std::array<std::unique_ptr<QProcess>, processes> children;
    const auto start = [&](int which) {
        auto child = std::make_unique<QProcess>();
        child->setProcessEnvironment(home.environment());
        child->setProcessChannelMode(QProcess::ForwardedErrorChannel);
        child->start(QStringLiteral(CANDOR_TEST_CHILD),
                     {u"store-events"_s, folder, QString::number(which + 1), QString::number(times)});
        child->write("go\n");
        children[static_cast<std::size_t>(which)] = std::move(child);
    };
    for (int i = 0; i < processes; ++i)
        start(i);

    EventStore::Options options;
    options.maximumBytes = 256 * 1024 * 1024;
    std::unique_ptr<EventStore> store;
    std::set<std::string> delivered;
    // One upload: what is claimed is delivered, each id once.
    const auto deliver = [&] {
        if (!store) {
            store = EventStore::open(folder.toStdString(), EventStore::Mode::ReadWrite, std::make_shared<SystemClock>(),
                                     options)
                        .store;
            return false;
        }
        const auto events = store->claims().claim({"decision", "destination"}, 200, 1 << 20);
        std::vector<std::int64_t> rows;
        for (const StoredEvent &event : events) {
            rows.push_back(event.row);
            if (!delivered.insert(event.id).second)
                qFatal("%s was there twice", event.id.c_str());
        }
        for (int attempt = 0; !rows.empty() && !store->claims().settle(rows, {EventState::Delivered}, {}); ++attempt) {
            if (attempt == 20)
                qFatal("%s", store->error().c_str());
        }
        return !rows.empty();
    };

    std::mt19937_64 random(every ? std::random_device()() : 1);
    int killed = 0;
    int running = processes;
    QElapsedTimer timer;
    timer.start();
    for (int turn = 0; running > 0; ++turn) {
        QVERIFY(timer.elapsed() < 5 * patience);
        if (turn % 8 == 7)
            (void)deliver();
        running = 0;
        const auto victim = static_cast<int>(random() % processes);
        for (int i = 0; i < processes; ++i) {
            QProcess &child = *children[static_cast<std::size_t>(i)];
            // It also lets QProcess see that it ended.
            (void)child.waitForFinished(i == victim ? static_cast<int>(random() % 8) : 0);
            if (child.state() == QProcess::NotRunning) {
                QCOMPARE(child.exitStatus(), QProcess::NormalExit);
                QCOMPARE(child.exitCode(), 0);
                continue;
            }
            ++running;
            if (i == victim && killed < kills) {
                child.kill();
                QVERIFY(child.waitForFinished(patience));
                ++killed;
                start(i); // goes on with what its ring still holds
            }
        }
    }
    store =
        EventStore::open(folder.toStdString(), EventStore::Mode::ReadWrite, std::make_shared<SystemClock>(), options)
            .store;
    QVERIFY(store);
    while (deliver()) { }
    QVERIFY2(store->error().empty(), store->error().c_str());
    qInfo("%d processes with %d events each, %d killed", processes, times, killed);
    QVERIFY(killed >= 5); // as many as there was time for
    // What is not delivered is somewhere: that is said first.
    const auto counters = store->view().counters();
    QVERIFY(counters);
    QCOMPARE(counters->waiting, 0);
    QCOMPARE(counters->sending, 0);
    QCOMPARE(counters->dropped, (std::map<DropReason, std::int64_t>{{DropReason::Memory, processes * times / 4}}));
    QCOMPARE(delivered.size(), static_cast<std::size_t>(processes * times));
    for (int i = 1; i <= processes; ++i) {
        QCOMPARE(store->writer().ringPosition(static_cast<std::uint64_t>(i)),
                 (RingPosition{static_cast<std::uint64_t>(times), static_cast<std::uint64_t>(times / 4)}));
    }
    QCOMPARE(counters->delivered, processes * times);
    QCOMPARE(counters->accepted, processes * times * 5 / 4);
}

QTEST_GUILESS_MAIN(StoreProcessesTest)
#include "tst_storeprocesses.moc"
