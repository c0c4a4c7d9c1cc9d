// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// What the Telemetry page says and does, without a window.

#include "candor/telemetry.h"
#include "candor/telemetrypagecontroller.h"
#include "queue/eventstore.h"
#include "support/fakeclock.h"
#include "support/identityworld.h"
#include "support/scriptedserver.h"
#include "support/telemetryworld.h"
#include "telemetry/accountingtext.h"
#include "telemetry/telemetrycontext.h"
#include "telemetry/telemetryoptionsdata.h"
#include "telemetry/telemetrystatusdata.h"

#include <QNetworkProxy>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 20000; // ms; far more than is promised, for a loaded machine
constexpr Categories both = Categories(Category::Usage) | Category::Errors;

const QUrl nobody(u"http://127.0.0.1:9"_s);

bool answer(Telemetry *telemetry, Categories categories)
{
    QSignalSpy answered(telemetry, &Telemetry::answered);
    telemetry->answer(categories, Origin::Settings, u"en"_s);
    return answered.wait(patience) && answered.at(0).at(0).toBool();
}

} // namespace

class TelemetryPageControllerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void saysWhatTurningOffDoes_data()
    {
        QTest::addColumn<QUrl>("endpoint");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("ends");
        QTest::newRow("another computer")
            << QUrl(u"https://telemetry.candor.example"_s) << u"test-key"_s
            << u"what is waiting is erased. What was already sent is deleted after 12 months, or when you ask for it."_s;
        QTest::newRow("a receiver on this computer")
            << nobody << u"test-key"_s << u"collecting stops at once and what is waiting is erased."_s;
        QTest::newRow("no key") << QUrl(u"https://telemetry.candor.example"_s) << QString()
                                << u"collecting stops at once and what was kept is erased."_s;
    }

    void saysWhatTurningOffDoes()
    {
        QFETCH(QUrl, endpoint);
        QFETCH(QString, key);
        QFETCH(QString, ends);
        const TemporaryHome home;
        TelemetryOptions options = appOptions(home, endpoint, key);
        options.setProxy(QNetworkProxy(QNetworkProxy::HttpProxy, u"127.0.0.1"_s, 9)); // nothing leaves this computer
        Telemetry telemetry(options);
        const TelemetryPageController controller(&telemetry);
        QVERIFY(controller.header().startsWith(u"You have not answered yet."_s));
        QVERIFY(answer(&telemetry, both));
        QTRY_VERIFY_WITH_TIMEOUT(controller.header().startsWith(u"You agreed on "_s), patience);
        QVERIFY2(controller.header().endsWith(ends), qPrintable(controller.header()));
        QVERIFY2(controller.header().contains(u"(notice %1)"_s.arg(telemetry.notice()->version())),
                 qPrintable(controller.header()));
        QVERIFY(answer(&telemetry, {}));
        QTRY_VERIFY_WITH_TIMEOUT(controller.header().startsWith(u"You refused on "_s), patience);
    }

    void saysWhatTheIdIs_data()
    {
        QTest::addColumn<Identity>("mode");
        QTest::addColumn<QString>("title");
        QTest::addColumn<bool>("file");
        QTest::newRow("stable") << Identity::Stable << u"ID"_s << true;
        QTest::newRow("daily") << Identity::Daily << u"ID of today"_s << false;
        QTest::newRow("none") << Identity::None << u"ID, until you close the application"_s << false;
    }
    void saysWhatTheIdIs()
    {
        QFETCH(Identity, mode);
        QFETCH(QString, title);
        QFETCH(bool, file);
        const IdentityWorld world;
        Telemetry telemetry(world.options(mode));
        const TelemetryPageController controller(&telemetry);
        QCOMPARE(controller.identityTitle(), title);
        QCOMPARE(controller.identity(), u"made if you agree"_s);
        QCOMPARE(controller.filesTitle().contains(u"ID"_s), file);
        for (const auto &each : controller.files())
            QVERIFY(file || !each.path.contains(u"anonymousId"_s));
        QVERIFY(answer(&telemetry, both));
        QTRY_VERIFY_WITH_TIMEOUT(controller.hasIdentity(), patience);
        QCOMPARE(controller.identity(), telemetry.status().anonymousId());
        QVERIFY(answer(&telemetry, {}));
        QTRY_VERIFY_WITH_TIMEOUT(!controller.hasIdentity(), patience);
        QCOMPARE(controller.identity(), u"made if you agree"_s);
    }

    void opensTheNoticeOnlyWhileNobodyAnswered()
    {
        const TemporaryHome home;
        Telemetry telemetry(appOptions(home, nobody));
        const TelemetryPageController controller(&telemetry);
        QVERIFY(controller.opensNotice() && controller.showsNotice());
        QVERIFY(answer(&telemetry, {}));
        QTRY_VERIFY_WITH_TIMEOUT(!controller.opensNotice(), patience);
        QVERIFY(controller.showsNotice()); // agreeing here must still say to what
        QVERIFY(answer(&telemetry, both));
        QTRY_VERIFY_WITH_TIMEOUT(!controller.showsNotice(), patience);
    }

    void aClickStandsUntilItIsInEffect()
    {
        const TemporaryHome home;
        Telemetry telemetry(appOptions(home, nobody));
        TelemetryPageController controller(&telemetry);
        controller.setMaster(true);
        QVERIFY(controller.master().ticked && !telemetry.isAllowed());
        controller.setCategory(Category::Errors, false);
        QVERIFY(controller.master().ticked && !controller.category(Category::Errors).ticked);
        QTRY_COMPARE_WITH_TIMEOUT(telemetry.status().categories(), Categories(Category::Usage), patience);
        controller.setCategory(Category::Usage, false);
        QVERIFY(!controller.master().ticked);
        QTRY_COMPARE_WITH_TIMEOUT(telemetry.status().decision(), Decision::Denied, patience);
    }

    void aFailedAnswerIsShownUntilItIsDismissed()
    {
        const TemporaryHome home;
        Telemetry telemetry(appOptions(home, nobody));
        TelemetryPageController controller(&telemetry);
        home.write(u".local/share/candor"_s, "a file where a folder should be");
        controller.setMaster(true);
        const auto says = [&controller] {
            for (const TelemetryPageController::Message &message : controller.messages()) {
                if (message.kind == TelemetryPageController::MessageKind::AnswerProblem)
                    return !message.text.isEmpty();
            }
            return false;
        };
        QTRY_VERIFY_WITH_TIMEOUT(says(), patience);
        QVERIFY(!controller.master().ticked);
        controller.dismissAnswerProblem();
        QVERIFY(!says());
    }

    void theMasterBoxRestoresWhatWasGrantedLast_data()
    {
        QTest::addColumn<Categories>("granted");
        QTest::newRow("usage") << Categories(Category::Usage);
        QTest::newRow("errors") << Categories(Category::Errors);
        QTest::newRow("both") << both;
    }
    void theMasterBoxRestoresWhatWasGrantedLast()
    {
        QFETCH(Categories, granted);
        const TemporaryHome home;
        const TelemetryOptions options = appOptions(home, nobody);
        QVERIFY(TelemetryContext(options.data()).answer({granted, Origin::CommandLine, u"en"_s}).ok);
        const auto given = [&options] { return TelemetryContext(options.data()).consent().read().record.categories; };
        {
            Telemetry telemetry(options);
            TelemetryPageController controller(&telemetry);
            controller.turnOffTerminalAnswer();
            QTRY_COMPARE_WITH_TIMEOUT(telemetry.status().decision(), Decision::Denied, patience);
            QTRY_COMPARE_WITH_TIMEOUT(given(), Categories(), patience);
            controller.setMaster(true);
            QTRY_COMPARE_WITH_TIMEOUT(given(), granted, patience);
            controller.setMaster(false);
            QTRY_COMPARE_WITH_TIMEOUT(given(), Categories(), patience);
        }
        // Another day, too.
        Telemetry telemetry(options);
        TelemetryPageController controller(&telemetry);
        controller.setMaster(true);
        QTRY_COMPARE_WITH_TIMEOUT(given(), granted, patience);
    }

    void aRefusalThatWasNotSavedStaysVisible()
    {
        const TemporaryHome home;
        Telemetry telemetry(appOptions(home, nobody));
        const TelemetryPageController controller(&telemetry);
        home.write(u".local/share/candor"_s, "a file where a folder should be");
        home.write(u".local/share/containers"_s, "likewise");
        QVERIFY(!answer(&telemetry, {})); // in the question, which is closed then
        QVERIFY2(controller.header().startsWith(u"You refused. That could not be saved"_s),
                 qPrintable(controller.header()));
        const auto messages = controller.messages();
        QVERIFY(std::any_of(messages.begin(), messages.end(), [](const TelemetryPageController::Message &message) {
            return message.kind == TelemetryPageController::MessageKind::AnswerProblem;
        }));
        // A page that is made later says it, too.
        telemetry.refresh();
        QVERIFY(TelemetryPageController(&telemetry).header().contains(u"could not be saved"_s));
    }

    void aRefusalWithoutAnAnswerHasNoDate()
    {
        const TemporaryHome home;
        home.write(u".local/share/containers/podman-desktop/configuration/settings.json"_s,
                   "{ \"telemetry.enabled\": false }");
        Telemetry telemetry(appOptions(home, nobody));
        const TelemetryPageController controller(&telemetry);
        QCOMPARE(controller.header(), u"Nothing is collected."_s);
        QVERIFY(controller.whoDecided().contains(u"settings.json"_s));
    }

    void saysWhereADamagedSettingsFileWent()
    {
        const TemporaryHome home;
        home.write(u".local/share/containers/podman-desktop/configuration/settings.json"_s, "{ damaged");
        Telemetry telemetry(appOptions(home, nobody));
        TelemetryPageController controller(&telemetry);
        const auto said = [&controller] {
            for (const TelemetryPageController::Message &message : controller.messages()) {
                if (message.kind == TelemetryPageController::MessageKind::SettingsReplaced)
                    return message.text;
            }
            return QString();
        };
        QCOMPARE(said(), QString());
        QVERIFY(answer(&telemetry, {}));
        QVERIFY(!telemetry.status().settingsBackup().isEmpty());
        QVERIFY2(said().contains(telemetry.status().settingsBackup()), qPrintable(said()));
        telemetry.refresh();
        QVERIFY(!said().isEmpty());
        controller.dismissSettingsReplaced();
        QCOMPARE(said(), QString());
    }

    void tellsHowLongAgo_data()
    {
        QTest::addColumn<int>("seconds");
        QTest::addColumn<QString>("text");
        QTest::newRow("now") << 0 << u"Just now to 127.0.0.1"_s;
        QTest::newRow("seconds") << 59 << u"Just now to 127.0.0.1"_s;
        QTest::newRow("a minute") << 60 << u"1 minute ago to 127.0.0.1"_s;
        QTest::newRow("minutes") << 3599 << u"59 minutes ago to 127.0.0.1"_s;
        QTest::newRow("an hour") << 3600 << u"1 hour ago to 127.0.0.1"_s;
        QTest::newRow("hours") << 7200 << u"2 hours ago to 127.0.0.1"_s;
        QTest::newRow("a clock that was set back") << -600 << u"Just now to 127.0.0.1"_s;
    }

    void tellsHowLongAgo()
    {
        QFETCH(int, seconds);
        QFETCH(QString, text);
        const TemporaryHome home;
        ScriptedServer server({{200, "{\"status\":\"Ok\"}", {}}});
        QVERIFY(server.listen());
        TelemetryOptions options = appOptions(home, server.url());
        const auto clock = std::make_shared<FakeClock>();
        options.data().clock = clock;
        Telemetry telemetry(options);
        const TelemetryPageController controller(&telemetry);
        QVERIFY(answer(&telemetry, both));
        QTRY_COMPARE_WITH_TIMEOUT(telemetry.status().waiting(), qint64(1), patience);
        telemetry.flush();
        QTRY_COMPARE_WITH_TIMEOUT(int(controller.delivery().state),
                                  int(TelemetryPageController::DeliveryState::Delivered), patience);
        clock->advance(std::chrono::seconds(seconds));
        QCOMPARE(controller.delivery().text, text);
    }

    void aFailureIsNotCalledDelivered()
    {
        const TemporaryHome home;
        ScriptedServer server({{500, "no", {}}});
        QVERIFY(server.listen());
        Telemetry telemetry(appOptions(home, server.url()));
        const TelemetryPageController controller(&telemetry);
        QVERIFY(answer(&telemetry, both));
        QTRY_COMPARE_WITH_TIMEOUT(telemetry.status().waiting(), qint64(1), patience);
        telemetry.flush();
        QTRY_COMPARE_WITH_TIMEOUT(int(controller.delivery().state), int(TelemetryPageController::DeliveryState::Failed),
                                  patience);
        QVERIFY(!controller.delivery().explanation.isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(controller.waiting().startsWith(u"1 event, "_s), patience);
    }

    void accountsForEveryEvent_data()
    {
        using Dropped = QMap<QString, qint64>;
        QTest::addColumn<qint64>("accepted");
        QTest::addColumn<qint64>("sending");
        QTest::addColumn<Dropped>("dropped");
        QTest::addColumn<QString>("says");
        QTest::newRow("nothing yet") << qint64(0) << qint64(0) << Dropped() << QString();
        QTest::newRow("all is well") << qint64(1234) << qint64(0) << Dropped()
                                     << u"1,234 happened: 1,200 delivered, 34 waiting"_s;
        QTest::newRow("on its way") << qint64(1236) << qint64(2) << Dropped()
                                    << u"1,236 happened: 1,200 delivered, 34 waiting, 2 being sent"_s;
        QTest::newRow("dropped") << qint64(3244) << qint64(0)
                                 << Dropped{{u"disk"_s, 2000}, {u"rejected"_s, 10}, {u"memory"_s, 0}}
                                 << u"3,244 happened: 1,200 delivered, 34 waiting, 2,010 not delivered (2,000 more "
                                    "than could be kept, 10 rejected by the server)"_s;
        QTest::newRow("not recorded")
            << qint64(1239) << qint64(0) << Dropped{{u"category"_s, 5}}
            << u"1,239 happened: 1,200 delivered, 34 waiting, 5 not recorded (5 not agreed to)"_s;
        QTest::newRow("both") << qint64(1259) << qint64(0)
                              << Dropped{{u"deleted"_s, 7},
                                         {u"category"_s, 10},
                                         {u"attempts"_s, 3},
                                         {u"aggregated"_s, 5}}
                              << u"1,259 happened: 1,200 delivered, 34 waiting, 15 not recorded (10 not agreed to, 5 "
                                 "summed up in others), 10 not delivered (3 tried too often, 7 deleted by you)"_s;
    }

    void accountsForEveryEvent()
    {
        QFETCH(qint64, accepted);
        QFETCH(qint64, sending);
        using Dropped = QMap<QString, qint64>;
        QFETCH(Dropped, dropped);
        TelemetryStatusData status;
        status.countsKnown = true;
        status.accepted = accepted;
        status.delivered = 1200;
        status.waiting = 34;
        status.sending = sending;
        status.dropped = dropped;
        status.canSend = true;
        QTEST(accountingText(status), "says");
        // Where nothing is ever sent, nothing waits for it.
        TelemetryStatusData kept = status;
        kept.canSend = false;
        QVERIFY(!accountingText(kept).contains(u"waiting"_s));
        QCOMPARE(accountingText(kept).contains(u"34 kept on this computer"_s), accepted > 0);
        // No reason is left out: the numbers in the sentence add up. What was stored at all is not "not recorded".
        const QList<DropReason> stored{DropReason::Disk, DropReason::Expired, DropReason::Attempts,
                                       DropReason::Rejected, DropReason::Deleted};
        for (int reason = 0; reason <= static_cast<int>(DropReason::Early); ++reason) {
            const std::string_view name = dropReasonName(static_cast<DropReason>(reason));
            const QString expected =
                stored.contains(static_cast<DropReason>(reason)) ? u"1 not delivered (1 "_s : u"1 not recorded (1 "_s;
            TelemetryStatusData one = status;
            one.accepted = 1235;
            one.dropped = {{QString::fromUtf8(name.data(), qsizetype(name.size())), 1}};
            QVERIFY2(accountingText(one).contains(expected), std::string(name).c_str());
            QVERIFY2(accountingText(one).count(u'(') == 1, std::string(name).c_str());
        }
    }

    void whatIsNotKnownIsNotNothing()
    {
        const TemporaryHome home;
        TelemetryOptions options = appOptions(home, nobody);
        options.setStartDelay(std::chrono::hours(1)); // nothing is sent
        QVERIFY(TelemetryContext(options.data()).answer({Category::Usage, Origin::Prompt, u"en"_s}).ok);
        {
            const Telemetry telemetry(options);
            QTRY_COMPARE_WITH_TIMEOUT(TelemetryContext(options.data()).records().count(TelemetryContext::shortPatience),
                                      1, patience); // app.started
        }
        QProcessEnvironment environment = home.environment();
        environment.insert(u"DO_NOT_TRACK"_s, u"1"_s);
        options.setEnvironment(environment);
        options.data().directories = home.directories();
        options.setStartPatience(std::chrono::minutes(1));
        Telemetry telemetry(options);
        const TelemetryPageController controller(&telemetry);
        QCOMPARE(controller.waiting(), u"Not known"_s);
        QCOMPARE(controller.delivery().badge, u"Not known"_s);
        QVERIFY2(controller.accounting().contains("telemetry is refused for this run"_L1),
                 qPrintable(controller.accounting()));
    }

    void outlivesItsTelemetry()
    {
        const TemporaryHome home;
        auto telemetry = std::make_unique<Telemetry>(appOptions(home, nobody));
        TelemetryPageController controller(telemetry.get());
        telemetry.reset();
        QVERIFY(!controller.master().enabled && !controller.master().ticked);
        controller.setMaster(true);
        controller.refresh();
        QVERIFY(!controller.master().ticked && !controller.hasIdentity() && controller.files().empty());
    }
};

QTEST_GUILESS_MAIN(TelemetryPageControllerTest)
#include "tst_telemetrypagecontroller.moc"
