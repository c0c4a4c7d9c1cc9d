// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "delivery/wireformat.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <cmath>
#include <limits>

using namespace candor;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(candor::Outcome)
Q_DECLARE_METATYPE(std::vector<candor::OwnedProperty>)

class TestWireFormat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void protocols();
    void findsTheId_data();
    void findsTheId();
    void golden_data();
    void golden();
    void whatFailedIsOneObject_data();
    void whatFailedIsOneObject();
    void hostileValues_data();
    void hostileValues();
    void timestamps_data();
    void timestamps();
    void envelopeKeepsBytes_data();
    void envelopeKeepsBytes();
    void pathsAndHeaders();
    void base64_data();
    void base64();
    void limits_data();
    void limits();
    void answers_data();
    void answers();
    void resultsNameTheStatus();

private:
    static QByteArray encode(const char *protocol, const std::vector<OwnedProperty> &properties,
                             std::int64_t timeMs = 1795262400123, std::string_view name = "note.exported")
    {
        EventFields fields;
        fields.id = "019aa5f1-0c3b-7e2a-8123-456789abcdef";
        fields.anonymousId = "0b5a1c3e-9d2f-4a6b-8c7d-1e2f3a4b5c6d";
        fields.name = name;
        fields.timeMs = timeMs;
        fields.properties = properties;
        return QByteArray::fromStdString(WireFormat::forProtocol(protocol)->encodeEvent(fields));
    }
};

void TestWireFormat::protocols()
{
    QVERIFY(WireFormat::forProtocol("posthog"));
    QVERIFY(WireFormat::forProtocol("segment"));
    QVERIFY(!WireFormat::forProtocol("none"));
    QVERIFY(!WireFormat::forProtocol(""));
    QVERIFY(!WireFormat::forProtocol("PostHog"));
}

void TestWireFormat::golden_data()
{
    QTest::addColumn<QByteArray>("protocol");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("PostHog")
        << QByteArray("posthog")
        << QByteArray(
               R"({"uuid":"019aa5f1-0c3b-7e2a-8123-456789abcdef","event":"note.exported",)"
               R"("distinct_id":"0b5a1c3e-9d2f-4a6b-8c7d-1e2f3a4b5c6d","timestamp":"2026-11-21T12:00:00.123Z",)"
               R"("properties":{"format":"pdf","duration_ms":412,"success":true,"ratio":0.5,)"
               R"("$lib":"candor","$lib_version":"0.1.0","$ip":"0.0.0.0","$geoip_disable":true,"$process_person_profile":false}})");
    QTest::newRow("Segment")
        << QByteArray("segment")
        << QByteArray(R"({"type":"track","event":"note.exported","messageId":"019aa5f1-0c3b-7e2a-8123-456789abcdef",)"
                      R"("anonymousId":"0b5a1c3e-9d2f-4a6b-8c7d-1e2f3a4b5c6d","timestamp":"2026-11-21T12:00:00.123Z",)"
                      R"("properties":{"format":"pdf","duration_ms":412,"success":true,"ratio":0.5},)"
                      R"("context":{"ip":"0.0.0.0","library":{"name":"candor","version":"0.1.0"}}})");
}

void TestWireFormat::findsTheId_data()
{
    QTest::addColumn<QByteArray>("protocol");
    QTest::newRow("PostHog") << QByteArray("posthog");
    QTest::newRow("Segment") << QByteArray("segment");
}

void TestWireFormat::findsTheId()
{
    QFETCH(QByteArray, protocol);
    // Texts and names that look like the member that is looked for.
    const std::vector<OwnedProperty> properties{{"text", std::string("\"distinct_id\":\"me\",\"anonymousId\":\"me\"")},
                                                {"distinct_id", std::string("me")},
                                                {"anonymousId", std::string("me")},
                                                {"x\",\"distinct_id\":\"me\",\"anonymousId\":\"me", true}};
    const auto wire = WireFormat::forProtocol(protocol.toStdString());
    const std::string id = "0b5a1c3e-9d2f-4a6b-8c7d-1e2f3a4b5c6d";
    QCOMPARE(std::string(wire->anonymousIdOf(encode(protocol.constData(), properties).toStdString())), id);
    for (const char *other : {"", "{", "{}", "{\"distinct_id\"", "{\"distinct_id\":7,\"anonymousId\":7}"})
        QCOMPARE(wire->anonymousIdOf(other), std::string_view());
    QCOMPARE(wire->anonymousIdOf("{\"distinct_id\":\"half\",\"anonymousId\":\"half"), std::string_view("half"));
}

void TestWireFormat::golden()
{
    QFETCH(QByteArray, protocol);
    QFETCH(QByteArray, expected);
    const std::vector<OwnedProperty> properties{
        {"format", std::string("pdf")}, {"duration_ms", std::int64_t{412}}, {"success", true}, {"ratio", 0.5}};
    QCOMPARE(encode(protocol.constData(), properties), expected);
}

