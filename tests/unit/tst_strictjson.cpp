// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "system/strictjson.h"

#include <QTest>

#include <cstdint>
#include <limits>

using namespace candor;
using namespace Qt::StringLiterals;

namespace {

std::string_view view(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

} // namespace

class TestStrictJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void accepts_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty object") << QByteArray("{}");
        QTest::newRow("white space around") << QByteArray(" \r\n\t{} \n");
        QTest::newRow("scalar") << QByteArray("true");
        QTest::newRow("same key in two objects") << QByteArray("{\"a\": {\"b\": 1}, \"c\": {\"b\": 1}}");
        QTest::newRow("same key inside") << QByteArray("{\"a\": {\"a\": {\"a\": 1}}}");
        QTest::newRow("objects in an array") << QByteArray("[{\"a\": 1}, {\"a\": 1}]");
        QTest::newRow("text beyond the basic plane") << QByteArray("[\"\\ud83d\\ude00 \xF0\x9F\x98\x80\"]");
        QTest::newRow("escaped NUL") << QByteArray("[\"a\\u0000b\"]");
        QTest::newRow("64 levels") << QByteArray("[").repeated(64) + QByteArray("]").repeated(64);
        QTest::newRow("numbers") << QByteArray("[0, -0, 1.5, -1e-7, 18446744073709551615, -9223372036854775808]");
        QTest::newRow("exponent at the edge of an int") << QByteArray("[1.2345678901e-2147483639]");
    }

    void accepts()
    {
        QFETCH(QByteArray, text);
        rapidjson::Document document;
        std::string error;
        QVERIFY2(parseStrictJson(view(text), &document, &error), error.c_str());
        QVERIFY(error.empty());
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("error"); // how it begins
        const auto row = [](const char *name, const QByteArray &text, const QString &error) {
            QTest::newRow(name) << text << error;
        };
        row("nothing", "", u"line 1, column 1: "_s);
        row("white space", " \n ", u"line 2, column 2: "_s);
        row("byte order mark", "\xEF\xBB\xBF{}", u"line 1, column 1: a byte order mark"_s);
        row("key twice", "{\"a\": 1,\n \"a\": 1}",
            u"line 2, column 5: the key \"a\" stands here for the second time"_s);
        row("key twice, once escaped", "{\"a\": 1,\n \"\\u0061\": 1}",
            u"line 2, column 10: the key \"a\" stands here for the second time"_s);
        row("key twice, deep", "[[{\"x\": [{\"a\": 1, \"b\": 2, \"a\": 3}]}]]", u"line 1, column "_s);
        row("anything after the value", "{}\n{}", u"line 2, column 1: "_s);
        row("NUL byte after the value", QByteArray("{}\0{\"a\": 1}", 11), u"line 1, column 3: a NUL byte"_s);
        row("65 levels", QByteArray("[").repeated(65) + QByteArray("]").repeated(65),
            u"line 1, column 65: nested deeper than 64 levels"_s);
        row("nesting without an end", QByteArray(300000, '['), u"line 1, column 65: nested deeper than 64 levels"_s);
        row("invalid UTF-8", "[\"\xFF\"]", u"line 1, column "_s);
        row("overlong UTF-8", "[\"\xC0\xAF\"]", u"line 1, column "_s);
        row("surrogate in UTF-8", "[\"\xED\xA0\x80\"]", u"line 1, column "_s);
        row("cut off UTF-8", "[\"\xE2\x82\"]", u"line 1, column "_s);
        row("high surrogate alone", "[\"\\ud83d\"]", u"line 1, column "_s);
        row("low surrogate alone", "[\"\\ude00\"]", u"line 1, column "_s);
        row("low surrogate alone in a key", "{\"\\ude00\": 1}", u"line 1, column "_s);
        row("comment", "{} // end", u"line 1, column 4: "_s);
        row("comma at the end", "[1,]", u"line 1, column 4: "_s);
        row("NaN", "[NaN]", u"line 1, column 2: "_s);
        row("number too large", "[1e999]", u"line 1, column "_s);
        row("leading zero", "[01]", u"line 1, column 3: "_s);
        row("single quotes", "['a']", u"line 1, column 2: "_s);
        row("line break in a string", "[\"a\nb\"]", u"line 1, column 4: "_s);
        row("cut off", "{\"a\": [1, {\"b\"", u"line 1, column 15: "_s);
        row("escape cut off", "[\"\\u12", u"line 1, column "_s);
        row("backslash at the end", "[\"\\", u"line 1, column "_s);
    }

    void refuses()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, error);
        rapidjson::Document document;
        document.SetInt(7);
        std::string message;
        QVERIFY(!parseStrictJson(view(text), &document, &message));
        QVERIFY2(QString::fromStdString(message).startsWith(error), message.c_str());
        QVERIFY2(!QString::fromStdString(message).endsWith(u'.'), "it stands within a sentence");
        QVERIFY2(document.IsInt() && document.GetInt() == 7, "what was there before is left alone");
    }

    void values()
    {
        rapidjson::Document document;
        std::string error;
        QVERIFY(parseStrictJson(R"({"small": 5, "large": 18446744073709551615, "negative": -9223372036854775808,
                                    "fraction": 0.1, "no": false, "text": "\u00e4", "nothing": null})",
                                &document, &error));
        QVERIFY(document["small"].IsInt() && document["small"].IsUint64());
        QCOMPARE(document["small"].GetInt(), 5);
        QCOMPARE(document["large"].GetUint64(), std::numeric_limits<std::uint64_t>::max());
        QCOMPARE(document["negative"].GetInt64(), std::numeric_limits<std::int64_t>::min());
        QVERIFY(document["fraction"].GetDouble() >= 0.1 && document["fraction"].GetDouble() <= 0.1);
        QCOMPARE(document["no"].GetBool(), false);
        QCOMPARE(document["text"].GetString(), "\xC3\xA4");
        QVERIFY(document["nothing"].IsNull());
    }

    void everyCutIsRefused()
    {
        const QByteArray text = "{\"a\": [1.5e3, true, null, \"\\u00e4\\n\"], \"b\": {\"c\": false}}";
        rapidjson::Document document;
        std::string error;
        QVERIFY(parseStrictJson(view(text), &document, &error));
        for (qsizetype length = 0; length < text.size(); ++length)
            QVERIFY2(!parseStrictJson(view(text.left(length)), &document, &error), text.left(length).constData());
    }

    void lines()
    {
        QCOMPARE(lineOfOffset("a\nb\nc", 0), 1);
        QCOMPARE(lineOfOffset("a\nb\nc", 2), 2);
        QCOMPARE(lineOfOffset("a\nb\nc", 4), 3);
        QCOMPARE(lineOfOffset("a\nb\nc", 400), 3);
    }
};

QTEST_GUILESS_MAIN(TestStrictJson)
#include "tst_strictjson.moc"
