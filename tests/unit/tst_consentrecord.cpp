// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "consent/consentrecord.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace candor;
using namespace Qt::StringLiterals;

namespace {

ConsentRecord granted()
{
    ConsentRecord record;
    record.decision = Decision::Granted;
    record.decisionId = u"0f8fad5b-d9cb-469f-a165-70867728950e"_s;
    record.categories = Category::Usage | Category::Errors;
    record.catalogueId = u"candor"_s;
    record.noticeVersion = 3;
    record.noticeSha256 = QByteArray(64, 'a');
    record.noticeLanguage = u"de"_s;
    record.recipient = u"eu.i.posthog.com"_s;
    record.time = QDateTime::fromMSecsSinceEpoch(1795262400123).toUTC();
    record.origin = Origin::CommandLine;
    record.salt = QByteArray(32, 'b');
    record.machineAccount = QByteArray(64, 'c');
    record.timesClosed = 1;
    record.closedQuestion = u"candor 2 eu.i.posthog.com"_s;
    record.terminalAnswerShown = false;
    record.earlierIds = {u"7c9e6679-7425-40de-944b-e07fc1f90ae7"_s};
    record.extensions = R"({"org.acme.tools":{"decision":"granted","noticeVersion":2}})";
    return record;
}

void compare(const ConsentRecord &left, const ConsentRecord &right)
{
    QCOMPARE(left.decision, right.decision);
    QCOMPARE(left.decisionId, right.decisionId);
    QCOMPARE(left.categories, right.categories);
    QCOMPARE(left.catalogueId, right.catalogueId);
    QCOMPARE(left.noticeVersion, right.noticeVersion);
    QCOMPARE(left.noticeSha256, right.noticeSha256);
    QCOMPARE(left.noticeLanguage, right.noticeLanguage);
    QCOMPARE(left.recipient, right.recipient);
    QCOMPARE(left.time, right.time);
    QCOMPARE(left.origin, right.origin);
    QCOMPARE(left.salt, right.salt);
    QCOMPARE(left.machineAccount, right.machineAccount);
    QCOMPARE(left.timesClosed, right.timesClosed);
    QCOMPARE(left.closedQuestion, right.closedQuestion);
    QCOMPARE(left.terminalAnswerShown, right.terminalAnswerShown);
    QCOMPARE(left.earlierIds, right.earlierIds);
    QCOMPARE(left.extensions, right.extensions);
}

/// A valid yes with one member set to something else.
QByteArray with(const QString &member, const QJsonValue &value)
{
    QJsonObject object = QJsonDocument::fromJson(granted().toJson()).object();
    object.insert(member, value);
    return QJsonDocument(object).toJson();
}

} // namespace

class ConsentRecordTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackAsItWas_data();
    void comesBackAsItWas();
    void saysItInWords();
    void everyMissingMemberIsAnError_data();
    void everyMissingMemberIsAnError();
    void brokenFilesGrantNothing_data();
    void brokenFilesGrantNothing();
    void everyTruncationIsAnError();
    void namesTheLine();
};

void ConsentRecordTest::comesBackAsItWas_data()
{
    QTest::addColumn<ConsentRecord>("record");
    QTest::newRow("a yes to both") << granted();
    ConsentRecord one = granted();
    one.categories = Category::Errors;
    one.origin = Origin::Prompt;
    one.earlierIds.clear();
    one.extensions.clear();
    QTest::newRow("a yes to errors alone, nothing else") << one;
    ConsentRecord no = granted();
    no.decision = Decision::Denied;
    no.decisionId.clear();
    no.categories = {};
    no.origin = Origin::SettingsFile;
    QTest::newRow("a no seen in settings.json") << no;
    ConsentRecord bare;
    bare.decision = Decision::Denied;
    bare.time = QDateTime::fromMSecsSinceEpoch(1795262400000).toUTC();
    QTest::newRow("a no where there was no notice and no machine id") << bare;
    ConsentRecord closed;
    closed.timesClosed = 2;
    closed.closedQuestion = u"candor 1 this-computer"_s;
    closed.time = QDateTime::fromMSecsSinceEpoch(1795262400000).toUTC();
    QTest::newRow("no answer, closed twice") << closed;
    ConsentRecord quoted = granted();
    quoted.recipient = u"a\"b\\c\nd\u00e4\U0001F600"_s;
    QTest::newRow("a text that must be escaped") << quoted;
}

