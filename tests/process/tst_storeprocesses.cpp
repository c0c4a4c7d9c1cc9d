// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "queue/eventid.h"
#include "queue/eventstore.h"
#include "support/fakeclock.h"
#include "support/temporaryhome.h"

#include <QProcess>
#include <QtTest>

#include <array>
#include <set>

using namespace Qt::StringLiterals;
using namespace candor;
using candor::test::FakeClock;
using candor::test::TemporaryHome;

class StoreProcessesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsAreExactThoughOneIsKilled();
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
                                         std::make_shared<FakeClock>(), EventStore::Options());
    QVERIFY2(opened.status == EventStore::OpenStatus::Ok, opened.error.c_str());
    std::int64_t expected = 0;
    std::set<std::string> ids;
    for (int i = 0; i < processes; ++i) {
        const auto base = static_cast<std::uint64_t>(i + 1);
        const std::uint64_t last = opened.store->ringPosition(base)->lastSequence;
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
    const auto counters = opened.store->counters();
    QVERIFY(counters);
    QCOMPARE(counters->accepted, expected);
    QCOMPARE(counters->waiting, expected);
    QVERIFY(counters->dropped.empty());
    const auto events = opened.store->claim({"decision", "destination"}, 1 << 20, 1 << 30);
    QCOMPARE(static_cast<std::int64_t>(events.size()), expected);
    for (const StoredEvent &event : events)
        QCOMPARE(ids.erase(event.id), 1U); // each once
    QVERIFY(ids.empty());
}

QTEST_GUILESS_MAIN(StoreProcessesTest)
#include "tst_storeprocesses.moc"
