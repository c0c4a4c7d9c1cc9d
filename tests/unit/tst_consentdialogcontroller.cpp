// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// What the question says and does, without a window.

#include "candor/telemetry.h"
#include "consent/consentdialogcontroller.h"
#include "support/telemetryworld.h"
#include "telemetry/telemetrycontext.h"
#include "telemetry/telemetryoptionsdata.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 20000; // ms; far more than is promised, for a loaded machine

const QUrl nobody(u"http://127.0.0.1:9"_s);

} // namespace

class ConsentDialogControllerTest : public QObject
{
    Q_OBJECT

    static QString exampleOf(ConsentDialogController *controller)
    {
        QString result;
        controller->fetchExample(controller, [&result](const QString &text) { result = text; });
        return QTest::qWaitFor([&result] { return !result.isEmpty(); }, patience) ? result : QString();
    }

private Q_SLOTS:
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void anAnswerSucceedsOnce()
    {
        const TemporaryHome home;
        Telemetry telemetry(appOptions(home, nobody));
        ConsentDialogController controller(&telemetry);
        QSignalSpy succeeded(&controller, &ConsentDialogController::succeeded);
        QVERIFY(controller.canAsk() && !controller.isAnswering());
        controller.agree(Category::Usage);
        QVERIFY(controller.isAnswering());
        controller.refuse(); // a second answer while the first is on its way is a slip of the hand
        QVERIFY(succeeded.wait(patience));
        QVERIFY(telemetry.isAllowed());
        QCOMPARE(telemetry.status().categories(), Categories(Category::Usage));
        controller.closed(); // the window goes: that is not a closing of the question
        QVERIFY(!controller.isAnswering());
    }

    void agreeingToNothingDoesNothing()
    {
        const TemporaryHome home;
        Telemetry telemetry(appOptions(home, nobody));
        ConsentDialogController controller(&telemetry);
        controller.agree({});
        QVERIFY(!controller.isAnswering());
        QVERIFY(!home.exists(u".local/share/candor/consent.json"_s));
    }

    void aFailureCanBeTriedAgain()
    {
        const TemporaryHome home;
        Telemetry telemetry(appOptions(home, nobody));
        ConsentDialogController controller(&telemetry);
        home.write(u".local/share/candor"_s, "a file where a folder should be");
        QSignalSpy failed(&controller, &ConsentDialogController::failed);
        QSignalSpy overtaken(&controller, &ConsentDialogController::overtaken);
        controller.agree(Category::Usage);
        QVERIFY(failed.wait(patience));
        QVERIFY(!failed.at(0).at(0).toString().isEmpty());
        QVERIFY(!controller.isAnswering() && !telemetry.isAllowed());
        QCOMPARE(overtaken.size(), 0);
        QVERIFY(QFile::remove(home.path(u".local/share/candor"_s)));
        QSignalSpy succeeded(&controller, &ConsentDialogController::succeeded);
        controller.agree(Category::Usage);
        QVERIFY(succeeded.wait(patience));
    }

    void anAnswerFromElsewhereOvertakesIt()
    {
        const TemporaryHome home;
        const TelemetryOptions options = appOptions(home, nobody);
        Telemetry telemetry(options);
        ConsentDialogController controller(&telemetry);
        QSignalSpy overtaken(&controller, &ConsentDialogController::overtaken);
        QVERIFY(TelemetryContext(options.data()).answer({{}, Origin::CommandLine, u"en"_s}).ok);
        QTRY_COMPARE_WITH_TIMEOUT(overtaken.size(), 1, patience);
    }

    void outlivesItsTelemetry()
    {
        const TemporaryHome home;
        auto telemetry = std::make_unique<Telemetry>(appOptions(home, nobody));
        ConsentDialogController controller(telemetry.get());
        QSignalSpy overtaken(&controller, &ConsentDialogController::overtaken);
        telemetry.reset();
        QCOMPARE(overtaken.size(), 1);
        QVERIFY(!controller.canAsk());
        controller.agree(Category::Usage);
        controller.closed();
        QVERIFY(!controller.isAnswering());
        controller.fetchExample(&controller, [](const QString &) { QFAIL("there is nobody to make one"); });
    }

