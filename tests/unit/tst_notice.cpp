// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "candor/notice.h"
#include "candor/noticetext.h"

#include <QCryptographicHash>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <functional>

using namespace candor;
using namespace Qt::StringLiterals;

namespace {

QByteArray resource(const QString &name)
{
    QFile file(QStringLiteral(CANDOR_RESOURCES) + u'/' + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("can't read %s", qUtf8Printable(file.fileName()));
    return file.readAll();
}

QJsonObject ours()
{
    return QJsonDocument::fromJson(resource(u"notice.json"_s)).object();
}

/// The app's notice with one line replaced, so that a message can be compared with a line number.
QByteArray withReplaced(const QByteArray &what, const QByteArray &by)
{
    QByteArray bytes = resource(u"notice.json"_s);
    const qsizetype at = bytes.indexOf(what);
    if (at < 0)
        qFatal("not in notice.json: %s", what.constData());
    return bytes.replace(at, what.size(), by);
}

QByteArray changed(const std::function<void(QJsonObject &)> &change)
{
    QJsonObject object = ours();
    change(object);
    return QJsonDocument(object).toJson();
}

} // namespace

class NoticeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theAppsNoticeIsComplete();
    void theAppsNoticeIsInEnglishAndGerman();
    void theAppsNoticeHasTheMembersOfItsSchema();
    void everyMissingMemberIsAnError_data();
    void everyMissingMemberIsAnError();
    void mistakes_data();
    void mistakes();
    void namesTheLine();
    void aLaterVersionMustSayWhatIsNew();
    void isAskedWithTheTextOfItsMode_data();
    void isAskedWithTheTextOfItsMode();
    void fallsBackByLanguage_data();
    void fallsBackByLanguage();
};

