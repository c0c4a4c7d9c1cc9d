// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

#include "page/prettyjson.h"

#include <QTest>

using namespace candor;

class PrettyJsonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isLaidOut_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("pretty");
        QTest::newRow("flat") << QByteArray(R"({"b":1,"a":true})") << QByteArray("{\n  \"b\": 1,\n  \"a\": true\n}");
        QTest::newRow("nested") << QByteArray(R"({"p":{"x":[1,2]}})")
                                << QByteArray("{\n  \"p\": {\n    \"x\": [\n      1,\n      2\n    ]\n  }\n}");
        QTest::newRow("empty object and list")
            << QByteArray(R"({"p":{},"q":[ ]})") << QByteArray("{\n  \"p\": {},\n  \"q\": []\n}");
        QTest::newRow("signs inside a text")
            << QByteArray("{\"a\":\"{[,:]} \\\" \\\\\"}") << QByteArray("{\n  \"a\": \"{[,:]} \\\" \\\\\"\n}");
        QTest::newRow("numbers and escapes stay as they are")
            << QByteArray(R"({"n":1e21,"m":2.50,"t":"\u00e4"})")
            << QByteArray("{\n  \"n\": 1e21,\n  \"m\": 2.50,\n  \"t\": \"\\u00e4\"\n}");
        QTest::newRow("laid out already") << QByteArray("{\n  \"a\" : 1\n}") << QByteArray("{\n  \"a\": 1\n}");
        QTest::newRow("nothing") << QByteArray() << QByteArray();
        QTest::newRow("text without an end") << QByteArray("{\"a\":\"x\\") << QByteArray("{\n  \"a\": \"x\\");
    }

    void isLaidOut()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, pretty);
        QCOMPARE(prettyJson(json), pretty);
    }
};

QTEST_APPLESS_MAIN(PrettyJsonTest)
#include "tst_prettyjson.moc"
