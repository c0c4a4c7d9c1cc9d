// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// `candor telemetry show` and `explain`: what they print of a store and of the rules, and that they leave nothing
// behind.

#include "candor/telemetry.h"
#include "cli/activityfollower.h"
#include "cli/commandline.h"
#include "support/scriptedserver.h"
#include "support/telemetryworld.h"
#include "telemetry/statusdescription.h"
#include "telemetry/telemetrycontext.h"
#include "telemetry/telemetryoptionsdata.h"

#include <QDateTime>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include <sqlite3.h>

#include <algorithm>
#include <optional>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;

namespace {

struct Run
{
    int status = -1;
    QString out;
    QString err;

    [[nodiscard]] QList<QJsonObject> lines() const
    {
        QList<QJsonObject> result;
        for (const QString &line : out.split(u'\n', Qt::SkipEmptyParts))
            result.append(QJsonDocument::fromJson(line.toUtf8()).object());
        return result;
    }
};

Run run(const TelemetryOptions &options, const QStringList &arguments)
{
    Run result;
    QTextStream out(&result.out);
    QTextStream err(&result.err);
    CommandLineHost host{out, err, options};
    result.status = runCommandLine(QStringList{u"telemetry"_s} + arguments, host);
    return result;
}

QUrl nobody()
{
    return QUrl(u"http://127.0.0.1:9"_s);
}

qint64 acceptedCount(const TelemetryContext &context)
{
    TelemetryStatusData status;
    addCounts(context, &status);
    return status.accepted;
}

/// An application's run: it starts, records \a pages, and ends; nothing is sent. All of it is stored: on a slow disk
/// that goes on after the end, for which a program waits a moment only.
void runApplication(TelemetryOptions options, int pages)
{
    const TelemetryContext context(options.data());
    const qint64 before = acceptedCount(context);
    options.setStartDelay(std::chrono::hours(1));
    options.setFlushAt(100000);
    {
        Telemetry telemetry(options);
        for (int i = 0; i < pages; ++i)
            telemetry.track("page.viewed", {{"page", "appearance"}});
        // A store that is not open by the end is left to the next start.
        if (!QTest::qWaitFor([&] { return acceptedCount(context) >= before + pages + 1; }, 60000))
            qFatal("not everything was stored");
    }
    if (!QTest::qWaitFor([&] { return acceptedCount(context) >= before + pages + 2; }, 60000))
        qFatal("not everything was stored");
}

/// As another process would, at once: \a sql on the store.
void changeStore(const TelemetryContext &context, const QByteArray &sql)
{
    sqlite3 *database = nullptr;
    const std::string path = context.records().folder() + "/events.sqlite";
    if (sqlite3_open_v2(path.c_str(), &database, SQLITE_OPEN_READWRITE, nullptr) != SQLITE_OK
        || sqlite3_exec(database, sql.constData(), nullptr, nullptr, nullptr) != SQLITE_OK)
        qFatal("%s", sqlite3_errmsg(database));
    sqlite3_close(database);
}

} // namespace

class TestShowCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beforeAYesThereIsNothingToShow()
    {
        const TemporaryHome home;
        const QStringList before = home.everything();
        const Run shown = run(appOptions(home, nobody()), {u"show"_s});
        QCOMPARE(shown.status, int(ExitOk));
        QVERIFY(shown.out.isEmpty());
        QVERIFY2(shown.err.contains("Nobody has answered yet"_L1), qPrintable(shown.err));
        QCOMPARE(home.everything(), before);
    }

    void showsTheBytesOfEveryEventTheNewestBelow()
    {
        const TemporaryHome home;
        const TelemetryOptions options = appOptions(home, nobody());
        QCOMPARE(run(options, {u"enable"_s, u"--yes"_s}).status, int(ExitOk));
        runApplication(options, 3);
        const QStringList before = home.everything();
        const Run text = run(options, {u"show"_s});
        QCOMPARE(text.status, int(ExitOk));
        const QStringList lines = text.out.split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 10); // five events, two lines each
        QVERIFY2(lines.at(0).contains("waiting"_L1) && lines.at(0).endsWith("app.started"_L1), qPrintable(lines.at(0)));
        QVERIFY(lines.at(8).endsWith("app.stopped"_L1));
        QCOMPARE(home.everything(), before);

        const QList<QJsonObject> objects = run(options, {u"show"_s, u"--json"_s}).lines();
        QCOMPARE(objects.size(), 5);
        for (qsizetype i = 0; i < objects.size(); ++i) {
            // The bytes of the second line are the object of the other form.
            const QByteArray bytes = lines.at(2 * i + 1).trimmed().toUtf8();
            QCOMPARE(QJsonDocument::fromJson(bytes).object(), objects.at(i).value("event"_L1).toObject());
            QCOMPARE(objects.at(i).value("bytes"_L1).toInt(), bytes.size());
        }
    }

    void showsWhatWaitsAlsoWhileNothingIsRecorded_data()
    {
        QTest::addColumn<QUrl>("endpoint");
        QTest::addColumn<QByteArray>("settings");
        QTest::addColumn<QString>("reason");
        QTest::newRow("the recipient has changed")
            << QUrl(u"http://localhost:9"_s) << QByteArray() << u"The recipient has changed"_s;
        QTest::newRow("settings.json is damaged") << nobody() << QByteArray("{\"a\": 1") << u"settings.json"_s;
    }
    void showsWhatWaitsAlsoWhileNothingIsRecorded()
    {
        QFETCH(QUrl, endpoint);
        QFETCH(QByteArray, settings);
        QFETCH(QString, reason);
        const TemporaryHome home;
        QCOMPARE(run(appOptions(home, nobody()), {u"enable"_s, u"--yes"_s}).status, int(ExitOk));
        runApplication(appOptions(home, nobody()), 1);
        if (!settings.isEmpty())
            home.write(u".local/share/containers/podman-desktop/configuration/settings.json"_s, settings);
        const QStringList before = home.everything();
        const TelemetryOptions options = appOptions(home, endpoint);
        const Run shown = run(options, {u"show"_s});
        QCOMPARE(shown.status, int(ExitOk));
        QCOMPARE(shown.out.count("  waiting"_L1), 3);
        QVERIFY2(shown.err.contains("Nothing is recorded. "_L1 + reason), qPrintable(shown.err));
        QCOMPARE(home.everything(), before);

        // So does an application, and one event can be taken out.
        Telemetry telemetry(options);
        QVERIFY(!telemetry.isAllowed());
        const auto fetched = [&telemetry] {
            std::optional<std::vector<ActivityEvent>> result;
            telemetry.fetchActivity({}, &telemetry, [&](const auto &events, const QString &) { result = events; });
            (void)QTest::qWaitFor([&] { return result.has_value(); }, 60000);
            return result.value_or(std::vector<ActivityEvent>());
        };
        const std::vector<ActivityEvent> events = fetched();
        QCOMPARE(events.size(), std::size_t(3));
        std::optional<bool> deleted;
        telemetry.deleteWaiting(events.front().row(), events.front().id(), &telemetry,
                                [&](bool done, const QString &) { deleted = done; });
        QTRY_VERIFY_WITH_TIMEOUT(deleted.has_value(), 60000);
        QVERIFY(*deleted);
        QCOMPARE(fetched().size(), std::size_t(2));
    }

    void showsAsManyAsAskedFor_data()
    {
        QTest::addColumn<QString>("last");
        QTest::addColumn<int>("count");
        QTest::newRow("one") << u"1"_s << 1;
        QTest::newRow("as many as a page") << u"500"_s << 500;
        QTest::newRow("more than a page") << u"501"_s << 501;
        QTest::newRow("more than there are") << u"5000"_s << 702;
        QTest::newRow("all") << u"0"_s << 702;
        QTest::newRow("without a number") << QString() << 100;
    }
    void showsAsManyAsAskedFor()
    {
        QFETCH(QString, last);
        QFETCH(int, count);
        const TemporaryHome home;
        const TelemetryOptions options = appOptions(home, nobody());
        QCOMPARE(run(options, {u"enable"_s, u"--yes"_s}).status, int(ExitOk));
        runApplication(options, 700);
        QStringList arguments{u"show"_s, u"--json"_s};
        if (!last.isEmpty())
            arguments << u"--last"_s << last;
        const QList<QJsonObject> shown = run(options, arguments).lines();
        QCOMPARE(shown.size(), count);
        QCOMPARE(shown.constLast().value("name"_L1).toString(), u"app.stopped"_s);
        for (qsizetype i = 1; i < shown.size(); ++i)
            QVERIFY(shown.at(i - 1).value("row"_L1).toInt() < shown.at(i).value("row"_L1).toInt());
    }

    void aNumberIsExpected()
    {
        const TemporaryHome home;
        for (const QString &word : {u"many"_s, u"-1"_s, u"1.5"_s}) {
            const Run shown = run(appOptions(home, nobody()), {u"show"_s, u"--last="_s + word});
            QCOMPARE(shown.status, int(ExitUsage));
            QVERIFY(shown.err.contains("--last"_L1));
        }
    }

    void followsWhatComesAndWhatBecomesOfIt()
    {
        const TemporaryHome home;
        ScriptedServer server({{200, "{\"status\":\"Ok\"}", {}}});
        QVERIFY(server.listen());
        TelemetryOptions options = appOptions(home, server.url());
        QCOMPARE(run(options, {u"enable"_s, u"--yes"_s}).status, int(ExitOk));
        runApplication(options, 0);

        const TelemetryContext context(options.data());
        ActivityFollower follower(&context);
        QList<QPair<QString, ActivityEvent::State>> told;
        connect(&follower, &ActivityFollower::happened, this,
                [&told](const ActivityEvent &event) { told.append({event.name(), event.state()}); });
        follower.look();
        using State = ActivityEvent::State;
        const QList<QPair<QString, State>> first{{u"app.started"_s, State::Waiting},
                                                 {u"app.stopped"_s, State::Waiting}};
        QCOMPARE(told, first);
        told.clear();
        follower.look(); // nothing has happened
        QVERIFY(told.isEmpty());

        QCOMPARE(run(options, {u"send"_s}).status, int(ExitOk));
        runApplication(options, 0);
        follower.look();
        QCOMPARE(
            told.mid(0, 2),
            (QList<QPair<QString, State>>{{u"app.started"_s, State::Delivered}, {u"app.stopped"_s, State::Delivered}}));
        QCOMPARE(told.mid(2), first);

        // After a no there is nothing to open, and a yes begins anew.
        told.clear();
        QCOMPARE(run(options, {u"disable"_s}).status, int(ExitOk));
        follower.look();
        QVERIFY(told.isEmpty());
        QVERIFY(!context.records().storeExists());
        QCOMPARE(run(options, {u"enable"_s, u"--yes"_s}).status, int(ExitOk));
        runApplication(options, 0);
        follower.look();
        QCOMPARE(told, first);
    }

    void followsAStoreBegunAnewBetweenTwoLooks_data()
    {
        QTest::addColumn<int>("before");
        QTest::addColumn<int>("pages");
        QTest::newRow("fewer than before") << 3 << 0;
        QTest::newRow("as many") << 3 << 3;
        QTest::newRow("more") << 3 << 10;
        QTest::newRow("a page more: the rows that are known are not on it") << 3 << 503;
        QTest::newRow("several pages") << 3 << 1300;
        QTest::newRow("rows that were forgotten, for being old") << 700 << 100;
    }
    void followsAStoreBegunAnewBetweenTwoLooks()
    {
        QFETCH(int, before);
        QFETCH(int, pages);
        const TemporaryHome home;
        const TelemetryOptions options = appOptions(home, nobody());
        QCOMPARE(run(options, {u"enable"_s, u"--yes"_s}).status, int(ExitOk));
        runApplication(options, before);
        const TelemetryContext context(options.data());
        ActivityFollower follower(&context);
        follower.look();
        QList<qint64> rows;
        connect(&follower, &ActivityFollower::happened, this,
                [&rows](const ActivityEvent &event) { rows.append(event.row()); });
        QCOMPARE(run(options, {u"disable"_s}).status, int(ExitOk));
        QCOMPARE(run(options, {u"enable"_s, u"--yes"_s}).status, int(ExitOk));
        runApplication(options, pages);
        follower.look();
        QCOMPARE(rows.size(), pages + 2);
        QVERIFY(std::is_sorted(rows.begin(), rows.end()));
        follower.look();
        QCOMPARE(rows.size(), pages + 2);
    }

    void aPauseThatKeepsTheStoreTellsNothingTwice()
    {
        const TemporaryHome home;
        const TelemetryOptions options = appOptions(home, nobody());
        QCOMPARE(run(options, {u"enable"_s, u"--yes"_s}).status, int(ExitOk));
        runApplication(options, 3);
        const TelemetryContext context(options.data());
        ActivityFollower follower(&context);
        follower.look();
        QSignalSpy told(&follower, &ActivityFollower::happened);
        // Undecided again, as after a change of the notice.
        const QString answer = context.consent().files().consentPath();
        QVERIFY(QFile::rename(answer, answer + u".away"_s));
        QVERIFY(!context.consent().read().verdict.allowed && context.records().storeExists());
        follower.look();
        QVERIFY(QFile::rename(answer + u".away"_s, answer));
        follower.look();
        QCOMPARE(told.size(), 0);
        runApplication(options, 0);
        follower.look();
        QCOMPARE(told.size(), 2);
    }

    void followsMoreThanItShows()
    {
        const TemporaryHome home;
        const TelemetryOptions options = appOptions(home, nobody());
        QCOMPARE(run(options, {u"enable"_s, u"--yes"_s}).status, int(ExitOk));
        runApplication(options, 3);
        const TelemetryContext context(options.data());
        QString printed;
        QString err;
        QTextStream out(&printed);
        QTextStream errors(&err);
        CommandLineHost host{out, errors, options};
        QString shown;
        QTimer::singleShot(0, this, [&] {
            shown = printed;
            changeStore(context, "UPDATE events SET state = 2");
        });
        QTimer watch;
        QElapsedTimer since;
        since.start();
        connect(&watch, &QTimer::timeout, this, [&] {
            if (printed.count("  delivered"_L1) >= 5 || since.hasExpired(20000))
                QCoreApplication::quit();
        });
        watch.start(50);
        const QStringList arguments{u"telemetry"_s, u"show"_s, u"--last=1"_s, u"--follow"_s};
        QCOMPARE(runCommandLine(arguments, host), int(ExitOk));
        QCOMPARE(shown.count("  waiting"_L1), 1);
        QCOMPARE(printed.count("  waiting"_L1), 1);
        QCOMPARE(printed.count("  delivered"_L1), 5);
    }

    void doesNotSteerTheTerminal()
    {
        const TemporaryHome home;
        const TelemetryOptions options = appOptions(home, nobody());
        QCOMPARE(run(options, {u"enable"_s, u"--yes"_s}).status, int(ExitOk));
        runApplication(options, 0);
        const QString body = u"{\"event\":\"\u009b31m\u007f\u202ex\"}"_s;
        changeStore(TelemetryContext(options.data()),
                    "UPDATE events SET state = 3, reason = '\x1b[2J bad \xc2\x9b"
                    "31m \xe2\x80\xae'; UPDATE bodies SET body = '"
                        + body.toUtf8() + "'");
        const QString text = run(options, {u"show"_s}).out;
        for (const QChar character : text)
            QVERIFY2(character == u'\n' || character.category() != QChar::Other_Control, qPrintable(text));
        QVERIFY(!text.contains(u'\u202e'));
        QVERIFY2(text.contains("\\u001b[2J bad \\u009b31m \\u202e"_L1), qPrintable(text));
        QVERIFY2(text.contains("    {\"event\":\"\\u009b31m\\u007f\\u202ex\"}\n"_L1), qPrintable(text));
        // For programs the bytes stay what they are.
        QVERIFY(run(options, {u"show"_s, u"--json"_s}).out.contains(u"\"event\":"_s + body));
    }

    void followsMoreThanOnePageAtATime()
    {
        const TemporaryHome home;
        const TelemetryOptions options = appOptions(home, nobody());
        QCOMPARE(run(options, {u"enable"_s, u"--yes"_s}).status, int(ExitOk));
        runApplication(options, 0);
        const TelemetryContext context(options.data());
        ActivityFollower follower(&context);
        follower.look();
        QList<qint64> rows;
        connect(&follower, &ActivityFollower::happened, this,
                [&rows](const ActivityEvent &event) { rows.append(event.row()); });
        runApplication(options, 1300);
        follower.look();
        QCOMPARE(rows.size(), 1302);
        QVERIFY(std::is_sorted(rows.begin(), rows.end()));
    }

    void explainsEveryRule_data()
    {
        QTest::addColumn<QString>("variable");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QStringList>("refusing");
        QTest::addColumn<QString>("decides");
        QTest::newRow("nobody refuses") << QString() << QString() << QStringList{} << u"nobody"_s;
        QTest::newRow("do not track") << u"DO_NOT_TRACK"_s << u"1"_s << QStringList{u"DO_NOT_TRACK"_s} << QString();
        QTest::newRow("an unknown word") << u"CANDOR_TELEMETRY"_s << u"perhaps"_s << QStringList{u"CANDOR_TELEMETRY"_s}
                                         << QString();
        QTest::newRow("a pipeline with a loopback receiver") << u"CI"_s << u"true"_s << QStringList{} << u"nobody"_s;
    }
    void explainsEveryRule()
    {
        QFETCH(QString, variable);
        QFETCH(QString, value);
        QFETCH(QStringList, refusing);
        QFETCH(QString, decides);
        const TemporaryHome home;
        TelemetryOptions options = appOptions(home, nobody());
        QProcessEnvironment environment = home.environment();
        if (!variable.isEmpty())
            environment.insert(variable, value);
        options.setEnvironment(environment);
        options.data().directories = home.directories();
        const QStringList before = home.everything();
        const Run json = run(options, {u"explain"_s, u"--json"_s});
        QCOMPARE(json.status, int(ExitOk));
        const QJsonArray rules = QJsonDocument::fromJson(json.out.toUtf8()).object().value("rules"_L1).toArray();
        QStringList names;
        QStringList refused;
        QString decider;
        for (const QJsonValue &rule : rules) {
            names << rule["rule"_L1].toString();
            if (rule["refuses"_L1].toBool())
                refused << rule["rule"_L1].toString();
            if (rule["decides"_L1].toBool())
                decider = rule["rule"_L1].toString();
        }
        QCOMPARE(names,
                 (QStringList{u"build"_s, u"administrator"_s, u"DO_NOT_TRACK"_s, u"CANDOR_TELEMETRY"_s, u"ci"_s,
                              u"person"_s, u"nobody"_s}));
        QCOMPARE(refused, refusing);
        QCOMPARE(decider, decides);
        const Run text = run(options, {u"explain"_s});
        for (const QString &name : names.mid(0, 6))
            QVERIFY2(text.out.contains(name), qPrintable(text.out));
        QCOMPARE(text.out.contains("refuses ("_L1), !refusing.isEmpty());
        QCOMPARE(home.everything(), before);
    }

    void explainsForProgramsWhatItSays()
    {
        const TemporaryHome home;
        TelemetryOptions options = appOptions(home, nobody());
        const auto explained = [&options] {
            return QJsonDocument::fromJson(run(options, {u"explain"_s, u"--json"_s}).out.toUtf8()).object();
        };
        const QJsonObject undecided = explained();
        QCOMPARE(undecided.value("consequence"_L1).toString(), u"keep"_s);
        QVERIFY(undecided.value("answeredAt"_L1).isNull() && undecided.value("answeredWhere"_L1).isNull());
        QVERIFY(undecided.value("lockedCategories"_L1).isArray());
        QVERIFY(undecided.value("lockedCategories"_L1).toArray().isEmpty());

        QCOMPARE(run(options, {u"enable"_s, u"--yes"_s}).status, int(ExitOk));
        const QJsonObject on = explained();
        QCOMPARE(on.value("consequence"_L1).toString(), u"collect"_s);
        QVERIFY(QDateTime::fromString(on.value("answeredAt"_L1).toString(), Qt::ISODateWithMs).isValid());
        QCOMPARE(on.value("answeredWhere"_L1).toString(), u"command-line"_s);

        home.write(u"managed/locked.json"_s, R"({"locked": ["telemetry.errors"]})");
        home.write(u"managed/default-settings.json"_s, R"({"telemetry.errors": false})");
        const QJsonObject locked = explained();
        QCOMPARE(locked.value("lockedCategories"_L1).toArray(), QJsonArray{u"errors"_s});
        QCOMPARE(locked.value("consequence"_L1).toString(), u"collect"_s);

        QProcessEnvironment environment = home.environment();
        environment.insert(u"DO_NOT_TRACK"_s, u"1"_s);
        options.setEnvironment(environment);
        options.data().directories = home.directories();
        QCOMPARE(explained().value("consequence"_L1).toString(), u"stay-out"_s);
        environment.remove(u"DO_NOT_TRACK"_s);
        options.setEnvironment(environment);
        options.data().directories = home.directories();

        QCOMPARE(run(options, {u"disable"_s}).status, int(ExitOk));
        const QJsonObject off = explained();
        QCOMPARE(off.value("consequence"_L1).toString(), u"erase"_s);
        QCOMPARE(off.value("answeredWhere"_L1).toString(), u"command-line"_s);
        QVERIFY(!off.value("answeredAt"_L1).isNull());
    }

    void explainsAllThatRefuseNotOnlyTheFirst()
    {
        const TemporaryHome home;
        TelemetryOptions options = appOptions(home, QUrl());
        QProcessEnvironment environment = home.environment();
        environment.insert(u"DO_NOT_TRACK"_s, u"yes"_s);
        environment.insert(u"CANDOR_TELEMETRY"_s, u"0"_s);
        environment.insert(u"GITHUB_ACTIONS"_s, u"true"_s);
        options.setEnvironment(environment);
        options.data().directories = home.directories();
        const Run explained = run(options, {u"explain"_s});
        for (const char *expected :
             {"refuses (DO_NOT_TRACK)", "refuses (CANDOR_TELEMETRY)", "refuses (GITHUB_ACTIONS)"})
            QVERIFY2(explained.out.contains(QLatin1StringView(expected)), qPrintable(explained.out));
    }

    void explainsAnAnswer()
    {
        const TemporaryHome home;
        const TelemetryOptions options = appOptions(home, nobody());
        QCOMPARE(run(options, {u"enable"_s, u"--yes"_s}).status, int(ExitOk));
        const QString on = run(options, {u"explain"_s}).out;
        QVERIFY2(on.contains("sent to 127.0.0.1"_L1) && on.contains("in a terminal"_L1), qPrintable(on));
        QVERIFY(on.contains("candor telemetry disable"_L1));
        QCOMPARE(run(options, {u"disable"_s}).status, int(ExitOk));
        const QString off = run(options, {u"explain"_s}).out;
        QVERIFY2(off.startsWith("Telemetry is off. You refused."_L1), qPrintable(off));
        QVERIFY(off.contains("candor telemetry enable"_L1));
    }
};

QTEST_GUILESS_MAIN(TestShowCommand)
#include "tst_showcommand.moc"