void NoticeTest::theAppsNoticeIsComplete()
{
    const QByteArray bytes = resource(u"notice.json"_s);
    QString error;
    const std::optional<Notice> notice = Notice::fromJson(bytes, &error);
    QVERIFY2(notice, qPrintable(error));
    QCOMPARE(notice->catalogueId(), u"candor"_s);
    QCOMPARE(notice->version(), 3);
    QCOMPARE(notice->controller().value(u"en"_s), u"The Candor project"_s);
    QCOMPARE(notice->contact(), u"privacy@candor.example"_s);
    QCOMPARE(notice->privacyStatement(), QUrl(u"https://candor.example/privacy"_s));
    QVERIFY(notice->purpose().value(u"en"_s).contains(u"{controller}"_s));
    QVERIFY(notice->recipients().value(u"en"_s).contains(u"{recipient}"_s));
    QCOMPARE(notice->sha256(), QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

void NoticeTest::theAppsNoticeIsInEnglishAndGerman()
{
    QJsonObject notice = ours();
    // One for each mode that the app is asked with, which is one.
    QCOMPARE(notice.value(u"identity"_s).toObject().keys(), QStringList{u"stable"_s});
    notice.insert(u"identity"_s, notice.value(u"identity"_s).toObject().value(u"stable"_s));
    int texts = 0;
    for (const QString &name : notice.keys()) {
        if (!notice.value(name).isObject())
            continue;
        QCOMPARE(notice.value(name).toObject().keys(), (QStringList{u"de"_s, u"en"_s}));
        ++texts;
        // A word that promises more than is true: the id links records.
        for (const QJsonValue &text : notice.value(name).toObject()) {
            QVERIFY2(!text.toString().contains(u"anonym"_s, Qt::CaseInsensitive), qPrintable(name));
        }
    }
    QCOMPARE(texts, 16);
}

void NoticeTest::theAppsNoticeHasTheMembersOfItsSchema()
{
    const QJsonObject schema = QJsonDocument::fromJson(resource(u"notice.schema.json"_s)).object();
    QCOMPARE(schema.value(u"$schema"_s).toString(), u"https://json-schema.org/draft/2020-12/schema"_s);
    QCOMPARE(schema.value(u"additionalProperties"_s), QJsonValue(false));
    QStringList required;
    for (const QJsonValue &name : schema.value(u"required"_s).toArray())
        required.append(name.toString());
    required.sort();
    QStringList known = required;
    known.append(u"workspaces"_s); // optional: others make none
    known.sort();
    QCOMPARE(ours().keys(), known);
    QCOMPARE(schema.value(u"properties"_s).toObject().keys(), known);
}

void NoticeTest::everyMissingMemberIsAnError_data()
{
    QTest::addColumn<QString>("member");
    for (const QString &name : ours().keys()) {
        if (name != u"workspaces"_s)
            QTest::addRow("%s", qPrintable(name)) << name;
    }
}

void NoticeTest::everyMissingMemberIsAnError()
{
    QFETCH(QString, member);
    QString error;
    QVERIFY(!Notice::fromJson(changed([&](QJsonObject &object) { object.remove(member); }), &error));
    QVERIFY2(error.startsWith(u"notice.json, line "_s) && error.contains(u'"' + member + u'"'), qPrintable(error));
}

void NoticeTest::mistakes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("part"); // of the message

    const auto row = [](const char *name, const QByteArray &bytes, const QString &part) {
        QTest::addRow("%s", name) << bytes << part;
    };
    const auto set = [](const QString &name, const QJsonValue &value) {
        return changed([&](QJsonObject &object) { object.insert(name, value); });
    };
    const auto texts = [](const QString &language, const QString &text) { return QJsonObject{{language, text}}; };
    row("an empty file", {}, u"notice.json, line 1"_s);
    row("not JSON", "notice", u"notice.json, line 1"_s);
    row("a list", "[]", u"object"_s);
    row("null", "null", u"object"_s);
    row("something after the object", resource(u"notice.json"_s) + "{}", u"notice.json, line "_s);
    row("a member twice", withReplaced("\"contact\": ", "\"version\": 1, \"contact\": "), u"version"_s);
    row("an unknown member", set(u"motto"_s, u"x"_s), u"motto"_s);
    row("a version in quotes", set(u"version"_s, u"1"_s), u"version"_s);
    row("version 0", set(u"version"_s, 0), u"at least 1"_s);
    row("a broken version", set(u"version"_s, 1.5), u"version"_s);
    row("a huge version", set(u"version"_s, 1e12), u"version"_s);
    row("a catalogue id with a space", set(u"catalogueId"_s, u"my app"_s), u"catalogueId"_s);
    row("an empty catalogue id", set(u"catalogueId"_s, QString()), u"catalogueId"_s);
    row("a contact that is neither", set(u"contact"_s, u"the office"_s), u"e-mail"_s);
    row("a contact over http", set(u"contact"_s, u"http://candor.example"_s), u"https"_s);
    row("a privacy statement over http", set(u"privacyStatement"_s, u"http://candor.example"_s), u"https"_s);
    row("a privacy statement without a host", set(u"privacyStatement"_s, u"https:///privacy"_s), u"https"_s);
    row("a text that is not by language", set(u"purpose"_s, u"To know."_s), u"purpose"_s);
    row("a text without English", set(u"purpose"_s, texts(u"de"_s, u"Zum Wissen."_s)), u"English"_s);
    row("a text that is a number", set(u"usage"_s, QJsonObject{{u"en"_s, 3}}), u"usage/en"_s);
    row("an empty text", set(u"never"_s, texts(u"en"_s, u"  "_s)), u"never/en"_s);
    row("a language that is none", set(u"never"_s, QJsonObject{{u"en"_s, u"x"_s}, {u"English"_s, u"x"_s}}),
        u"never/English"_s);
    row("recipients without a recipient", set(u"recipients"_s, texts(u"en"_s, u"It goes away."_s)), u"{recipient}"_s);
    row("recipients that misspell it", set(u"recipients"_s, texts(u"en"_s, u"To {recipent}."_s)), u"recipent"_s);
    row("a receiver on this computer without a name", set(u"recipientsLoopback"_s, texts(u"en"_s, u"It stays."_s)),
        u"{recipient}"_s);
    row("a placeholder that nobody fills in", set(u"usage"_s, texts(u"en"_s, u"By {controller}."_s)), u"usage/en"_s);
    row("a brace that is never closed", set(u"purpose"_s, texts(u"en"_s, u"For {controller."_s)), u"purpose/en"_s);
    row("an id of no mode", set(u"identity"_s, texts(u"en"_s, u"Each record carries an ID."_s)), u"identity/en"_s);
    row("an id of an unknown mode", set(u"identity"_s, QJsonObject{{u"weekly"_s, texts(u"en"_s, u"x"_s)}}),
        u"identity/weekly"_s);
    row("an id of no mode at all", set(u"identity"_s, QJsonObject()), u"\"identity\""_s);
    row("an id's text that is not by language", set(u"identity"_s, QJsonObject{{u"daily"_s, u"x"_s}}),
        u"identity/daily"_s);
    row("an id's text without English", set(u"identity"_s, QJsonObject{{u"daily"_s, texts(u"de"_s, u"x"_s)}}),
        u"identity/daily"_s);
    row("an empty id's text", set(u"identity"_s, QJsonObject{{u"daily"_s, texts(u"en"_s, QString())}}),
        u"identity/daily/en"_s);
    row("workspaces without English", set(u"workspaces"_s, texts(u"de"_s, u"x"_s)), u"workspaces"_s);
    row("workspaces that are not by language", set(u"workspaces"_s, true), u"workspaces"_s);
    row("an empty text for workspaces", set(u"workspaces"_s, texts(u"en"_s, u" "_s)), u"workspaces/en"_s);
    row("German without a recipient",
        set(u"recipients"_s, QJsonObject{{u"en"_s, u"To {recipient}."_s}, {u"de"_s, u"Dorthin."_s}}),
        u"recipients/de"_s);
}

void NoticeTest::mistakes()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, part);
    QString error;
    QVERIFY(!Notice::fromJson(bytes, &error));
    QVERIFY2(error.startsWith(u"notice.json, line "_s), qPrintable(error));
    QVERIFY2(error.contains(part), qPrintable(error));
    QVERIFY(!Notice::fromJson(bytes, nullptr));
}

