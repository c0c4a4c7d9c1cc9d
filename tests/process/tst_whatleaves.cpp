// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// Promises P2 and P4 from end to end: what a program gives to track() with something personal in every place there is,
// and what of it stands on the disk, is shown, and arrives at a receiver.

#include "candor/telemetry.h"
#include "catalogue/propertyrules.h"
#include "support/collectorprocess.h"
#include "support/telemetryworld.h"
#include "telemetry/telemetryoptionsdata.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30'000; // ms; generous, never asserted

/// One event with a property of every type.
constexpr const char *catalogueText = R"CATALOGUE({
  "id": "hostile",
  "categories": {
    "usage": {"description": {"en": "What is used."}},
    "errors": {"description": {"en": "What fails."}}
  },
  "common": [
    {"name": "app_version", "type": "version", "description": {"en": "Version."}, "example": "1.0"},
    {"name": "notice", "type": "integer", "description": {"en": "Notice."}, "example": 1}
  ],
  "events": [{
    "name": "image.pulled",
    "category": "usage",
    "purpose": {"en": "To see what fails."},
    "owner": "test", "since": "1.0", "expires": "2099-01-01",
    "properties": [
      {"name": "flag", "type": "boolean", "description": {"en": "x"}, "example": true},
      {"name": "number", "type": "integer", "description": {"en": "x"}, "example": 1},
      {"name": "duration_ms", "type": "duration_ms", "description": {"en": "x"}, "example": 1},
      {"name": "kind", "type": "enum", "values": ["local", "remote"], "description": {"en": "x"}, "example": "local"},
      {"name": "image", "type": "enum", "values": ["nginx", "other"], "otherwise": "other", "description": {"en": "x"}, "example": "nginx"},
      {"name": "version", "type": "version", "description": {"en": "x"}, "example": "1.0"},
      {"name": "word", "type": "token", "description": {"en": "x"}, "example": "pull"},
      {"name": "country", "type": "region", "description": {"en": "x"}, "example": "DE"},
      {"name": "reference", "type": "hashed", "description": {"en": "x"}, "example": "an image"},
      {"name": "error.class", "type": "token", "description": {"en": "x"}, "example": "timeout"},
      {"name": "error.message", "type": "text", "description": {"en": "x"}, "example": "connection refused"}
    ]
  }]
})CATALOGUE";

/// The application's own, for that catalogue.
QByteArray noticeText()
{
    QFile file(repositoryPath(u"resources/notice.json"_s));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no notice");
    return file.readAll().replace("\"catalogueId\": \"candor\"", "\"catalogueId\": \"hostile\"");
}

/// What must not be found anywhere, in any writing.
const QByteArrayList secrets{"marguerite", "quarterly-numbers", "acme-internal", "s3cr3tPassw0rd",
                             "ghp_16C7e42F292c6912E7710c838347Ae178B4a"};

/// A value with all of them in it, written in one of several ways.
struct Writing
{
    const char *name;
    QString value;
};

QString fullWidth(const QString &text)
{
    QString result;
    for (const QChar c : text)
        result += c > u' ' && c <= u'~' ? QChar(c.unicode() + 0xFEE0) : c;
    return result;
}

QString percentEncoded(const QString &text)
{
    QString result;
    for (const char c : text.toUtf8())
        result += u'%' + QString::number(static_cast<uchar>(c), 16).rightJustified(2, u'0');
    return result;
}

QString escaped(const QString &text)
{
    QString result;
    for (const QChar c : text)
        result += "\\u"_L1 + QString::number(c.unicode(), 16).rightJustified(4, u'0');
    return result;
}

const QString plain =
    u"open /home/marguerite/quarterly-numbers.xlsx: permission denied (registry.acme-internal.example, "
    "marguerite@acme-internal.example, token ghp_16C7e42F292c6912E7710c838347Ae178B4a, password=s3cr3tPassw0rd)"_s;

