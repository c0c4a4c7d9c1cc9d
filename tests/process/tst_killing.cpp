// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// A program that records and uploads is killed at random moments, again and again. 30 times; 1,000 times with
// CANDOR_TRIALS=1.

#include "support/recordingworld.h"
#include "support/scriptedserver.h"

#include <QElapsedTimer>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSet>
#include <QTcpSocket>
#include <QtTest>

#include <random>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60000; // ms

using Event = std::pair<qint64, qint64>; // run and number of test.counted

/// One request, as it came.
struct Batch
{
    QStringList ids;
    QHash<QString, Event> counted; ///< those that are test.counted
    QHash<QString, QByteArray> bytes; ///< by id
};

Batch read(const QByteArray &body)
{
    Batch result;
    for (const QJsonValue &each : QJsonDocument::fromJson(body).object().value("batch"_L1).toArray()) {
        const QJsonObject event = each.toObject();
        const QString id = event.value("uuid"_L1).toString();
        result.ids.append(id);
        result.bytes.insert(id, QJsonDocument(event).toJson(QJsonDocument::Compact));
        if (event.value("event"_L1) == u"test.counted"_s) {
            const QJsonObject properties = event.value("properties"_L1).toObject();
            result.counted.insert(id,
                                  {properties.value("run"_L1).toInteger(), properties.value("number"_L1).toInteger()});
        }
    }
    return result;
}

} // namespace

class TestKilling : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void losesNothingAndRepeatsOnlyWhatWasOnItsWay();
};

void TestKilling::losesNothingAndRepeatsOnlyWhatWasOnItsWay()
{
    const int kills = qEnvironmentVariableIntValue("CANDOR_TRIALS") > 0 ? 1000 : 30;
    const unsigned seed = std::random_device()();
    qInfo("%d kills, seed %u", kills, seed);
    std::mt19937 random(seed);

    ScriptedServer server({{200, "{\"status\":\"Ok\"}", {}}});
    QVERIFY(server.listen());
    const RecordingWorld world(server.url());

    const auto deliverTheRest = [&world] {
        QProcess process;
        process.setProcessEnvironment(world.environment());
        process.start(QStringLiteral(CANDOR_RECORDING_CHILD), {u"0"_s, u"0"_s, u"deliver"_s});
        QTRY_VERIFY_WITH_TIMEOUT(process.state() == QProcess::NotRunning, patience);
        QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
    };
    QHash<qint64, qint64> confirmed; // run to the last number that was accepted for sure
    QHash<qint64, QByteArray> problems; // what each run complained about
    QSet<qsizetype> inFlight; // requests that a kill may have overtaken: the last of each run
    for (int run = 1; run <= kills; ++run) {
        QProcess process;
        process.setProcessEnvironment(world.environment());
        process.start(QStringLiteral(CANDOR_RECORDING_CHILD), {QString::number(run), u"on"_s, u"SIGKILL"_s});
        QByteArray said;
        if (random() % 5 != 0) {
            QTRY_VERIFY_WITH_TIMEOUT((said += process.readAllStandardOutput()).contains('\n')
                                         || process.state() == QProcess::NotRunning,
                                     patience);
            QVERIFY2(process.state() == QProcess::Running, process.readAllStandardError().constData());
        }
        // The moment is the point.
        QTest::qWait(static_cast<int>(random() % 150));
        process.kill();
        QVERIFY(process.waitForFinished(patience));
        said += process.readAllStandardOutput();
        problems.insert(run, process.readAllStandardError());
        const QList<QByteArray> lines = said.left(said.lastIndexOf('\n')).split('\n');
        confirmed.insert(run, lines.last().toLongLong());
        // What it had written before it died still arrives. A connection of ours comes behind its last one.
        QTcpSocket behind;
        const int before = server.connections();
        behind.connectToHost(QHostAddress::LocalHost, server.port());
        QVERIFY(behind.waitForConnected(patience));
        QTRY_VERIFY_WITH_TIMEOUT(server.connections() > before, patience);
        behind.close();
        QTRY_COMPARE_WITH_TIMEOUT(server.openConnections(), 0, patience);
        inFlight.insert(server.requests().size() - 1);
        // What dies this often sends less than it records: sometimes one has its time, before the store is full.
        if (run % 50 == 0)
            deliverTheRest();
        if (QTest::currentTestFailed())
            return;
    }

    deliverTheRest();
    if (QTest::currentTestFailed())
        return;

    QHash<QString, Event> counted; // by id
    QHash<QString, QByteArray> bytes; // by id
    QHash<Event, QString> ids;
    QHash<QString, qsizetype> lastSeen; // id to request
    qsizetype repeated = 0;
    for (qsizetype request = 0; request < server.requests().size(); ++request) {
        const Batch batch = read(server.requests().at(request).body);
        for (const QString &id : batch.ids) {
            if (lastSeen.contains(id)) {
                ++repeated;
                QVERIFY2(inFlight.contains(lastSeen.value(id)), "an event that was not on its way was sent again");
                QCOMPARE(batch.bytes.value(id), bytes.value(id));
            }
            lastSeen.insert(id, request);
            bytes.insert(id, batch.bytes.value(id));
        }
        for (auto it = batch.counted.begin(); it != batch.counted.end(); ++it) {
            QVERIFY2(!counted.contains(it.key()) || counted.value(it.key()) == it.value(), "an id was made twice");
            QVERIFY2(!ids.contains(it.value()) || ids.value(it.value()) == it.key(), "an event has two ids");
            counted.insert(it.key(), it.value());
            ids.insert(it.value(), it.key());
        }
    }
    const EventCounters counters = world.counters();
    QVERIFY(RecordingWorld::addsUp(counters));
    for (const auto &[reason, count] : counters.dropped)
        QVERIFY2(count == 0, std::string(dropReasonName(reason)).c_str());
    qint64 accepted = 0;
    for (auto it = confirmed.begin(); it != confirmed.end(); ++it) {
        accepted += it.value();
        QList<qint64> lost;
        for (qint64 number = 1; number <= it.value(); ++number) {
            if (!ids.contains({it.key(), number}))
                lost.append(number);
        }
        QVERIFY2(lost.isEmpty(),
                 qPrintable(u"of %1 events of run %2 %3 were lost, from %4 to %5; it said: %6"_s.arg(it.value())
                                .arg(it.key())
                                .arg(lost.size())
                                .arg(lost.value(0))
                                .arg(lost.isEmpty() ? 0 : lost.last())
                                .arg(QString::fromUtf8(problems.value(it.key())))));
    }
    QVERIFY(accepted > kills); // else nothing was recorded, and nothing was shown
    QCOMPARE(counters.waiting, 1); // the last app.stopped
    QCOMPARE(counters.delivered, static_cast<qint64>(lastSeen.size()));
    qInfo("%d kills: %lld events accepted, all of them arrived; %lld came a second time, all of batches in flight",
          kills, static_cast<long long>(accepted), static_cast<long long>(repeated));
}

QTEST_GUILESS_MAIN(TestKilling)
#include "tst_killing.moc"
