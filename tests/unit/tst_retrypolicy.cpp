// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "delivery/retrypolicy.h"

#include <QByteArray>
#include <QTest>

#include <limits>

using namespace candor;
using namespace std::chrono;
using namespace std::chrono_literals;

class TestRetryPolicy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void delay_data();
    void delay();
    void delayThatWasAskedFor_data();
    void delayThatWasAskedFor();
    void retryAfter_data();
    void retryAfter();
};

void TestRetryPolicy::delay_data()
{
    QTest::addColumn<int>("failures");
    QTest::addColumn<double>("uniform");
    QTest::addColumn<qint64>("expected");
    QTest::newRow("first, shortest") << 0 << 0.0 << qint64(500);
    QTest::newRow("first, middle") << 0 << 0.5 << qint64(750);
    QTest::newRow("first, longest") << 0 << 0.999 << qint64(999);
    QTest::newRow("second, shortest") << 1 << 0.0 << qint64(30000);
    QTest::newRow("second, middle") << 1 << 0.5 << qint64(45000);
    QTest::newRow("third reaches the cap") << 2 << 0.0 << qint64(900000);
    QTest::newRow("hundredth") << 100 << 0.5 << qint64(1350000);
    QTest::newRow("no overflow") << std::numeric_limits<int>::max() << 1.0 << qint64(1800000);
    QTest::newRow("negative count") << -5 << 0.0 << qint64(500);
    QTest::newRow("random too small") << 0 << -3.0 << qint64(500);
    QTest::newRow("random too large") << 0 << 7.0 << qint64(1000);
    QTest::newRow("random is no number") << 0 << std::numeric_limits<double>::quiet_NaN() << qint64(500);
}

void TestRetryPolicy::delay()
{
    QFETCH(int, failures);
    QFETCH(double, uniform);
    QFETCH(qint64, expected);
    QCOMPARE(qint64(RetryPolicy::delay(failures, uniform).count()), expected);
}

void TestRetryPolicy::delayThatWasAskedFor_data()
{
    QTest::addColumn<int>("failures");
    QTest::addColumn<double>("uniform");
    QTest::addColumn<qint64>("asked"); // -1: nothing was
    QTest::addColumn<qint64>("expected");
    QTest::newRow("nothing") << 0 << 0.5 << qint64(-1) << qint64(750);
    QTest::newRow("shorter than the usual delay") << 1 << 0.0 << qint64(20000) << qint64(30000);
    QTest::newRow("never earlier than asked") << 0 << 0.0 << qint64(90000) << qint64(90000);
    QTest::newRow("a short one, spread in proportion") << 0 << 1.0 << qint64(5000) << qint64(55000);
    QTest::newRow("a long one, spread over half an hour") << 0 << 0.5 << qint64(600000) << qint64(1500000);
    QTest::newRow("the longest") << 9 << 1.0 << qint64(3600000) << qint64(5400000);
    QTest::newRow("random is no number") << 0 << std::numeric_limits<double>::quiet_NaN() << qint64(90000)
                                         << qint64(90000);
}

void TestRetryPolicy::delayThatWasAskedFor()
{
    QFETCH(int, failures);
    QFETCH(double, uniform);
    QFETCH(qint64, asked);
    QFETCH(qint64, expected);
    const auto given = asked < 0 ? std::nullopt : std::optional(milliseconds(asked));
    const milliseconds delay = RetryPolicy::delay(failures, uniform, given);
    QCOMPARE(qint64(delay.count()), expected);
    QVERIFY(delay <= RetryPolicy::longestWait);
}

void TestRetryPolicy::retryAfter_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<qint64>("expected"); // -1: malformed
    const qint64 hour = 3600000;
    // Now is Sun, 06 Nov 1994 08:49:37 GMT, RFC 9110's own example.
    QTest::newRow("seconds") << QByteArray("120") << qint64(120000);
    QTest::newRow("zero") << QByteArray("0") << qint64(0);
    QTest::newRow("leading zeros") << QByteArray("0007") << qint64(7000);
    QTest::newRow("blanks around") << QByteArray(" \t5 ") << qint64(5000);
    QTest::newRow("an hour") << QByteArray("3600") << hour;
    QTest::newRow("more than an hour") << QByteArray("3601") << hour;
    QTest::newRow("more than 64 bits") << QByteArray("99999999999999999999999999") << hour;
    QTest::newRow("negative") << QByteArray("-5") << qint64(-1);
    QTest::newRow("plus") << QByteArray("+5") << qint64(-1);
    QTest::newRow("fraction") << QByteArray("1.5") << qint64(-1);
    QTest::newRow("unit") << QByteArray("5s") << qint64(-1);
    QTest::newRow("empty") << QByteArray() << qint64(-1);
    QTest::newRow("blank") << QByteArray("  ") << qint64(-1);
    QTest::newRow("date in 30 s") << QByteArray("Sun, 06 Nov 1994 08:50:07 GMT") << qint64(30000);
    QTest::newRow("date now") << QByteArray("Sun, 06 Nov 1994 08:49:37 GMT") << qint64(0);
    QTest::newRow("date in the past") << QByteArray("Sun, 06 Nov 1994 08:00:00 GMT") << qint64(0);
    QTest::newRow("date long past") << QByteArray("Thu, 01 Jan 1970 00:00:00 GMT") << qint64(0);
    QTest::newRow("date far ahead") << QByteArray("Fri, 31 Dec 9999 23:59:59 GMT") << hour;
    QTest::newRow("leap second") << QByteArray("Sun, 06 Nov 1994 08:49:60 GMT") << qint64(23000);
    QTest::newRow("RFC 850") << QByteArray("Sunday, 06-Nov-94 08:50:07 GMT") << qint64(30000);
    QTest::newRow("RFC 850, more than 50 years ahead is past")
        << QByteArray("Sunday, 06-Nov-45 08:50:07 GMT") << qint64(0);
    QTest::newRow("asctime") << QByteArray("Sun Nov  6 08:50:07 1994") << qint64(30000);
    QTest::newRow("another zone") << QByteArray("Sun, 06 Nov 1994 08:50:07 CET") << qint64(-1);
    QTest::newRow("30 February") << QByteArray("Wed, 30 Feb 1994 08:50:07 GMT") << qint64(-1);
    QTest::newRow("hour 24") << QByteArray("Sun, 06 Nov 1994 24:50:07 GMT") << qint64(-1);
    QTest::newRow("another language") << QByteArray("So, 06 Nov 1994 08:50:07 GMT") << qint64(-1);
    QTest::newRow("cut") << QByteArray("Sun, 06 Nov 1994 08:50") << qint64(-1);
    QTest::newRow("more behind it") << QByteArray("Sun, 06 Nov 1994 08:50:07 GMT, 5") << qint64(-1);
    QTest::newRow("binary") << QByteArray("\0\xff\x80", 3) << qint64(-1);
}

void TestRetryPolicy::retryAfter()
{
    QFETCH(QByteArray, header);
    QFETCH(qint64, expected);
    const system_clock::time_point now = sys_days(1994y / November / 6) + 8h + 49min + 37s;
    const auto result = RetryPolicy::retryAfter({header.constData(), static_cast<std::size_t>(header.size())}, now);
    QCOMPARE(result ? qint64(result->count()) : qint64(-1), expected);
}

QTEST_GUILESS_MAIN(TestRetryPolicy)
#include "tst_retrypolicy.moc"