void ConsentRecordTest::comesBackAsItWas()
{
    QFETCH(ConsentRecord, record);
    const Result<ConsentRecord> back = ConsentRecord::fromJson(record.toJson());
    QVERIFY2(back, back.error.c_str());
    compare(*back, record);
    QCOMPARE(back->toJson(), record.toJson());
}

void ConsentRecordTest::saysItInWords()
{
    const QJsonObject object = QJsonDocument::fromJson(granted().toJson()).object();
    QCOMPARE(object.value(u"decision"_s), QJsonValue(u"granted"_s));
    QCOMPARE(object.value(u"categories"_s), QJsonValue(QJsonArray{u"usage"_s, u"errors"_s}));
    QCOMPARE(object.value(u"origin"_s), QJsonValue(u"command-line"_s));
    QCOMPARE(object.value(u"time"_s), QJsonValue(u"2026-11-21T12:00:00.123Z"_s));
}

void ConsentRecordTest::everyMissingMemberIsAnError_data()
{
    QTest::addColumn<QString>("member");
    QStringList members = QJsonDocument::fromJson(granted().toJson()).object().keys();
    members.removeAll(u"extensions"_s); // the only one that may be missing
    QCOMPARE(members.size(), 16);
    for (const QString &member : members)
        QTest::addRow("%s", qPrintable(member)) << member;
}

void ConsentRecordTest::everyMissingMemberIsAnError()
{
    QFETCH(QString, member);
    QJsonObject object = QJsonDocument::fromJson(granted().toJson()).object();
    object.remove(member);
    const QString error = QString::fromStdString(ConsentRecord::fromJson(QJsonDocument(object).toJson()).error);
    QVERIFY2(error.contains(u'"' + member + u'"'), qPrintable(error));
}

