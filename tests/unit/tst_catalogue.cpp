// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "candor/catalogue.h"
#include "support/jsonschema.h"

#include <QFile>
#include <QtTest>

#include <limits>

using namespace Qt::StringLiterals;
using namespace candor;
using candor::test::JsonSchema;

namespace {

const QByteArray valid = R"({
  "id": "org.acme.notes",
  "categories": {
    "usage": { "description": { "en": "Use", "de": "Nutzung" } },
    "errors": { "description": { "en": "Errors" } }
  },
  "common": [
    { "name": "app_version", "type": "version", "description": { "en": "Version" }, "example": "1.0" }
  ],
  "events": [
    {
      "name": "note.exported",
      "category": "usage",
      "purpose": { "en": "Why", "de": "Warum" },
      "owner": "Notes team",
      "since": "1.2.0",
      "expires": "2028-02-29",
      "properties": [
        { "name": "format", "type": "enum", "values": ["pdf", "html"], "description": { "en": "Format" }, "example": "pdf" },
        { "name": "duration_ms", "type": "duration_ms", "description": { "en": "Duration" }, "example": 5 },
        { "name": "success", "type": "boolean", "description": { "en": "Did it work" }, "example": true },
        { "name": "code", "type": "integer", "category": "errors", "description": { "en": "Code" }, "example": -1 }
      ]
    },
    {
      "name": "app.started",
      "category": "errors",
      "purpose": { "en": "Why" },
      "owner": "Notes team",
      "since": "1",
      "expires": "2027-01-01",
      "properties": []
    },
    {
      "name": "sync.failed",
      "category": "errors",
      "purpose": { "en": "Why" },
      "owner": "Notes team",
      "since": "2.0.0",
      "expires": "2028-06-30",
      "rules": { "disabled": false, "ratio": 0.25, "daily": false, "aggregate_ms": 10000 },
      "properties": [
        { "name": "message", "type": "text", "description": { "en": "Message" }, "example": "can't open <path>" },
        { "name": "host", "type": "enum", "values": ["ours", "other"], "otherwise": "other", "description": { "en": "Host" }, "example": "ours" },
        { "name": "account", "type": "hashed", "description": { "en": "Account" }, "example": "ada" },
        { "name": "count", "type": "integer", "description": { "en": "How many" }, "example": 3 }
      ]
    }
  ]
}
)";

QByteArray replaced(QByteArray json, const QByteArray &from, const QByteArray &to)
{
    const qsizetype at = json.indexOf(from);
    if (at < 0)
        qFatal("the row changes nothing: %s", from.constData());
    return json.replace(at, from.size(), to);
}

std::shared_ptr<const Catalogue> parse(const QByteArray &json, std::string *error)
{
    return Catalogue::fromJson({json.constData(), static_cast<std::size_t>(json.size())}, error);
}

QByteArray manyValues(int count)
{
    QByteArrayList values;
    for (int i = 0; i < count; ++i)
        values.append("\"v" + QByteArray::number(i) + '"');
    return '[' + values.join(", ") + ']';
}

QByteArray manyProperties(int count)
{
    QByteArrayList properties;
    for (int i = 0; i < count; ++i)
        properties.append("{ \"name\": \"p" + QByteArray::number(i)
                          + "\", \"type\": \"boolean\", \"description\": { \"en\": \"x\" }, \"example\": true }");
    return '[' + properties.join(", ") + ']';
}

EventProperty ofType(PropertyType type, std::vector<std::string> values = {})
{
    EventProperty result;
    result.type = type;
    result.values = std::move(values);
    return result;
}

} // namespace

Q_DECLARE_METATYPE(candor::EventProperty)
Q_DECLARE_METATYPE(candor::OwnedValue)

class CatalogueTest : public QObject
{
    Q_OBJECT

public:
    CatalogueTest();

private Q_SLOTS:
    void readsEverything();
    void choosesLanguages();
    void refuses_data();
    void refuses();
    void takes_data();
    void takes();
    void theSchemaIsOneThatIsUnderstood();
    void accepts_data();
    void accepts();
    void readsOurs();
    void readsOutcomes();
    void refusesOutcomes_data();
    void refusesOutcomes();

private:
    std::unique_ptr<const JsonSchema> m_schema;
};

