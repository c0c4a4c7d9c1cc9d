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

    void neverPrintsTheKeyOfAHeader()
    {
        HttpExchange::Answer answer;
        answer.status = 429;
        answer.retryAfter = "phc_Secret/Key+1";
        const QByteArray text = deliverytrace::answerText(answer, u"phc_Secret/Key+1"_s);
        QCOMPARE(text, QByteArray("HTTP 429, Retry-After: ***, 0 bytes"));
        // Nor of a problem on the way.
        answer = {};
        answer.problem = {AttemptResult::Kind::Network, 0, "phc_Secret/Key+1"};
        QVERIFY(!deliverytrace::answerText(answer, u"phc_Secret/Key+1"_s).contains("phc_S"));
    }

    void doesNotSteerTheTerminal()
    {
        HttpExchange::Answer answer;
        answer.status = 400;
        answer.retryAfter = "\x1b[2J";
        answer.body = "bad\x1b[31m \xc2\x9b"
                      "2J \xe2\x80\xae\r\nupload: delivered 5";
        const QString text = QString::fromUtf8(deliverytrace::answerText(answer, u"key"_s));
        for (const QChar character : text)
            QVERIFY2(character == u'\n' || character.category() != QChar::Other_Control, qPrintable(text));
        QVERIFY(!text.contains(u'\u202e'));
        QVERIFY2(text.contains("Retry-After: \\u001b[2J"_L1) && text.contains("\\u009b2J \\u202e"_L1),
                 qPrintable(text));
        QVERIFY2(!text.contains("\nupload"_L1), qPrintable(text)); // no line can pass for one of ours
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
