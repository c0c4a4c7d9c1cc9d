// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// The facade, from track() to the wire, over real files and a real socket.

#include "candor/catalogue.h"
#include "candor/telemetry.h"
#include "consent/consent.h"
#include "queue/eventstore.h"
#include "support/scriptedserver.h"
#include "support/telemetryworld.h"
#include "system/folderlock.h"
#include "system/systemclock.h"
#include "telemetry/telemetrycontext.h"
#include "telemetry/telemetryoptionsdata.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTest>

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <unistd.h>

#include <memory>
#include <optional>
#include <thread>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 20000; // ms; ten times what is promised and more, for a loaded machine

const QList<ScriptedServer::Script> accepting{{200, "{\"status\":\"Ok\"}", {}}};

void agree(Telemetry *telemetry)
{
    QSignalSpy answered(telemetry, &Telemetry::answered);
    telemetry->answer(Category::Usage | Category::Errors, Origin::Prompt, u"en"_s);
    QVERIFY(answered.wait(patience));
    QVERIFY2(answered.at(0).at(0).toBool(), qPrintable(answered.at(0).at(1).toString()));
}

void refuse(Telemetry *telemetry)
{
    QSignalSpy answered(telemetry, &Telemetry::answered);
    telemetry->answer({}, Origin::Settings, u"en"_s);
    QVERIFY(answered.wait(patience));
    QVERIFY2(answered.at(0).at(0).toBool(), qPrintable(answered.at(0).at(1).toString()));
}

std::vector<ActivityEvent> activity(Telemetry *telemetry)
{
    std::vector<ActivityEvent> result;
    bool done = false;
    telemetry->fetchActivity({}, telemetry, [&](const std::vector<ActivityEvent> &events, const QString &problem) {
        if (!problem.isEmpty())
            qWarning("%s", qPrintable(problem));
        result = events;
        done = true;
    });
    if (!QTest::qWaitFor([&] { return done; }, patience))
        qWarning("no activity came");
    return result;
}

QStringList names(const std::vector<ActivityEvent> &events)
{
    QStringList result;
    for (const ActivityEvent &event : events)
        result.append(event.name());
    result.sort();
    return result;
}

std::optional<EventCounters> counters(const TemporaryHome &home)
{
    const EventStore::Opened opened = EventStore::open(home.path(u".local/share/candor/events"_s).toStdString(),
                                                       EventStore::Mode::ReadOnly, std::make_shared<SystemClock>(), {});
    return opened.store ? opened.store->view().counters() : std::nullopt;
}

std::int64_t sum(const EventCounters &counters)
{
    std::int64_t result = counters.waiting + counters.sending + counters.delivered;
    for (const auto &[reason, count] : counters.dropped)
        result += count;
    return result;
}

QSet<QString> distinct(const QStringList &ids)
{
    return {ids.begin(), ids.end()};
}

// An address where nobody listens.
QUrl nobody()
{
    return QUrl(u"http://127.0.0.1:9"_s);
}

} // namespace

