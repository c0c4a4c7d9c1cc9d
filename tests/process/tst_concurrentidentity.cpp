// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "identity/anonymousid.h"
#include "support/temporaryhome.h"

#include <QProcess>
#include <QTest>

#include <memory>
#include <vector>

using namespace candor;
using namespace Qt::StringLiterals;

class TestConcurrentIdentity : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sixteenProcessesGetTheSameId_data()
    {
        QTest::addColumn<bool>("exists");
        QTest::addColumn<QByteArray>("content");
        for (int round = 1; round <= 10; ++round) {
            QTest::addRow("no file, round %d", round) << false << QByteArray();
            QTest::addRow("empty file, round %d", round) << true << QByteArray();
            QTest::addRow("invalid file, round %d", round) << true << QByteArray("not-an-id\n");
        }
    }

    void sixteenProcessesGetTheSameId()
    {
        QFETCH(bool, exists);
        QFETCH(QByteArray, content);
        const test::TemporaryHome home;
        const auto name = u".redhat/anonymousId"_s;
        if (exists)
            home.write(name, content);

        std::vector<std::unique_ptr<QProcess>> processes;
        for (int i = 0; i < 16; ++i) {
            auto process = std::make_unique<QProcess>();
            process->setProcessEnvironment(home.environment());
            process->start(QStringLiteral(CANDOR_TEST_CHILD), {u"obtain-id"_s});
            processes.push_back(std::move(process));
        }
        for (const auto &process : processes) {
            QVERIFY(process->waitForReadyRead(60000));
            QCOMPARE(process->readAllStandardOutput(), QByteArray("ready\n"));
        }
        for (const auto &process : processes) {
            process->write("go\n");
            QVERIFY(process->waitForBytesWritten(10000));
        }
        QSet<QByteArray> ids;
        for (const auto &process : processes) {
            QVERIFY(process->state() == QProcess::NotRunning || process->waitForFinished(60000));
            QCOMPARE(process->exitCode(), 0);
            ids.insert(process->readAllStandardOutput());
        }
        QCOMPARE(ids.size(), 1);
        QCOMPARE(*ids.begin(), home.read(name) + '\n');
        QCOMPARE(AnonymousId(home.directories()).read(), std::optional(QString::fromLatin1(home.read(name))));

        int beside = 0;
        const QStringList everything = home.everything();
        for (const QString &each : everything) {
            beside += each.startsWith(u".redhat/anonymousId.invalid-"_s);
            QVERIFY2(!each.endsWith(u".tmp"_s), qPrintable(each));
        }
        QCOMPARE(beside, exists ? 1 : 0);
    }

    void eightResetsEndAsOneNewId_data()
    {
        QTest::addColumn<int>("round");
        for (int round = 1; round <= 10; ++round)
            QTest::addRow("round %d", round) << round;
    }

    /// While another tool reads all the time: it always finds an id.
    void eightResetsEndAsOneNewId()
    {
        const test::TemporaryHome home;
        const auto name = u".redhat/anonymousId"_s;
        const QByteArray old = "11111111-1111-4111-8111-111111111111";
        home.write(name, old);
        std::vector<std::unique_ptr<QProcess>> processes;
        for (int i = 0; i < 8; ++i) {
            auto process = std::make_unique<QProcess>();
            process->setProcessEnvironment(home.environment());
            process->start(QStringLiteral(CANDOR_TEST_CHILD), {u"replace-id"_s, QString::fromLatin1(old)});
            processes.push_back(std::move(process));
        }
        for (const auto &process : processes) {
            QVERIFY(process->waitForReadyRead(60000));
            QCOMPARE(process->readAllStandardOutput(), QByteArray("ready\n"));
        }
        for (const auto &process : processes) {
            process->write("go\n");
            QVERIFY(process->waitForBytesWritten(10000));
        }
        QSet<QByteArray> seen;
        for (const auto &process : processes) {
            while (process->state() != QProcess::NotRunning && !process->waitForFinished(1))
                seen.insert(home.read(name));
            QCOMPARE(process->exitCode(), 0);
            QCOMPARE(process->readAllStandardOutput(), home.read(name) + '\n');
        }
        QVERIFY(home.read(name) != old);
        seen.remove(old);
        seen.remove(home.read(name));
        QVERIFY2(seen.isEmpty(), seen.isEmpty() ? "" : seen.begin()->constData());
    }
};

QTEST_GUILESS_MAIN(TestConcurrentIdentity)
#include "tst_concurrentidentity.moc"