CatalogueTest::CatalogueTest()
{
    QFile file(QStringLiteral(CANDOR_RESOURCES) + u"/catalogue.schema.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("there is no schema");
    m_schema = std::make_unique<const JsonSchema>(file.readAll());
}

void CatalogueTest::readsEverything()
{
    std::string error = "left over";
    const auto catalogue = parse(valid, &error);
    QVERIFY2(catalogue, error.c_str());
    QVERIFY(error.empty());
    QCOMPARE(catalogue->id(), "org.acme.notes");
    QCOMPARE(catalogue->description(Category::Usage).at("de"), "Nutzung");
    QCOMPARE(catalogue->commonProperties().size(), 1U);
    QCOMPARE(catalogue->commonProperties()[0].name, "app_version");
    QCOMPARE(catalogue->events().size(), 3U);
    QVERIFY(!catalogue->find("note.deleted"));
    const EventDefinition *const event = catalogue->find("note.exported");
    QVERIFY(event);
    QCOMPARE(event->category, Category::Usage);
    QCOMPARE(event->purpose.at("de"), "Warum");
    QCOMPARE(event->owner, "Notes team");
    QCOMPARE(event->since, "1.2.0");
    QCOMPARE(event->expires, "2028-02-29");
    QCOMPARE(event->properties.size(), 4U);
    QVERIFY(!event->property("size"));
    QCOMPARE(event->property("format")->values, (std::vector<std::string>{"pdf", "html"}));
    QCOMPARE(event->property("format")->category, Category::Usage);
    QCOMPARE(event->property("format")->example, "\"pdf\"");
    QCOMPARE(event->property("code")->category, Category::Errors);
    QCOMPARE(event->property("code")->example, "-1");
    QCOMPARE(event->property("success")->example, "true");
    QCOMPARE(catalogue->find("app.started")->category, Category::Errors);
    QCOMPARE(event->rules.ratio, 1.0);
    QVERIFY(!event->rules.disabled && !event->rules.daily && event->rules.aggregate.count() == 0);
    const EventDefinition *const failed = catalogue->find("sync.failed");
    QCOMPARE(failed->rules.ratio, 0.25);
    QVERIFY(!failed->rules.disabled && !failed->rules.daily);
    QCOMPARE(failed->rules.aggregate, std::chrono::milliseconds(10000));
    QVERIFY(failed->property("message")->type == PropertyType::Text);
    QVERIFY(failed->property("account")->type == PropertyType::Hashed);
    QCOMPARE(failed->property("host")->otherwise, "other");
    QCOMPARE(event->property("format")->otherwise, "");
}

void CatalogueTest::choosesLanguages()
{
    const CatalogueText text{{"en", "colour"}, {"de", "Farbe"}, {"de_AT", "Foarb"}};
    QCOMPARE(Catalogue::in(text, "de"), "Farbe");
    QCOMPARE(Catalogue::in(text, "de_CH"), "Farbe");
    QCOMPARE(Catalogue::in(text, "de_AT"), "Foarb");
    QCOMPARE(Catalogue::in(text, "de-AT"), "Foarb");
    QCOMPARE(Catalogue::in(text, "fr_FR"), "colour");
    QCOMPARE(Catalogue::in(text, ""), "colour");
    QCOMPARE(Catalogue::in({}, "de"), "");
}

void CatalogueTest::refuses_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("says");
    QTest::addColumn<bool>("schemaRefuses");
    const auto row = [](const char *name, const QByteArray &from, const QByteArray &to, const char *line,
                        const char *says) {
        QTest::newRow(name) << from << to << QByteArray(line) << QByteArray(says) << true;
    };
    // What only a program can tell.
    const auto readerOnly = [](const char *name, const QByteArray &from, const QByteArray &to, const char *line,
                               const char *says) {
        QTest::newRow(name) << from << to << QByteArray(line) << QByteArray(says) << false;
    };
    row("syntax", "\"since\": \"1.2.0\",", "\"since\": \"1.2.0\"", "17", "");
    readerOnly("a key twice", "\"owner\": \"Notes team\",", "\"owner\": \"a\", \"owner\": \"b\",", "15", "owner");
    row("an unknown member of an event", "\"since\": \"1.2.0\",", "\"since\": \"1.2.0\", \"sampel\": 1,", "16",
        "sampel");
    row("an unknown member at the top", "\"common\"", "\"comment\": 1, \"common\"", "7", "comment");
    row("an unknown member of a property", "\"example\": 5", "\"exampel\": 5", "20", "exampel");
    row("no id", "\"id\": \"org.acme.notes\",", "", "1", "no \"id\"");
    row("an id with a space", "org.acme.notes", "org acme", "2", "lower-case");
    row("no category errors", ",\n    \"errors\": { \"description\": { \"en\": \"Errors\" } }", "", "3", "errors");
    row("an unknown category", "\"category\": \"errors\", \"description\"", "\"category\": \"crash\", \"description\"",
        "22", "crash");
    row("no English text", "{ \"en\": \"Why\", \"de\": \"Warum\" }", "{ \"de\": \"Warum\" }", "14", "\"en\"");
    row("an empty text", "\"Warum\"", "\"\"", "14", "not empty");
    row("a strange language", "\"de\": \"Warum\"", "\"german\": \"Warum\"", "14", "german");
    row("a name of one word", "\"note.exported\"", "\"exported\"", "12", "verb_past");
    row("a name in upper case", "\"note.exported\"", "\"Note.exported\"", "12", "verb_past");
    row("a name with an empty word", "\"note.exported\"", "\"note..exported\"", "12", "verb_past");
    readerOnly("an event twice", "\"app.started\"", "\"note.exported\"", "26", "second time");
    readerOnly("a property twice", "\"code\"", "\"format\"", "22", "second time");
    readerOnly("a property that all have", "\"code\"", "\"app_version\"", "22", "common");
    row("a property name with a dot", "\"code\"", "\"co.de\"", "22", "co.de");
    readerOnly("no such day", "2028-02-29", "2027-02-29", "17", "YYYY-MM-DD");
    row("a day in another form", "2028-02-29", "29.02.2028", "17", "YYYY-MM-DD");
    row("a since that is no version", "\"1.2.0\"", "\"soon\"", "16", "version");
    row("an empty owner", "\"owner\": \"Notes team\",", "\"owner\": \"\",", "15", "owner");
    row("an unknown type", "\"type\": \"integer\"", "\"type\": \"float\"", "22", "there are: boolean");
    const QByteArray whole = "\"type\": \"boolean\", \"description\": { \"en\": \"Did it work\" }, \"example\": true";
    const auto numberRow = [&](const char *name, const QByteArray &decimals, const char *example, const char *says,
                               bool schemaRefuses = true) {
        QTest::newRow(name) << whole
                            << QByteArray("\"type\": \"number\", " + decimals
                                          + "\"description\": { \"en\": \"x\" }, \"example\": " + example)
                            << QByteArray("21") << QByteArray(says) << schemaRefuses;
    };
    numberRow("a number without decimals", "", "0.5", "has no \"decimals\"");
    numberRow("a number with -1 decimals", "\"decimals\": -1, ", "0.5", "from 0 to 6");
    numberRow("a number with 7 decimals", "\"decimals\": 7, ", "0.5", "from 0 to 6");
    numberRow("a number with 1.5 decimals", "\"decimals\": 1.5, ", "0.5", "from 0 to 6");
    numberRow("a number with a text as decimals", "\"decimals\": \"2\", ", "0.5", "from 0 to 6");
    numberRow("a number with an example that is a text", "\"decimals\": 1, ", "\"0.5\"", "accepts");
    numberRow("a number with an example that is too exact", "\"decimals\": 1, ", "0.25", "no more decimals", false);
    numberRow("a number with an example that is too large", "\"decimals\": 6, ", "1e10", "accepts", false);
    row("decimals of something else", "\"type\": \"boolean\"", "\"type\": \"boolean\", \"decimals\": 1", "21",
        "number");
    readerOnly("aggregate with a duration that is a number", "\"name\": \"count\",",
               "\"name\": \"duration_ms\", \"type\": \"number\", \"decimals\": 1, \"description\": { \"en\": \"x\" }, "
               "\"example\": 1.5 }, { \"name\": \"count\",",
               "41", "must be of the type \"duration_ms\"");
    row("an enum without values", "\"values\": [\"pdf\", \"html\"], ", "", "19", "values");
    row("an enum with no value", "[\"pdf\", \"html\"]", "[]", "19", "not empty");
    row("a value twice", "[\"pdf\", \"html\"]", "[\"pdf\", \"pdf\"]", "19", "second time");
    row("values of something else", "\"type\": \"boolean\"", "\"type\": \"boolean\", \"values\": [\"a\"]", "21",
        "enum");
    row("an example that does not fit", "\"example\": 5", "\"example\": -5", "20", "accepts");
    row("an example of another type", "\"example\": true", "\"example\": 1", "21", "accepts");
    readerOnly("an example not in the list", "\"example\": \"pdf\"", "\"example\": \"doc\"", "19", "accepts");
    row("no example", ", \"example\": -1", "", "22", "example");
    row("properties of another type", "\"properties\": []", "\"properties\": {}", "32", "list");
    row("an event that is a text", "\"events\": [", "\"events\": [ \"app.started\",", "10", "object");
    row("events of another type", "\"events\": [", "\"events\": {}, \"more\": [", "10", "more");
    row("a schema that is a list", "\"id\":", "\"$schema\": [], \"id\":", "2", "$schema");
    row("an empty id", "\"org.acme.notes\"", "\"\"", "2", "1 to 128");
    row("an id of 129", "org.acme.notes", QByteArray(129, 'a'), "2", "1 to 128");
    row("a name of 65", "note.exported", "a." + QByteArray(63, 'b'), "12", "verb_past");
    row("a property name of 65", "\"code\"", '"' + QByteArray(65, 'b') + '"', "22", "property name");

    row("a day before 2000", "2028-02-29", "1999-12-31", "17", "2000 to 2099");
    row("a day that never comes", "2028-02-29", "9999-12-31", "17", "2000 to 2099");
    row("a month 13", "2028-02-29", "2028-13-01", "17", "2000 to 2099");
    row("a day as a number", "\"2028-02-29\"", "20280229", "17", "text");
    row("a since of 41", "1.2.0", QByteArray(41, '1'), "16", "version");

    row("a text over two lines", "\"Warum\"", R"("War\num")", "14", "one line");
    row("a text that speaks to terminals", "\"Warum\"", R"("\u001b[2J")", "14", "control characters");
    row("a text with a C1 character", "\"Warum\"", R"("a\u009b2J")", "14", "control characters");
    row("a text with a delete", "\"Warum\"", R"("a\u007f")", "14", "control characters");
    // RapidJSON's expressions end at a NUL.
    readerOnly("a text with a NUL", "\"Warum\"", R"("a\u0000b")", "14", "control characters");
    row("a blank text", "\"Warum\"", R"(" ")", "14", "no space");
    row("a text of 1001", "Warum", QByteArray(1001, 'a'), "14", "at most 1000 characters");
    row("a text that is a number", "\"Warum\"", "7", "14", "\"de\" in \"purpose\" of the event");
    row("an owner of 101", "\"Notes team\"", '"' + QByteArray(101, 'a') + '"', "15", "at most 100 characters");
    row("an owner that is a list", "\"Notes team\"", "[\"Notes team\"]", "15", "text");

    row("a value that is a number", "[\"pdf\", \"html\"]", "[\"pdf\", 7]", "19", "text");
    row("a value of 101", "html", QByteArray(101, 'a'), "19", "at most 100 characters");
    row("a value over two lines", "html", R"(ht\nml)", "19", "one line");
    row("501 values", "[\"pdf\", \"html\"]", manyValues(501), "19", "at most 500");
    row("65 properties", "\"properties\": []", "\"properties\": " + manyProperties(65), "32", "at most 64");
    row("17 common properties", "\"common\": [", "\"common\": " + manyProperties(16).chopped(1) + ",", "7",
        "at most 16");
    row("a category of what all have", "\"type\": \"version\",", "\"type\": \"version\", \"category\": \"usage\",", "8",
        "can't have a category");
    row("a text that all have", "\"type\": \"version\",", "\"type\": \"text\",", "8", "another type than");
    row("a hash that all have", "\"type\": \"version\",", "\"type\": \"hashed\",", "8", "another type than");

    row("a text in usage", "\"type\": \"boolean\", \"description\": { \"en\": \"Did it work\" }, \"example\": true",
        "\"type\": \"text\", \"description\": { \"en\": \"x\" }, \"example\": \"x\"", "21", "must be \"errors\"");
    row("a text of usage in errors", "\"type\": \"text\",", "\"type\": \"text\", \"category\": \"usage\",", "43",
        "must be \"errors\"");
    row("a text with an example that is a number", "\"can't open <path>\"", "7", "43", "accepts");
    row("an example of 201", "can't open <path>", QByteArray(201, 'a'), "43", "at most 200");
    row("an example over two lines", "can't open <path>", R"(a\nb)", "43", "one line");
    row("a hash with an example that is a number", "\"ada\"", "7", "45", "accepts");
    row("values of a text", "\"type\": \"text\",", "\"type\": \"text\", \"values\": [\"a\"],", "43", "enum");
    readerOnly("an otherwise that is no value", "\"otherwise\": \"other\"", "\"otherwise\": \"else\"", "44",
               "one of its values");
    row("an otherwise that is a list", "\"otherwise\": \"other\"", "\"otherwise\": [\"other\"]", "44",
        "one of its values");
    readerOnly("an empty otherwise", "\"otherwise\": \"other\"", "\"otherwise\": \"\"", "44", "one of its values");
    row("an otherwise of something else", "\"type\": \"boolean\"", "\"type\": \"boolean\", \"otherwise\": \"true\"",
        "21", "enum");

    const QByteArray rules = R"({ "disabled": false, "ratio": 0.25, "daily": false, "aggregate_ms": 10000 })";
    row("rules that are a list", rules, "[]", "41", "must be an object");
    row("no rule in rules", rules, "{}", "41", "leave it out");
    row("an unknown rule", rules, R"({ "frequency": "daily" })", "41",
        "there are: disabled, ratio, daily, aggregate_ms");
    row("disabled as a text", "\"disabled\": false", "\"disabled\": \"no\"", "41", "true or false");
    row("disabled as a number", "\"disabled\": false", "\"disabled\": 0", "41", "true or false");
    row("daily as a text", "\"daily\": false", "\"daily\": \"yes\"", "41", "true or false");
    for (const char *ratio : {"\"0.5\"", "-1", "-0.0000001", "1.0000001", "2", "100", "1e300", "true", "false", "null",
                              "[0.5]", "{}", "\"NaN\""}) {
        QTest::addRow("ratio %s", ratio) << QByteArray("0.25") << QByteArray(ratio) << QByteArray("41")
                                         << QByteArray("a number from 0 (nobody) to 1 (everybody)") << true;
    }
    for (const char *ratio : {"NaN", "nan", "Infinity", "-Infinity", "1e400", "0x1", ".5", "0,5", "50%"}) {
        QTest::addRow("ratio, no JSON: %s", ratio)
            << QByteArray("0.25") << QByteArray(ratio) << QByteArray("41") << QByteArray() << true;
    }
    // 1e3 is an integer for 2020-12, and neither for draft 4 nor for the reader.
    for (const char *window : {"0", "-1", "3600001", "10.5", "1e3", "\"10000\"", "true", "99999999999999999999"}) {
        QTest::addRow("aggregate_ms %s", window)
            << QByteArray("10000") << QByteArray(window) << QByteArray("41")
            << QByteArray("a whole number of milliseconds from 1 to 3600000") << true;
    }
    row("daily and aggregate", "\"daily\": false", "\"daily\": true", "41", "either");
    readerOnly("aggregate without a count", "\"name\": \"count\"", "\"name\": \"number\"", "41",
               "needs a property \"count\"");
    readerOnly("aggregate with a count of another type", "\"name\": \"count\", \"type\": \"integer\"",
               "\"name\": \"count\", \"type\": \"duration_ms\"", "41", "type \"integer\"");
    readerOnly("aggregate with a count of another category", "\"name\": \"count\",",
               "\"name\": \"count\", \"category\": \"usage\",", "41", "the event's category");
}

void CatalogueTest::refuses()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, says);
    QFETCH(bool, schemaRefuses);
    const QByteArray json = replaced(valid, from, to);
    std::string error;
    QVERIFY(!parse(json, &error));
    QVERIFY2(QByteArray::fromStdString(error).startsWith("catalogue.json, line " + line
                                                         + (error.find(", column") == std::string::npos ? ":" : ",")),
             error.c_str());
    QVERIFY2(QByteArray::fromStdString(error).contains(says), error.c_str());
    QCOMPARE(m_schema->accepts(json), !schemaRefuses);
}

