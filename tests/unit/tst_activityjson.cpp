// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// One event as a line of JSON: what Export and `candor telemetry show --json` print.

#include "telemetry/activityeventdata.h"
#include "telemetry/activityjson.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QTimeZone>

using namespace candor;
using namespace Qt::StringLiterals;

namespace {

ActivityEventData delivered(const QByteArray &bytes)
{
    ActivityEventData result;
    result.row = 42;
    result.id = u"0193a5f2-0000-7000-8000-000000000000"_s;
    result.name = u"page.viewed"_s;
    result.time = QDateTime(QDate(2026, 2, 3), QTime(4, 5, 6, 7), QTimeZone::utc());
    result.state = ActivityEvent::State::Delivered;
    result.finished = result.time.addMSecs(1500);
    result.attempts = 2;
    result.bytes = bytes;
    return result;
}

QJsonObject parsed(const QByteArray &line)
{
    return QJsonDocument::fromJson(line).object();
}

} // namespace

class ActivityJsonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Byte for byte: programs and people rely on the order as well.
    void aDeliveredEvent()
    {
        QCOMPARE(activityLine(delivered(R"({"uuid":"0193","properties":{"page":"proxy"}})")),
                 R"({"row":42,"id":"0193a5f2-0000-7000-8000-000000000000","name":"page.viewed",)"
                 R"("time":"2026-02-03T04:05:06.007Z","state":"delivered","reason":null,"explanation":null,"copies":1,)"
                 R"("attempts":2,"finished":"2026-02-03T04:05:07.507Z","bytes":45,)"
                 R"("event":{"uuid":"0193","properties":{"page":"proxy"}}})");
    }

    void whatWasNotRecorded()
    {
        ActivityEventData event;
        event.row = 7;
        event.time = QDateTime(QDate(2026, 2, 3), QTime(4, 5, 6, 7), QTimeZone::utc());
        event.state = ActivityEvent::State::NotRecorded;
        event.dropReason = u"undeclared"_s;
        event.reason = u"The catalogue does not declare it."_s;
        event.copies = 12;
        QCOMPARE(activityLine(event),
                 R"({"row":7,"id":null,"name":null,"time":"2026-02-03T04:05:06.007Z","state":"not-recorded",)"
                 R"("reason":"undeclared","explanation":"The catalogue does not declare it.","copies":12,)"
                 R"("attempts":0,"finished":null,"bytes":0})");
    }

    void aRejectedEventNamesTheReasonInTheTermsOfStatus()
    {
        ActivityEventData event = delivered("{}");
        event.state = ActivityEvent::State::Rejected;
        event.reason = u"The server answered \"400\".\nNothing else"_s;
        const QByteArray line = activityLine(event);
        QCOMPARE(parsed(line)["reason"_L1].toString(), u"rejected"_s);
        QCOMPARE(parsed(line)["explanation"_L1].toString(), event.reason);
        QVERIFY(!line.contains('\n'));
    }

    void everyStateHasANameOfItsOwn()
    {
        QSet<QString> names;
        for (const auto state :
             {ActivityEvent::State::Waiting, ActivityEvent::State::Sending, ActivityEvent::State::Delivered,
              ActivityEvent::State::Rejected, ActivityEvent::State::NotRecorded}) {
            ActivityEventData event = delivered("{}");
            event.state = state;
            names.insert(parsed(activityLine(event))["state"_L1].toString());
        }
        QCOMPARE(names.size(), 5);
        QVERIFY(!names.contains(QString()));
    }

    void theEventIsNotEncodedAgain_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray("{}");
        QTest::newRow("order and repeated keys") << QByteArray(R"({"b":1,"a":2,"b":3})");
        QTest::newRow("numbers in their own form") << QByteArray(R"({"a":1.50,"b":1e3,"c":12345678901234567890})");
        QTest::newRow("escapes") << QByteArray(R"({"a":"\u00e4\/\n\u2028"})");
        QTest::newRow("characters beyond ASCII") << QByteArray("{\"a\":\"\xc3\xa4\xf0\x9f\x98\x80\"}");
        QTest::newRow("white space") << QByteArray("{ \"a\" :\t1 }");
    }

    void theEventIsNotEncodedAgain()
    {
        QFETCH(QByteArray, bytes);
        const QByteArray line = activityLine(delivered(bytes));
        QVERIFY2(line.endsWith(",\"event\":" + bytes + '}'), line.constData());
        QVERIFY(parsed(line)["event"_L1].isObject());
        QCOMPARE(parsed(line)["bytes"_L1].toInteger(), bytes.size());
    }

    /// One bad row must not make the file unreadable, nor pass for two lines or for other members.
    void damageStaysInItsPlace_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("cut off") << QByteArray(R"({"a":)");
        QTest::newRow("two objects") << QByteArray(R"({"a":1}{"b":2})");
        QTest::newRow("members of the line") << QByteArray(R"({}, "state":"delivered")");
        QTest::newRow("an array") << QByteArray("[1]");
        QTest::newRow("more than one line") << QByteArray("{\n}");
        QTest::newRow("an old Macintosh's line") << QByteArray("{\r}");
        QTest::newRow("no UTF-8") << QByteArray("{\"a\":\"\xff\xfe\"}");
    }

    void damageStaysInItsPlace()
    {
        QFETCH(QByteArray, bytes);
        const QByteArray line = activityLine(delivered(bytes));
        QVERIFY(!line.contains('\n') && !line.contains('\r'));
        const QJsonObject object = parsed(line);
        QVERIFY2(!object.isEmpty(), line.constData());
        QVERIFY(!object.contains("event"_L1));
        QCOMPARE(object["damaged"_L1].toString(), QString::fromUtf8(bytes));
        QCOMPARE(object["state"_L1].toString(), u"delivered"_s);
    }
};

QTEST_GUILESS_MAIN(ActivityJsonTest)
#include "tst_activityjson.moc"
