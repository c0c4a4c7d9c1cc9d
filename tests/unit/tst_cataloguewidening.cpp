// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// What people agreed to, compared with what is collected; and what is soon collected no longer.

#include "candor/notice.h"
#include "catalogue/expiry.h"
#include "catalogue/widening.h"

#include <QFile>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace candor;
using namespace std::chrono_literals;

namespace {

const QByteArray agreedJson = R"({
  "id": "org.acme.notes",
  "categories": { "usage": { "description": { "en": "Use" } }, "errors": { "description": { "en": "Errors" } } },
  "common": [ { "name": "app_version", "type": "version", "description": { "en": "Version" }, "example": "1.0" } ],
  "events": [
    {
      "name": "note.exported", "category": "usage", "purpose": { "en": "Why" }, "owner": "Team", "since": "1",
      "expires": "2028-02-29",
      "properties": [
        { "name": "format", "type": "enum", "values": ["pdf", "html", "other"], "description": { "en": "F" }, "example": "pdf" },
        { "name": "pages", "type": "integer", "description": { "en": "P" }, "example": 3 },
        { "name": "share", "type": "number", "decimals": 1, "description": { "en": "S" }, "example": 0.3 },
        { "name": "printer", "type": "token", "description": { "en": "P" }, "example": "ours" },
        { "name": "account", "type": "hashed", "description": { "en": "A" }, "example": "x" },
        { "name": "words", "type": "text", "category": "errors", "description": { "en": "W" }, "example": "x" }
      ]
    },
    {
      "name": "note.listed", "category": "usage", "purpose": { "en": "Why" }, "owner": "Team", "since": "1",
      "expires": "2028-06-30", "rules": { "ratio": 0.5, "daily": true },
      "properties": []
    },
    {
      "name": "note.saved", "category": "usage", "purpose": { "en": "Why" }, "owner": "Team", "since": "1",
      "expires": "2028-06-30", "rules": { "aggregate_ms": 10000 },
      "properties": [ { "name": "count", "type": "integer", "description": { "en": "C" }, "example": 1 } ]
    },
    {
      "name": "note.opened", "category": "usage", "purpose": { "en": "Why" }, "owner": "Team", "since": "1",
      "expires": "2028-06-30", "rules": { "disabled": true },
      "properties": []
    }
  ]
}
)";

std::shared_ptr<const Catalogue> parsed(const QByteArray &json)
{
    std::string error;
    auto result = Catalogue::fromJson(json.toStdString(), &error);
    if (!result)
        qFatal("%s", error.c_str());
    return result;
}

QByteArray replaced(const QByteArray &from, const QByteArray &to)
{
    QByteArray json = agreedJson;
    const qsizetype at = json.indexOf(from);
    if (at < 0)
        qFatal("the row changes nothing: %s", from.constData());
    return json.replace(at, from.size(), to);
}

QByteArray resource(const QString &name)
{
    QFile file(QStringLiteral(CANDOR_RESOURCES) + u'/' + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("there is no %s", qPrintable(name));
    return file.readAll();
}

} // namespace

class CatalogueWideningTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesWhatWidened_data();
    void namesWhatWidened();
    void severalAreAllNamed();
    void asksForAHigherVersion_data();
    void asksForAHigherVersion();
    void whatWasAgreedToIsReadBack();
    void refusesWhatIsNotAFile_data();
    void refusesWhatIsNotAFile();
    void oursIsAgreedTo();
    void tellsWhatExpires_data();
    void tellsWhatExpires();
    void oursDoesNotExpireUnnoticed();
};

