// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// USAGE_DATA.md: up to date, true to the catalogue, and read by a Markdown reader as it is meant.

#include "catalogue/usagedata.h"
#include "cli/cataloguecommand.h"
#include "cli/usagedatafiles.h"
#include "delivery/wireformat.h"
#include "support/telemetryworld.h"
#include "system/directories.h"
#include "telemetry/telemetrycontext.h"
#include "telemetry/telemetryoptionsdata.h"

#include <QFile>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcessEnvironment>
#include <QTextDocument>
#include <QTextTable>
#include <QtTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace candor;
using namespace candor::test;

namespace {

const QByteArray catalogueJson = R"({
  "id": "org.acme.notes",
  "categories": {
    "usage": { "description": { "en": "What is used", "de": "Was benutzt wird" } },
    "errors": { "description": { "en": "What fails" } }
  },
  "common": [ { "name": "app_version", "type": "version", "description": { "en": "Version" }, "example": "1.0" } ],
  "events": [
    {
      "name": "note.saved", "category": "usage", "purpose": { "en": "Why it is", "de": "Warum es so ist" },
      "owner": "Notes team", "since": "1.2.0", "expires": "2028-06-30",
      "rules": { "ratio": 0.1, "aggregate_ms": 10000 },
      "properties": [
        { "name": "format", "type": "enum", "values": ["pdf", "a|b`c"], "otherwise": "pdf", "description": { "en": "F" }, "example": "pdf" },
        { "name": "account", "type": "hashed", "description": { "en": "A" }, "example": "ada" },
        { "name": "words", "type": "text", "category": "errors", "description": { "en": "W" }, "example": "can't | <open>" },
        { "name": "count", "type": "integer", "description": { "en": "C" }, "example": 3 }
      ]
    },
    {
      "name": "note.opened", "category": "usage", "purpose": { "en": "Why" }, "owner": "T", "since": "1",
      "expires": "2028-06-30", "rules": { "daily": true }, "properties": []
    },
    {
      "name": "note.lost", "category": "errors", "purpose": { "en": "Why" }, "owner": "T", "since": "1",
      "expires": "2028-06-30", "rules": { "disabled": true }, "properties": []
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

UsageDataNotice someNotice()
{
    UsageDataNotice notice;
    notice.version = 4;
    notice.controller = "Acme & <Sons>";
    notice.contact = "privacy@acme.example";
    notice.privacyStatement = "https://acme.example/privacy";
    notice.never = "Never @errors@ *this*";
    notice.errors = "What failed";
    return notice;
}

QByteArray rendered(const QByteArray &guide = "# Guide\n")
{
    return QByteArray::fromStdString(usageDataMarkdown(*parsed(catalogueJson), someNotice(), guide.toStdString()));
}

/// All tables that a Markdown reader finds, as their cells' texts.
QList<QList<QStringList>> tables(const QByteArray &markdown)
{
    QTextDocument document;
    document.setMarkdown(QString::fromUtf8(markdown));
    QList<QList<QStringList>> result;
    for (QTextFrame *frame : document.rootFrame()->childFrames()) {
        auto *const table = qobject_cast<QTextTable *>(frame);
        if (!table)
            continue;
        QList<QStringList> rows;
        for (int row = 0; row < table->rows(); ++row) {
            QStringList cells;
            for (int column = 0; column < table->columns(); ++column)
                cells.append(table->cellAt(row, column).firstCursorPosition().block().text());
            rows.append(cells);
        }
        result.append(rows);
    }
    return result;
}

QByteArray file(const QString &path)
{
    QFile input(path);
    return input.open(QIODevice::ReadOnly) ? input.readAll() : QByteArray();
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile output(path);
    if (!output.open(QIODevice::WriteOnly) || output.write(bytes) != bytes.size())
        qFatal("%s could not be written", qPrintable(path));
}

/// A copy of resources/, to be changed.
class Resources
{
public:
    Resources()
    {
        for (const QString &name : {u"notice.json"_s, u"catalogue.json"_s, u"usage-data-guide.md"_s, agreed, document})
            write(at(name), file(repositoryPath(u"resources/"_s + name)));
    }
    [[nodiscard]] QString at(const QString &name) const { return m_folder.filePath(name); }
    [[nodiscard]] QString path() const { return m_folder.path(); }
    [[nodiscard]] QByteArray read(const QString &name) const { return file(at(name)); }
    void replace(const QString &name, const QByteArray &from, const QByteArray &to) const
    {
        const QByteArray bytes = read(name);
        if (!bytes.contains(from))
            qFatal("nothing to replace");
        write(at(name), QByteArray(bytes).replace(from, to));
    }

    inline static const QString agreed = u"collected-under-notice.json"_s;
    inline static const QString document = u"USAGE_DATA.md"_s;

private:
    QTemporaryDir m_folder;
};

} // namespace

class UsageDataTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oursIsUpToDate();
    void oursSaysEverything();
    void oursNamesWhatTheFormatsAdd_data();
    void oursNamesWhatTheFormatsAdd();
    void oursNamesTheAdministratorsFolders();
    void oursNamesWhatIsStored();
    void escapesText_data();
    void escapesText();
    void escapesCode_data();
    void escapesCode();
    void tablesKeepTheirCells();
    void rulesAreInWords();
    void isInEnglish();
    void whatTheNoticeSaysIsNoPlaceholder();
    void theGuideIsAtTheEnd();
    void moreUnderTheSameNoticeIsNotWritten();
    void aHigherNoticeIsWrittenDown();
    void lessLeavesTheAgreementAsItIs();
    void brokenFilesAreToldAndLeft_data();
    void brokenFilesAreToldAndLeft();
    void theTerminalSpeaksThePersonsLanguage();
    void theTerminalSaysTypesAndRulesInWords();
    void theTerminalHasNoLongLines();
};

void UsageDataTest::oursIsUpToDate()
{
    const Resources resources;
    const QByteArray document = resources.read(Resources::document);
    const QByteArray agreed = resources.read(Resources::agreed);
    QVERIFY(!document.isEmpty());
    QVERIFY(QFile::remove(resources.at(Resources::document)));
    QCOMPARE(writeUsageDataFiles(resources.path()), QString());
    QVERIFY2(resources.read(Resources::document) == document,
             "resources/USAGE_DATA.md is not up to date: build candor_usage_data");
    QCOMPARE(resources.read(Resources::agreed), agreed);
}

void UsageDataTest::oursSaysEverything()
{
    const QByteArray document = file(repositoryPath(u"resources/USAGE_DATA.md"_s));
    const auto catalogue = parsed(file(repositoryPath(u"resources/catalogue.json"_s)));
    for (const EventDefinition &event : catalogue->events()) {
        QVERIFY2(document.contains("#### " + QByteArray::fromStdString(event.name) + '\n'), event.name.c_str());
        for (const EventProperty &property : event.properties)
            QVERIFY2(document.contains("| `" + QByteArray::fromStdString(property.name) + "` | "),
                     property.name.c_str());
    }
    for (const char *what : {"The Candor project",
                             "privacy@candor.example",
                             "https://candor.example/privacy",
                             "in the EU",
                             "after 12 months",
                             "candor telemetry disable",
                             "telemetry.enabled",
                             "CANDOR_TELEMETRY",
                             "DO_NOT_TRACK",
                             "locked.json",
                             "-DCANDOR_DESTINATION=none",
                             "candor telemetry show",
                             "LOG_LEVEL=trace",
                             "HMAC-SHA-256",
                             "within one month",
                             "records stay on this computer",
                             "environment variables",
                             "the same until you reset it",
                             "For those who change what is collected",
                             "To know which preferences matter to people"})
        QVERIFY2(document.contains(what), what);
    QVERIFY(!document.contains("{controller}") && !document.contains("{recipient}"));
    // No place was left over, and every table has the shape it is meant to have.
    QVERIFY(!QString::fromUtf8(document).contains(QRegularExpression(u"@[a-zA-Z]+@"_s)));
    const qsizetype withProperties =
        std::count_if(catalogue->events().begin(), catalogue->events().end(),
                      [](const EventDefinition &event) { return !event.properties.empty(); });
    QCOMPARE(tables(document).size(), withProperties + 3); // where to switch it off, what all have, the guide's types
}

void UsageDataTest::oursNamesWhatTheFormatsAdd_data()
{
    QTest::addColumn<QByteArray>("protocol");
    QTest::addColumn<QByteArray>("heading");
    QTest::newRow("posthog") << QByteArray("posthog") << QByteArray("- **PostHog:** ");
    QTest::newRow("segment") << QByteArray("segment") << QByteArray("- **Segment:** ");
}

void UsageDataTest::oursNamesWhatTheFormatsAdd()
{
    QFETCH(QByteArray, protocol);
    QFETCH(QByteArray, heading);
    const QByteArray document = file(repositoryPath(u"resources/USAGE_DATA.md"_s));
    const qsizetype begin = document.indexOf(heading);
    QVERIFY(begin > document.indexOf("### With every event"));
    QByteArray item = document.mid(begin + 1, document.indexOf("\n-", begin + 1) - begin - 1);
    item.truncate(
        std::min(item.size(), static_cast<qsizetype>(item.indexOf("\n\n") < 0 ? item.size() : item.indexOf("\n\n"))));

    const auto wire = WireFormat::forProtocol(protocol.toStdString());
    EventFields fields;
    fields.id = "0";
    fields.anonymousId = "1";
    fields.name = "note.saved";
    const std::string event = wire->encodeEvent(fields);
    const std::string_view object = event;
    const std::string envelope = wire->envelope(std::span(&object, 1), "key", 0);
    QStringList names;
    const auto collect = [&names](const QJsonObject &level, const auto &self) -> void {
        for (auto member = level.begin(); member != level.end(); ++member) {
            names << member.key();
            self(member.value().toObject(), self);
        }
    };
    collect(QJsonDocument::fromJson(QByteArray::fromStdString(event)).object(), collect);
    collect(QJsonDocument::fromJson(QByteArray::fromStdString(envelope)).object(), collect);
    names.removeAll(u"batch"_s); // the events
    QVERIFY(names.size() >= 8);
    for (const QString &name : names)
        QVERIFY2(item.contains('`' + name.toUtf8() + '`'), qPrintable(name));
}

void UsageDataTest::oursNamesTheAdministratorsFolders()
{
    const QByteArray document = file(repositoryPath(u"resources/USAGE_DATA.md"_s));
    for (const QString &folder : Directories::fromEnvironment(QProcessEnvironment()).managed)
        QVERIFY2(document.contains('`' + folder.toUtf8() + '`')
                     || document.contains('`' + folder.section(u'/', -1).toUtf8() + '`'),
                 qPrintable(folder));
    QVERIFY(document.contains("`locked.json` together with `default-settings.json`"));
}

void UsageDataTest::oursNamesWhatIsStored()
{
    const QByteArray document = file(repositoryPath(u"resources/USAGE_DATA.md"_s)).simplified();
    const qsizetype begin = document.indexOf("**Stored on this computer:**");
    const QByteArray stored = document.mid(begin, document.indexOf("Nothing is collected before a yes", begin) - begin);
    for (const char *what : {"notes of what was not recorded", "500 at most", "only a number", "counters", "once a day",
                             "local secret", "10 MB", "a no erases all of it"})
        QVERIFY2(stored.contains(what), what);
}

void UsageDataTest::escapesText_data()
{
    QTest::addColumn<QString>("text");
    for (const char16_t *text : {u"plain",
                                 u"a | b",
                                 u"||",
                                 u"`code`",
                                 u"a`b",
                                 u"*bold* **x**",
                                 u"_under_ a_b_c __init__",
                                 u"<b>bold</b>",
                                 u"<script>alert(1)</script>",
                                 u"a < b > c",
                                 u"&amp; & &lt;",
                                 u"[link](https://example.org)",
                                 u"![image](x.png)",
                                 u"\\ backslash \\| \\n",
                                 u"# heading",
                                 u"- list",
                                 u"+ list",
                                 u"1. list",
                                 u"12) list",
                                 u"> quote",
                                 u"~~struck~~",
                                 u"= rule",
                                 u"--- ",
                                 u"a\\",
                                 u"$math$",
                                 u"<!-- comment -->",
                                 u"Größe › Ort „x“",
                                 u"\u0644\u0645\u0627\u0630\u0627",
                                 u"name@example.org?",
                                 u":smile: ^[1]",
                                 u"&#124;",
                                 u"1.5 times"})
        QTest::newRow(qPrintable(QString::fromUtf16(text))) << QString::fromUtf16(text).trimmed();
}

void UsageDataTest::escapesText()
{
    QFETCH(QString, text);
    const QByteArray escaped = QByteArray::fromStdString(markdownEscaped(text.toStdString()));
    QTextDocument document;
    document.setMarkdown(QString::fromUtf8(escaped));
    QCOMPARE(document.toPlainText().trimmed(), text);
    const auto found = tables("| a | b |\n| --- | --- |\n| " + escaped + " | behind |\n");
    QCOMPARE(found.size(), 1);
    QCOMPARE(found[0][1], (QStringList{text, u"behind"_s}));
}

void UsageDataTest::escapesCode_data()
{
    QTest::addColumn<QString>("text");
    for (const char16_t *text :
         {u"plain", u"a|b", u"|", u"`", u"``", u"a`b", u"`a`", u"a``b`c", u"<b>", u"&amp;", u"\\", u"*x*"})
        QTest::newRow(qPrintable(QString::fromUtf16(text))) << QString::fromUtf16(text);
}

void UsageDataTest::escapesCode()
{
    QFETCH(QString, text);
    const QByteArray code = QByteArray::fromStdString(markdownCode(text.toStdString()));
    const auto found = tables("| a | b |\n| --- | --- |\n| " + code + " | behind |\n");
    QCOMPARE(found.size(), 1);
    QCOMPARE(found[0][1], (QStringList{text, u"behind"_s}));
}

void UsageDataTest::tablesKeepTheirCells()
{
    const auto found = tables(rendered());
    QCOMPARE(found.size(), 3); // where it is switched off, one event, what all have
    const QStringList format = found[1].value(1);
    QCOMPARE(format.size(), 5);
    QCOMPARE(format[0], u"format"_s);
    QCOMPARE(format[1], u"one of a list"_s);
    QCOMPARE(format[2], u"pdf, a|b`c; anything else becomes pdf"_s);
    QCOMPARE(format[4], u"\"pdf\""_s);
    QCOMPARE(found[1].value(2).value(1), u"hash, not the text itself"_s);
    QCOMPARE(found[1].value(2).value(4), u"\"ada\" leaves as 64 hexadecimal digits"_s);
    QCOMPARE(found[1].value(3).value(1), u"message, scrubbed"_s);
    QCOMPARE(found[1].value(3).value(3), u"W Only with a yes to errors."_s);
    QCOMPARE(found[1].value(3).value(4), u"\"can't | <open>\""_s);
    QCOMPARE(found[2].value(1).value(0), u"app_version"_s);
}

void UsageDataTest::rulesAreInWords()
{
    const QByteArray document = rendered();
    QVERIFY(document.contains("a share of 0.1 of all installations"));
    QVERIFY(document.contains("in the same 10 seconds, counted by the clock, with the same properties"));
    QVERIFY(document.contains("- When: Recorded once a day at most.\n"));
    QVERIFY(document.contains("Switched off"));
    QVERIFY(
        document.contains("- Collected since version 1.2.0, until 2028-06-30 at the latest\n- Owner: Notes team\n"));
    QVERIFY(document.contains("Acme &amp; &lt;Sons&gt;"));
    QVERIFY(document.contains("the notice has version 4"));
    QCOMPARE(rendered(), document);
}

void UsageDataTest::isInEnglish()
{
    const QByteArray document = rendered();
    QVERIFY(document.contains("Why it is") && document.contains("What is used"));
    QVERIFY(!document.contains("Warum es") && !document.contains("Was benutzt"));
}

void UsageDataTest::whatTheNoticeSaysIsNoPlaceholder()
{
    QVERIFY(rendered().contains("Never @errors@ \\*this\\*\n"));
}

void UsageDataTest::theGuideIsAtTheEnd()
{
    QVERIFY(rendered("# For those\n\nWords").endsWith("\n\n# For those\n\nWords\n"));
    QVERIFY(rendered("# For those\n").endsWith("\n\n# For those\n"));
}

void UsageDataTest::moreUnderTheSameNoticeIsNotWritten()
{
    const Resources resources;
    const QByteArray document = resources.read(Resources::document);
    const QByteArray agreed = resources.read(Resources::agreed);
    resources.replace(u"catalogue.json"_s, "\"values\": [\"linux\",", "\"values\": [\"plan9\", \"linux\",");
    const QString problem = writeUsageDataFiles(resources.path());
    QVERIFY2(problem.contains(u"the property os of the event app.started can have the new value \"plan9\""_s),
             qPrintable(problem));
    QCOMPARE(resources.read(Resources::document), document);
    QCOMPARE(resources.read(Resources::agreed), agreed);
}

void UsageDataTest::aHigherNoticeIsWrittenDown()
{
    const Resources resources;
    const QByteArray agreed = resources.read(Resources::agreed);
    const QByteArray notice = resources.read(u"notice.json"_s);
    const auto version = QRegularExpression(u"\"version\": (\\d+)"_s).match(QString::fromUtf8(notice));
    QVERIFY(version.hasMatch());
    resources.replace(u"notice.json"_s, version.captured(0).toUtf8(), "\"version\": 999");
    const auto changes =
        QRegularExpression(u"\"changes\": \\{[^}]*\\}"_s).match(QString::fromUtf8(notice)).captured().toUtf8();
    resources.replace(u"notice.json"_s, changes, R"("changes": { "en": "Plan 9 too.", "de": "Auch Plan 9." })");
    resources.replace(u"catalogue.json"_s, "\"values\": [\"linux\",", "\"values\": [\"plan9\", \"linux\",");
    QCOMPARE(writeUsageDataFiles(resources.path()), QString());
    QVERIFY(resources.read(Resources::agreed).startsWith("{\n\"notice\": 999,\n"));
    QVERIFY(resources.read(Resources::agreed).contains("plan9"));
    QVERIFY(resources.read(Resources::document).contains("`plan9`"));
    // Back again: people have agreed to 999.
    resources.replace(u"notice.json"_s, "\"version\": 999", version.captured(0).toUtf8());
    QVERIFY(writeUsageDataFiles(resources.path()).contains(u"raise \"version\""_s));
}

void UsageDataTest::lessLeavesTheAgreementAsItIs()
{
    const Resources resources;
    const QByteArray agreed = resources.read(Resources::agreed);
    resources.replace(u"catalogue.json"_s, "\"values\": [\"linux\", \"windows\",", "\"values\": [\"linux\",");
    QCOMPARE(writeUsageDataFiles(resources.path()), QString());
    QCOMPARE(resources.read(Resources::agreed), agreed); // it was agreed to, so it may come back
    QVERIFY(!resources.read(Resources::document).contains("`linux`, `windows`"));
}

void UsageDataTest::brokenFilesAreToldAndLeft_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("missing");
    for (const QString &name : {u"notice.json"_s, u"catalogue.json"_s, u"usage-data-guide.md"_s})
        QTest::addRow("no %s", qPrintable(name)) << name << true;
    for (const QString &name : {u"notice.json"_s, u"catalogue.json"_s, Resources::agreed})
        QTest::addRow("broken %s", qPrintable(name)) << name << false;
}

