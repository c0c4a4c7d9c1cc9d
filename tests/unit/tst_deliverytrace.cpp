// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// What LOG_LEVEL=trace prints of a server's answer.

#include "delivery/deliverytrace.h"

#include <QTest>

using namespace candor;
using namespace Qt::StringLiterals;

class TestDeliveryTrace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void neverPrintsTheKey_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("as it is") << QByteArray("no such project: phc_Secret/Key+1");
        QTest::newRow("as Segment's header has it") << "bad header Basic " + QByteArray("phc_Secret/Key+1:").toBase64();
        QTest::newRow("percent-encoded") << QByteArray("/project/phc_Secret%2FKey%2B1");
        QTest::newRow("where the text is cut")
            << QByteArray(deliverytrace::longestAnswer - 6, 'x') + "phc_Secret/Key+1 is unknown";
    }
    void neverPrintsTheKey()
    {
        QFETCH(QByteArray, body);
        HttpExchange::Answer answer;
        answer.status = 401;
        answer.body = body;
        const QByteArray text = deliverytrace::answerText(answer, u"phc_Secret/Key+1"_s);
        QVERIFY2(!text.contains("phc_S") && !text.contains("cGhjX1"), text.constData());
        QVERIFY(text.startsWith("HTTP 401"));
    }

    void isOfBoundedLength()
    {
        HttpExchange::Answer answer;
        answer.status = 500;
        answer.retryAfter = "120";
        answer.body = QByteArray(HttpExchange::maximumAnswerBytes, 'x');
        const QByteArray text = deliverytrace::answerText(answer, u"key"_s);
        QVERIFY(text.size() < deliverytrace::longestAnswer + 200);
        QVERIFY(text.contains("Retry-After: 120") && text.contains("65536 bytes"));
    }

    void withoutAnAnswerSaysWhy()
    {
        HttpExchange::Answer answer;
        answer.withheld = true;
        QVERIFY(deliverytrace::answerText(answer, {}).startsWith("withheld"));
        answer = {};
        answer.problem.kind = AttemptResult::Kind::ProxyPassword;
        QVERIFY(!deliverytrace::answerText(answer, {}).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestDeliveryTrace)
#include "tst_deliverytrace.moc"