void ConsentRecordTest::brokenFilesGrantNothing_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray good = granted().toJson();
    const auto row = [](const char *name, const QByteArray &bytes) { QTest::addRow("%s", name) << bytes; };

    row("empty", {});
    row("white space", " \n");
    row("null", "null");
    row("true", "true");
    row("the word granted", "\"granted\"");
    row("a list", "[" + good + "]");
    row("an empty object", "{}");
    row("the decision alone", R"({"decision": "granted"})");
    row("zeros, as after a power cut", QByteArray(good.size(), '\0'));
    row("a byte order mark", "\xEF\xBB\xBF" + good);
    QByteArray utf16;
    for (const char c : good)
        utf16.append(c).append('\0');
    row("UTF-16", utf16);
    row("a second object after it", good + good);
    row("a word after it", good + "x");
    row("a comment", "// yes\n" + good);
    row("a comma at the end", QByteArray(good).replace("\n}\n", ",\n}\n"));
    row("single quotes", QByteArray(good).replace('"', '\''));
    row("invalid UTF-8", QByteArray(good).replace("eu.i.posthog.com", "eu.i.\xff.com"));
    row("an unknown member", with(u"surprise"_s, 1));
    row("the decision twice, the same",
        QByteArray(good).replace("\"decision\":", "\"decision\": \"granted\", \"decision\":"));
    row("the decision twice, no then yes",
        QByteArray(good).replace("\"decision\":", "\"decision\": \"denied\", \"decision\":"));
    row("the same key, escaped",
        QByteArray(good).replace("\"decision\":", "\"d\\u0065cision\": \"denied\", \"decision\":"));
    row("a key in capitals", QByteArray(good).replace("\"decision\"", "\"Decision\""));
    row("decision in capitals", with(u"decision"_s, u"Granted"_s));
    row("decision with a space", with(u"decision"_s, u"granted "_s));
    row("decision is yes", with(u"decision"_s, u"yes"_s));
    row("decision is empty", with(u"decision"_s, u""_s));
    row("decision is true", with(u"decision"_s, true));
    row("decision is 1", with(u"decision"_s, 1));
    row("decision is null", with(u"decision"_s, QJsonValue()));
    row("no decision id", with(u"decisionId"_s, u""_s));
    row("a decision id that is none", with(u"decisionId"_s, u"0f8fad5b"_s));
    row("a decision id in braces", with(u"decisionId"_s, u"{0f8fad5b-d9cb-469f-a165-70867728950e}"_s));
    row("a decision id in capitals", with(u"decisionId"_s, u"0F8FAD5B-D9CB-469F-A165-70867728950E"_s));
    row("no categories", with(u"categories"_s, QJsonArray()));
    row("an unknown category", with(u"categories"_s, QJsonArray{u"usage"_s, u"location"_s}));
    row("a category twice", with(u"categories"_s, QJsonArray{u"usage"_s, u"usage"_s}));
    row("categories as a text", with(u"categories"_s, u"usage"_s));
    row("a category that is a number", with(u"categories"_s, QJsonArray{1}));
    row("no catalogue", with(u"catalogueId"_s, u""_s));
    row("notice version 0", with(u"noticeVersion"_s, 0));
    row("a negative notice version", with(u"noticeVersion"_s, -3));
    row("a notice version in quotes", with(u"noticeVersion"_s, u"3"_s));
    row("a broken notice version", with(u"noticeVersion"_s, 3.5));
    row("a notice version beyond int", with(u"noticeVersion"_s, 4294967299.0));
    row("a notice version as a float", QByteArray(good).replace("\"noticeVersion\": 3", "\"noticeVersion\": 3.0"));
    row("no hash of the notice", with(u"noticeSha256"_s, u""_s));
    row("a short hash of the notice", with(u"noticeSha256"_s, u"abc"_s));
    row("a hash that is not hexadecimal", with(u"noticeSha256"_s, QString(64, u'g')));
    row("no language", with(u"noticeLanguage"_s, u""_s));
    row("no recipient", with(u"recipient"_s, u""_s));
    row("a recipient that is an object", with(u"recipient"_s, QJsonObject()));
    row("no time", with(u"time"_s, u""_s));
    row("a local time", with(u"time"_s, u"2026-11-21T12:00:00.123"_s));
    row("a time with an offset", with(u"time"_s, u"2026-11-21T12:00:00.123+02:00"_s));
    row("a time without milliseconds", with(u"time"_s, u"2026-11-21T12:00:00Z"_s));
    row("a day that does not exist", with(u"time"_s, u"2026-02-30T12:00:00.000Z"_s));
    row("a time as a number", with(u"time"_s, 1795262400));
    row("an unknown origin", with(u"origin"_s, u"installer"_s));
    row("a yes from settings.json", with(u"origin"_s, u"settings-file"_s));
    row("no salt", with(u"salt"_s, u""_s));
    row("a short salt", with(u"salt"_s, u"bb"_s));
    row("a salt in capitals", with(u"salt"_s, QString(32, u'B')));
    row("no machine and account", with(u"machineAccount"_s, u""_s));
    row("a negative count", with(u"timesClosed"_s, -1));
    row("a count that is a text", with(u"timesClosed"_s, u"1"_s));
    row("a closed question that is a number", with(u"closedQuestion"_s, 1));
    row("a flag that is a number", with(u"terminalAnswerShown"_s, 1));
    row("an earlier id that is none", with(u"earlierIds"_s, QJsonArray{u"me"_s}));
    row("earlier ids as a text", with(u"earlierIds"_s, u"7c9e6679-7425-40de-944b-e07fc1f90ae7"_s));
    row("extensions as a list", with(u"extensions"_s, QJsonArray()));
    row("a key twice below extensions",
        QByteArray(good).replace("\"org.acme.tools\":", "\"org.acme.tools\": 1, \"org.acme.tools\":"));
    row("nested without end", QByteArray("{\"decision\":").repeated(100000));
    row("a no that names categories", with(u"decision"_s, u"denied"_s));
    row("no answer that names categories", with(u"decision"_s, u"undecided"_s));
}

void ConsentRecordTest::brokenFilesGrantNothing()
{
    QFETCH(QByteArray, bytes);
    const Result<ConsentRecord> result = ConsentRecord::fromJson(bytes);
    QVERIFY(!result);
    const QString error = QString::fromStdString(result.error);
    QVERIFY2(error.startsWith(u"consent.json, line "_s), qPrintable(error));
}

void ConsentRecordTest::everyTruncationIsAnError()
{
    const QByteArray good = granted().toJson().trimmed();
    QVERIFY(ConsentRecord::fromJson(good));
    for (qsizetype length = 0; length < good.size(); ++length)
        QVERIFY2(!ConsentRecord::fromJson(good.left(length)), good.left(length).constData());
}

void ConsentRecordTest::namesTheLine()
{
    const QByteArray bytes = granted().toJson().replace("eu.i.posthog.com\",\n  \"time", "\",\n  \"time");
    const int line = int(bytes.left(bytes.indexOf("\"recipient\"")).count('\n')) + 1;
    const Result<ConsentRecord> result = ConsentRecord::fromJson(bytes);
    QVERIFY(!result);
    const QString error = QString::fromStdString(result.error);
    QVERIFY2(error.startsWith(u"consent.json, line %1: \"recipient\""_s.arg(line)), qPrintable(error));
}

QTEST_GUILESS_MAIN(ConsentRecordTest)
#include "tst_consentrecord.moc"
