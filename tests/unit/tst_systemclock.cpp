// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "system/systemclock.h"

#include <QTest>

#include <ctime>

using namespace candor;
using namespace std::chrono_literals;

class SystemClockTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsTheOffsetOfATime_data();
    void knowsTheOffsetOfATime();
};

void SystemClockTest::knowsTheOffsetOfATime_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<qint64>("time"); // s since 1970
    QTest::addColumn<qint64>("offset"); // s
    // Written as rules, so that no file of zones is needed.
    const QByteArray vienna = "CET-1CEST,M3.5.0,M10.5.0/3";
    QTest::newRow("UTC") << QByteArray("UTC0") << qint64(1795262400) << qint64(0);
    QTest::newRow("winter") << vienna << qint64(1795262400) << qint64(3600);
    QTest::newRow("summer") << vienna << qint64(1783080000) << qint64(7200);
    QTest::newRow("a second before summer") << vienna << qint64(1774745999) << qint64(3600);
    QTest::newRow("the first of summer") << vienna << qint64(1774746000) << qint64(7200);
    QTest::newRow("west, and half an hour") << QByteArray("NST3:30") << qint64(1795262400) << qint64(-12600);
    QTest::newRow("over the date line") << QByteArray("LINT-14") << qint64(1795262400) << qint64(50400);
    QTest::newRow("before 1970") << QByteArray("NST3:30") << qint64(-86400 * 365) << qint64(-12600);
}

void SystemClockTest::knowsTheOffsetOfATime()
{
    QFETCH(QByteArray, zone);
    QFETCH(qint64, time);
    QFETCH(qint64, offset);
    const QByteArray before = qgetenv("TZ");
    qputenv("TZ", zone);
    ::tzset();
    const auto found = SystemClock().utcOffset(std::chrono::system_clock::time_point(std::chrono::seconds(time)));
    if (before.isNull())
        qunsetenv("TZ");
    else
        qputenv("TZ", before);
    ::tzset();
    QCOMPARE(found.count(), offset);
}

QTEST_APPLESS_MAIN(SystemClockTest)
#include "tst_systemclock.moc"