void TestWireFormat::whatFailedIsOneObject_data()
{
    QTest::addColumn<std::vector<OwnedProperty>>("properties");
    QTest::addColumn<QByteArray>("expected");
    const OwnedProperty className{"error.class", std::string("timeout")};
    const OwnedProperty message{"error.message", std::string("no \"answer\"\n\xFF")};
    const OwnedProperty status{"error.statusCode", std::int64_t(503)};
    const OwnedProperty exitCode{"error.exitCode", std::int64_t(-1)};
    const OwnedProperty success{"success", false};
    QTest::newRow("all") << std::vector{success, className, message, status, exitCode}
                         << QByteArray("\"success\":false,\"error\":{\"class\":\"timeout\",\"message\":\"no "
                                       "\\\"answer\\\"\\n\xEF\xBF\xBD\",\"statusCode\":503,\"exitCode\":-1}");
    QTest::newRow("one") << std::vector{status} << QByteArray(R"("error":{"statusCode":503})");
    QTest::newRow("among others") << std::vector{className, success, exitCode}
                                  << QByteArray(R"("error":{"class":"timeout","exitCode":-1},"success":false)");
    QTest::newRow("others that look alike")
        << std::vector<OwnedProperty>{{"error.stack", true}, {"errors", true}, {"error.", true}}
        << QByteArray(R"("error.stack":true,"errors":true,"error.":true)");
}

void TestWireFormat::whatFailedIsOneObject()
{
    QFETCH(std::vector<OwnedProperty>, properties);
    QFETCH(QByteArray, expected);
    for (const char *protocol : {"posthog", "segment"}) {
        const QByteArray json = encode(protocol, properties);
        QVERIFY2(json.contains("\"properties\":{" + expected), json.constData());
        QJsonParseError error;
        (void)QJsonDocument::fromJson(json, &error);
        QCOMPARE(error.error, QJsonParseError::NoError);
    }
}

void TestWireFormat::hostileValues_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("read");
    QTest::newRow("quotes and backslashes") << QByteArray(R"(a"b\c)") << QString::fromUtf8(R"(a"b\c)");
    QTest::newRow("line's ends") << QByteArray("a\r\nb\tc") << u"a\r\nb\tc"_s;
    QTest::newRow("zero byte") << QByteArray("a\0b", 3) << QString::fromUtf8("a\0b", 3);
    QTest::newRow("every alphabet") << QByteArray("ä漢🙂") << u"ä漢🙂"_s;
    QTest::newRow("lone continuation") << QByteArray("a\x80z") << u"a\uFFFDz"_s;
    QTest::newRow("cut in a character") << QByteArray("a\xE6\xBC") << u"a\uFFFD\uFFFD"_s;
    QTest::newRow("start byte swallows nothing") << QByteArray("\xF0"
                                                               "abc")
                                                 << u"\uFFFDabc"_s;
    QTest::newRow("overlong") << QByteArray("\xC0\xAF") << u"\uFFFD\uFFFD"_s;
    QTest::newRow("surrogate") << QByteArray("\xED\xA0\x80") << u"\uFFFD\uFFFD\uFFFD"_s;
    QTest::newRow("above the last") << QByteArray("\xF4\x90\x80\x80") << u"\uFFFD\uFFFD\uFFFD\uFFFD"_s;
    QTest::newRow("empty") << QByteArray() << QString();
}

void TestWireFormat::hostileValues()
{
    QFETCH(QByteArray, value);
    QFETCH(QString, read);
    const std::vector<OwnedProperty> properties{
        {"text", value.toStdString()},
        {value.toStdString() + "k", std::numeric_limits<double>::quiet_NaN()},
        {"infinite", std::numeric_limits<double>::infinity()},
        {"smallest", std::numeric_limits<std::int64_t>::min()},
    };
    for (const char *protocol : {"posthog", "segment"}) {
        const QByteArray json = encode(protocol, properties, 0, value.toStdString());
        QVERIFY2(QString::fromUtf8(json).toUtf8() == json, "not UTF-8");
        QJsonParseError error;
        const QJsonObject object = QJsonDocument::fromJson(json, &error).object();
        QCOMPARE(error.error, QJsonParseError::NoError);
        QCOMPARE(object.value(u"event"_s).toString(), read);
        const QJsonObject written = object.value(u"properties"_s).toObject();
        QCOMPARE(written.value(u"text"_s).toString(), read);
        QVERIFY(written.value(read + u'k').isNull());
        QVERIFY(written.value(u"infinite"_s).isNull());
        QVERIFY(json.contains("\"smallest\":-9223372036854775808"));
    }
}

