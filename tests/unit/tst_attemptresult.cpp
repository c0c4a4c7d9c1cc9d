// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "delivery/attempttext.h"
#include "delivery/httpexchange.h"

#include <QMetaEnum>
#include <QNetworkReply>
#include <QSet>
#include <QTest>

using namespace candor;
using namespace Qt::StringLiterals;

using Kind = AttemptResult::Kind;

class TestAttemptResult : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void storedAndReadAgain_data()
    {
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<qint64>("number");
        QTest::addColumn<QByteArray>("detail");
        QTest::addColumn<QByteArray>("stored");
        const auto row = [](Kind kind, const QByteArray &stored, qint64 number = 0, const QByteArray &detail = {}) {
            QTest::newRow(stored.isEmpty() ? "nothing yet" : stored.constData()) << kind << number << detail << stored;
        };
        row(Kind::None, {});
        row(Kind::Delivered, "delivered 3", 3);
        row(Kind::Status, "status 503", 503);
        row(Kind::Foreign, "foreign 200", 200);
        row(Kind::QuotaUsedUp, "quota");
        row(Kind::RejectedInARow, "rejected-in-a-row 400", 400);
        row(Kind::Deadline, "deadline 10000", 10000);
        row(Kind::NameNotFound, "name host.example: Name or service not known", 0,
            "host.example: Name or service not known");
        row(Kind::NotAccepting, "not-accepting");
        row(Kind::Closed, "closed");
        row(Kind::Untrusted, "untrusted");
        row(Kind::NotHttp, "not-http");
        row(Kind::Interrupted, "interrupted");
        row(Kind::NoAnswer, "no-answer");
        row(Kind::Network, "network Network unreachable", 0, "Network unreachable");
        row(Kind::Network, "network");
        row(Kind::ProxyUnreachable, "proxy");
        row(Kind::ProxyPassword, "proxy-password");
        row(Kind::NoThread, "no-thread");
        // What an older version has stored, what a newer one may, and what nobody has.
        row(Kind::Other, "the server answered 503: it has a problem of its own", 0,
            "the server answered 503: it has a problem of its own");
        row(Kind::Other, "status many", 0, "status many");
        row(Kind::Other, "status 5x", 0, "status 5x");
        row(Kind::Other, "status", 0, "status");
        row(Kind::Other, "quota of events", 0, "quota of events");
        row(Kind::Other, "status 99999999999999999999999", 0, "status 99999999999999999999999");
        row(Kind::Other, " ", 0, " ");
    }

    void storedAndReadAgain()
    {
        QFETCH(Kind, kind);
        QFETCH(qint64, number);
        QFETCH(QByteArray, detail);
        QFETCH(QByteArray, stored);
        const AttemptResult result{kind, number, detail.toStdString()};
        QCOMPARE(QByteArray::fromStdString(result.toText()), stored);
        const AttemptResult read = AttemptResult::fromText(stored.toStdString());
        QCOMPARE(read.kind, kind);
        QCOMPARE(qint64(read.number), number);
        QCOMPARE(QByteArray::fromStdString(read.detail), detail);
        QCOMPARE(attemptText(read).isEmpty(), kind == Kind::None);
        QVERIFY(!attemptText(read).contains(u'%'));
        if (!detail.isEmpty())
            QVERIFY(attemptText(read).contains(QString::fromUtf8(detail)));
    }

    void sentences()
    {
        QCOMPARE(attemptText({Kind::Delivered, 1, {}}), u"delivered 1 event"_s);
        QCOMPARE(attemptText({Kind::Delivered, 3, {}}), u"delivered 3 events"_s);
        QCOMPARE(attemptText({Kind::Status, 401, {}}), u"the server answered 401: it does not accept the key"_s);
        QCOMPARE(attemptText({Kind::Deadline, 500, {}}), u"no complete answer came within 0.5 s"_s);
        QSet<QString> all;
        for (int status = 100; status < 600; ++status) {
            const QString text = attemptText({Kind::Status, status, {}});
            QVERIFY2(text.startsWith(u"the server answered %1: "_s.arg(status)), qPrintable(text));
            all.insert(text.mid(text.indexOf(u':')));
        }
        QVERIFY(all.size() > 10);
    }

    void everyErrorOfQtHasWords_data()
    {
        QTest::addColumn<QNetworkReply::NetworkError>("error");
        const QMetaEnum errors = QMetaEnum::fromType<QNetworkReply::NetworkError>();
        for (int i = 0; i < errors.keyCount(); ++i) {
            const auto error = static_cast<QNetworkReply::NetworkError>(errors.value(i));
            if (error != QNetworkReply::NoError)
                QTest::newRow(errors.key(i)) << error;
        }
    }
    void everyErrorOfQtHasWords()
    {
        QFETCH(QNetworkReply::NetworkError, error);
        for (const QString &description : {QString(), u"Unknown error"_s, u"No route to host"_s}) {
            const AttemptResult result = HttpExchange::problemOf(error, description);
            QVERIFY(result.kind != Kind::None && result.kind != Kind::Other && result.kind != Kind::Status);
            const QString text = attemptText(AttemptResult::fromText(result.toText()));
            QVERIFY2(text.size() > 10 && !text.contains("nknown"_L1) && !text.contains("()"_L1), qPrintable(text));
            // Sending is tried again as soon as the network is back, unless a person has to do something.
            QCOMPARE(result.failedOnTheWay(), result.kind != Kind::ProxyPassword);
        }
    }

    void sentencesOfQtsErrors()
    {
        using Error = QNetworkReply::NetworkError;
        const auto words = [](Error error, const QString &description) {
            return attemptText(HttpExchange::problemOf(error, description));
        };
        QCOMPARE(words(Error::UnknownNetworkError, u"Unknown error"_s), u"the connection to the server broke off"_s);
        QCOMPARE(words(Error::UnknownNetworkError, u"No route to host"_s),
                 u"the server can't be reached (No route to host)"_s);
        QCOMPARE(words(Error::ConnectionRefusedError, u"x"_s), u"the server does not accept connections"_s);
        QCOMPARE(words(Error::TimeoutError, u"x"_s), u"the server does not answer"_s);
        QCOMPARE(words(Error::HostNotFoundError, QString()), u"the server's name can't be found"_s);
    }

    void theNetworksReturnIsAReasonForSomeOnly()
    {
        for (const Kind kind :
             {Kind::Deadline, Kind::NameNotFound, Kind::NotAccepting, Kind::Closed, Kind::Untrusted, Kind::NotHttp,
              Kind::Interrupted, Kind::NoAnswer, Kind::Network, Kind::ProxyUnreachable, Kind::Foreign})
            QVERIFY(AttemptResult({kind, 0, {}}).failedOnTheWay());
        for (const Kind kind : {Kind::None, Kind::Delivered, Kind::Status, Kind::QuotaUsedUp, Kind::RejectedInARow,
                                Kind::ProxyPassword, Kind::Other})
            QVERIFY(!AttemptResult({kind, 0, {}}).failedOnTheWay());
    }
};

QTEST_GUILESS_MAIN(TestAttemptResult)
#include "tst_attemptresult.moc"
