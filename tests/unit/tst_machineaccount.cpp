// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "support/temporaryhome.h"
#include "system/machineaccount.h"

#include <QDir>
#include <QRegularExpression>
#include <QTest>

using namespace candor;
using namespace Qt::StringLiterals;

class TestMachineAccount : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dependsOnMachineAndSalt()
    {
        const test::TemporaryHome home;
        const Directories directories = home.directories();
        const QByteArray hash = machineAccountHash(directories, home.path(), "salt");
        QVERIFY(QRegularExpression(u"^[0-9a-f]{64}$"_s).match(QString::fromLatin1(hash)).hasMatch());
        QCOMPARE(machineAccountHash(directories, home.path(), "salt"), hash);
        QCOMPARE(machineAccountHash(directories, home.path(u"run"_s), "salt"), hash); // the folder plays no part
        QVERIFY(machineAccountHash(directories, home.path(), "other") != hash);

        home.write(u"machine-id"_s, "0123456789ABCDEF0123456789abcdef");
        QCOMPARE(machineAccountHash(directories, home.path(), "salt"), hash); // white space and case play none either
        home.write(u"machine-id"_s, "fedcba9876543210fedcba9876543210\n");
        QVERIFY(machineAccountHash(directories, home.path(), "salt") != hash);
    }

    void withoutMachineId_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("no file") << QByteArray();
        QTest::newRow("empty") << QByteArray("\n");
        QTest::newRow("image never started") << QByteArray("uninitialized\n");
        QTest::newRow("too short") << QByteArray("0123456789abcdef");
        QTest::newRow("no hex") << QByteArray("0123456789abcdef0123456789abcdeg");
        QTest::newRow("zeros") << QByteArray(32, '0');
    }

    void withoutMachineId()
    {
        QFETCH(QByteArray, content);
        const test::TemporaryHome home;
        Directories directories = home.directories();
        if (content.isEmpty())
            directories.machineIdFile.clear();
        else
            home.write(u"machine-id"_s, content);
        QVERIFY(QDir().mkpath(home.path(u"one"_s)));
        QVERIFY(QDir().mkpath(home.path(u"two"_s)));
        const QByteArray one = machineAccountHash(directories, home.path(u"one"_s), "salt");
        QVERIFY(!one.isEmpty());
        QCOMPARE(machineAccountHash(directories, home.path(u"one"_s), "salt"), one);
        QVERIFY2(machineAccountHash(directories, home.path(u"two"_s), "salt") != one, "a copied folder is another one");
        QVERIFY(machineAccountHash(directories, home.path(u"none"_s), "salt").isEmpty());
        QVERIFY(machineAccountHash(directories, {}, "salt").isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestMachineAccount)
#include "tst_machineaccount.moc"