QList<Writing> writings()
{
    return {{"plain", plain},
            {"nested in JSON",
             u"{\"error\":{\"path\":\"/home/marguerite/quarterly-numbers.xlsx\",\"host\":"
             "\"registry.acme-internal.example\",\"password\":\"s3cr3tPassw0rd\"}}"_s},
            {"Windows", u"Cannot open C:\\Users\\Marguerite\\quarterly-numbers.xlsx on \\\\acme-internal\\share"_s},
            {"an address",
             u"GET https://marguerite:s3cr3tPassw0rd@registry.acme-internal.example/v2/"
             "quarterly-numbers?user=marguerite failed: 503"_s},
            {"upper case", plain.toUpper()},
            {"percent-encoded path", u"stat /home/"_s + percentEncoded(u"marguerite/quarterly-numbers"_s)},
            {"JSON-escaped", u"stat \"/home/"_s + escaped(u"marguerite/quarterly-numbers"_s) + u'"'},
            {"full-width look-alikes", u"no such user: "_s + fullWidth(u"marguerite@acme-internal.example"_s)},
            {"a path that is a token", u"/home/marguerite/quarterly-numbers.xlsx"_s},
            {"a host that is a token", u"registry.acme-internal.example"_s},
            {"a user that is a token", u"sync-marguerite"_s},
            {"a user in a version", u"1.0-marguerite"_s},
            {"with control characters", u"open /home/marg\u200buerite/quarterly\u00adnumbers\n/home/marguerite"_s}};
}

/// \a bytes with escapes of several kinds undone, in lower case: where a secret would be recognised by a reader.
QList<QByteArray> readings(const QByteArray &bytes)
{
    const QByteArray lower = bytes.toLower();
    QByteArray unescaped = lower;
    for (int code = 0x20; code < 0x7f; ++code) {
        const QByteArray digits = QByteArray::number(code, 16);
        unescaped.replace("\\u00" + digits, QByteArray(1, static_cast<char>(code)));
    }
    QString narrow = QString::fromUtf8(lower);
    narrow = narrow.normalized(QString::NormalizationForm_KC).toLower();
    narrow.remove(QChar(0x200b)).remove(QChar(0xad));
    return {lower, QByteArray::fromPercentEncoding(lower).toLower(), unescaped, narrow.toUtf8()};
}

QString leakIn(const QByteArray &bytes)
{
    for (const QByteArray &reading : readings(bytes)) {
        for (const QByteArray &secret : secrets) {
            if (reading.contains(secret.toLower()))
                return QString::fromUtf8(secret);
        }
    }
    return {};
}

} // namespace