void CatalogueWideningTest::namesWhatWidened_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QByteArray>("widening"); // empty: none
    const auto row = [](const char *name, const QByteArray &from, const QByteArray &to, const QByteArray &widening) {
        QTest::newRow(name) << from << to << widening;
    };
    const QByteArray end = "  ]\n}\n";
    const QByteArray none;
    const auto event = [](const QByteArray &rules) {
        return QByteArray(R"(, { "name": "note.deleted", "category": "usage", "purpose": { "en": "Why" }, )"
                          R"("owner": "T", "since": "1", "expires": "2028-01-01", )")
            + rules + R"("properties": [] }]})";
    };
    const QByteArray more = R"({ "name": "size", "type": "boolean", "description": { "en": "S" }, "example": true }, )";
    const QByteArray printer = R"("name": "printer", "type": "token")";
    const QByteArray words =
        R"("name": "words", "type": "text", "category": "errors", "description": { "en": "W" }, "example": "x")";
    const QByteArray account = R"("name": "account", "type": "hashed")";

    row("the same", "1", "1", none);
    row("a new event", end, event({}), "the event note.deleted is new");
    row("a new event that is disabled", end, event(R"("rules": { "disabled": true }, )"), none);
    row("a new event for nobody", end, event(R"("rules": { "ratio": 0 }, )"), none);
    row("a new event for a few", end, event(R"("rules": { "ratio": 0.001 }, )"), "the event note.deleted is new");
    row("an event renamed", "note.listed", "note.shown", "the event note.shown is new");
    row("a new property", R"({ "name": "pages")", more + R"({ "name": "pages")",
        "the property size of the event note.exported is new");
    row("a new property of all", R"({ "name": "app_version")", more + R"({ "name": "app_version")",
        "the property size of every event is new");
    row("a property less", R"({ "name": "pages", "type": "integer", "description": { "en": "P" }, "example": 3 },)", "",
        none);
    row("other words", R"("en": "Why")", R"("en": "For another reason")", none);
    row("another owner", R"("owner": "Team")", R"("owner": "Others")", none);
    row("another catalogue", "org.acme.notes", "org.acme.other", "the catalogue org.acme.other is another");

    row("a later end", "2028-02-29", "2028-03-01", "until 2028-03-01 instead of 2028-02-29");
    row("an earlier end", "2028-02-29", "2028-02-28", none);
    row("usage to errors", R"("name": "note.listed", "category": "usage")",
        R"("name": "note.listed", "category": "errors")",
        "the event note.listed moved from the category usage to errors");
    row("a property to errors", R"("name": "pages", "type": "integer")",
        R"("name": "pages", "type": "integer", "category": "errors")",
        "the property pages of the event note.exported moved from the category usage to errors");
    row("a value more", R"("html", "other"])", R"("html", "other", "odt"])", "can have the new value \"odt\"");
    row("a value less", R"("html", "other"])", R"("html"])", none);
    row("a decimal more", "\"decimals\": 1", "\"decimals\": 2",
        "share of the event note.exported has 2 decimals instead of 1");
    row("a decimal less", "\"decimals\": 1, \"description\": { \"en\": \"S\" }, \"example\": 0.3",
        "\"decimals\": 0, \"description\": { \"en\": \"S\" }, \"example\": 1", none);
    row("a fraction of what was whole", R"("name": "pages", "type": "integer")",
        R"("name": "pages", "type": "number", "decimals": 1)", "has another type, which can say more");
    row("values in another order", R"(["pdf", "html", "other"])", R"(["other", "html", "pdf"])", none);
    row("an otherwise", R"("other"],)", R"("other"], "otherwise": "other",)",
        "becomes \"other\" where the event was dropped");

    row("enum to token", R"("type": "enum", "values": ["pdf", "html", "other"])", R"("type": "token")", "another type");
    row("enum to boolean",
        R"("type": "enum", "values": ["pdf", "html", "other"], "description": { "en": "F" }, "example": "pdf")",
        R"("type": "boolean", "description": { "en": "F" }, "example": true)", "another type");
    row("token to enum", printer, R"("name": "printer", "type": "enum", "values": ["ours", "other"])", none);
    row("token to an enum of more", printer, R"("name": "printer", "type": "enum", "values": ["ours", "An Other"])",
        "another type");
    row("token to hashed", printer, R"("name": "printer", "type": "hashed")", "another type");
    row("token to text", printer, R"("name": "printer", "type": "text", "category": "errors")", "another type");
    row("text to token", words,
        R"("name": "words", "type": "token", "category": "errors", "description": { "en": "W" }, "example": "x")",
        none);
    row("text to enum", R"("type": "text",)", R"("type": "enum", "values": ["x", "y"],)", none);
    row("text to hashed", R"("type": "text",)", R"("type": "hashed",)", none);
    row("text to integer", words,
        R"("name": "words", "type": "integer", "category": "errors", "description": { "en": "W" }, "example": 1)",
        "another type");
    row("hashed to token", account, R"("name": "account", "type": "token")", "another type");
    row("hashed to enum", account, R"("name": "account", "type": "enum", "values": ["x"])", "another type");
    row("integer to duration", R"("name": "pages", "type": "integer")", R"("name": "pages", "type": "duration_ms")",
        none);
    row("integer to version", R"("type": "integer", "description": { "en": "P" }, "example": 3)",
        R"("type": "version", "description": { "en": "P" }, "example": "3")", "another type");

    row("a larger share", "0.5", "0.6", "note.listed is recorded by a larger share");
    row("a smaller share", "0.5", "0.4", none);
    row("everybody", R"("ratio": 0.5, )", "", "note.listed is recorded by a larger share");
    row("not once a day", R"(, "daily": true)", "", "note.listed is no longer recorded once a day");
    row("a shorter time", "10000", "9999", "note.saved is added up over a shorter time");
    row("a longer time", "10000", "10001", none);
    row("not added up", R"("rules": { "aggregate_ms": 10000 },)", "", "note.saved is added up over a shorter time");
    row("added up to once a day", R"({ "aggregate_ms": 10000 })", R"({ "daily": true })", none);
    row("once a day to added up", R"({ "ratio": 0.5, "daily": true },
      "properties": [])",
        R"({ "ratio": 0.5, "aggregate_ms": 3600000 },
      "properties": [{ "name": "count", "type": "integer", "description": { "en": "C" }, "example": 1 }])",
        "the property count of the event note.listed is new");
    row("switched on", R"("rules": { "disabled": true },)", "", "the event note.opened is no longer disabled");
    row("switched off", R"({ "aggregate_ms": 10000 })", R"({ "disabled": true })", none);
}