void UsageDataTest::brokenFilesAreToldAndLeft()
{
    QFETCH(QString, name);
    QFETCH(bool, missing);
    const Resources resources;
    const QByteArray document = resources.read(Resources::document);
    if (missing)
        QVERIFY(QFile::remove(resources.at(name)));
    else
        write(resources.at(name), "{ \"id\": ");
    const QString problem = writeUsageDataFiles(resources.path());
    QVERIFY2(problem.contains(name), qPrintable(problem));
    QCOMPARE(resources.read(Resources::document), document);
}

void UsageDataTest::theTerminalSpeaksThePersonsLanguage()
{
    const TemporaryHome home;
    const TelemetryContext context(appOptions(home, QUrl()).data());
    QString error;
    const QString german = printedCatalogue(context, CatalogueForm::Text, u"de_AT"_s, &error);
    QVERIFY2(error.isEmpty(), qPrintable(error));
    QVERIFY(german.contains(u"Architektur"_s) || german.contains(u"Art des Prozessors"_s));
    QVERIFY(!german.contains(u"Kind of processor"_s));
    QVERIFY(printedCatalogue(context, CatalogueForm::Text, u"fr"_s, &error).contains(u"Kind of processor"_s));
    // The document is the same for everybody.
    QCOMPARE(printedCatalogue(context, CatalogueForm::Markdown, u"de"_s, &error).toUtf8(),
             file(repositoryPath(u"resources/USAGE_DATA.md"_s)));
}