void TestWireFormat::timestamps_data()
{
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("epoch") << qint64(0) << QByteArray("1970-01-01T00:00:00.000Z");
    QTest::newRow("before it") << qint64(-1) << QByteArray("1969-12-31T23:59:59.999Z");
    QTest::newRow("leap day") << qint64(1709210096007) << QByteArray("2024-02-29T12:34:56.007Z");
    QTest::newRow("as early as can be") << std::numeric_limits<qint64>::min() << QByteArray("0000-01-01T00:00:00.000Z");
    QTest::newRow("as late as can be") << std::numeric_limits<qint64>::max() << QByteArray("9999-12-31T23:59:59.999Z");
}

void TestWireFormat::timestamps()
{
    QFETCH(qint64, ms);
    QFETCH(QByteArray, expected);
    QVERIFY(encode("posthog", {}, ms).contains("\"timestamp\":\"" + expected + '"'));
    QVERIFY(encode("segment", {}, ms).contains("\"timestamp\":\"" + expected + '"'));
}

void TestWireFormat::envelopeKeepsBytes_data()
{
    QTest::addColumn<QByteArray>("protocol");
    QTest::addColumn<QByteArray>("expected");
    // Whatever stands in the store is sent as it is, even with blanks and numbers that no writer would choose.
    QTest::newRow("PostHog")
        << QByteArray("posthog")
        << QByteArray(
               R"({"api_key":"phc_\"1","batch":[{ "a" : 1.50e2 },{"b":"\u00e4"}],"sent_at":"2026-11-21T12:00:00.000Z"})");
    QTest::newRow("Segment") << QByteArray(
        "segment") << QByteArray(R"({"batch":[{ "a" : 1.50e2 },{"b":"\u00e4"}],"sentAt":"2026-11-21T12:00:00.000Z"})");
}

void TestWireFormat::envelopeKeepsBytes()
{
    QFETCH(QByteArray, protocol);
    QFETCH(QByteArray, expected);
    const std::vector<std::string_view> objects{R"({ "a" : 1.50e2 })", R"({"b":"\u00e4"})"};
    const auto wire = WireFormat::forProtocol(protocol.toStdString());
    QCOMPARE(QByteArray::fromStdString(wire->envelope(objects, "phc_\"1", 1795262400000)), expected);
}

void TestWireFormat::pathsAndHeaders()
{
    const auto postHog = WireFormat::forProtocol("posthog");
    QCOMPARE(postHog->path(), std::string("/batch/"));
    QVERIFY(postHog->headers("key").empty());
    const auto segment = WireFormat::forProtocol("segment");
    QCOMPARE(segment->path(), std::string("/v1/batch"));
}

void TestWireFormat::base64_data()
{
    QTest::addColumn<QByteArray>("key");
    for (const char *key : {"", "a", "ab", "abc", "abcd", "\xC3\xBF\xC3\xBF", "aVeryLongWriteKey0123456789?>~"})
        QTest::newRow(key) << QByteArray(key);
}

void TestWireFormat::base64()
{
    QFETCH(QByteArray, key);
    const auto headers = WireFormat::forProtocol("segment")->headers(key.toStdString());
    QCOMPARE(headers.size(), std::size_t(1));
    QCOMPARE(headers[0].name, std::string("authorization"));
    QCOMPARE(QByteArray::fromStdString(headers[0].value), "Basic " + (key + ':').toBase64());
}

void TestWireFormat::limits_data()
{
    QTest::addColumn<QByteArray>("protocol");
    QTest::newRow("PostHog") << QByteArray("posthog");
    QTest::newRow("Segment") << QByteArray("segment");
}