class TestWhatLeaves : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingPersonal_data()
    {
        QTest::addColumn<bool>("segment");
        QTest::addColumn<QString>("value");
        for (const Writing &writing : writings()) {
            QTest::addRow("PostHog, %s", writing.name) << false << writing.value;
            QTest::addRow("Segment, %s", writing.name) << true << writing.value;
        }
    }
    void nothingPersonal()
    {
        QFETCH(bool, segment);
        QFETCH(QString, value);
        const TemporaryHome home;
        home.write(u"catalogue.json"_s, catalogueText);
        home.write(u"notice.json"_s, noticeText());
        CollectorProcess collector(QStringLiteral(CANDOR_COLLECTOR), home);
        const QString received = home.path(u"received.jsonl"_s);
        QVERIFY(collector.start(
            {u"--port"_s, u"0"_s, u"--store"_s, received, u"--catalogue"_s, home.path(u"catalogue.json"_s)}));

        TelemetryOptions options = appOptions(home, collector.url());
        QProcessEnvironment environment = home.environment();
        environment.insert(u"USER"_s, u"marguerite"_s);
        environment.insert(u"LOGNAME"_s, u"marguerite"_s);
        options.setEnvironment(environment);
        options.data().directories = home.directories();
        options.setStartPatience(std::chrono::minutes(1));
        options.setCatalogue(home.path(u"catalogue.json"_s));
        options.setNotice(home.path(u"notice.json"_s));
        if (segment)
            options.setDestination(Segment(collector.url(), u"test-key"_s));
        Telemetry telemetry(options);
        const QSignalSpy counted(&telemetry, &Telemetry::statusChanged); // counts are read for who listens
        QVERIFY2(telemetry.notice(), qPrintable(telemetry.noticeProblem()));
        QSignalSpy answered(&telemetry, &Telemetry::answered);
        telemetry.answer(Category::Usage | Category::Errors, Origin::Prompt, u"en"_s);
        QVERIFY(answered.wait(patience));

        // In each place of an event in turn: its name, a key, a value of every type.
        const std::string text = value.toStdString();
        telemetry.track(text, {{"flag", true}});
        telemetry.track("image.pulled " + text, {{"flag", true}});
        telemetry.track("image.pulled", {{text, true}});
        int expected = 0;
        for (const char *key : {"flag", "number", "duration_ms", "kind", "image", "version", "word", "country",
                                "reference", "error.class", "error.message"}) {
            telemetry.track("image.pulled", {{key, value}});
            const QByteArrayView name(key);
            const bool isOther = name == "error.class" && propertyrules::isToken(text); // becomes "other"
            expected += name == "image" || name == "reference" || name == "error.message" || isOther ? 1 : 0;
        }
        QCOMPARE(expected, propertyrules::isToken(text) ? 4 : 3);
        const auto shown = [&telemetry] {
            std::vector<ActivityEvent> result;
            bool done = false;
            QObject context;
            telemetry.fetchActivity({}, &context, [&](const std::vector<ActivityEvent> &events, const QString &) {
                result = events;
                done = true;
            });
            (void)QTest::qWaitFor([&done] { return done; }, patience);
            return result;
        };
        const auto delivered = [&shown] {
            QByteArrayList result;
            for (const ActivityEvent &event : shown()) {
                if (event.state() == ActivityEvent::State::Delivered)
                    result.prepend(event.bytes());
            }
            return result;
        };
        // app.started, which this catalogue does not declare, is not counted.
        QTRY_COMPARE_WITH_TIMEOUT(telemetry.status().accepted(), 14, patience);
        telemetry.flush();
        QTRY_COMPARE_WITH_TIMEOUT(delivered().size(), expected, patience);

        // What is shown is what arrived, byte for byte.
        QByteArrayList arrived;
        QFile log(received);
        QVERIFY(log.open(QIODevice::ReadOnly));
        const QByteArray everything = log.readAll();
        for (const QByteArray &bytes : delivered())
            QCOMPARE(everything.count("\"event\":" + bytes + "}\n"), 1);
        QCOMPARE(everything.count('\n'), expected);
        QVERIFY2(!collector.warnings().contains("not declared"), "the receiver found something undeclared");

        // Nothing of it stands anywhere: not at the receiver, not on the screen, not on the disk, not in the ring.
        QCOMPARE(leakIn(everything), QString());
        for (const ActivityEvent &event : shown())
            QCOMPARE(leakIn(event.name().toUtf8() + event.bytes() + event.reason().toUtf8()), QString());
        QCOMPARE(leakIn(telemetry.lastRequest()), QString());
        int files = 0;
        QDirIterator entries(home.path(u".local/share/candor"_s), QDir::Files | QDir::Hidden,
                             QDirIterator::Subdirectories);
        while (entries.hasNext()) {
            QFile file(entries.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            QCOMPARE(leakIn(file.readAll()), QString());
            ++files;
        }
        QVERIFY(files >= 2); // consent.json, the store

        // The ring's file is there as long as the program, and what was taken out of it is not in it any more.
        int rings = 0;
        QDirIterator runtime(home.runtime().path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (runtime.hasNext()) {
            QFile file(runtime.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray bytes = file.readAll();
            rings += bytes.startsWith("CandorRg") ? 1 : 0;
            QCOMPARE(leakIn(bytes), QString());
        }
        QCOMPARE(rings, 1);

        // And the useful part of the message is still there.
        if (QByteArray(QTest::currentDataTag()).endsWith("plain"))
            QVERIFY2(everything.contains("permission denied"), everything.constData());
    }
};

QTEST_GUILESS_MAIN(TestWhatLeaves)
#include "tst_whatleaves.moc"