void UsageDataTest::theTerminalSaysTypesAndRulesInWords()
{
    const TemporaryHome home;
    home.write(u"catalogue.json"_s, QByteArray(catalogueJson).replace("org.acme.notes", "candor"));
    TelemetryOptions options = appOptions(home, QUrl());
    options.setCatalogue(home.path(u"catalogue.json"_s));
    const TelemetryContext context(options.data());
    QString error;
    const QString text =
        printedCatalogue(context, CatalogueForm::Text, u"en"_s, &error).simplified(); // wherever lines are broken
    QVERIFY2(error.isEmpty(), qPrintable(error));
    for (const char16_t *what : {u"note.saved Why it is Collected until 2028-06-30. Recorded on 10 % of all computers. "
                                 u"What happens in the same 10 s "
                                 u"is one event.",
                                 u"- format: F (one of: pdf, a|b`c; anything else becomes pdf)",
                                 u"- account: A (a hash that only this computer can make)",
                                 u"removed automatically; only with a yes to errors)", u"Recorded once a day at most.",
                                 u"Switched off: not recorded at present."})
        QVERIFY2(text.contains(QString::fromUtf16(what)), qPrintable(text));
    QVERIFY(text.indexOf(u"USAGE"_s) < text.indexOf(u"note.saved"_s));
    QVERIFY(text.indexOf(u"note.saved"_s) < text.indexOf(u"ERRORS"_s));
    QVERIFY(text.indexOf(u"ERRORS"_s) < text.indexOf(u"note.lost"_s));
}

void UsageDataTest::theTerminalHasNoLongLines()
{
    const TemporaryHome home;
    const TelemetryContext context(appOptions(home, QUrl()).data());
    QString error;
    for (const QString &line : printedCatalogue(context, CatalogueForm::Text, u"en"_s, &error).split(u'\n'))
        QVERIFY2(line.size() <= 80, qPrintable(line));
}

int main(int argc, char *argv[])
{
    qputenv("QT_QPA_PLATFORM", "offscreen"); // a text document asks for fonts
    const QGuiApplication application(argc, argv);
    UsageDataTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_usagedata.moc"
