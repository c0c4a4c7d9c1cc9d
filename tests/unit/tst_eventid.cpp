// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "queue/eventid.h"

#include <QRegularExpression>
#include <QtTest>

#include <unordered_set>

using namespace Qt::StringLiterals;
using candor::eventId;

class EventIdTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isAUuidOfVersion7_data();
    void isAUuidOfVersion7();
    void carriesTheTime();
    void isStable();
    void neverRepeatsForOneBase();
    void neighbouringBasesShareNothing();
    void neighboursDifferInManyBits();
};

void EventIdTest::isAUuidOfVersion7_data()
{
    QTest::addColumn<qint64>("time");
    QTest::addColumn<quint64>("base");
    QTest::addColumn<quint64>("sequence");
    QTest::newRow("ordinary") << qint64(1795262400123) << quint64(0x123456789ABCDEF0) << quint64(1);
    QTest::newRow("all zero") << qint64(0) << quint64(0) << quint64(0);
    QTest::newRow("all ones") << qint64(0xFFFFFFFFFFFF) << ~quint64(0) << ~quint64(0);
    QTest::newRow("before 1970") << qint64(-5) << quint64(1) << quint64(1);
}

void EventIdTest::isAUuidOfVersion7()
{
    QFETCH(qint64, time);
    QFETCH(quint64, base);
    QFETCH(quint64, sequence);
    const QString id = QString::fromStdString(eventId(time, base, sequence));
    static const QRegularExpression form(u"^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"_s);
    QVERIFY2(form.match(id).hasMatch(), qPrintable(id));
}

void EventIdTest::carriesTheTime()
{
    QVERIFY(eventId(0x0123456789AB, 1, 1).starts_with("01234567-89ab-7"));
    QVERIFY(eventId(1000, 1, 5) < eventId(1001, 1, 4)); // ids of later events sort behind
    QVERIFY(eventId(-1, 1, 1).starts_with("00000000-0000-7"));
}

void EventIdTest::isStable()
{
    // Written down: an event that is read from its ring again, perhaps by a later version, keeps its id.
    QCOMPARE(eventId(1795262400123, 0x123456789ABCDEF0, 42), eventId(1795262400123, 0x123456789ABCDEF0, 42));
    QCOMPARE(eventId(1795262400123, 0x123456789ABCDEF0, 42), "01a1fdfa-467b-755c-bdbd-25655ce2c3bf");
    QCOMPARE(eventId(1795262400123, 0x123456789ABCDEF0, 43), "01a1fdfa-467b-7a0c-9791-e2d81f2a35ca");
}

void EventIdTest::neverRepeatsForOneBase()
{
    // The same millisecond, so that nothing but the sequence tells them apart. What is compared is the last 62 bits.
    std::unordered_set<std::string> seen;
    seen.reserve(1000000);
    for (std::uint64_t sequence = 1; sequence <= 1000000; ++sequence) {
        if (!seen.insert(eventId(1795262400123, 0xFEEDFACE, sequence).substr(19)).second)
            QFAIL(qPrintable(QString::number(sequence)));
    }
}

void EventIdTest::neighbouringBasesShareNothing()
{
    std::unordered_set<std::string> seen;
    for (std::uint64_t base = 1; base <= 100; ++base) {
        for (std::uint64_t sequence = 1; sequence <= 1000; ++sequence) {
            if (!seen.insert(eventId(0, base, sequence).substr(19)).second)
                QFAIL(qPrintable(QString::number(base)));
        }
    }
}

void EventIdTest::neighboursDifferInManyBits()
{
    qint64 different = 0;
    for (std::uint64_t sequence = 1; sequence <= 1000; ++sequence) {
        const std::string one = eventId(0, 77, sequence);
        const std::string next = eventId(0, 77, sequence + 1);
        for (std::size_t i = 0; i < one.size(); ++i)
            different += one[i] == next[i] ? 0 : 1;
    }
    // 18 of 36 characters follow from the sequence, and 15 of 16 random digits differ: 16.9 on average.
    QVERIFY2(different > 14 * 1000, qPrintable(QString::number(different)));
}

QTEST_APPLESS_MAIN(EventIdTest)
#include "tst_eventid.moc"
