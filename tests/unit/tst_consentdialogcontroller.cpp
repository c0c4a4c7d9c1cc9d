// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// What the question says and does, without a window.

#include "consent/consentdialogcontroller.h"
#include "support/telemetryworld.h"
#include "telemetry/telemetry.h"
#include "telemetry/telemetrycontext.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

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
        QCOMPARE(telemetry.status().categories, Categories(Category::Usage));
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
        QVERIFY(!controller.isAnswering() && controller.example().isEmpty());
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
        notice.insert(u"version"_s, 2);
        notice.insert(u"changes"_s, QJsonObject{{u"en"_s, u"The processor type."_s}});
        home.write(u"notice.json"_s, QJsonDocument(notice).toJson());
        options.setNotice(home.path(u"notice.json"_s));
        Telemetry telemetry(options);
        const ConsentDialogController controller(&telemetry);
        QVERIFY(controller.canAsk() && telemetry.shouldAsk() && !telemetry.isAllowed());
        QVERIFY2(controller.whatIsNew().contains(u"notice 1"_s)
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
    }

    void theExampleIsWholeAndInOneMemberALine()
    {
        const TemporaryHome home;
        Telemetry telemetry(appOptions(home, nobody));
        const ConsentDialogController controller(&telemetry);
        const QString example = controller.example();
        QCOMPARE(QJsonDocument::fromJson(example.toUtf8()).object().value(u"event"_s).toString(), u"app.started"_s);
        QVERIFY(example.count(u'\n') > 10);
        QVERIFY(!home.exists(u".local/share/candor"_s));
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