void CatalogueWideningTest::namesWhatWidened()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QByteArray, widening);
    const auto now = parsed(replaced(from, to));
    const std::vector<std::string> found = widenings(*parsed(agreedJson), *now);
    QCOMPARE(found.empty(), widening.isEmpty());
    QByteArray all;
    for (const std::string &sentence : found)
        all += QByteArray::fromStdString(sentence) + '\n';
    QVERIFY2(all.contains(widening), all.constData());
    QVERIFY(widenings(*now, *now).empty());
}

void CatalogueWideningTest::severalAreAllNamed()
{
    QByteArray json = replaced("2028-02-29", "2029-01-01");
    json.replace("0.5", "1");
    json.replace("\"html\", ", "\"html\", \"odt\", \"txt\", ");
    QCOMPARE(widenings(*parsed(agreedJson), *parsed(json)).size(), 4U);
}

void CatalogueWideningTest::asksForAHigherVersion_data()
{
    QTest::addColumn<int>("version");
    QTest::addColumn<bool>("wider");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("the same") << 3 << false << QByteArray();
    QTest::newRow("more under the same version") << 3 << true << QByteArray("2029-01-01 instead of 2028-02-29");
    QTest::newRow("more under a higher one, not written down") << 4 << true << QByteArray("build candor_usage_data");
    QTest::newRow("a higher one, not written down") << 4 << false << QByteArray("build candor_usage_data");
    QTest::newRow("a lower one") << 2 << false << QByteArray("raise \"version\"");
}

void CatalogueWideningTest::asksForAHigherVersion()
{
    QFETCH(int, version);
    QFETCH(bool, wider);
    QFETCH(QByteArray, says);
    const CollectedUnderNotice agreed{3, parsed(agreedJson)};
    const std::string problem =
        agreed.problem(*parsed(wider ? replaced("2028-02-29", "2029-01-01") : agreedJson), version);
    QCOMPARE(problem.empty(), says.isEmpty());
    QVERIFY2(QByteArray::fromStdString(problem).contains(says), problem.c_str());
}

void CatalogueWideningTest::whatWasAgreedToIsReadBack()
{
    const std::string file = CollectedUnderNotice::toJson(7, agreedJson.toStdString());
    QVERIFY(QByteArray::fromStdString(file).contains(agreedJson.trimmed()));
    const auto agreed = CollectedUnderNotice::fromJson(file);
    QVERIFY2(agreed, agreed.error.c_str());
    QCOMPARE(agreed->notice, 7);
    QCOMPARE(agreed->problem(*parsed(agreedJson), 7), std::string());
    QVERIFY(widenings(*parsed(agreedJson), *agreed->catalogue).empty());
}