    void aYesToAnotherRecipientIsAskedForAgain()
    {
        const TemporaryHome home;
        QVERIFY(TelemetryContext(appOptions(home, QUrl(u"http://localhost:9"_s)).data())
                    .answer({Category::Usage, Origin::Prompt, u"en"_s})
                    .ok);
        Telemetry telemetry(appOptions(home, nobody));
        const ConsentDialogController controller(&telemetry);
        QVERIFY(controller.canAsk());
        QVERIFY2(controller.whatIsNew().contains(u"127.0.0.1"_s), qPrintable(controller.whatIsNew()));
        QVERIFY(controller.spoken().startsWith(controller.whatIsNew()));
    }

    void aNewNoticeIsAskedForAgainAndSaysWhatIsNew()
    {
        const TemporaryHome home;
        TelemetryOptions options = appOptions(home, nobody);
        QVERIFY(TelemetryContext(options.data()).answer({Category::Usage, Origin::Prompt, u"en"_s}).ok);
        QFile file(repositoryPath(u"resources/notice.json"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QJsonObject notice = QJsonDocument::fromJson(file.readAll()).object();
        const int agreed = notice.value(u"version"_s).toInt();
        notice.insert(u"version"_s, agreed + 1);
        notice.insert(u"changes"_s, QJsonObject{{u"en"_s, u"The processor type."_s}});
        home.write(u"notice.json"_s, QJsonDocument(notice).toJson());
        options.setNotice(home.path(u"notice.json"_s));
        Telemetry telemetry(options);
        const ConsentDialogController controller(&telemetry);
        QTRY_VERIFY_WITH_TIMEOUT(telemetry.shouldAsk(), patience);
        QVERIFY(controller.canAsk() && !telemetry.isAllowed());
        QVERIFY2(controller.whatIsNew().contains(u"notice %1"_s.arg(agreed))
                     && controller.whatIsNew().endsWith(u"The processor type."_s),
                 qPrintable(controller.whatIsNew()));
    }

    void speaksTheLanguage()
    {
        QLocale::setDefault(QLocale(QLocale::German, QLocale::Austria));
        const TemporaryHome home;
        Telemetry telemetry(appOptions(home, nobody));
        const ConsentDialogController controller(&telemetry);
        QVERIFY(controller.introduction().contains(u"Empfänger ist ein Programm auf diesem Computer"_s));
        QVERIFY(controller.never().startsWith(u"Ihr Name"_s));
        // What the library says around it, too, in every application; and back again.
        QCOMPARE(controller.refuseText(), u"&Nicht senden"_s);
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        QCOMPARE(controller.refuseText(), u"&Don’t send"_s);
        QVERIFY(controller.never().startsWith(u"Your name"_s));
    }

    void recordsTheLanguageThatWasShown_data()
    {
        QTest::addColumn<QString>("locale");
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("refusing");
        QTest::newRow("the notice's and the library's") << u"de_AT"_s << u"de"_s << u"&Nicht senden"_s;
        // English buttons around a French text would be a question in two languages.
        QTest::newRow("the notice's alone") << u"fr_FR"_s << u"en"_s << u"&Don’t send"_s;
        QTest::newRow("nobody's") << u"it_IT"_s << u"en"_s << u"&Don’t send"_s;
    }
    void recordsTheLanguageThatWasShown()
    {
        QFETCH(QString, locale);
        QFETCH(QString, language);
        QFETCH(QString, refusing);
        QLocale::setDefault(QLocale(locale));
        const TemporaryHome home;
        QFile file(repositoryPath(u"resources/notice.json"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QJsonObject notice = QJsonDocument::fromJson(file.readAll()).object();
        for (auto each = notice.begin(); each != notice.end(); ++each) {
            if (!each->isObject())
                continue;
            QJsonObject texts = each->toObject();
            if (each.key() == "identity"_L1) {
                QJsonObject stable = texts.value("stable"_L1).toObject();
                stable.insert("fr"_L1, u"En français."_s);
                texts.insert("stable"_L1, stable);
            } else {
                texts.insert("fr"_L1,
                             each.key().startsWith("recipients"_L1) && each.key() != "recipientsLocal"_L1
                                 ? u"En français : {recipient}."_s
                                 : u"En français."_s);
            }
            *each = texts;
        }
        home.write(u"notice.json"_s, QJsonDocument(notice).toJson());
        TelemetryOptions options = appOptions(home, nobody);
        options.setNotice(home.path(u"notice.json"_s));
        Telemetry telemetry(options);
        QVERIFY2(telemetry.notice(), qPrintable(telemetry.noticeProblem()));
        ConsentDialogController controller(&telemetry);
        QCOMPARE(controller.refuseText(), refusing);
        QVERIFY(!controller.introduction().contains(u"En français"_s));
        QSignalSpy succeeded(&controller, &ConsentDialogController::succeeded);
        controller.agree(Category::Usage);
        QVERIFY(succeeded.wait(patience));
        const QJsonObject kept = QJsonDocument::fromJson(home.read(u".local/share/candor/consent.json"_s)).object();
        QCOMPARE(kept.value("noticeLanguage"_L1).toString(), language);
    }

    void saysWhereTheAnswerCanBeChanged()
    {
        const TemporaryHome home;
        TelemetryOptions options(u"org.acme.notes", u"Acme Notes", u"1.0");
        options.setEnvironment(home.environment());
        options.data().directories = home.directories();
        options.setStartPatience(std::chrono::minutes(1));
        options.setNotice(repositoryPath(u"tests/package/notice.json"_s));
        options.setCatalogue(repositoryPath(u"resources/catalogue.json"_s));
        options.setDestination(PostHog(nobody, u"test-key"_s));
        Telemetry plain(options);
        const ConsentDialogController unknown(&plain);
        QVERIFY2(unknown.closing().endsWith(u"in the settings."_s), qPrintable(unknown.closing()));
        QVERIFY(!unknown.extent().contains(u"Podman"_s)); // it shares nothing
        QString place = u"Extras › <Privacy>"_s;
        options.setSettingsPlace([&place] { return place; });
        Telemetry named(options);
        const ConsentDialogController controller(&named);
        QVERIFY2(controller.closing().contains(u"<b>Extras › &lt;Privacy&gt;</b>"_s), qPrintable(controller.closing()));
        place = u"Extras › Datenschutz"_s; // another language
        QVERIFY(controller.closing().contains(place));
        QVERIFY(controller.spoken().contains(place));
    }

    void saysHowFarTheAnswerReaches()
    {
        const TemporaryHome home;
        Telemetry telemetry(appOptions(home, nobody));
        const ConsentDialogController controller(&telemetry);
        QVERIFY(controller.extent().contains(u"Podman Desktop uses the same switch"_s));
        QVERIFY(controller.extent().contains(u"still asks its own question"_s));
        QVERIFY(controller.spoken().contains(controller.extent()));
    }

    void theExampleIsWholeAndInOneMemberALine()
    {
        const TemporaryHome home;
        Telemetry telemetry(appOptions(home, nobody));
        ConsentDialogController controller(&telemetry);
        const QString example = exampleOf(&controller);
        QCOMPARE(QJsonDocument::fromJson(example.toUtf8()).object().value(u"event"_s).toString(), u"app.started"_s);
        QVERIFY(example.count(u'\n') > 10);
        QVERIFY(!home.exists(u".local/share/candor"_s));
    }

    // An application's catalogue decides what it is an example of.
    void theExampleHoldsWhatIsDeclared()
    {
        const TemporaryHome home;
        QFile file(repositoryPath(u"resources/catalogue.json"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QJsonObject catalogue = QJsonDocument::fromJson(file.readAll()).object();
        QJsonArray events = catalogue.value("events"_L1).toArray();
        QJsonObject started = events.first().toObject();
        QCOMPARE(started.value("name"_L1).toString(), u"app.started"_s);
        started.insert("properties"_L1, QJsonArray{started.value("properties"_L1).toArray().first()}); // "os"
        events[0] = started;
        catalogue.insert("events"_L1, events);
        home.write(u"os.json"_s, QJsonDocument(catalogue).toJson());
        events.removeFirst();
        catalogue.insert("events"_L1, events);
        home.write(u"none.json"_s, QJsonDocument(catalogue).toJson());
        home.write(u"broken.json"_s, "{");

        TelemetryOptions options = appOptions(home, nobody);
        options.setCatalogue(home.path(u"os.json"_s));
        Telemetry little(options);
        ConsentDialogController controller(&little);
        const QJsonObject properties =
            QJsonDocument::fromJson(exampleOf(&controller).toUtf8()).object().value("properties"_L1).toObject();
        QVERIFY(properties.contains("os"_L1) && properties.contains("app_version"_L1));
        for (const char *name : {"os_version", "distribution", "architecture", "language", "region"})
            QVERIFY2(!properties.contains(QLatin1StringView(name)), name);
        // Agreed to, it is recorded so.
        QSignalSpy succeeded(&controller, &ConsentDialogController::succeeded);
        controller.agree(controller.offered());
        QVERIFY(succeeded.wait(patience));
        QTRY_COMPARE_WITH_TIMEOUT((little.refresh(), little.status().waiting()), 1, patience);

        options.setCatalogue(home.path(u"none.json"_s));
        Telemetry none(options);
        ConsentDialogController other(&none);
        QVERIFY(exampleOf(&other).startsWith(u"This program records nothing when it starts"_s));
        options.setCatalogue(home.path(u"broken.json"_s));
        Telemetry broken(options);
        ConsentDialogController third(&broken);
        QVERIFY(exampleOf(&third).contains(u"catalogue.json"_s));
    }

    void aRefusalThatWasNotSavedIsNoClosing()
    {
        const TemporaryHome home;
        Telemetry telemetry(appOptions(home, nobody));
        ConsentDialogController controller(&telemetry);
        home.write(u".local/share/candor"_s, "a file where a folder should be");
        home.write(u".local/share/containers"_s, "likewise");
        QSignalSpy failed(&controller, &ConsentDialogController::failed);
        controller.opened();
        controller.refuse();
        QVERIFY(failed.wait(patience));
        QVERIFY(telemetry.status().refusalUnsaved());
        QCOMPARE(telemetry.status().decision(), Decision::Denied);
        QSignalSpy problem(&telemetry, &Telemetry::problem);
        controller.closed();
        QVERIFY(!telemetry.shouldAsk());
        QCOMPARE(problem.size(), 0);
        QCOMPARE(telemetry.status().decision(), Decision::Denied);
    }

    void saysWhereADamagedSettingsFileWent()
    {
        const TemporaryHome home;
        const QString folder = u".local/share/containers/podman-desktop/configuration/"_s;
        home.write(folder + u"settings.json"_s, "{ damaged");
        Telemetry telemetry(appOptions(home, nobody));
        ConsentDialogController controller(&telemetry);
        QVERIFY(controller.settingsReplaced().isEmpty());
        QSignalSpy succeeded(&controller, &ConsentDialogController::succeeded);
        controller.refuse();
        QVERIFY(succeeded.wait(patience));
        const QString backup = telemetry.status().settingsBackup();
        QFile file(backup);
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(backup));
        QCOMPARE(file.readAll(), QByteArray("{ damaged"));
        QVERIFY2(controller.settingsReplaced().contains(backup), qPrintable(controller.settingsReplaced()));
    }

    void deletionIsSpokenOfOnlyWhereSomebodyElseHasIt()
    {
        const TemporaryHome home;
        Telemetry remote(appOptions(home, QUrl(u"https://eu.i.posthog.com"_s)));
        QVERIFY(ConsentDialogController(&remote).deletionAndContact().startsWith(u"Write to "_s));
        Telemetry here(appOptions(home, nobody));
        QVERIFY(ConsentDialogController(&here).deletionAndContact().startsWith(u"Questions: "_s));
        Telemetry keyless(appOptions(home, nobody, QString()));
        QVERIFY(ConsentDialogController(&keyless).deletionAndContact().startsWith(u"Questions: "_s));
    }
};

QTEST_GUILESS_MAIN(ConsentDialogControllerTest)
#include "tst_consentdialogcontroller.moc"