void CatalogueTest::takes_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    const auto row = [](const char *name, const QByteArray &from, const QByteArray &to) {
        QTest::newRow(name) << from << to;
    };
    row("as it is", "1.2.0", "1.2.0");
    row("no events", valid.mid(valid.indexOf("\"events\": [")), "\"events\": []}");
    row("a schema", "\"id\":", "\"$schema\": \"./catalogue.schema.json\", \"id\":");
    row("an id of 128", "org.acme.notes", QByteArray(128, 'a'));
    row("a name of 64", "note.exported", "a." + QByteArray(62, 'b'));
    row("a property name of 64", "\"code\"", '"' + QByteArray(64, 'b') + '"');
    row("the last day there is", "2028-02-29", "2099-12-31");
    row("a day that is past", "2028-02-29", "2000-01-01");
    row("a text of 1000", "Warum", QByteArray(1000, 'a'));
    row("a text of 1000 that are 4000 bytes", "Warum", QByteArray("\xF0\x9F\x93\x9D").repeated(1000));
    row("a text in Arabic", "Warum", "\xD9\x84\xD9\x85\xD8\xA7\xD8\xB0\xD8\xA7");
    row("markup in a text", "Warum", R"(<b>|`*_[x](y)\\ \"&amp;)");
    row("a text with a space behind", "Warum", "Warum ");
    row("a language with a country", "\"de\": \"Warum\"", "\"de_AT\": \"Warum\"");
    row("500 values", "[\"pdf\", \"html\"], ", manyValues(500).replace("v0", "pdf") + ", ");
    row("64 properties", "\"properties\": []", "\"properties\": " + manyProperties(64));
    row("an otherwise", "\"values\": [\"pdf\", \"html\"]", "\"values\": [\"pdf\", \"html\"], \"otherwise\": \"pdf\"");
    row("a text of errors in usage",
        "\"type\": \"boolean\", \"description\": { \"en\": \"Did it work\" }, \"example\": true",
        "\"type\": \"text\", \"category\": \"errors\", \"description\": { \"en\": \"x\" }, \"example\": \"x\"");
    row("a hash in usage", "\"type\": \"boolean\", \"description\": { \"en\": \"Did it work\" }, \"example\": true",
        "\"type\": \"hashed\", \"description\": { \"en\": \"x\" }, \"example\": \"x\"");
    for (const char *example : {"0", "-3", "0.5", "1e3", "-0.000001"}) {
        QTest::addRow("a number, %s", example)
            << QByteArray("\"type\": \"boolean\", \"description\": { \"en\": \"Did it work\" }, \"example\": true")
            << QByteArray("\"type\": \"number\", \"decimals\": 6, \"description\": { \"en\": \"x\" }, \"example\": "
                          + QByteArray(example));
    }
    for (const char *ratio : {"0", "1", "0.0", "1.0", "-0.0", "1e-9", "0.9999999999999999"})
        QTest::addRow("ratio %s", ratio) << QByteArray("0.25") << QByteArray(ratio);
    for (const char *window : {"1", "3600000"})
        QTest::addRow("aggregate_ms %s", window) << QByteArray("10000") << QByteArray(window);
    const QByteArray rules = R"({ "disabled": false, "ratio": 0.25, "daily": false, "aggregate_ms": 10000 })";
    row("disabled", rules, R"({ "disabled": true })");
    row("disabled with others", rules, R"({ "disabled": true, "ratio": 0.5, "aggregate_ms": 5 })");
    row("daily", rules, R"({ "daily": true })");
    row("daily for some", rules, R"({ "daily": true, "ratio": 0.1 })");
    row("a count without aggregate", ", \"aggregate_ms\": 10000", "");
}