void CatalogueWideningTest::refusesWhatIsNotAFile_data()
{
    QTest::addColumn<QByteArray>("json");
    const QByteArray whole = QByteArray::fromStdString(CollectedUnderNotice::toJson(1, agreedJson.toStdString()));
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a list") << QByteArray("[]");
    QTest::newRow("a catalogue alone") << agreedJson;
    QTest::newRow("version 0") << QByteArray(whole).replace("\"notice\": 1", "\"notice\": 0");
    QTest::newRow("a version as a text") << QByteArray(whole).replace("\"notice\": 1", "\"notice\": \"1\"");
    QTest::newRow("more in it") << QByteArray(whole).replace("\"notice\": 1", "\"notice\": 1, \"x\": 1");
    QTest::newRow("a catalogue that is none") << QByteArray(whole).replace("\"owner\"", "\"ownr\"");
    QTest::newRow("cut off") << whole.chopped(3);
}

void CatalogueWideningTest::refusesWhatIsNotAFile()
{
    QFETCH(QByteArray, json);
    const auto agreed = CollectedUnderNotice::fromJson(json.toStdString());
    QVERIFY(!agreed);
    QVERIFY2(agreed.error.starts_with("collected-under-notice.json, line "), agreed.error.c_str());
}

void CatalogueWideningTest::oursIsAgreedTo()
{
    const auto agreed = CollectedUnderNotice::fromJson(resource(u"collected-under-notice.json"_s).toStdString());
    QVERIFY2(agreed, agreed.error.c_str());
    QString problem;
    const std::optional<Notice> notice = Notice::fromJson(resource(u"notice.json"_s), &problem);
    QVERIFY2(notice, qPrintable(problem));
    const std::string wider = agreed->problem(*parsed(resource(u"catalogue.json"_s)), notice->version());
    QVERIFY2(wider.empty(), wider.c_str());
}

void CatalogueWideningTest::tellsWhatExpires_data()
{
    using std::chrono::sys_days;
    QTest::addColumn<std::chrono::sys_days>("today");
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<int>("left");
    const auto day = [](int year, unsigned month, unsigned date) {
        return sys_days(
            std::chrono::year_month_day(std::chrono::year(year), std::chrono::month(month), std::chrono::day(date)));
    };
    const QString exported = u"note.exported"_s;
    QTest::newRow("long before") << day(2027, 1, 1) << QStringList() << 0;
    QTest::newRow("31 days before") << day(2028, 1, 29) << QStringList() << 0;
    QTest::newRow("30 days before") << day(2028, 1, 30) << QStringList(exported) << 30;
    QTest::newRow("the last day") << day(2028, 2, 29) << QStringList(exported) << 0;
    QTest::newRow("past") << day(2028, 3, 1) << QStringList(exported) << -1;
    QTest::newRow("all are past") << day(2029, 2, 28)
                                  << QStringList{exported, u"note.listed"_s, u"note.saved"_s, u"note.opened"_s} << -365;
}

void CatalogueWideningTest::tellsWhatExpires()
{
    QFETCH(std::chrono::sys_days, today);
    QFETCH(QStringList, names);
    QFETCH(int, left);
    const auto expiring = expiringEvents(*parsed(agreedJson), today, std::chrono::days(30));
    QStringList found;
    for (const ExpiringEvent &event : expiring)
        found.append(QString::fromStdString(event.name));
    QCOMPARE(found, names);
    if (!expiring.empty()) {
        QCOMPARE(expiring.front().left.count(), left);
        QCOMPARE(expiring.front().expires, "2028-02-29");
    }
}

void CatalogueWideningTest::oursDoesNotExpireUnnoticed()
{
    const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    for (const ExpiringEvent &event :
         expiringEvents(*parsed(resource(u"catalogue.json"_s)), today, std::chrono::days(30))) {
        QVERIFY2(event.left.count() >= 0,
                 qPrintable(QString::fromStdString(event.name + " expired on " + event.expires)));
        qWarning("%s expires in %d days: take it out, or give it a later day and the notice a higher version",
                 event.name.c_str(), static_cast<int>(event.left.count()));
    }
}

QTEST_APPLESS_MAIN(CatalogueWideningTest)
#include "tst_cataloguewidening.moc"