class TestTelemetry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void leavesNothingBehindBeforeAnAnswer()
    {
        const TemporaryHome home;
        const QStringList before = home.everything();
        ScriptedServer server(accepting);
        QVERIFY(server.listen());
        {
            Telemetry telemetry(appOptions(home, server.url()));
            QTRY_VERIFY_WITH_TIMEOUT(telemetry.shouldAsk(), patience);
            QVERIFY(!telemetry.isAllowed());
            QCOMPARE(telemetry.status().decision(), Decision::Undecided);
            QCOMPARE(telemetry.status().rule(), Rule::Nobody);
            telemetry.track("page.viewed", {{"page", "appearance"}});
            telemetry.flush();
            telemetry.refresh();
            QCoreApplication::processEvents();
        }
        QCOMPARE(home.everything(), before);
        QCOMPARE(server.connections(), 0);
    }

    void recordsTheStartAtTheMomentOfTheYesAndDeliversIt()
    {
        const TemporaryHome home;
        ScriptedServer server(accepting);
        QVERIFY(server.listen());
        Telemetry telemetry(appOptions(home, server.url()));
        QSignalSpy delivered(&telemetry, &Telemetry::delivered);
        agree(&telemetry);
        QVERIFY(telemetry.isAllowed());
        QVERIFY(home.exists(u".redhat/anonymousId"_s));
        QTRY_COMPARE_WITH_TIMEOUT(names(activity(&telemetry)), QStringList{u"app.started"_s}, patience);
        telemetry.flush();
        QVERIFY(delivered.wait(patience));

        QCOMPARE(server.requests().size(), 1);
        const ScriptedServer::Request request = server.requests().constFirst();
        QCOMPARE(request.path, QByteArray("/batch/"));
        const QJsonObject event =
            QJsonDocument::fromJson(request.body).object().value("batch"_L1).toArray().at(0).toObject();
        QCOMPARE(event.value("event"_L1).toString(), u"app.started"_s);
        QCOMPARE(event.value("distinct_id"_L1).toString().toUtf8(), home.read(u".redhat/anonymousId"_s));
        const QJsonObject properties = event.value("properties"_L1).toObject();
        QCOMPARE(properties.value("os"_L1).toString(), u"linux"_s);
        QCOMPARE(properties.value("app_version"_L1).toString(), u"0.1.0"_s);
        QCOMPARE(properties.value("notice"_L1).toInt(), telemetry.notice()->version());
        QCOMPARE(properties.value("$ip"_L1).toString(), u"0.0.0.0"_s);

        // What is shown is what left, byte for byte (promise P2).
        const std::vector<ActivityEvent> shown = activity(&telemetry);
        QCOMPARE(shown.size(), std::size_t(1));
        QCOMPARE(shown[0].state(), ActivityEvent::State::Delivered);
        QVERIFY(request.body.contains(shown[0].bytes()));
        QCOMPARE(shown[0].id(), event.value("uuid"_L1).toString());
    }

    void aFlushTakesAlongWhatWasAcceptedAMomentBefore()
    {
        const TemporaryHome home;
        ScriptedServer server(accepting);
        QVERIFY(server.listen());
        TelemetryOptions options = appOptions(home, server.url());
        options.setFlushInterval(1h); // nothing else sends
        options.setFlushAt(1000);
        Telemetry telemetry(options);
        agree(&telemetry);
        qint64 delivered = 0;
        for (int round = 0; round < 20; ++round) {
            telemetry.track("page.viewed", {{"page", "appearance"}});
            // One in two has come upon a run that was just ending.
            if (round % 2 == 0)
                telemetry.flush();
            std::optional<FlushReport> report;
            telemetry.track("page.viewed", {{"page", "appearance"}});
            telemetry.flush(&telemetry, [&](const FlushReport &told) { report = told; });
            QTRY_VERIFY_WITH_TIMEOUT(report, patience);
            QVERIFY2(report->problem().isEmpty(), qPrintable(report->problem()));
            QCOMPARE(report->waiting(), std::optional<qint64>(0));
            QCOMPARE(report->rejected(), 0);
            QVERIFY(report->delivered() > 0);
            delivered += report->delivered();
            const auto expected = 1 + 2 * (round + 1); // app.started too
            QCOMPARE(distinct(server.ids(u"uuid"_s)).size(), expected);
        }
        QCOMPARE(delivered, 41);

        telemetry.track("page.viewed", {{"page", "appearance"}});
        telemetry.flush();
        QTRY_COMPARE_WITH_TIMEOUT(distinct(server.ids(u"uuid"_s)).size(), 42, patience);
    }

    void aFlushTellsWhatBecameOfIt_data()
    {
        QTest::addColumn<int>("status"); // of the answers; 0: there is nobody
        QTest::addColumn<bool>("hasKey");
        QTest::addColumn<qint64>("delivered");
        QTest::addColumn<qint64>("rejected");
        QTest::addColumn<qint64>("waiting");
        QTest::newRow("delivered") << 200 << true << qint64(2) << qint64(0) << qint64(0);
        QTest::newRow("rejected") << 400 << true << qint64(0) << qint64(2) << qint64(0);
        QTest::newRow("to be tried again") << 503 << true << qint64(0) << qint64(0) << qint64(2);
        QTest::newRow("paused") << 401 << true << qint64(0) << qint64(0) << qint64(2);
        QTest::newRow("nobody is there") << 0 << true << qint64(0) << qint64(0) << qint64(2);
        QTest::newRow("no recipient") << 200 << false << qint64(0) << qint64(0) << qint64(2);
    }

    void aFlushTellsWhatBecameOfIt()
    {
        QFETCH(int, status);
        QFETCH(bool, hasKey);
        QFETCH(qint64, delivered);
        QFETCH(qint64, rejected);
        QFETCH(qint64, waiting);
        const TemporaryHome home;
        ScriptedServer server(status == 200 ? accepting : QList<ScriptedServer::Script>{{status, "{}", {}, {}, {}}});
        QVERIFY(server.listen());
        TelemetryOptions options =
            appOptions(home, status == 0 ? nobody() : server.url(), hasKey ? u"test-key"_s : QString());
        options.setFlushInterval(1h);
        Telemetry telemetry(options);
        agree(&telemetry);
        telemetry.track("page.viewed", {{"page", "appearance"}});
        std::optional<FlushReport> report;
        telemetry.flush(&telemetry, [&](const FlushReport &told) { report = told; });
        QVERIFY(!report); // never within the call
        QTRY_VERIFY_WITH_TIMEOUT(report, patience);
        QCOMPARE(report->delivered(), delivered);
        QCOMPARE(report->rejected(), rejected);
        QCOMPARE(report->waiting(), std::optional<qint64>(waiting));
        QCOMPARE(report->problem().isEmpty(), waiting == 0);
    }

    void aFlushThatCanNotBeSaysSo()
    {
        const TemporaryHome home;
        ScriptedServer server({{200, {}, {}, ScriptedServer::Manner::NeverAnswer}});
        QVERIFY(server.listen());
        Telemetry telemetry(appOptions(home, server.url()));
        std::optional<FlushReport> report;
        const auto note = [&](const FlushReport &told) { report = told; };
        telemetry.flush(&telemetry, note);
        QTRY_VERIFY_WITH_TIMEOUT(report, patience);
        QVERIFY(!report->waiting() && !report->problem().isEmpty());

        // A no while the request is on its way.
        agree(&telemetry);
        report.reset();
        telemetry.flush(&telemetry, note);
        QTRY_COMPARE_WITH_TIMEOUT(server.requests().size(), 1, patience);
        QVERIFY(!report);
        refuse(&telemetry);
        QTRY_VERIFY_WITH_TIMEOUT(report, patience);
        QVERIFY(!report->waiting() && !report->problem().isEmpty());

        // Whoever asked is gone.
        agree(&telemetry);
        report.reset();
        auto asker = std::make_unique<QObject>();
        telemetry.flush(asker.get(), note);
        asker.reset();
        bool over = false;
        refuse(&telemetry);
        telemetry.flush(&telemetry, [&](const FlushReport &) { over = true; });
        QTRY_VERIFY_WITH_TIMEOUT(over, patience);
        QVERIFY(!report);
    }

    void storesWhatTheCatalogueDeclaresAndCountsTheRest()
    {
        const TemporaryHome home;
        Telemetry telemetry(appOptions(home, nobody(), QString()));
        agree(&telemetry);
        telemetry.track("page.viewed", {{"page", "appearance"}});
        telemetry.track("page.viewed", {{"page", "/home/somebody/secret"}}); // not one of the values
        telemetry.track("page.viewed", {{"page", "appearance"}, {"path", "/home/somebody"}}); // undeclared
        telemetry.track("secret.read", {{"name", "somebody"}});
        telemetry.track("", {});
        telemetry.track("preference.changed", {{"preference", "candor.theme"}});
        telemetry.track("preference.changed", {{"preference", true}}); // a wrong type
        QTRY_VERIFY_WITH_TIMEOUT(counters(home) && counters(home)->accepted == 8, patience);
        const EventCounters counted = *counters(home);
        QCOMPARE(counted.waiting, 3);
        QCOMPARE(counted.dropped.at(DropReason::Invalid), 2);
        QCOMPARE(counted.dropped.at(DropReason::Undeclared), 3);
        QCOMPARE(sum(counted), counted.accepted);
        QStringList waiting;
        QMap<QString, int> notRecorded; // by the event's name; none for what is not in the catalogue
        for (const ActivityEvent &event : activity(&telemetry)) {
            QVERIFY(!event.bytes().contains("somebody") && !event.name().contains("secret"_L1));
            if (event.state() == ActivityEvent::State::NotRecorded) {
                QVERIFY(event.bytes().isEmpty() && !event.reason().isEmpty());
                notRecorded[event.name() + u' ' + event.dropReason()] += event.copies();
            } else {
                QCOMPARE(event.state(), ActivityEvent::State::Waiting);
                waiting.prepend(event.name());
            }
        }
        QCOMPARE(waiting, (QStringList{u"app.started"_s, u"page.viewed"_s, u"preference.changed"_s}));
        QCOMPARE(notRecorded,
                 (QMap<QString, int>{{u" undeclared"_s, 2},
                                     {u"page.viewed invalid"_s, 1},
                                     {u"page.viewed undeclared"_s, 1},
                                     {u"preference.changed invalid"_s, 1}}));
        QCOMPARE(telemetry.status().recipient(), u"this-computer"_s);
    }

    void aNoErasesAndNothingIsSentAfterIt()
    {
        const TemporaryHome home;
        ScriptedServer server({{200, {}, {}, ScriptedServer::Manner::NeverAnswer}});
        QVERIFY(server.listen());
        Telemetry telemetry(appOptions(home, server.url()));
        agree(&telemetry);
        QTRY_COMPARE_WITH_TIMEOUT(activity(&telemetry).size(), std::size_t(1), patience);
        telemetry.flush();
        QTRY_COMPARE_WITH_TIMEOUT(server.requests().size(), 1, patience); // in flight
        refuse(&telemetry);
        QTRY_VERIFY_WITH_TIMEOUT(!home.exists(u".local/share/candor/events"_s), patience);
        server.setScripts(accepting);
        telemetry.track("page.viewed", {{"page", "appearance"}});
        telemetry.flush();
        QCOMPARE(telemetry.status().decision(), Decision::Denied);
        QVERIFY(activity(&telemetry).empty());
        QCOMPARE(server.requests().size(), 1);
        QCOMPARE(telemetry.status().waiting(), 0);

        // A later yes begins with itself: nothing from before is sent.
        QSignalSpy delivered(&telemetry, &Telemetry::delivered);
        agree(&telemetry);
        QTRY_COMPARE_WITH_TIMEOUT(activity(&telemetry).size(), std::size_t(1), patience);
        telemetry.flush();
        QVERIFY(delivered.wait(patience));
        QCOMPARE(server.requests().size(), 2);
        QCOMPARE(server.ids(u"uuid"_s).size(), 2);
        QVERIFY(server.ids(u"uuid"_s).at(0) != server.ids(u"uuid"_s).at(1));
    }

    void aNoOvertakesAYesThatIsStillBeingWritten()
    {
        const TemporaryHome home;
        Telemetry telemetry(appOptions(home, nobody(), QString()));
        QSignalSpy answered(&telemetry, &Telemetry::answered);
        bool allowedAfterTheNo = false;
        connect(&telemetry, &Telemetry::consentChanged, this,
                [&] { allowedAfterTheNo = allowedAfterTheNo || telemetry.isAllowed(); });
        telemetry.answer(Category::Usage | Category::Errors, Origin::Prompt, u"en"_s);
        telemetry.answer({}, Origin::Settings, u"en"_s); // before the event loop has run
        QTRY_COMPARE_WITH_TIMEOUT(answered.size(), 2, patience);
        QVERIFY(!allowedAfterTheNo);
        QVERIFY(!telemetry.isAllowed());
        QCOMPARE(telemetry.status().decision(), Decision::Denied);
        QTRY_VERIFY_WITH_TIMEOUT(!home.exists(u".local/share/candor/events"_s), patience);
    }

    void aNoThatCannotBeSavedHoldsInThisProcess()
    {
        const TemporaryHome home;
        const TelemetryOptions options = appOptions(home, nobody(), QString());
        Telemetry telemetry(options);
        agree(&telemetry);
        QTRY_COMPARE_WITH_TIMEOUT(activity(&telemetry).size(), std::size_t(1), patience);
        // Somebody holds the lock of the answer's folder for longer than a person waits.
        QString error;
        const auto lock = FolderLock::acquire(home.path(u".local/share/candor"_s), 5s, &error);
        QVERIFY2(lock.has_value(), qPrintable(error));
        QSignalSpy answered(&telemetry, &Telemetry::answered);
        telemetry.answer({}, Origin::Settings, u"en"_s);
        QVERIFY(!telemetry.isAllowed()); // at once
        QVERIFY(answered.wait(patience));
        QVERIFY(!answered.at(0).at(0).toBool());
        QVERIFY(!answered.at(0).at(1).toString().isEmpty());
        QVERIFY(!telemetry.isAllowed());
        QTRY_VERIFY_WITH_TIMEOUT(!home.exists(u".local/share/candor/events"_s), patience);
    }

    /// Somebody has the store for longer than is waited for: nothing is said to be gone.
    void aNoThatCannotEraseSaysWhatStays()
    {
        const TemporaryHome home;
        Telemetry telemetry(appOptions(home, nobody(), QString()));
        agree(&telemetry);
        QTRY_COMPARE_WITH_TIMEOUT(activity(&telemetry).size(), std::size_t(1), patience);
        // As another program has it: its folder is in use, and its database is locked.
        const QByteArray folder = home.path(u".local/share/candor/events"_s).toUtf8();
        const int inUse = ::open((folder + "/in-use").constData(), O_RDWR | O_CLOEXEC);
        const auto close = qScopeGuard([inUse] { ::close(inUse); });
        QCOMPARE(::flock(inUse, LOCK_SH | LOCK_NB), 0);
        sqlite3 *held = nullptr;
        const QByteArray path = folder + "/events.sqlite";
        QCOMPARE(sqlite3_open_v2(path.constData(), &held, SQLITE_OPEN_READWRITE, nullptr), SQLITE_OK);
        auto release = qScopeGuard([held] { sqlite3_close(held); });
        QCOMPARE(sqlite3_busy_timeout(held, patience), SQLITE_OK);
        QCOMPARE(sqlite3_exec(held, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);

        refuse(&telemetry);
        QTRY_VERIFY_WITH_TIMEOUT(!telemetry.status().storeProblem().isEmpty(), patience);
        QVERIFY2(telemetry.status().storeProblem().contains(u"still on this computer"_s),
                 qPrintable(telemetry.status().storeProblem()));
        QVERIFY(!telemetry.status().countsKnown());

        // It is tried again at the next occasion.
        QCOMPARE(sqlite3_exec(held, "ROLLBACK", nullptr, nullptr, nullptr), SQLITE_OK);
        release.dismiss();
        sqlite3_close(held);
        refuse(&telemetry);
        QTRY_VERIFY_WITH_TIMEOUT(telemetry.status().storeProblem().isEmpty(), patience);
        QVERIFY(telemetry.status().countsKnown());
        QCOMPARE(counters(home).value_or(EventCounters()).accepted, 0);
    }

    void aCategoryGrantedLaterDoesNotReachBack()
    {
        const TemporaryHome home;
        Telemetry telemetry(appOptions(home, nobody(), QString()));
        QSignalSpy answered(&telemetry, &Telemetry::answered);
        telemetry.answer(Category::Errors, Origin::Prompt, u"en"_s);
        QVERIFY(answered.wait(patience));
        // The store can't be opened for a while: what is tracked waits in memory.
        QTRY_VERIFY_WITH_TIMEOUT(counters(home) && counters(home)->accepted == 1, patience);
        for (int i = 0; i < 7; ++i)
            telemetry.track("page.viewed", {{"page", "appearance"}});
        telemetry.answer(Category::Usage | Category::Errors, Origin::Settings, u"en"_s);
        QTRY_COMPARE_WITH_TIMEOUT(answered.size(), 2, patience);
        telemetry.track("page.viewed", {{"page", "appearance"}});
        QTRY_VERIFY_WITH_TIMEOUT(counters(home) && counters(home)->accepted == 9, patience);
        QCOMPARE(counters(home)->waiting, 1);
        QCOMPARE(counters(home)->dropped.at(DropReason::Category), 8);
    }

    /// Another application's no comes in two steps: paused at once, withdrawn when that is known.
    void pausedAndThenWithdrawn()
    {
        const TemporaryHome home;
        Telemetry telemetry(appOptions(home, nobody(), QString()));
        agree(&telemetry);
        QTRY_VERIFY_WITH_TIMEOUT(counters(home) && counters(home)->accepted == 1, patience);
        telemetry.overrule(Overruling::Paused);
        QVERIFY(!telemetry.isAllowed());
        telemetry.overrule(Overruling::Withdrawn);
        QTRY_VERIFY_WITH_TIMEOUT(!home.exists(u".local/share/candor/events"_s), patience);
        QTRY_VERIFY_WITH_TIMEOUT(!telemetry.status().recordsExist(), patience);
        telemetry.overrule(Overruling::Free);
        QVERIFY(telemetry.isAllowed());
    }

    void whatWasAcceptedSurvivesANoticeThatIsAskedAgain()
    {
        const TemporaryHome home;
        Telemetry telemetry(appOptions(home, nobody(), QString()));
        agree(&telemetry);
        QTRY_VERIFY_WITH_TIMEOUT(counters(home) && counters(home)->accepted == 1, patience);
        const QString consent = u".local/share/candor/consent.json"_s;
        const QByteArray answer = home.read(consent);
        for (int i = 0; i < 500; ++i)
            telemetry.track("page.viewed", {{"page", "appearance"}});
        QVERIFY(QFile::remove(home.path(consent)));
        telemetry.refresh(); // undecided now: kept closed
        QTRY_VERIFY_WITH_TIMEOUT(!telemetry.status().allowed(), patience);
        QTRY_COMPARE_WITH_TIMEOUT(counters(home)->accepted, 501, patience);
        QCOMPARE(counters(home)->waiting, 501);
    }

    void whatIsLeftWaitsItsRandomTimeHoweverMuchItIs()
    {
        const TemporaryHome home;
        ScriptedServer server(accepting);
        QVERIFY(server.listen());
        TelemetryOptions options = appOptions(home, server.url());
        options.setFlushInterval(std::chrono::hours(1));
        options.setFlushAt(1000);
        {
            Telemetry telemetry(options);
            agree(&telemetry);
            for (int i = 0; i < 30; ++i)
                telemetry.track("page.viewed", {{"page", "appearance"}});
            QTRY_VERIFY_WITH_TIMEOUT(counters(home) && counters(home)->waiting == 31, patience);
        }
        options.setFlushAt(20);
        options.setStartDelay(std::chrono::hours(100));
        Telemetry telemetry(options);
        QTRY_VERIFY_WITH_TIMEOUT(counters(home)->waiting == 33, patience); // app.stopped, app.started
        QCOMPARE(server.connections(), 0);
        QSignalSpy delivered(&telemetry, &Telemetry::delivered);
        telemetry.flush();
        QVERIFY(delivered.wait(patience));
    }

    void followsAnAnswerGivenElsewhere()
    {
        const TemporaryHome home;
        const TelemetryOptions options = appOptions(home, nobody(), QString());
        Telemetry telemetry(options);
        const TelemetryContext terminal(options.data());
        QVERIFY(terminal.answer({Category::Usage | Category::Errors, Origin::CommandLine, u"en"_s}).ok);
        QTRY_VERIFY_WITH_TIMEOUT(telemetry.isAllowed(), patience);
        QVERIFY(telemetry.status().showTerminalAnswer());
        QTRY_COMPARE_WITH_TIMEOUT(activity(&telemetry).size(), std::size_t(1), patience);

        QVERIFY(terminal.answer({{}, Origin::CommandLine, u"en"_s}).ok);
        QTRY_VERIFY_WITH_TIMEOUT(!telemetry.status().allowed(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(!home.exists(u".local/share/candor/events"_s), patience);

        for (int round = 0; round < 20; ++round) {
            QVERIFY(terminal.answer({{}, Origin::CommandLine, u"en"_s}).ok);
            QVERIFY(terminal.answer({Category::Usage, Origin::CommandLine, u"en"_s}).ok);
            QTRY_VERIFY_WITH_TIMEOUT(telemetry.isAllowed(), patience);
            QCOMPARE(terminal.consent().read().verdict.decision, Decision::Granted);
        }
        // Asked once each time: what the last yes but one had recorded may be seen before it is erased.
        QVERIFY(
            QTest::qWaitFor([&] { return names(activity(&telemetry)) == QStringList{u"app.started"_s}; }, patience));
    }

    void aFalseInSettingsTurnsItOffForGood()
    {
        const TemporaryHome home;
        const TelemetryOptions options = appOptions(home, nobody(), QString());
        Telemetry telemetry(options);
        agree(&telemetry);
        const QString settings = u".local/share/containers/podman-desktop/configuration/settings.json"_s;
        QVERIFY(home.exists(settings));
        home.write(settings, "{\n  \"telemetry.enabled\": false\n}");
        QTRY_COMPARE_WITH_TIMEOUT(telemetry.status().decision(), Decision::Denied, patience);
        QVERIFY(telemetry.status().refusedInSettingsFile());
        QTRY_VERIFY_WITH_TIMEOUT(home.read(u".local/share/candor/consent.json"_s).contains("settings-file"), patience);
        home.write(settings, "{\n  \"telemetry.enabled\": true\n}"); // as a program writes it back from its memory
        telemetry.refresh();
        QCOMPARE(telemetry.status().decision(), Decision::Denied);
        QTRY_VERIFY_WITH_TIMEOUT(!home.exists(u".local/share/candor/events"_s), patience);
    }

    void aDamagedSettingsFileStopsAndThenRefuses()
    {
        const TemporaryHome home;
        const QString settings = u".local/share/containers/podman-desktop/configuration/settings.json"_s;
        const TelemetryOptions options = appOptions(home, nobody(), QString());
        Telemetry telemetry(options);
        agree(&telemetry);
        QTRY_VERIFY_WITH_TIMEOUT(counters(home) && counters(home)->waiting == 1, patience);
        const QByteArray good = home.read(settings);

        // As somebody leaves it who writes slowly: nothing is lost, nothing was said.
        home.write(settings, "{\"telemetry.enabled\": true, ");
        QTRY_VERIFY_WITH_TIMEOUT(!telemetry.status().allowed(), patience);
        QVERIFY2(telemetry.status().settingsProblem().contains(u"damaged"_s),
                 qPrintable(telemetry.status().settingsProblem()));
        QVERIFY(!telemetry.status().mayAsk());
        home.write(settings, good);
        QTRY_VERIFY_WITH_TIMEOUT(telemetry.isAllowed(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(counters(home) && counters(home)->waiting == 1, patience);

        // A slip of the pen, left alone.
        QElapsedTimer timer;
        timer.start();
        home.write(settings, "{\"telemetry.enabled\": false,}");
        QTRY_VERIFY_WITH_TIMEOUT(!telemetry.status().allowed(), patience);
        QTRY_COMPARE_WITH_TIMEOUT(telemetry.status().decision(), Decision::Denied, patience);
        QVERIFY(timer.elapsed() >= 4900); // the file system's clock may be a tick behind
        QTRY_VERIFY_WITH_TIMEOUT(home.read(u".local/share/candor/consent.json"_s).contains("settings-file"), patience);
        QTRY_VERIFY_WITH_TIMEOUT(!home.exists(u".local/share/candor/events"_s), patience);
    }

    void theEnvironmentRefusesForThisProcessAndKeepsTheStore()
    {
        const TemporaryHome home;
        {
            Telemetry telemetry(appOptions(home, nobody(), QString()));
            agree(&telemetry);
            QTRY_VERIFY_WITH_TIMEOUT(counters(home) && counters(home)->waiting == 1, patience);
        }
        const std::int64_t waiting = counters(home)->waiting;
        QCOMPARE(waiting, 2); // app.stopped came with the end
        QProcessEnvironment environment = home.environment();
        environment.insert(u"DO_NOT_TRACK"_s, u"1"_s);
        TelemetryOptions options = appOptions(home, nobody(), QString());
        options.setEnvironment(environment);
        options.data().directories = home.directories();
        options.setStartPatience(std::chrono::minutes(1));
        {
            Telemetry telemetry(options);
            QVERIFY(!telemetry.isAllowed());
            QVERIFY(!telemetry.status().canAnswer());
            QCOMPARE(telemetry.status().rule(), Rule::DoNotTrack);
            QCOMPARE(telemetry.status().decision(), Decision::Granted);
            telemetry.track("page.viewed", {{"page", "appearance"}});
            QCoreApplication::processEvents();
        }
        QCOMPARE(counters(home)->waiting, waiting);
    }

    void whatWaitsIsSentWhenTheServerIsThereAgain()
    {
        const TemporaryHome home;
        ScriptedServer server(accepting);
        QVERIFY(server.listen());
        const QUrl endpoint = server.url();
        const quint16 port = server.port();
        server.close();
        {
            Telemetry telemetry(appOptions(home, endpoint));
            const QSignalSpy listening(&telemetry, &Telemetry::statusChanged); // counts are read for those who listen
            agree(&telemetry);
            telemetry.track("page.viewed", {{"page", "appearance"}});
            QTRY_COMPARE_WITH_TIMEOUT(activity(&telemetry).size(), std::size_t(2), patience);
            telemetry.flush();
            QTRY_VERIFY_WITH_TIMEOUT(telemetry.status().lastAttempt().isValid(), patience);
            QVERIFY(!telemetry.status().lastOk());
            QCOMPARE(telemetry.status().waiting(), 2);
        }
        QVERIFY(server.listen(port));
        Telemetry telemetry(appOptions(home, endpoint));
        QSignalSpy delivered(&telemetry, &Telemetry::delivered);
        QTRY_VERIFY_WITH_TIMEOUT(distinct(server.ids(u"uuid"_s)).size() >= 3, patience);
        telemetry.flush();
        QTRY_COMPARE_WITH_TIMEOUT(counters(home)->waiting, 0, patience);
        QCOMPARE(sum(*counters(home)), counters(home)->accepted);
    }

    void endsQuicklyWithAServerThatNeverAnswers()
    {
        const TemporaryHome home;
        ScriptedServer server({{200, {}, {}, ScriptedServer::Manner::NeverAnswer}});
        QVERIFY(server.listen());
        auto telemetry = std::make_unique<Telemetry>(appOptions(home, server.url()));
        agree(telemetry.get());
        QTRY_COMPARE_WITH_TIMEOUT(activity(telemetry.get()).size(), std::size_t(1), patience);
        telemetry->flush();
        QTRY_COMPARE_WITH_TIMEOUT(server.requests().size(), 1, patience);
        telemetry.reset();
        const EventCounters counted = *counters(home);
        QCOMPARE(counted.accepted, 2); // app.started and app.stopped, none lost
        QCOMPARE(counted.waiting + counted.sending, 2);
    }

    void takesEventsFromManyThreads()
    {
        const TemporaryHome home;
        Telemetry telemetry(appOptions(home, nobody(), QString()));
        agree(&telemetry);
        std::vector<std::thread> threads;
        for (int i = 0; i < 8; ++i) {
            threads.emplace_back([&telemetry] {
                for (int j = 0; j < 250; ++j)
                    telemetry.track("page.viewed", {{"page", "appearance"}});
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QTRY_VERIFY_WITH_TIMEOUT(counters(home) && counters(home)->accepted == 2001, patience);
        QCOMPARE(sum(*counters(home)), 2001);
    }

    void theExampleIsAWholeEventWithoutAnId()
    {
        const TemporaryHome home;
        const QStringList before = home.everything();
        Telemetry telemetry(appOptions(home, nobody()));
        QByteArray example;
        telemetry.fetchExample(u"made if you agree"_s, this,
                               [&example](const QByteArray &json, const QString &) { example = json; });
        QTRY_VERIFY_WITH_TIMEOUT(!example.isEmpty(), patience);
        const QJsonObject object = QJsonDocument::fromJson(example).object();
        QCOMPARE(object.value("event"_L1).toString(), u"app.started"_s);
        QCOMPARE(object.value("distinct_id"_L1).toString(), u"made if you agree"_s);
        QCOMPARE(object.value("uuid"_L1).toString(), u"made if you agree"_s);
        QVERIFY(object.value("properties"_L1).toObject().contains("architecture"_L1));
        QCOMPARE(home.everything(), before);
    }

    void aBrokenNoticeAsksNobody()
    {
        const TemporaryHome home;
        home.write(u"notice.json"_s, "{\"version\": 1}");
        TelemetryOptions options = appOptions(home, nobody());
        options.setNotice(home.path(u"notice.json"_s));
        Telemetry telemetry(options);
        QVERIFY(!telemetry.shouldAsk());
        QVERIFY(!telemetry.notice());
        QVERIFY(telemetry.noticeProblem().contains("line"_L1));
        QSignalSpy answered(&telemetry, &Telemetry::answered);
        telemetry.answer(Category::Usage, Origin::Prompt, u"en"_s);
        QVERIFY(answered.wait(patience));
        QVERIFY(!answered.at(0).at(0).toBool());
        QVERIFY(!telemetry.isAllowed());
    }

    void aBuildWithoutASenderAsksNobody()
    {
        const TemporaryHome home;
        TelemetryOptions options = appOptions(home, nobody());
        options.setDestination(Destination());
        const QStringList before = home.everything();
        Telemetry telemetry(options);
        QVERIFY(!telemetry.shouldAsk());
        QCOMPARE(telemetry.status().rule(), Rule::Build);
        telemetry.track("page.viewed", {{"page", "appearance"}});
        telemetry.flush();
        QCOMPARE(home.everything(), before);
    }
};

QTEST_GUILESS_MAIN(TestTelemetry)
#include "tst_telemetry.moc"