void CatalogueTest::takes()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    const QByteArray json = replaced(valid, from, to);
    std::string error;
    QVERIFY2(parse(json, &error), error.c_str());
    QVERIFY(m_schema->accepts(json));
}

void CatalogueTest::theSchemaIsOneThatIsUnderstood()
{
    QVERIFY2(m_schema->problem().isEmpty(), qPrintable(m_schema->problem()));
    // The check itself can fail.
    for (const char *schema : {R"({"const": 1})", R"({"properties": {"a": false}})", R"({"$ref": "#/$defs/a"})",
                               R"([])", R"({"$defs": {"a": {}}, "items": {"$ref": "#/$defs/a", "minItems": 1}})",
                               R"({"items": [{}]})", R"({"allOf": [{"if": {}}]})", R"({"exclusiveMinimum": 1})"})
        QVERIFY2(!JsonSchema(schema).problem().isEmpty(), schema);
}

void CatalogueTest::accepts_data()
{
    QTest::addColumn<EventProperty>("type");
    QTest::addColumn<OwnedValue>("value");
    QTest::addColumn<bool>("expected");
    const auto row = [](const char *name, const EventProperty &type, const OwnedValue &value, bool expected) {
        QTest::newRow(name) << type << value << expected;
    };
    const auto text = [](const char *utf8) { return OwnedValue(std::string(utf8)); };
    const EventProperty boolean = ofType(PropertyType::Boolean);
    row("boolean", boolean, true, true);
    row("boolean, a number", boolean, std::int64_t(1), false);
    row("boolean, a text", boolean, text("true"), false);
    const EventProperty integer = ofType(PropertyType::Integer);
    row("integer", integer, std::int64_t(-7), true);
    row("integer, a real number", integer, 7.0, false);
    row("integer, a boolean", integer, true, false);
    row("integer, a text", integer, text("7"), false);
    const EventProperty duration = ofType(PropertyType::DurationMs);
    row("duration, zero", duration, std::int64_t(0), true);
    row("duration, negative", duration, std::int64_t(-1), false);
    row("duration, a real number", duration, 1.5, false);
    EventProperty number = ofType(PropertyType::Number);
    number.decimals = 2;
    row("number", number, 0.25, true);
    row("number, more exact than what leaves", number, 1.0 / 3, true);
    row("number, a whole one", number, std::int64_t(-7), true);
    row("number, the largest", number, 90071992547409.92, true);
    row("number, too large", number, -90071992547410.0, false);
    row("number, a whole one that is too large", number, std::numeric_limits<std::int64_t>::min(), false);
    row("number, infinite", number, std::numeric_limits<double>::infinity(), false);
    row("number, none", number, std::numeric_limits<double>::quiet_NaN(), false);
    row("number, a text", number, text("0.25"), false);
    row("number, a boolean", number, true, false);
    const EventProperty list = ofType(PropertyType::Enumeration, {"pdf", "html"});
    row("enum", list, text("html"), true);
    row("enum, not listed", list, text("doc"), false);
    row("enum, other case", list, text("PDF"), false);
    row("enum, empty", list, text(""), false);
    row("enum, a number", list, std::int64_t(0), false);
    const EventProperty version = ofType(PropertyType::Version);
    for (const char *good : {"6", "12", "2.0.1", "1.4.0-rc1+build.5", "1.1.1w", "2026.11"})
        QTest::addRow("version %s", good) << version << text(good) << true;
    for (const char *bad : {"", "v1", ".1", "1.", "1..2", "1 2", "1/2", "latest", "1.0\n", "1_0"})
        QTest::addRow("no version '%s'", bad) << version << text(bad) << false;
    row("version of 40", version, std::string(40, '1'), true);
    row("version of 41", version, std::string(41, '1'), false);
    row("version, a number", version, std::int64_t(6), false);
    const EventProperty token = ofType(PropertyType::Token);
    for (const char *good : {"de", "a-b_c.d/e", "0"})
        QTest::addRow("token %s", good) << token << text(good) << true;
    for (const char *bad : {"", "De", "a b", "a@b", "caf\xC3\xA9", "a:b", "a\\b"})
        QTest::addRow("no token '%s'", bad) << token << text(bad) << false;
    row("token of 64", token, std::string(64, 'a'), true);
    row("token of 65", token, std::string(65, 'a'), false);
    row("token with a NUL byte", token, std::string("a\0b", 3), false);
    const EventProperty region = ofType(PropertyType::Region);
    row("region", region, text("DE"), true);
    row("region in lower case", region, text("de"), false);
    row("region of three", region, text("DEU"), false);
    row("region of digits", region, text("41"), false);
    for (const PropertyType type : {PropertyType::Hashed, PropertyType::Text}) {
        const EventProperty free = ofType(type);
        const char *const name = type == PropertyType::Text ? "text" : "hashed";
        QTest::addRow("%s", name) << free << text("can't open caf\xC3\xA9\n") << true;
        QTest::addRow("%s of 4096", name) << free << OwnedValue(std::string(4096, 'a')) << true;
        QTest::addRow("%s of 4097", name) << free << OwnedValue(std::string(4097, 'a')) << false;
        QTest::addRow("%s, a number", name) << free << OwnedValue(std::int64_t(7)) << false;
        QTest::addRow("%s, a boolean", name) << free << OwnedValue(true) << false;
    }
}