void NoticeTest::namesTheLine()
{
    const QByteArray broken = withReplaced("\"contact\": \"privacy@candor.example\"", "\"contact\": 7");
    const int line = int(broken.left(broken.indexOf("\"contact\"")).count('\n')) + 1;
    QString error;
    QVERIFY(!Notice::fromJson(broken, &error));
    QVERIFY2(error.startsWith(u"notice.json, line %1: \"contact\""_s.arg(line)), qPrintable(error));

    const QByteArray nested = withReplaced("\"de\": \"in der EU\"", "\"de\": \"\"");
    const int nestedLine = int(nested.left(nested.indexOf("\"de\": \"\"")).count('\n')) + 1;
    QVERIFY(!Notice::fromJson(nested, &error));
    QVERIFY2(error.startsWith(u"notice.json, line %1: \"storedWhere/de\""_s.arg(nestedLine)), qPrintable(error));
}

void NoticeTest::aLaterVersionMustSayWhatIsNew()
{
    QString error;
    const auto withVersion = [](int version) {
        return changed([version](QJsonObject &object) {
            object.insert(u"version"_s, version);
            object.insert(u"changes"_s, QJsonObject{{u"en"_s, QString()}});
        });
    };
    QVERIFY2(Notice::fromJson(withVersion(1), &error), qPrintable(error));
    QVERIFY(!Notice::fromJson(withVersion(2), &error));
    QVERIFY2(error.contains(u"changes"_s), qPrintable(error));
    const QByteArray said = changed([](QJsonObject &object) {
        object.insert(u"version"_s, 2);
        object.insert(u"changes"_s, QJsonObject{{u"en"_s, u"The processor type."_s}});
    });
    QVERIFY2(Notice::fromJson(said, &error), qPrintable(error));
}

