// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// Rules that hold between processes, and though one of them dies.

#include "support/recordingworld.h"
#include "telemetry/telemetrycontext.h"

#include <QCryptographicHash>
#include <QDir>
#include <QJsonDocument>
#include <QProcess>
#include <QtTest>

#include <array>
#include <random>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60000; // ms

void start(QProcess *child, const RecordingWorld &world, const QStringList &arguments)
{
    child->setProcessEnvironment(world.environment());
    child->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child->start(QStringLiteral(CANDOR_RECORDING_CHILD), arguments);
}

QByteArray nextLine(QProcess *child)
{
    while (!child->canReadLine()) {
        if (!child->waitForReadyRead(patience))
            return {};
    }
    return child->readLine();
}

/// Did the child end as it should?
bool isWell(QProcess *child)
{
    return (child->state() == QProcess::NotRunning || child->waitForFinished(patience))
        && child->exitStatus() == QProcess::NormalExit && child->exitCode() == 0;
}

QList<QJsonObject> propertiesOf(const RecordingWorld &world, const std::string &name)
{
    QList<QJsonObject> result;
    for (const StoredEvent &event : world.events()) {
        if (event.name == name && event.state != EventState::NotRecorded)
            result.append(
                QJsonDocument::fromJson(QByteArray::fromStdString(event.body)).object()["properties"_L1].toObject());
    }
    return result;
}

std::int64_t droppedAs(const EventCounters &counters, DropReason reason)
{
    const auto found = counters.dropped.find(reason);
    return found == counters.dropped.end() ? 0 : found->second;
}

} // namespace

class TestRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneOfManyProcessesRecordsADay();
    void oneInstallHashesAlikeInEveryProcess();
    void aKilledBurstLosesNothing_data();
    void aKilledBurstLosesNothing();
};

void TestRules::oneOfManyProcessesRecordsADay()
{
    constexpr int processes = 8;
    const RecordingWorld world;
    std::array<QProcess, processes> children;
    for (QProcess &child : children)
        start(&child, world, {u"1"_s, u"dawn"_s, u"return"_s});
    for (QProcess &child : children)
        QCOMPARE(nextLine(&child), QByteArray("ready\n"));
    for (QProcess &child : children)
        child.write("go\n");
    for (QProcess &child : children)
        QVERIFY(isWell(&child));
    world.recover();
    QCOMPARE(propertiesOf(world, "test.dawned").size(), 1);
    const EventCounters counters = world.counters();
    QCOMPARE(droppedAs(counters, DropReason::Daily), processes - 1);
    QCOMPARE(counters.accepted, 3 * processes); // started and stopped, too
    QVERIFY(RecordingWorld::addsUp(counters));
    int noted = 0;
    for (const StoredEvent &event : world.events())
        noted += event.state == EventState::NotRecorded && event.reason == "daily" ? event.copies : 0;
    QCOMPARE(noted, processes - 1);
}

void TestRules::oneInstallHashesAlikeInEveryProcess()
{
    constexpr int processes = 4;
    QSet<QString> hashes;
    for (int install = 1; install <= 2; ++install) {
        const RecordingWorld world;
        std::array<QProcess, processes> children; // at once: each of them would make a secret
        for (QProcess &child : children)
            start(&child, world, {u"1"_s, u"hash"_s, u"quay.io/acme/secret-project"_s});
        for (QProcess &child : children)
            QVERIFY(isWell(&child));
        world.recover();
        const QList<QJsonObject> stored = propertiesOf(world, "test.hashed");
        QCOMPARE(stored.size(), processes);
        for (const QJsonObject &properties : stored) {
            QCOMPARE(properties["image"_L1].toString().size(), 64);
            hashes.insert(properties["image"_L1].toString());
        }
        QCOMPARE(hashes.size(), install);
        const QDir folder(QString::fromStdString(world.storeFolder()));
        for (const QString &name : folder.entryList(QDir::Files)) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray bytes = file.readAll();
            QVERIFY(!bytes.contains("secret-project"));
            for (const auto algorithm : {QCryptographicHash::Sha256, QCryptographicHash::Sha512})
                QVERIFY(!bytes.contains(
                    QCryptographicHash::hash("quay.io/acme/secret-project", algorithm).toHex().first(32)));
        }
    }
}

void TestRules::aKilledBurstLosesNothing_data()
{
    QTest::addColumn<int>("seed");
    const int trials = qEnvironmentVariableIsSet("CANDOR_TRIALS") ? 200 : 3;
    for (int seed = 1; seed <= trials; ++seed)
        QTest::addRow("kill %d", seed) << seed;
}

void TestRules::aKilledBurstLosesNothing()
{
    QFETCH(int, seed);
    const RecordingWorld world;
    std::mt19937 random(static_cast<unsigned>(seed));
    qint64 accepted = 0;
    for (int run = 1; run <= 2; ++run) {
        QProcess child;
        start(&child, world, {QString::number(run), u"scroll"_s, u"return"_s});
        QVERIFY(child.waitForStarted(patience));
        QVERIFY(!nextLine(&child).isEmpty());
        QTest::qWait(static_cast<int>(random() % 200)); // anywhere in it
        child.kill();
        QVERIFY(child.waitForFinished(patience));
        const QList<QByteArray> lines = child.readAll().split('\n');
        accepted += lines.size() > 1 ? lines.at(lines.size() - 2).toLongLong() : 1;
    }
    const TelemetryContext context(world.options().data());
    QCOMPARE(context.recoverRings(context.consent().read()), QString());
    const EventCounters counters = world.counters();
    QVERIFY(RecordingWorld::addsUp(counters));
    qint64 counted = 0;
    for (const QJsonObject &properties : propertiesOf(world, "test.scrolled"))
        counted += properties["count"_L1].toInteger();
    // Each may have been killed between a call and the line about it.
    QVERIFY2(counted >= accepted && counted <= accepted + 2, qPrintable(u"%1 of %2"_s.arg(counted).arg(accepted)));
    QCOMPARE(counters.accepted, counted + 2); // app.started, twice
    QCOMPARE(droppedAs(counters, DropReason::Aggregated), counted - propertiesOf(world, "test.scrolled").size());
    QVERIFY(propertiesOf(world, "test.scrolled").size() <= 2);
}

QTEST_GUILESS_MAIN(TestRules)
#include "tst_rules.moc"