void CatalogueTest::accepts()
{
    QFETCH(EventProperty, type);
    QFETCH(OwnedValue, value);
    QTEST(candor::accepts(type, value), "expected");
}

void CatalogueTest::readsOurs()
{
    QFile file(QStringLiteral(CANDOR_RESOURCES) + u"/catalogue.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    std::string error;
    const QByteArray ours = file.readAll();
    const auto catalogue = parse(ours, &error);
    QVERIFY2(catalogue, error.c_str());
    QVERIFY(m_schema->accepts(ours));
    QCOMPARE(catalogue->id(), "candor");
    for (const EventDefinition &event : catalogue->events()) {
        QVERIFY(event.purpose.count("de") == 1);
        for (const EventProperty &declared : event.properties)
            QVERIFY2(declared.description.count("de") == 1, declared.name.c_str());
    }
    // Pages and preferences about privacy are never recorded.
    QCOMPARE(catalogue->find("page.viewed")->property("page")->values,
             (std::vector<std::string>{"appearance", "resources"}));
    for (const std::string &name : catalogue->find("preference.changed")->property("preference")->values)
        QVERIFY2(name.find("telemetry") == std::string::npos, name.c_str());
    const std::vector<std::string> common = {catalogue->commonProperties()[0].name,
                                             catalogue->commonProperties()[1].name};
    QCOMPARE(common, (std::vector<std::string>{"app_version", "notice"}));
}

namespace {

const QByteArray withOutcome = R"({
  "id": "org.acme.notes",
  "categories": { "usage": { "description": { "en": "Use" } }, "errors": { "description": { "en": "Errors" } } },
  "common": [],
  "outcome": [
    { "name": "duration_ms", "type": "duration_ms", "description": { "en": "How long" }, "example": 5 },
    { "name": "success", "type": "boolean", "category": "usage", "description": { "en": "Did it" }, "example": true },
    { "name": "error.class", "type": "token", "description": { "en": "Kind" }, "example": "timeout" },
    { "name": "error.message", "type": "text", "description": { "en": "Words" }, "example": "no answer" },
    { "name": "error.statusCode", "type": "integer", "description": { "en": "Of HTTP" }, "example": 503 },
    { "name": "error.exitCode", "type": "integer", "category": "errors", "description": { "en": "Exit" }, "example": 1 }
  ],
  "events": [
    { "name": "note.synced", "category": "usage", "purpose": { "en": "Why" }, "owner": "Team", "since": "1", "expires": "2028-01-01",
      "outcome": true,
      "properties": [ { "name": "format", "type": "token", "description": { "en": "Format" }, "example": "pdf" } ] },
    { "name": "note.failed", "category": "errors", "purpose": { "en": "Why" }, "owner": "Team", "since": "1", "expires": "2028-01-01",
      "outcome": true,
      "properties": [] },
    { "name": "note.opened", "category": "usage", "purpose": { "en": "Why" }, "owner": "Team", "since": "1", "expires": "2028-01-01",
      "outcome": false,
      "properties": [ { "name": "error.class", "type": "token", "description": { "en": "Kind" }, "example": "timeout" } ] }
  ]
}
)";

} // namespace