void NoticeTest::isAskedWithTheTextOfItsMode_data()
{
    QTest::addColumn<Identity>("mode");
    QTest::addColumn<QString>("text"); // of the id; empty: it can't be asked
    QTest::addColumn<bool>("workspaces");
    QTest::newRow("stable") << Identity::Stable << u"It stays."_s << true;
    QTest::newRow("daily") << Identity::Daily << u"It changes."_s << true;
    QTest::newRow("none") << Identity::None << QString() << false;
}

void NoticeTest::isAskedWithTheTextOfItsMode()
{
    QFETCH(Identity, mode);
    QFETCH(QString, text);
    QFETCH(bool, workspaces);
    const auto texts = [](const QString &english) { return QJsonObject{{u"en"_s, english}}; };
    const QByteArray bytes = changed([&](QJsonObject &object) {
        object.insert(u"identity"_s,
                      QJsonObject{{u"stable"_s, texts(u"It stays."_s)}, {u"daily"_s, texts(u"It changes."_s)}});
        object.insert(u"workspaces"_s, texts(u"Workspaces carry it too."_s));
    });
    QString error;
    const std::optional<Notice> known = Notice::fromJson(bytes, &error);
    QVERIFY2(known, qPrintable(error));
    const std::optional<Notice> asked = Notice::fromJson(bytes, mode, &error);
    QCOMPARE(asked.has_value(), !text.isEmpty());
    if (!asked) {
        QVERIFY2(error.startsWith(u"notice.json, line "_s) && error.contains(u"the text for \"none\""_s),
                 qPrintable(error));
        return;
    }
    for (const auto reach : {NoticeText::Reach::Elsewhere, NoticeText::Reach::Nowhere}) {
        const NoticeText shown(*asked, u"en"_s, u"eu.i.example"_s, reach, mode);
        QVERIFY2(shown.identity().startsWith(text), qPrintable(shown.identity()));
        QCOMPARE(shown.identity().contains(u"Workspaces carry it too."_s), workspaces);
        QVERIFY(!shown.identity().contains(mode == Identity::Stable ? u"It changes."_s : u"It stays."_s));
        bool inSections = false;
        for (const auto &[heading, body] : shown.sections())
            inSections = inSections || body == shown.identity();
        QVERIFY(inSections);
    }
}

void NoticeTest::fallsBackByLanguage_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("text");
    QTest::newRow("the language itself") << u"de"_s << u"deutsch"_s;
    QTest::newRow("a country's variant falls back") << u"de_AT"_s << u"deutsch"_s;
    QTest::newRow("a variant of its own") << u"pt_BR"_s << u"brasil"_s;
    QTest::newRow("with a hyphen") << u"pt-BR"_s << u"brasil"_s;
    QTest::newRow("a variant of a language that is not there") << u"pt_PT"_s << u"english"_s;
    QTest::newRow("with a script") << u"de_Latn_AT"_s << u"deutsch"_s;
    QTest::newRow("unknown") << u"fr_FR"_s << u"english"_s;
    QTest::newRow("the C locale") << u"C"_s << u"english"_s;
    QTest::newRow("none") << QString() << u"english"_s;
    QTest::newRow("nonsense") << u"_"_s << u"english"_s;
}

void NoticeTest::fallsBackByLanguage()
{
    QFETCH(QString, language);
    QFETCH(QString, text);
    const LocalizedText texts{{u"en"_s, u"english"_s}, {u"de"_s, u"deutsch"_s}, {u"pt_BR"_s, u"brasil"_s}};
    QCOMPARE(Notice::in(texts, language), text);
}

QTEST_GUILESS_MAIN(NoticeTest)
#include "tst_notice.moc"