void TestWireFormat::limits()
{
    QFETCH(QByteArray, protocol);
    const auto wire = WireFormat::forProtocol(protocol.toStdString());
    // What the recipients accept: PostHog 20 MB a body, Segment 500 KB, 32 KB an event and 2,500 events.
    QVERIFY(wire->maximumEvents() <= 2500);
    QVERIFY(wire->maximumBytes() <= (protocol == "segment" ? 500'000 : 20'000'000));
    QVERIFY(wire->maximumEventBytes() <= (protocol == "segment" ? 32'000 : 1'000'000));
    QVERIFY(wire->maximumEventBytes() < wire->maximumBytes());
}

void TestWireFormat::answers_data()
{
    QTest::addColumn<QByteArray>("protocol");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Outcome>("outcome");

    const auto postHog = [](const char *name, const QByteArray &body, Outcome outcome, int status = 200) {
        QTest::addRow("PostHog: %s", name) << QByteArray("posthog") << status << body << outcome;
    };
    postHog("status 1", R"({"status":1})", Outcome::Delivered);
    postHog("status Ok", R"({"status":"Ok"})", Outcome::Delivered);
    postHog("status 1 with more", R"({ "quota_limited": [], "status": 1 })", Outcome::Delivered);
    postHog("202", R"({"status":1})", Outcome::Delivered, 202);
    postHog("only recordings limited", R"({"status":1,"quota_limited":["recordings"]})", Outcome::Delivered);
    postHog("events limited", R"({"status":1,"quota_limited":["recordings","events"]})", Outcome::Pause);
    postHog("events limited, no status", R"({"quota_limited":["events"]})", Outcome::Pause);
    postHog("status 0", R"({"status":0})", Outcome::Retry);
    postHog("status true", R"({"status":true})", Outcome::Retry);
    postHog("status as text", R"({"status":"1"})", Outcome::Retry);
    postHog("status in lower case", R"({"status":"ok"})", Outcome::Retry);
    postHog("empty object", "{}", Outcome::Retry);
    postHog("empty", "", Outcome::Retry);
    postHog("204", "", Outcome::Retry, 204);
    postHog("Segment's form", R"({"success":true})", Outcome::Retry);
    postHog("an array", R"([{"status":1}])", Outcome::Retry);
    postHog("only a number", "1", Outcome::Retry);
    postHog("login page", "<html><body>Welcome to our Wi-Fi</body></html>", Outcome::Retry);
    postHog("cut", R"({"status":1)", Outcome::Retry);
    postHog("more behind it", R"({"status":1}<html>)", Outcome::Retry);
    postHog("nothing but brackets", QByteArray(64 * 1024, '['), Outcome::Retry);
    postHog("binary", QByteArray("\0\xff\xfe", 3), Outcome::Retry);

    const auto segment = [](const char *name, const QByteArray &body, Outcome outcome, int status = 200) {
        QTest::addRow("Segment: %s", name) << QByteArray("segment") << status << body << outcome;
    };
    segment("success", R"({"success": true})", Outcome::Delivered);
    segment("RudderStack", "OK", Outcome::Delivered);
    segment("RudderStack with a line's end", "OK\r\n", Outcome::Delivered);
    segment("no success", R"({"success": false})", Outcome::Retry);
    segment("success as number", R"({"success": 1})", Outcome::Retry);
    segment("success as text", R"({"success": "true"})", Outcome::Retry);
    segment("PostHog's form", R"({"status":1})", Outcome::Retry);
    segment("OK among others", "OK, but log in first", Outcome::Retry);
    segment("empty", "", Outcome::Retry);
    segment("login page", "<html>OK</html>", Outcome::Retry);
    segment("nothing but brackets", QByteArray(64 * 1024, '['), Outcome::Retry);

    for (const char *protocol : {"posthog", "segment"}) {
        // A delivered-looking body does not help.
        const QByteArray body = qstrcmp(protocol, "posthog") == 0 ? R"({"status":1})" : R"({"success":true})";
        for (const int status : {100, 101, 199, 300, 301, 302, 303, 304, 307, 308, 408, 429, 500, 502, 503, 504, 599})
            QTest::addRow("%s: %d", protocol, status) << QByteArray(protocol) << status << body << Outcome::Retry;
        for (const int status : {400, 422})
            QTest::addRow("%s: %d", protocol, status) << QByteArray(protocol) << status << body << Outcome::Malformed;
        QTest::addRow("%s: 413", protocol) << QByteArray(protocol) << 413 << body << Outcome::TooLarge;
        for (const int status : {401, 402, 403, 404, 405, 407, 410, 415, 451, 499, 600, 999})
            QTest::addRow("%s: %d", protocol, status) << QByteArray(protocol) << status << body << Outcome::Pause;
    }
}

void TestWireFormat::answers()
{
    QFETCH(QByteArray, protocol);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(Outcome, outcome);
    const AnswerReading reading = WireFormat::forProtocol(protocol.toStdString())
                                      ->readAnswer(status, {body.constData(), static_cast<std::size_t>(body.size())});
    QCOMPARE(reading.outcome, outcome);
    QCOMPARE(reading.result == AttemptResult(), outcome == Outcome::Delivered);
}

void TestWireFormat::resultsNameTheStatus()
{
    const auto wire = WireFormat::forProtocol("posthog");
    for (int status = 300; status < 600; ++status) {
        const std::string expected = status == 407 ? "proxy-password" : "status " + std::to_string(status);
        QCOMPARE(wire->readAnswer(status, {}).result.toText(), expected);
    }
    // The body is a stranger's text: none of it is shown.
    QCOMPARE(wire->readAnswer(200, "<script>").result.toText(), std::string("foreign 200"));
    QCOMPARE(wire->readAnswer(200, R"({"quota_limited":["events"]})").result.toText(), std::string("quota"));
}

QTEST_GUILESS_MAIN(TestWireFormat)
#include "tst_wireformat.moc"
