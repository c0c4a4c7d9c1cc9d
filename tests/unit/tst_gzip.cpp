// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "delivery/gzip.h"
#include "support/scriptedserver.h"

#include <QRandomGenerator>
#include <QTest>

using namespace candor;

class TestGzip : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roundTrip_data();
    void roundTrip();
    void headerTellsNothing();
};

void TestGzip::roundTrip_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("one byte") << QByteArray("x");
    QTest::newRow("zero bytes") << QByteArray(1000, '\0');
    QTest::newRow("text") << QByteArray("{\"event\":\"app.started\"}").repeated(3000);
    QTest::newRow("one chunk exactly") << QByteArray(65536, 'a');
    QTest::newRow("two chunks exactly") << QByteArray(131072, 'a');
    QByteArray noise(300000, Qt::Uninitialized);
    QRandomGenerator generator(7);
    for (char &byte : noise)
        byte = static_cast<char>(generator.bounded(256));
    QTest::newRow("what can't be compressed") << noise;
}

void TestGzip::roundTrip()
{
    QFETCH(QByteArray, bytes);
    const QByteArray packed =
        QByteArray::fromStdString(gzip({bytes.constData(), static_cast<std::size_t>(bytes.size())}));
    QVERIFY(!packed.isEmpty());
    QCOMPARE(test::gunzip(packed), bytes);
    if (!bytes.isEmpty()) // a cut one is noticed
        QVERIFY(test::gunzip(packed.chopped(1)).isEmpty());
}

void TestGzip::headerTellsNothing()
{
    const std::string packed = gzip("x");
    QCOMPARE(packed, gzip("x"));
    // RFC 1952: magic, deflate, no flags, no time, (compression level), unknown operating system
    QCOMPARE(QByteArray::fromStdString(packed.substr(0, 8)).toHex(), QByteArray("1f8b080000000000"));
    QCOMPARE(static_cast<unsigned char>(packed[9]), 255);
}

QTEST_GUILESS_MAIN(TestGzip)
#include "tst_gzip.moc"