void CatalogueTest::readsOutcomes()
{
    std::string error;
    const auto catalogue = parse(withOutcome, &error);
    QVERIFY2(catalogue, error.c_str());
    QVERIFY(m_schema->accepts(withOutcome));
    const auto listed = [&catalogue](const char *event) {
        QStringList result;
        for (const EventProperty &property : catalogue->find(event)->properties)
            result.append(QString::fromStdString(property.name + ' ' + std::string(categoryName(property.category))));
        return result;
    };
    const QStringList ofErrors{u"error.class errors"_s, u"error.message errors"_s, u"error.statusCode errors"_s,
                               u"error.exitCode errors"_s};
    QCOMPARE(listed("note.synced"),
             QStringList({u"format usage"_s, u"duration_ms usage"_s, u"success usage"_s}) + ofErrors);
    // What says nothing of its category has its event's.
    QCOMPARE(listed("note.failed"), QStringList({u"duration_ms errors"_s, u"success usage"_s}) + ofErrors);
    QCOMPARE(listed("note.opened"), QStringList(u"error.class errors"_s));
}

void CatalogueTest::refusesOutcomes_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("says");
    QTest::addColumn<bool>("schemaRefuses");
    const auto row = [](const char *name, const QByteArray &from, const QByteArray &to, const char *line,
                        const char *says) {
        QTest::newRow(name) << from << to << QByteArray(line) << QByteArray(says) << true;
    };
    const auto readerOnly = [](const char *name, const QByteArray &from, const QByteArray &to, const char *line,
                               const char *says) {
        QTest::newRow(name) << from << to << QByteArray(line) << QByteArray(says) << false;
    };
    const qsizetype list = withOutcome.indexOf("\"outcome\": [");
    const QByteArray outcome = withOutcome.mid(list, withOutcome.indexOf("\"events\"") - list);
    row("an outcome that is no list", outcome, "\"outcome\": {},\n", "5", "list");
    readerOnly("an outcome wanted and not there", outcome, QByteArray(outcome.count('\n'), '\n'), "15",
               "does not have");
    row("outcome that is no boolean", "\"outcome\": true", "\"outcome\": 1", "15", "true or false");
    readerOnly("a property that comes with the outcome", "\"name\": \"format\"", "\"name\": \"success\"", "16",
               "already");
    readerOnly("an outcome property twice", "\"name\": \"success\"", "\"name\": \"duration_ms\"", "7", "second time");
    readerOnly("an outcome property that all have", "\"common\": [",
               "\"common\": [{ \"name\": \"success\", \"type\": \"boolean\", \"description\": { \"en\": \"x\" }, "
               "\"example\": true }",
               "7", "common");
    row("an error's class as usage", "\"type\": \"token\", \"description\": { \"en\": \"Kind\" }",
        "\"type\": \"token\", \"category\": \"usage\", \"description\": { \"en\": \"Kind\" }", "8", "errors");
    row("an error's class that is text", "\"type\": \"token\"", "\"type\": \"text\"", "8", "token");
    row("an error's message that is a token", "\"type\": \"text\"", "\"type\": \"token\"", "9", "text");
    row("a status code that is text", "\"type\": \"integer\"", "\"type\": \"text\"", "10", "integer");
    row("another name below error", "\"error.class\"", "\"error.stack\"", "8", "error.class, error.message");
    row("the object itself", "\"name\": \"format\"", "\"name\": \"error\"", "16", "object");
    row("a text of an outcome that may be usage", "\"name\": \"error.class\", \"type\": \"token\"",
        "\"name\": \"words\", \"type\": \"text\"", "8", "must be \"errors\"");
    row("17 properties of an outcome", "\"outcome\": [", "\"outcome\": " + manyProperties(17).chopped(1) + ",", "5",
        "at most 16");
    readerOnly("65 properties with the outcome",
               "[ { \"name\": \"format\", \"type\": \"token\", \"description\": { \"en\": \"Format\" }, \"example\": "
               "\"pdf\" } ]",
               manyProperties(59), "16", "included");
    row("an error in what all have", "\"common\": [",
        "\"common\": [{ \"name\": \"error.class\", \"type\": \"token\", \"description\": { \"en\": \"x\" }, "
        "\"example\": \"x\" }",
        "4", "can fail");
}

void CatalogueTest::refusesOutcomes()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, says);
    QFETCH(bool, schemaRefuses);
    const QByteArray json = replaced(withOutcome, from, to);
    std::string error;
    QVERIFY(!parse(json, &error));
    QVERIFY2(QByteArray::fromStdString(error).startsWith("catalogue.json, line " + line), error.c_str());
    QVERIFY2(QByteArray::fromStdString(error).contains(says), error.c_str());
    QCOMPARE(m_schema->accepts(json), !schemaRefuses);
}

QTEST_APPLESS_MAIN(CatalogueTest)
#include "tst_catalogue.moc"
