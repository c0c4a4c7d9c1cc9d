// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// The commands, in this process: what they print, what they return and what they leave on disk.

#include "candor/telemetry.h"
#include "cli/commandline.h"
#include "program/program.h"
#include "queue/eventstore.h"
#include "support/identityworld.h"
#include "support/scriptedserver.h"
#include "support/telemetryworld.h"
#include "system/systemclock.h"
#include "telemetry/activityjson.h"
#include "telemetry/telemetrycontext.h"
#include "telemetry/telemetryoptionsdata.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 20000; // ms; far more than is promised, for a loaded machine

struct Run
{
    int status = -1;
    QString out;
    QString err;

    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(out.toUtf8()).object(); }
};

Run run(const TelemetryOptions &options, const QStringList &arguments)
{
    Run result;
    QTextStream out(&result.out);
    QTextStream err(&result.err);
    CommandLineHost host{out, err, options};
    result.status = runCommandLine(arguments, host);
    return result;
}

QUrl nobody()
{
    return QUrl(u"http://127.0.0.1:9"_s);
}

} // namespace

class TestCommandLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opensAWindowOnlyWhenAskedTo_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<bool>("window");
        QTest::newRow("nothing") << QStringList{} << true;
        QTest::newRow("a page") << QStringList{u"--page"_s, u"telemetry"_s} << true;
        QTest::newRow("a page, joined") << QStringList{u"--page=telemetry"_s} << true;
        QTest::newRow("a page, missing") << QStringList{u"--page"_s} << false;
        QTest::newRow("the toolkit's option") << QStringList{u"-platform"_s, u"offscreen"_s} << true;
        QTest::newRow("the toolkit's flag") << QStringList{u"-reverse"_s} << true;
        QTest::newRow("both") << QStringList{u"-platform"_s, u"offscreen"_s, u"--page"_s, u"activity"_s} << true;
        QTest::newRow("a command") << QStringList{u"telemetry"_s, u"status"_s} << false;
        QTest::newRow("help") << QStringList{u"--help"_s} << false;
        QTest::newRow("short help") << QStringList{u"-h"_s} << false;
        QTest::newRow("version") << QStringList{u"--version"_s} << false;
        QTest::newRow("an unknown option") << QStringList{u"--pages"_s} << false;
        QTest::newRow("an unknown command") << QStringList{u"telemtry"_s} << false;
        QTest::newRow("a word behind a page") << QStringList{u"--page"_s, u"telemetry"_s, u"x"_s} << false;
    }
    void opensAWindowOnlyWhenAskedTo()
    {
        QFETCH(QStringList, arguments);
        QTEST(wantsWindow(arguments), "window");
    }

    void refusesWhatItDoesNotKnowWithAHint_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("hint");
        QTest::newRow("command") << QStringList{u"telemtry"_s} << u"Did you mean telemetry?"_s;
        QTest::newRow("option") << QStringList{u"--versoin"_s} << u"Did you mean --version?"_s;
        QTest::newRow("telemetry command") << QStringList{u"telemetry"_s, u"stauts"_s} << u"Did you mean status?"_s;
        QTest::newRow("telemetry command far off") << QStringList{u"telemetry"_s, u"xyz"_s} << u"--help"_s;
        QTest::newRow("no telemetry command") << QStringList{u"telemetry"_s} << u"Usage"_s;
        QTest::newRow("telemetry option")
            << QStringList{u"telemetry"_s, u"status"_s, u"--jason"_s} << u"Did you mean --json?"_s;
        QTest::newRow("another's option")
            << QStringList{u"telemetry"_s, u"status"_s, u"--only"_s, u"usage"_s} << u"--help"_s;
        QTest::newRow("an argument") << QStringList{u"telemetry"_s, u"disable"_s, u"now"_s} << u"--help"_s;
        QTest::newRow("a category") << QStringList{u"telemetry"_s, u"enable"_s, u"--only"_s, u"all"_s}
                                    << u"usage or errors"_s;
        QTest::newRow("a category missing") << QStringList{u"telemetry"_s, u"enable"_s, u"--only"_s} << u"--help"_s;
        QTest::newRow("two forms") << QStringList{u"telemetry"_s, u"catalogue"_s, u"--json"_s, u"--markdown"_s}
                                   << u"exclude each other"_s;
        QTest::newRow("another form") << QStringList{u"telemetry"_s, u"catalogue"_s, u"--markdwon"_s}
                                      << u"Did you mean --markdown?"_s;
        QTest::newRow("another category")
            << QStringList{u"telemetry"_s, u"enable"_s, u"--only"_s, u"usage"_s, u"--only"_s, u"all"_s}
            << u"usage or errors"_s;
        QTest::newRow("two numbers") << QStringList{u"telemetry"_s, u"show"_s, u"--last"_s, u"1"_s, u"--last"_s, u"2"_s}
                                     << u"--last was given more than once"_s;
        QTest::newRow("two timeouts") << QStringList{u"telemetry"_s, u"send"_s, u"--timeout"_s, u"1"_s,
                                                     u"--timeout=2"_s}
                                      << u"--timeout was given more than once"_s;
        QTest::newRow("a timeout") << QStringList{u"telemetry"_s, u"send"_s, u"--timeout"_s, u"soon"_s}
                                   << u"1 to 3600"_s;
    }
    void refusesWhatItDoesNotKnowWithAHint()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, hint);
        const TemporaryHome home;
        const QStringList before = home.everything();
        const Run result = run(appOptions(home, nobody()), arguments);
        QCOMPARE(result.status, int(ExitUsage));
        QVERIFY(result.out.isEmpty());
        QVERIFY2(result.err.contains(hint), qPrintable(result.err));
        QCOMPARE(home.everything(), before);
    }

    void helpAndVersionAreAnswers()
    {
        const TemporaryHome home;
        for (const QStringList &arguments :
             {QStringList{u"--help"_s}, QStringList{u"--version"_s}, QStringList{u"telemetry"_s, u"--help"_s},
              QStringList{u"telemetry"_s, u"send"_s, u"--help"_s}}) {
            const Run result = run(appOptions(home, nobody()), arguments);
            QCOMPARE(result.status, int(ExitOk));
            QVERIFY(!result.out.isEmpty());
            QVERIFY(result.err.isEmpty());
        }
        QCOMPARE(run(appOptions(home, nobody()), {u"--version"_s}).out, u"candor 0.1.0\n"_s);
    }

    void statusCreatesNothing()
    {
        const TemporaryHome home;
        const QStringList before = home.everything();
        const Run text = run(appOptions(home, nobody()), {u"telemetry"_s, u"status"_s});
        QCOMPARE(text.status, int(ExitOk));
        QVERIFY(text.out.contains("candor telemetry enable"_L1));
        const QJsonObject json = run(appOptions(home, nobody()), {u"telemetry"_s, u"status"_s, u"--json"_s}).json();
        QCOMPARE(json.value("allowed"_L1).toBool(true), false);
        QCOMPARE(json.value("decision"_L1).toString(), u"undecided"_s);
        QCOMPARE(json.value("rule"_L1).toString(), u"nobody"_s);
        QCOMPARE(json.value("waiting"_L1).toInt(-1), 0);
        QCOMPARE(json.value("destination"_L1).toString(), u"posthog"_s);
        for (const QString &name :
             {u"noticeVersion"_s, u"accepted"_s, u"sending"_s, u"delivered"_s, u"dropped"_s, u"countersSince"_s,
              u"settingsFile"_s, u"consentFile"_s, u"identity"_s, u"identityFile"_s, u"endpoint"_s})
            QVERIFY2(json.contains(name), qPrintable(name));
        QCOMPARE(home.everything(), before);
    }

    void saysWhatTheIdIs_data()
    {
        QTest::addColumn<Identity>("mode");
        QTest::addColumn<QString>("word");
        QTest::addColumn<QString>("before"); // a yes, in the line that begins with ID
        QTest::addColumn<QString>("notice"); // what `enable` prints of it
        QTest::newRow("stable") << Identity::Stable << u"stable"_s << u"org.acme.notes/anonymousId"_s
                                << u"The ID stays the same."_s;
        QTest::newRow("daily") << Identity::Daily << u"daily"_s << u"another one each day"_s
                               << u"The ID is another one each day."_s;
        QTest::newRow("none") << Identity::None << u"none"_s << u"another one for each process"_s
                              << u"The ID is not kept."_s;
    }
    void saysWhatTheIdIs()
    {
        QFETCH(Identity, mode);
        QFETCH(QString, word);
        QFETCH(QString, before);
        QFETCH(QString, notice);
        const IdentityWorld world(IdentityWorld::Workspaces::Mentioned);
        const TelemetryOptions options = world.options(mode);
        const auto line = [&options] {
            const QStringList lines = run(options, {u"telemetry"_s, u"status"_s}).out.split(u'\n');
            return lines.filter(QRegularExpression(u"^ID "_s)).value(0);
        };
        QVERIFY2(line().contains(before), qPrintable(line()));
        const Run enabled = run(options, {u"telemetry"_s, u"enable"_s, u"--yes"_s});
        QCOMPARE(enabled.status, int(ExitOk));
        const QString printed = QString(enabled.out).simplified();
        QVERIFY2(printed.contains(notice), qPrintable(printed));
        QCOMPARE(printed.contains(u"Workspaces carry it too."_s), mode != Identity::None);
        QCOMPARE(printed.count(u"The ID "_s), 1);

        const QJsonObject json = run(options, {u"telemetry"_s, u"status"_s, u"--json"_s}).json();
        QCOMPARE(json.value("identity"_L1).toString(), word);
        QCOMPARE(json.value("identityFile"_L1).isNull(), mode != Identity::Stable);
        QVERIFY2(line().contains(before), qPrintable(line()));
        if (mode != Identity::Daily)
            return;
        // Once something was recorded there is an id of today, and it is said.
        {
            Telemetry telemetry(options);
            QTRY_VERIFY_WITH_TIMEOUT(!telemetry.status().anonymousId().isEmpty(), 60000);
        }
        const QDate today = QDateTime::currentDateTimeUtc().date();
        const QStringList days = TelemetryContext(options.data()).dailyIdentities(today);
        QVERIFY(!days.isEmpty());
        QVERIFY2(line().contains(days.back()) || QDateTime::currentDateTimeUtc().date() != today, qPrintable(line()));
    }

    void theCatalogueIsPrintedAndNothingElseHappens()
    {
        const TemporaryHome home;
        const QStringList before = home.everything();
        const auto file = [](const QString &name) {
            QFile input(repositoryPath(u"resources/"_s + name));
            return input.open(QIODevice::ReadOnly) ? input.readAll() : QByteArray();
        };
        const TelemetryOptions options = appOptions(home, nobody());
        const Run text = run(options, {u"telemetry"_s, u"catalogue"_s});
        QCOMPARE(text.status, int(ExitOk));
        for (const char *what : {"app.started", "os_version", "linux, windows, macos, other", "cannot leave"})
            QVERIFY2(text.out.contains(QLatin1StringView(what)), what);
        const Run markdown = run(options, {u"telemetry"_s, u"catalogue"_s, u"--markdown"_s});
        QCOMPARE(markdown.status, int(ExitOk));
        QVERIFY2(markdown.out.toUtf8() == file(u"USAGE_DATA.md"_s), "build candor_usage_data");
        const Run json = run(options, {u"telemetry"_s, u"catalogue"_s, u"--json"_s});
        QCOMPARE(json.status, int(ExitOk));
        QCOMPARE(json.out.toUtf8(), file(u"catalogue.json"_s));
        for (const Run &result : {text, markdown, json})
            QCOMPARE(result.err, QString());
        QCOMPARE(home.everything(), before);
    }

    void aCatalogueThatCannotBeReadIsAnError_data()
    {
        QTest::addColumn<QString>("catalogue");
        QTest::addColumn<QString>("notice");
        QTest::addColumn<QStringList>("more");
        QTest::addColumn<QString>("says");
        const QString ours = repositoryPath(u"resources/catalogue.json"_s);
        const QString notice = repositoryPath(u"resources/notice.json"_s);
        const QString nowhere = u"/nonexistent.json"_s;
        QTest::newRow("no catalogue") << nowhere << notice << QStringList() << nowhere;
        QTest::newRow("no catalogue, JSON") << nowhere << notice << QStringList(u"--json"_s) << nowhere;
        QTest::newRow("no catalogue, Markdown") << nowhere << notice << QStringList(u"--markdown"_s) << nowhere;
        QTest::newRow("not a catalogue") << notice << notice << QStringList() << u"catalogue.json, line "_s;
        QTest::newRow("not a catalogue, JSON") << notice << notice << QStringList(u"--json"_s) << u"line "_s;
        QTest::newRow("no notice") << ours << nowhere << QStringList() << nowhere;
        QTest::newRow("no notice, Markdown") << ours << nowhere << QStringList(u"--markdown"_s) << nowhere;
    }
    void aCatalogueThatCannotBeReadIsAnError()
    {
        QFETCH(QString, catalogue);
        QFETCH(QString, notice);
        QFETCH(QStringList, more);
        QFETCH(QString, says);
        const TemporaryHome home;
        TelemetryOptions options = appOptions(home, nobody());
        options.setCatalogue(catalogue);
        options.setNotice(notice);
        const Run result = run(options, QStringList{u"telemetry"_s, u"catalogue"_s} + more);
        QCOMPARE(result.status, int(ExitFailed));
        QCOMPARE(result.out, QString());
        QVERIFY2(result.err.contains(says), qPrintable(result.err));
    }

    void aContainerIsGivenTheIdOrTheRefusal_data()
    {
        QTest::addColumn<QStringList>("before"); // a command
        QTest::addColumn<QString>("doNotTrack");
        QTest::addColumn<QString>("notice");
        QTest::addColumn<QStringList>("names");
        QTest::addColumn<QString>("said");
        const QString ours = repositoryPath(u"resources/notice.json"_s);
        const QStringList agree{u"telemetry"_s, u"enable"_s, u"--yes"_s};
        const QStringList refusal{u"CANDOR_TELEMETRY"_s};
        QTest::newRow("nobody has answered") << QStringList() << QString() << ours << refusal << u"only the refusal"_s;
        QTest::newRow("agreed") << agree << QString() << ours
                                << QStringList{u"CANDOR_ANONYMOUS_ID"_s, u"CANDOR_ANONYMOUS_ID_FOR"_s} << QString();
        QTest::newRow("agreed, and the notice does not say so")
            << agree << QString() << u"without"_s << QStringList() << u"nothing is handed on"_s;
        QTest::newRow("refused") << QStringList{u"telemetry"_s, u"disable"_s} << QString() << ours << refusal
                                 << u"You refused"_s;
        QTest::newRow("agreed, and refused for this run")
            << agree << u"1"_s << ours << QStringList{u"CANDOR_TELEMETRY"_s, u"DO_NOT_TRACK"_s} << u"DO_NOT_TRACK"_s;
        QTest::newRow("no notice") << QStringList() << QString() << u"/nonexistent.json"_s << refusal
                                   << u"only the refusal"_s;
    }
    void aContainerIsGivenTheIdOrTheRefusal()
    {
        QFETCH(QStringList, before);
        QFETCH(QString, doNotTrack);
        QFETCH(QString, notice);
        QFETCH(QStringList, names);
        QFETCH(QString, said);
        const TemporaryHome home;
        if (notice == "without"_L1) {
            QFile ours(repositoryPath(u"resources/notice.json"_s));
            QVERIFY(ours.open(QIODevice::ReadOnly));
            QJsonObject text = QJsonDocument::fromJson(ours.readAll()).object();
            text.remove("workspaces"_L1);
            home.write(u"notice.json"_s, QJsonDocument(text).toJson());
            notice = home.path(u"notice.json"_s);
        }
        TelemetryOptions options = appOptions(home, nobody());
        options.setNotice(notice);
        if (!before.isEmpty())
            QCOMPARE(run(options, before).status, int(ExitOk));
        QProcessEnvironment environment = home.environment();
        environment.insert(u"DO_NOT_TRACK"_s, doNotTrack);
        options.setEnvironment(environment);
        options.data().directories = home.directories();
        const QStringList files = home.everything();

        const Run text = run(options, {u"telemetry"_s, u"environment"_s});
        QCOMPARE(text.status, int(ExitOk));
        QStringList given;
        QMap<QString, QString> values;
        for (const QString &line : text.out.split(u'\n', Qt::SkipEmptyParts)) {
            given.append(line.section(u'=', 0, 0));
            values[given.constLast()] = line.section(u'=', 1);
        }
        QCOMPARE(given, names);
        QVERIFY2(said.isEmpty() ? text.err.isEmpty() : text.err.contains(said), qPrintable(text.err));
        if (names.contains("CANDOR_TELEMETRY"_L1))
            QCOMPARE(values.value(u"CANDOR_TELEMETRY"_s), u"0"_s);
        if (names.contains("CANDOR_ANONYMOUS_ID"_L1))
            QCOMPARE(values.value(u"CANDOR_ANONYMOUS_ID"_s).toLatin1(), home.read(u".redhat/anonymousId"_s));

        const Run printed = run(options, {u"telemetry"_s, u"environment"_s, u"--json"_s});
        QCOMPARE(printed.status, int(ExitOk));
        const QJsonObject json = printed.json();
        QCOMPARE(json.value("variables"_L1).toObject().keys(), names);
        QCOMPARE(json.value("onlyRefusal"_L1).toBool(), names.contains("CANDOR_TELEMETRY"_L1));
        QCOMPARE(json.value("reason"_L1).isNull(), said.isEmpty());
        QCOMPARE(home.everything(), files);
    }

    void enableShowsTheNoticeAndDisableErases()
    {
        const TemporaryHome home;
        const TelemetryOptions options = appOptions(home, nobody());
        const Run enabled = run(options, {u"telemetry"_s, u"enable"_s, u"--yes"_s});
        QVERIFY2(enabled.status == ExitOk, qPrintable(enabled.err));
        QVERIFY(enabled.out.contains("127.0.0.1"_L1)); // where to
        QVERIFY(enabled.out.contains("privacy"_L1, Qt::CaseInsensitive));
        QVERIFY(home.exists(u".redhat/anonymousId"_s));
        const QJsonObject on = run(options, {u"telemetry"_s, u"status"_s, u"--json"_s}).json();
        QCOMPARE(on.value("allowed"_L1).toBool(), true);
        QCOMPARE(on.value("decision"_L1).toString(), u"granted"_s);
        QCOMPARE(on.value("categories"_L1).toArray().size(), 2);
        const QByteArray consent = home.read(u".local/share/candor/consent.json"_s);
        QVERIFY(consent.contains("command-line"));
        QVERIFY2(consent.contains("\"noticeLanguage\": \"en\""), consent.constData()); // what was shown, not "C"
        QVERIFY(home.read(u".local/share/containers/podman-desktop/configuration/settings.json"_s)
                    .contains("\"telemetry.enabled\": true"));
        // The commands themselves are never recorded: there is no store.
        QVERIFY(!home.exists(u".local/share/candor/events"_s));

        const Run disabled = run(options, {u"telemetry"_s, u"disable"_s, u"--json"_s});
        QCOMPARE(disabled.status, int(ExitOk));
        QCOMPARE(disabled.json().value("decision"_L1).toString(), u"denied"_s);
        QVERIFY(home.read(u".local/share/containers/podman-desktop/configuration/settings.json"_s)
                    .contains("\"telemetry.enabled\": false"));
        QVERIFY(home.exists(u".redhat/anonymousId"_s)); // shared with other tools: not ours to remove
    }

    void enableOnlyOneCategory()
    {
        const TemporaryHome home;
        const TelemetryOptions options = appOptions(home, nobody());
        const Run enabled =
            run(options, {u"telemetry"_s, u"enable"_s, u"--yes"_s, u"--only"_s, u"errors"_s, u"--json"_s});
        QCOMPARE(enabled.status, int(ExitOk));
        QCOMPARE(enabled.json().value("categories"_L1).toArray(), QJsonArray{u"errors"_s});
    }

    void twoCategoriesAreBoth()
    {
        const TemporaryHome home;
        const Run enabled = run(
            appOptions(home, nobody()),
            {u"telemetry"_s, u"enable"_s, u"--yes"_s, u"--only"_s, u"usage"_s, u"--only"_s, u"errors"_s, u"--json"_s});
        QCOMPARE(enabled.status, int(ExitOk));
        QCOMPARE(enabled.json().value("categories"_L1).toArray(), (QJsonArray{u"usage"_s, u"errors"_s}));
    }

    void enableNeedsATerminalOrAWord_data()
    {
        QTest::addColumn<bool>("terminal");
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<int>("status");
        QTest::newRow("a terminal") << true << QStringList() << int(ExitOk);
        QTest::newRow("no terminal") << false << QStringList() << int(ExitUsage);
        QTest::newRow("no terminal, --json") << false << QStringList{u"--json"_s} << int(ExitUsage);
        QTest::newRow("no terminal, --yes") << false << QStringList{u"--yes"_s} << int(ExitOk);
        QTest::newRow("a terminal, --yes") << true << QStringList{u"--yes"_s} << int(ExitOk);
    }
    void enableNeedsATerminalOrAWord()
    {
        QFETCH(bool, terminal);
        QFETCH(QStringList, options);
        QFETCH(int, status);
        const TemporaryHome home;
        const QStringList before = home.everything();
        QString out;
        QString err;
        QTextStream outStream(&out);
        QTextStream errStream(&err);
        bool asked = false;
        CommandLineHost host{outStream, errStream, appOptions(home, nobody())};
        if (terminal) {
            host.readAnswer = [&asked] {
                asked = true;
                return u"n"_s;
            };
        }
        QCOMPARE(runCommandLine(QStringList{u"telemetry"_s, u"enable"_s} + options, host), status);
        QVERIFY(!asked); // reading the notice is enough
        QVERIFY2((out + err).contains("privacy"_L1, Qt::CaseInsensitive), qPrintable(err)); // the notice
        if (status == ExitUsage) {
            QVERIFY2(err.contains("add --yes"_L1), qPrintable(err));
            QCOMPARE(home.everything(), before);
        }
    }

    void whatIsNotKnownIsNotZero_data()
    {
        QTest::addColumn<QString>("variable");
        QTest::addColumn<QString>("words");
        const QString refused = u"not known (telemetry is refused for this run"_s;
        QTest::newRow("DO_NOT_TRACK") << u"DO_NOT_TRACK"_s << refused;
        QTest::newRow("CANDOR_TELEMETRY") << u"CANDOR_TELEMETRY"_s << refused;
        QTest::newRow("ci") << u"CI"_s << refused;
        QTest::newRow("busy") << QString() << u"not known ("_s;
    }
    void whatIsNotKnownIsNotZero()
    {
        QFETCH(QString, variable);
        QFETCH(QString, words);
        const TemporaryHome home;
        // Not this computer, on which CI refuses nobody. Nothing is sent.
        TelemetryOptions options = appOptions(home, QUrl(u"https://collector.invalid"_s));
        options.setStartDelay(std::chrono::hours(1));
        QCOMPARE(run(options, {u"telemetry"_s, u"enable"_s, u"--yes"_s}).status, int(ExitOk));
        {
            const Telemetry telemetry(options);
            QTRY_COMPARE_WITH_TIMEOUT(TelemetryContext(options.data()).records().count(TelemetryContext::shortPatience),
                                      1, patience); // app.started
        }
        const QStringList json{u"telemetry"_s, u"status"_s, u"--json"_s};
        QTRY_VERIFY_WITH_TIMEOUT(run(options, json).json().value("accepted"_L1).toInt() > 0, patience);

        int busy = -1; // another process has the store for itself
        const auto release = qScopeGuard([&busy] { ::close(busy); });
        if (variable.isEmpty()) {
            const QByteArray lock = home.path(u".local/share/candor/events/in-use"_s).toUtf8();
            busy = ::open(lock.constData(), O_RDWR | O_CLOEXEC);
            QTRY_VERIFY_WITH_TIMEOUT(busy >= 0 && ::flock(busy, LOCK_EX | LOCK_NB) == 0, patience);
        } else {
            QProcessEnvironment environment = home.environment();
            environment.insert(variable, variable == "CANDOR_TELEMETRY"_L1 ? u"0"_s : u"1"_s);
            options.setEnvironment(environment);
            options.data().directories = home.directories();
        }
        const QJsonObject status = run(options, json).json();
        for (const QString &name :
             {u"accepted"_s, u"waiting"_s, u"waitingBytes"_s, u"sending"_s, u"delivered"_s, u"dropped"_s}) {
            QVERIFY2(status.contains(name), qPrintable(name));
            QVERIFY2(status.value(name).isNull(), qPrintable(name));
        }
        const QString text = run(options, {u"telemetry"_s, u"status"_s}).out;
        QVERIFY2(text.contains(words), qPrintable(text));
        const QRegularExpression zero(u"(Waiting|Delivered) +0"_s);
        QVERIFY2(!text.contains(zero), qPrintable(text));
        if (variable.isEmpty())
            return;
        // An application learns it from its status, too.
        const Telemetry telemetry(options);
        QVERIFY(!telemetry.status().countsKnown());
        QVERIFY(telemetry.status().recordsExist());
    }

    void aBadDestinationIsNamed()
    {
        const TemporaryHome home;
        TelemetryOptions options = appOptions(home, QUrl(u"http://collector.invalid"_s));
        const QJsonObject status = run(options, {u"telemetry"_s, u"status"_s, u"--json"_s}).json();
        QVERIFY(status.value("destinationProblem"_L1).toString().contains("https://"_L1));
        const QString text = run(options, {u"telemetry"_s, u"status"_s}).out;
        QVERIFY2(text.contains("the recipient can't be used: the address does not begin with https://"_L1),
                 qPrintable(text));
        options.setDestination(PostHog(QUrl(u"eu.i.posthog.com"_s), u"key"_s));
        const Telemetry telemetry(options);
        QSignalSpy problems(&telemetry, &Telemetry::problem);
        QTRY_COMPARE_WITH_TIMEOUT(problems.size(), 1, patience);
        QVERIFY2(problems.at(0).at(0).toString().contains("the address has no host"_L1),
                 qPrintable(problems.at(0).at(0).toString()));
        QVERIFY(telemetry.status().destinationProblem().contains("no host"_L1));
    }

    void aRefusalOfTheEnvironmentIsAnError()
    {
        const TemporaryHome home;
        QProcessEnvironment environment = home.environment();
        environment.insert(u"CANDOR_TELEMETRY"_s, u"off"_s);
        TelemetryOptions options = appOptions(home, nobody());
        options.setEnvironment(environment);
        options.data().directories = home.directories();
        const Run enabled = run(options, {u"telemetry"_s, u"enable"_s, u"--yes"_s});
        QCOMPARE(enabled.status, int(ExitFailed));
        QVERIFY2(enabled.err.contains("CANDOR_TELEMETRY"_L1), qPrintable(enabled.err));
        QCOMPARE(enabled.out, QString()); // no notice to read where nothing can be agreed to
        QVERIFY(!home.exists(u".local/share/candor/consent.json"_s));
    }

    void whatAnAdministratorTurnedOffIsSaid_data()
    {
        QTest::addColumn<QByteArray>("locked");
        QTest::addColumn<QString>("only"); // empty: both
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("words");
        const QByteArray errors = "telemetry.errors";
        const QByteArray usage = "telemetry.usage";
        QTest::newRow("errors") << errors << QString() << int(ExitOk)
                                << u"Errors are managed by your organization, and stay off."_s;
        QTest::newRow("usage") << usage << QString() << int(ExitOk)
                               << u"Usage is managed by your organization, and stays off."_s;
        QTest::newRow("errors, and only usage is wanted") << errors << u"usage"_s << int(ExitOk) << QString();
        QTest::newRow("errors, and only they are wanted") << errors << u"errors"_s << int(ExitFailed) << QString();
    }

    void whatAnAdministratorTurnedOffIsSaid()
    {
        QFETCH(QByteArray, locked);
        QFETCH(QString, only);
        QFETCH(int, status);
        QFETCH(QString, words);
        const TemporaryHome home;
        home.write(u"managed/locked.json"_s, "{\"locked\": [\"" + locked + "\"]}");
        home.write(u"managed/default-settings.json"_s, "{\"" + locked + "\": false}");
        TelemetryOptions options = appOptions(home, nobody());
        Directories directories = home.directories();
        directories.managed = QStringList{home.path(u"managed"_s)};
        options.data().directories = directories;
        QStringList arguments{u"telemetry"_s, u"enable"_s, u"--yes"_s};
        if (!only.isEmpty())
            arguments << u"--only"_s << only;
        const Run enabled = run(options, arguments);
        QCOMPARE(enabled.status, status);
        QCOMPARE(enabled.out.contains("managed by your organization"_L1), !words.isEmpty());
        QVERIFY2(enabled.out.contains(words), qPrintable(enabled.out));
        QCOMPARE(enabled.out.isEmpty(), status != ExitOk);
        if (status != ExitOk)
            QVERIFY2(enabled.err.contains(u"Errors are managed by your organization"_s), qPrintable(enabled.err));
    }

    void sendDeliversWhatAnEarlierRunLeft()
    {
        const TemporaryHome home;
        ScriptedServer server({{500, "no", {}}, {200, "{\"status\":\"Ok\"}", {}}});
        QVERIFY(server.listen());
        const TelemetryOptions options = appOptions(home, server.url());
        QCOMPARE(run(options, {u"telemetry"_s, u"enable"_s, u"--yes"_s}).status, int(ExitOk));
        QCOMPARE(run(options, {u"telemetry"_s, u"send"_s}).status, int(ExitOk)); // nothing waits
        {
            TelemetryOptions window = options;
            window.setStartDelay(std::chrono::hours(1));
            const Telemetry telemetry(window); // records app.started and app.stopped, sends nothing
        }
        const Run failed = run(options, {u"telemetry"_s, u"send"_s, u"--json"_s});
        QCOMPARE(failed.status, int(ExitStillWaiting));
        QCOMPARE(failed.json().value("waiting"_L1).toInt(), 2);
        QVERIFY2(failed.json().value("message"_L1).toString().contains("500"_L1), qPrintable(failed.out));
        const Run sent = run(options, {u"telemetry"_s, u"send"_s, u"--json"_s});
        QCOMPARE(sent.status, int(ExitOk));
        QCOMPARE(sent.json().value("delivered"_L1).toInt(), 2);
        const QJsonObject status = run(options, {u"telemetry"_s, u"status"_s, u"--json"_s}).json();
        QCOMPARE(status.value("delivered"_L1).toInt(), 2);
        QCOMPARE(status.value("accepted"_L1).toInt(), 2);
    }

    void whatIsRecordedWhileSendingDoesNotDecideHowItEnds()
    {
        const TemporaryHome home;
        ScriptedServer server({{200, "{\"status\":\"Ok\"}", {}}, {500, "no", {}}});
        QVERIFY(server.listen());
        TelemetryOptions window = appOptions(home, server.url());
        window.setStartDelay(std::chrono::hours(1)); // sends nothing itself
        QCOMPARE(run(window, {u"telemetry"_s, u"enable"_s, u"--yes"_s}).status, int(ExitOk));
        Telemetry telemetry(window);
        QTRY_COMPARE_WITH_TIMEOUT(TelemetryContext(window.data()).records().count(TelemetryContext::shortPatience), 1,
                                  patience); // app.started
        connect(&server, &ScriptedServer::requestReceived, &telemetry, [&telemetry] { telemetry.page(u"appearance"); });
        const Run sent = run(window, {u"telemetry"_s, u"send"_s, u"--json"_s});
        QCOMPARE(sent.status, int(ExitOk));
        QCOMPARE(sent.json().value("delivered"_L1).toInt(), 1);
        QTRY_COMPARE_WITH_TIMEOUT(
            run(window, {u"telemetry"_s, u"status"_s, u"--json"_s}).json().value("waiting"_L1).toInt(),
            int(server.requests().size()), patience);
        QCOMPARE(run(window, {u"telemetry"_s, u"send"_s}).status, int(ExitStillWaiting)); // now it is what waited
    }

    void whatWaitsForAnotherRecipientIsNotSent()
    {
        const TemporaryHome home;
        ScriptedServer server({{200, "{\"status\":\"Ok\"}", {}}});
        QVERIFY(server.listen());
        QCOMPARE(run(appOptions(home, nobody()), {u"telemetry"_s, u"enable"_s, u"--yes"_s}).status, int(ExitOk));
        {
            TelemetryOptions window = appOptions(home, nobody());
            window.setStartDelay(std::chrono::hours(1));
            const Telemetry telemetry(window);
        }
        // The same host: the same recipient to a person, and another destination.
        const Run sent = run(appOptions(home, server.url()), {u"telemetry"_s, u"send"_s, u"--json"_s});
        QCOMPARE(sent.status, int(ExitStillWaiting));
        QCOMPARE(sent.json().value("delivered"_L1).toInt(), 0);
        QCOMPARE(sent.json().value("waiting"_L1).toInt(), 2);
        QVERIFY(server.requests().isEmpty());
    }

    void sendGivesUpInTime()
    {
        const TemporaryHome home;
        ScriptedServer server({{200, {}, {}, ScriptedServer::Manner::NeverAnswer}});
        QVERIFY(server.listen());
        TelemetryOptions options = appOptions(home, server.url());
        options.setStartDelay(std::chrono::hours(1));
        QCOMPARE(run(options, {u"telemetry"_s, u"enable"_s, u"--yes"_s}).status, int(ExitOk));
        {
            const Telemetry telemetry(options);
        }
        const Run result = run(options, {u"telemetry"_s, u"send"_s, u"--timeout"_s, u"1"_s});
        QCOMPARE(result.status, int(ExitStillWaiting));
        QVERIFY(!result.err.isEmpty());
    }

    void whatAnAdministratorDidWithoutEffectIsNamed()
    {
        const TemporaryHome home;
        home.write(u"managed/locked.json"_s, R"({"locked": ["telemetry.*"]})");
        TelemetryOptions options = appOptions(home, nobody());
        Directories directories = home.directories();
        directories.managed = QStringList{home.path(u"managed"_s)};
        options.data().directories = directories;
        for (const QString &command : {u"explain"_s, u"status"_s}) {
            const Run text = run(options, {u"telemetry"_s, command});
            QCOMPARE(text.status, int(ExitOk));
            QVERIFY2(text.out.contains(u"telemetry.*” found in "_s + home.path(u"managed/locked.json"_s)
                                       + u", without effect, because"_s),
                     qPrintable(text.out));
            const QJsonArray json =
                run(options, {u"telemetry"_s, command, u"--json"_s}).json().value("withoutEffect"_L1).toArray();
            QCOMPARE(json.size(), 1);
        }
    }

    /// Each command, each option and each name in the JSON.
    void theManualPageIsWhole()
    {
        QFile file(repositoryPath(u"resources/candor.1"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString page = QString::fromUtf8(file.readAll()).remove(u'\\');
        const auto lacks = [&page](const QString &word) {
            const QRegularExpression whole(u"(?<![\\w-])"_s + QRegularExpression::escape(word) + u"(?![\\w-])"_s);
            return !whole.match(page).hasMatch();
        };
        const TemporaryHome home;
        const TelemetryOptions options = appOptions(home, nobody());
        QStringList words;
        static const QRegularExpression named(u"^ {2}([a-z]+(?:-[a-z]+)*)(?:, ([a-z]+))?|(--?[a-z]+(?:-[a-z]+)*)"_s,
                                              QRegularExpression::MultilineOption);
        for (const QStringList &command : {QStringList{}, {u"telemetry"_s}, {u"container"_s}, {u"resources"_s}}) {
            const QString help = run(options, command + QStringList{u"--help"_s}).out;
            for (auto match = named.globalMatch(help); match.hasNext();) {
                const QRegularExpressionMatch found = match.next();
                words << found.captured(1) << found.captured(2) << found.captured(3);
            }
        }
        QVERIFY(words.contains(u"request-deletion"_s) && words.contains(u"--force"_s) && words.contains(u"rm"_s));
        for (const QString &command : {u"status"_s, u"explain"_s})
            words += run(options, {u"telemetry"_s, command, u"--json"_s}).json().keys();
        words += QJsonDocument::fromJson(activityLine({})).object().keys();
        QVERIFY(words.contains(u"asksInWindow"_s) && words.contains(u"explanation"_s));
        const auto isThere = [&lacks](const QString &word) { return word.isEmpty() || !lacks(word); };
        words.erase(std::remove_if(words.begin(), words.end(), isThere), words.end());
        QVERIFY2(words.isEmpty(), qPrintable(words.join(u' ')));
    }

    void aCorruptSettingsFileIsToldAndKept()
    {
        const TemporaryHome home;
        const QString settings = u".local/share/containers/podman-desktop/configuration/settings.json"_s;
        home.write(settings, "{ broken");
        const Run status = run(appOptions(home, nobody()), {u"telemetry"_s, u"status"_s});
        QCOMPARE(status.status, int(ExitOk));
        QVERIFY2(status.err.contains("settings.json"_L1), qPrintable(status.err));
        QCOMPARE(home.read(settings), QByteArray("{ broken"));
        const Run enabled = run(appOptions(home, nobody()), {u"telemetry"_s, u"enable"_s, u"--yes"_s});
        QCOMPARE(enabled.status, int(ExitOk));
        QVERIFY2(enabled.err.contains("backup"_L1), qPrintable(enabled.err));
    }
};

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"
