// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "system/jsonfile.h"
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
        const JsonResult result = parseStrictJson(view(text));
        QVERIFY2(result.value, result.error.c_str());
        QVERIFY(result.error.empty());
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
            u"line 2, column 2: the key \"a\" stands here for the second time"_s);
        row("key twice, once escaped", "{\"a\": 1,\n \"\\u0061\": 1}",
            u"line 2, column 2: the key \"a\" stands here for the second time"_s);
        row("key twice, the second cut off", "{\"a\": 1, \"a\"", u"line 1, column "_s);
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
        const JsonResult result = parseStrictJson(view(text));
        QVERIFY(!result.value);
        const QString message = QString::fromStdString(result.error);
        QVERIFY2(message.startsWith(error), result.error.c_str());
        QVERIFY2(!message.endsWith(u'.'), "it stands within a sentence");
    }

    void values()
    {
        const JsonResult result =
            parseStrictJson(R"({"small": 5, "large": 18446744073709551615, "negative": -9223372036854775808,
                                "fraction": 0.1, "no": false, "text": "\u00e4\u0000", "nothing": null, "list": [[]]})");
        QVERIFY2(result.value, result.error.c_str());
        const JsonValue &value = *result.value;
        constexpr auto least = std::numeric_limits<std::int64_t>::min();
        constexpr auto most = std::numeric_limits<std::int64_t>::max();
        QCOMPARE(value.at("small").integer(5, 5), std::optional<std::int64_t>(5));
        QVERIFY(!value.at("small").integer(6, most));
        QVERIFY(!value.at("small").integer(least, 4));
        QCOMPARE(value.at("negative").integer(least, most), std::optional(least));
        QVERIFY2(!value.at("large").integer(least, most), "it fits no int64");
        QVERIFY(value.at("large").number() > 1.8e19 && value.at("small").number() < 5.1);
        QVERIFY(value.at("fraction").number() >= 0.1 && value.at("fraction").number() <= 0.1);
        QVERIFY(!value.at("fraction").integer(least, most));
        QVERIFY(value.at("no").boolean() && !*value.at("no").boolean());
        QVERIFY(value.at("text").text() && *value.at("text").text() == std::string("\xC3\xA4\0", 3));
        QVERIFY(std::holds_alternative<std::monostate>(value.at("nothing").content));
        QVERIFY(value.at("list").list() && value.at("list").list()->front().list());
        QVERIFY(!value.at("list").object() && !value.at("list").text() && !value.at("list").number());
        QVERIFY(!value.find("missing") && !value.at("list").find("small"));
        QVERIFY2(&value.at("missing") == &value, "a message points to the object that lacks it");
        QCOMPARE(value.object()->back().name, std::string("list"));
    }

    void placesAndLines()
    {
        const std::string text =
            " {\r\n \"a\" : [1.50,\n\t-0 , {} ,[ ] ],\n\n\"b\\u0063\":\n{\"d\":\"\\n\\\"\", \"e\" : null\n}}\n";
        for (const JsonResult &result : {parseStrictJson(text), findJsonMembers(text)}) {
            QVERIFY2(result.value, result.error.c_str());
            const JsonValue &root = *result.value;
            QCOMPARE(root.bytesIn(text), std::string_view(text).substr(1, text.size() - 2));
            QCOMPARE(root.line, 1);
            const JsonMember &first = root.object()->front();
            QCOMPARE(std::string_view(text).substr(first.begin, first.end - first.begin), std::string_view("\"a\""));
            QCOMPARE(first.value.bytesIn(text), std::string_view("[1.50,\n\t-0 , {} ,[ ] ]"));
            QCOMPARE(first.value.line, 2);
            const JsonMember &second = root.object()->back();
            QCOMPARE(second.name, std::string("bc"));
            QCOMPARE(text.substr(second.begin, second.end - second.begin), std::string("\"b\\u0063\""));
            QCOMPARE(second.value.bytesIn(text), std::string_view("{\"d\":\"\\n\\\"\", \"e\" : null\n}"));
            QCOMPARE(second.value.line, 6);
        }
        const JsonResult strict = parseStrictJson(text);
        const JsonValue::List &list = *strict.value->at("a").list();
        QCOMPARE(list[0].bytesIn(text), std::string_view("1.50"));
        QCOMPARE(list[1].bytesIn(text), std::string_view("-0"));
        QCOMPARE(list[2].bytesIn(text), std::string_view("{}"));
        QCOMPARE(list[3].bytesIn(text), std::string_view("[ ]"));
        QCOMPARE(list[0].line, 2);
        QCOMPARE(list[3].line, 3);
        QCOMPARE(strict.value->at("bc").at("d").bytesIn(text), std::string_view("\"\\n\\\"\""));
        QCOMPARE(strict.value->at("bc").at("e").bytesIn(text), std::string_view("null"));
    }

    void membersOfForeignFiles_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("value"); // of the first member
        const auto row = [](const char *name, const QByteArray &value, const QByteArray &before = {}) {
            QTest::newRow(name) << QByteArray(before + "{\"a\": " + value + ", \"b\": 1}") << value;
        };
        row("byte order mark", "1", "\xEF\xBB\xBF");
        row("no UTF-8", "\"\xFF\"");
        row("halves of surrogate pairs", "\"\\ud83d \\uDE00\"");
        row("a key twice", "{\"x\": 1, \"x\": [2, {\"x\": \"x\"}]}");
        row("deep nesting", QByteArray("[").repeated(100000) + QByteArray("]").repeated(100000));
    }

    void membersOfForeignFiles()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, value);
        const JsonResult result = findJsonMembers(view(text));
        QVERIFY2(result.value, result.error.c_str());
        QCOMPARE(result.value->object()->size(), std::size_t(2));
        QVERIFY(result.value->at("a").bytesIn(view(text)) == view(value));
        QVERIFY(std::holds_alternative<std::monostate>(result.value->at("a").content));
        QCOMPARE(result.value->at("b").bytesIn(view(text)), std::string_view("1"));
    }

    void foreignFilesThatAreNoObject_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("error");
        QTest::newRow("list") << QByteArray("\n[") << QByteArray("line 2, column 1: not a JSON object");
        QTest::newRow("text") << QByteArray("\"a\"") << QByteArray("line 1, column 1: not a JSON object");
        QTest::newRow("number") << QByteArray("1") << QByteArray("line 1, column 1: not a JSON object");
        QTest::newRow("NUL") << QByteArray("{}\0", 3) << QByteArray("line 1, column 3: a NUL byte");
        QTest::newRow("nothing") << QByteArray() << QByteArray("line 1, column 1: ");
        QTest::newRow("no value") << QByteArray("{\"a\"") << QByteArray("line 1, column 5: ");
    }

    void foreignFilesThatAreNoObject()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, error);
        const JsonResult result = findJsonMembers(view(text));
        QVERIFY(!result.value);
        QVERIFY2(result.error.starts_with(view(error)), result.error.c_str());
    }

    void everyCutIsRefused()
    {
        const QByteArray text = "{\"a\": [1.5e3, true, null, \"\\u00e4\\n\"], \"b\": {\"c\": false}}";
        QVERIFY(parseStrictJson(view(text)).value && findJsonMembers(view(text)).value);
        for (qsizetype length = 0; length < text.size(); ++length) {
            QVERIFY2(!parseStrictJson(view(text.left(length))).value, text.left(length).constData());
            QVERIFY2(!findJsonMembers(view(text.left(length))).value, text.left(length).constData());
        }
    }

    void members()
    {
        JsonFile file("x.json",
                      R"({"text": "\u00e4", "texts": ["a", ""], "number": 2, "flag": true, "object": {"a": [1]}})");
        QCOMPARE(file.text("text"), std::string("\xC3\xA4"));
        QCOMPARE(file.texts("texts"), (std::vector<std::string>{"a", ""}));
        QCOMPARE(file.optionalTexts("moreTexts"), std::vector<std::string>());
        QCOMPARE(file.integer("number", 2), 2);
        QVERIFY(file.boolean("flag"));
        const JsonValue *const object = file.object("object");
        QVERIFY(object && file.bytesOf(*object) == "{\"a\": [1]}");
        QVERIFY(!file.optionalObject("another"));
        const Result<int> result = file.finish(7);
        QVERIFY2(result, result.error.c_str());
        QCOMPARE(*result, 7);
    }

    void wrongMembers_data()
    {
        QTest::addColumn<QByteArray>("before"); // a part of a file that is right
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QByteArray>("error"); // how it begins
        const auto row = [](const char *name, const char *before, const char *after, const char *error) {
            QTest::newRow(name) << QByteArray(before) << QByteArray(after) << QByteArray(error);
        };
        row("no JSON", "1}", "1", "x.json, line 6, column 18: ");
        row("no member", "\"number\": 2,\n", "", "x.json, line 1: the member \"number\" is missing");
        row("no text", "\"a\"", "null", "x.json, line 2: \"text\": expected a text in quotes");
        row("no list", "[\"b\",\n\"c\"]", "{}", "x.json, line 2: \"texts\": expected a list of texts");
        row("not only texts", "\"c\"", "1", "x.json, line 3: \"texts\": expected a list of texts and nothing else");
        row("too small", "2", "1", "x.json, line 4: \"number\": expected a whole number of at least 2");
        row("no whole number", "2", "2.5", "x.json, line 4: \"number\": expected a whole number of at least 2");
        row("too large", "2", "2147483648", "x.json, line 4: \"number\": expected a whole number of at least 2");
        row("no bool", "true", "\"true\"", "x.json, line 5: \"flag\": expected true or false");
        row("no object", "{\"x\"", "[\"x\"], \"y\": {\"x\"", "x.json, line 6: \"object\": expected an object");
        row("unknown", "1}", "1},\n\"objects\":\n3", "x.json, line 8: \"objects\": is not a member that is known here");
        row("optional and wrong", "1}", "1}, \"another\": 4", "x.json, line 6: \"another\": expected an object");
    }

    void wrongMembers()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        QFETCH(QByteArray, error);
        QByteArray text =
            "{\n\"text\": \"a\", \"texts\": [\"b\",\n\"c\"],\n\"number\": 2,\n\"flag\": true,\n\"object\": {\"x\":1}}";
        QVERIFY(text.contains(before));
        text.replace(text.indexOf(before), before.size(), after);
        JsonFile file("x.json", view(text));
        (void)file.text("text");
        (void)file.texts("texts");
        (void)file.integer("number", 2);
        (void)file.boolean("flag");
        (void)file.object("object");
        (void)file.optionalObject("another");
        const Result<int> result = file.finish(7);
        QVERIFY(!result);
        QVERIFY2(result.error.starts_with(view(error)), result.error.c_str());
        QVERIFY2(!file.fail(file.root(), "anything") && file.error() == result.error, "the first one stays");
        QVERIFY2(file.text("text").empty() && !file.object("object"), "nothing is read after it");
    }

    void noObjectHasNoMembers()
    {
        JsonFile file("x.json", "\n[]");
        QVERIFY(file.optionalTexts("a").empty());
        QCOMPARE(file.error(), std::string("x.json, line 2: expected one JSON object"));
    }
};

QTEST_GUILESS_MAIN(TestStrictJson)
#include "tst_strictjson.moc"
