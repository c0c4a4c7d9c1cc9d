// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// The Telemetry page, in a real window over the real facade, files, store and socket.

#include "candor/consentdialog.h"
#include "candor/telemetry.h"
#include "candor/telemetrypage.h"
#include "candor/theme.h"
#include "page/badge.h"
#include "support/scriptedserver.h"
#include "support/telemetryworld.h"
#include "telemetry/telemetrycontext.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QDialog>
#include <QFileInfo>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 20000; // ms; far more than is promised, for a loaded machine
constexpr Categories both = Categories(Category::Usage) | Category::Errors;

struct World
{
    TemporaryHome home;
    ScriptedServer server{{{200, "{\"status\":\"Ok\"}", {}}}};
    TelemetryOptions options;
    QList<QUrl> opened;
    std::unique_ptr<Telemetry> telemetry;
    std::unique_ptr<TelemetryPage> page;

    World()
        : options(listening())
    {
    }

    [[nodiscard]] TelemetryOptions listening()
    {
        if (!server.listen())
            qFatal("no port");
        return appOptions(home, server.url());
    }
    [[nodiscard]] bool show()
    {
        telemetry = std::make_unique<Telemetry>(options);
        page = std::make_unique<TelemetryPage>(telemetry.get(), [this](const QUrl &url) { opened.append(url); });
        page->resize(744, 680);
        page->load();
        page->show();
        page->activateWindow();
        return QTest::qWaitForWindowActive(page.get(), patience);
    }
    template<typename T>
    [[nodiscard]] T *find(const QString &name) const
    {
        return page->findChild<T *>(name);
    }
    [[nodiscard]] QCheckBox *box(const QString &name) const { return find<QCheckBox>(name); }
    [[nodiscard]] QPushButton *button(const QString &name) const { return find<QPushButton>(name); }
    [[nodiscard]] bool shows(const QString &name) const { return find<QWidget>(name)->isVisible(); }
    [[nodiscard]] QString text(const QString &name) const
    {
        const auto *const badge = find<Badge>(name);
        return badge ? badge->text() : find<QLabel>(name)->text();
    }
    /// All visible labels below \a name, the whole page if that is empty; without the marks around host names.
    [[nodiscard]] QString allText(const QString &name = QString()) const
    {
        QStringList result;
        const QWidget *below = name.isEmpty() ? page.get() : find<QWidget>(name);
        for (const auto *label : below->findChildren<QLabel *>()) {
            if (label->isVisible())
                result.append(label->text());
        }
        return result.join(u'\n').remove(QChar(0x2068)).remove(QChar(0x2069));
    }
    void toggle(const QString &name) const { QTest::keyClick(box(name), Qt::Key_Space); }
    void click(const QString &name) const { button(name)->click(); }
    [[nodiscard]] bool answer(Categories categories) const
    {
        QSignalSpy answered(telemetry.get(), &Telemetry::answered);
        telemetry->answer(categories, Origin::Settings, u"en"_s);
        return answered.wait(patience) && answered.at(0).at(0).toBool();
    }
    /// As another process does it.
    [[nodiscard]] bool answerElsewhere(Categories categories) const
    {
        return TelemetryContext(options.data()).answer({categories, Origin::CommandLine, u"en"_s}).ok;
    }
    [[nodiscard]] Decision decision() const
    {
        return TelemetryContext(options.data()).consent().read().verdict.decision;
    }
};

const QString master = u"telemetrySwitch"_s;
const QString usage = u"telemetryUsage"_s;
const QString errors = u"telemetryErrors"_s;

} // namespace

class TelemetryPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void nothingIsTickedBeforeAnAnswer()
    {
        World world;
        QVERIFY(world.show());
        for (const QString &name : {master, usage, errors})
            QVERIFY2(world.box(name)->isEnabled() && !world.box(name)->isChecked(), qPrintable(name));
        QVERIFY(world.allText().contains(u"You have not answered yet"_s));
        QVERIFY(!world.button(u"copyIdButton"_s)->isEnabled());
        QCOMPARE(world.text(u"identityText"_s), u"made if you agree"_s);
        QCOMPARE(world.home.everything().filter(u"candor"_s), QStringList()); // looking creates nothing
    }

    void theSwitchAnswersAtOnce()
    {
        World world;
        QVERIFY(world.show());
        world.box(master)->setFocus();
        world.toggle(master);
        QVERIFY(world.box(master)->isChecked() && world.box(usage)->isChecked() && world.box(errors)->isChecked());
        QTRY_COMPARE_WITH_TIMEOUT(world.decision(), Decision::Granted, patience);
        QTRY_VERIFY_WITH_TIMEOUT(world.allText().contains(u"You agreed on "_s), patience);
        QVERIFY(world.box(master)->hasFocus());
        world.toggle(master);
        QVERIFY(!world.box(master)->isChecked() && !world.box(usage)->isChecked());
        QTRY_COMPARE_WITH_TIMEOUT(world.decision(), Decision::Denied, patience);
        QTRY_VERIFY_WITH_TIMEOUT(world.allText().contains(u"You refused on "_s), patience);
        QVERIFY(world.box(master)->hasFocus());
    }

    void followsAnAnswerFromElsewhere()
    {
        World world;
        QVERIFY(world.show());
        QVERIFY(world.answer(both));
        QTRY_VERIFY_WITH_TIMEOUT(world.box(master)->isChecked(), patience);
        world.box(usage)->setFocus();
        QVERIFY(world.answerElsewhere({}));
        QTRY_VERIFY_WITH_TIMEOUT(!world.box(master)->isChecked(), patience);
        QVERIFY(!world.box(usage)->isChecked() && !world.box(errors)->isChecked());
        QVERIFY(world.box(usage)->hasFocus());
        QVERIFY(world.answerElsewhere(Category::Errors));
        QTRY_VERIFY_WITH_TIMEOUT(world.box(master)->isChecked(), patience);
        QVERIFY(!world.box(usage)->isChecked() && world.box(errors)->isChecked());
        QVERIFY(world.box(usage)->hasFocus());
    }

    void withoutItsLastCategoryItIsANo()
    {
        World world;
        QVERIFY(world.show());
        QVERIFY(world.answer(both));
        QTRY_VERIFY_WITH_TIMEOUT(world.box(usage)->isChecked(), patience);
        world.toggle(usage);
        QTRY_COMPARE_WITH_TIMEOUT(world.telemetry->status().categories(), Categories(Category::Errors), patience);
        QVERIFY(world.box(master)->isChecked());
        world.toggle(errors);
        QVERIFY(!world.box(master)->isChecked());
        QTRY_COMPARE_WITH_TIMEOUT(world.decision(), Decision::Denied, patience);
    }

    void anAdministratorsRefusalIsShownWithItsFile()
    {
        World world;
        world.home.write(u"managed/locked.json"_s, R"({"locked": ["telemetry.enabled"]})");
        world.home.write(u"managed/default-settings.json"_s, R"({"telemetry.enabled": false})");
        QVERIFY(world.show());
        QVERIFY(world.shows(u"telemetryWhoDecided"_s));
        QVERIFY2(world.allText(u"telemetryWhoDecided"_s).contains(world.home.path(u"managed/locked.json"_s)),
                 qPrintable(world.allText(u"telemetryWhoDecided"_s)));
        QVERIFY(world.allText(u"telemetryWhoDecided"_s).contains(u"Managed"_s));
        for (const QString &name : {master, usage, errors})
            QVERIFY2(!world.box(name)->isEnabled() && !world.box(name)->isChecked(), qPrintable(name));
    }

    void anAdministratorsFileThatCannotBeReadIsNoRefusal()
    {
        World world;
        world.home.write(u"managed/locked.json"_s, "{");
        QVERIFY(world.show());
        const QString said = world.allText(u"telemetryWhoDecided"_s);
        QVERIFY2(said.contains(world.home.path(u"managed/locked.json"_s)), qPrintable(said));
        QVERIFY2(said.contains(u"can’t be read"_s) && !said.contains(u"turned off"_s), qPrintable(said));
        QVERIFY(!world.box(master)->isEnabled());
    }

    void whatAnAdministratorDidWithoutEffectIsNamed()
    {
        World world;
        world.home.write(u"managed/locked.json"_s, R"({"locked": ["telemetry.enable"]})");
        QVERIFY(world.show());
        const QString said = world.allText(u"telemetryWithoutEffect"_s);
        QVERIFY2(said.contains(u"telemetry.enable”"_s) && said.contains(world.home.path(u"managed/locked.json"_s)),
                 qPrintable(said));
        QVERIFY(world.box(master)->isEnabled());
        QVERIFY(QFile::remove(world.home.path(u"managed/locked.json"_s)));
        QTRY_VERIFY_WITH_TIMEOUT(!world.shows(u"telemetryWithoutEffect"_s), patience);
    }

    void oneLockedCategoryLeavesTheOther()
    {
        World world;
        world.home.write(u"managed/locked.json"_s, R"({"locked": ["telemetry.errors"]})");
        world.home.write(u"managed/default-settings.json"_s, R"({"telemetry.errors": false})");
        QVERIFY(world.show());
        QVERIFY(!world.box(errors)->isEnabled());
        QVERIFY(world.box(usage)->isEnabled());
        world.toggle(master);
        QTRY_COMPARE_WITH_TIMEOUT(world.telemetry->status().categories(), Categories(Category::Usage), patience);
        QVERIFY(world.box(master)->isChecked() && !world.box(errors)->isChecked());
    }

    void aRefusalOfTheEnvironmentIsShown_data()
    {
        QTest::addColumn<QString>("variable");
        QTest::addColumn<QString>("value");
        QTest::newRow("DO_NOT_TRACK") << u"DO_NOT_TRACK"_s << u"1"_s;
        QTest::newRow("CANDOR_TELEMETRY") << u"CANDOR_TELEMETRY"_s << u"off"_s;
        QTest::newRow("CANDOR_DESTINATION") << u"CANDOR_DESTINATION"_s << u"none"_s;
    }

    void aRefusalOfTheEnvironmentIsShown()
    {
        QFETCH(QString, variable);
        QFETCH(QString, value);
        World world;
        QProcessEnvironment environment = world.home.environment();
        environment.insert(variable, value);
        world.options.setEnvironment(environment);
        QVERIFY(world.show());
        QVERIFY(world.allText(u"telemetryWhoDecided"_s).contains(variable));
        QVERIFY(!world.box(master)->isEnabled() && !world.box(master)->isChecked());
    }

    void aFalseInSettingsJsonIsShownAsSuch()
    {
        World world;
        QVERIFY(world.answerElsewhere(both));
        QVERIFY(world.show());
        QTRY_VERIFY_WITH_TIMEOUT(world.box(master)->isChecked(), patience);
        QVERIFY(!world.shows(u"telemetryWhoDecided"_s));
        world.home.write(u".local/share/containers/podman-desktop/configuration/settings.json"_s,
                         R"({"telemetry.enabled": false})");
        QTRY_VERIFY_WITH_TIMEOUT(!world.box(master)->isChecked(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(world.allText(u"telemetryWhoDecided"_s).contains(u"Turned off in settings.json"_s),
                                 patience);
        QVERIFY(world.box(master)->isEnabled()); // an answer here undoes it
        world.toggle(master);
        QTRY_COMPARE_WITH_TIMEOUT(world.decision(), Decision::Granted, patience);
    }

    void aCorruptSettingsJsonIsSaid()
    {
        World world;
        world.home.write(u".local/share/containers/podman-desktop/configuration/settings.json"_s, "{ not JSON");
        QVERIFY(world.show());
        QTRY_VERIFY_WITH_TIMEOUT(world.shows(u"telemetryMessageSettingsProblem"_s), patience);
        QVERIFY(world.allText(u"telemetryMessageSettingsProblem"_s).contains(u"settings.json"_s));
    }

    void showsWhatWaitsAndWasDelivered()
    {
        World world;
        QVERIFY(world.show());
        QCOMPARE(world.text(u"waitingText"_s), u"Nothing"_s);
        QCOMPARE(world.text(u"deliveryBadge"_s), u"None on record"_s);
        QVERIFY(world.answer(both));
        QTRY_VERIFY_WITH_TIMEOUT(world.text(u"waitingText"_s).startsWith(u"1 event, "_s), patience);
        world.telemetry->track("page.viewed", {{"page", "appearance"}});
        QTRY_VERIFY_WITH_TIMEOUT(world.text(u"waitingText"_s).startsWith(u"2 events, "_s), patience);

        QSignalSpy view(world.page.get(), &TelemetryPage::viewActivityRequested);
        world.click(u"viewWaitingButton"_s);
        QCOMPARE(view.size(), 1);

        world.telemetry->flush();
        QTRY_COMPARE_WITH_TIMEOUT(world.text(u"deliveryBadge"_s), u"Delivered"_s, patience);
        QTRY_COMPARE_WITH_TIMEOUT(world.text(u"waitingText"_s), u"Nothing"_s, patience);
        QVERIFY2(world.text(u"deliveryText"_s).endsWith(u"to 127.0.0.1"_s), qPrintable(world.text(u"deliveryText"_s)));
    }

    void copiesTheId()
    {
        World world;
        QVERIFY(world.show());
        QVERIFY(world.answer(both));
        QTRY_VERIFY_WITH_TIMEOUT(world.button(u"copyIdButton"_s)->isEnabled(), patience);
        const QString id = QString::fromUtf8(world.home.read(u".redhat/anonymousId"_s)).trimmed();
        QCOMPARE(id.size(), 36);
        QCOMPARE(world.text(u"identityText"_s), id);
        QApplication::clipboard()->setText(u"something else"_s);
        world.click(u"copyIdButton"_s);
        QCOMPARE(QApplication::clipboard()->text(), id);
    }

    void opensTheFoldersOfTheFiles()
    {
        World world;
        QVERIFY(world.show());
        QVERIFY(world.answer(both));
        QTRY_VERIFY_WITH_TIMEOUT(world.text(u"waitingText"_s).startsWith(u"1 event"_s), patience);
        world.click(u"showFilesButton"_s);
        const QStringList folders{u".local/share/containers/podman-desktop/configuration"_s, u".local/share/candor"_s,
                                  u".local/share/candor/events"_s, u".redhat"_s};
        for (int i = 0; i < folders.size(); ++i) {
            auto *button = world.button(u"openFolder%1"_s.arg(i));
            QVERIFY2(button && button->isEnabled(), qPrintable(folders.at(i)));
            button->click();
            QCOMPARE(world.opened.last(), QUrl::fromLocalFile(world.home.path(folders.at(i))));
        }
        QCOMPARE(world.opened.size(), folders.size());
        world.click(u"showFilesButton"_s);
        QVERIFY(!world.button(u"openFolder0"_s));
    }

    void aFolderThatIsNotThereCantBeOpened()
    {
        World world;
        QVERIFY(world.show());
        world.click(u"showFilesButton"_s);
        QVERIFY(!world.button(u"openFolder2"_s)->isEnabled());
    }

    void aYesFromATerminalIsKeptOrTurnedOff_data()
    {
        QTest::addColumn<QString>("button");
        QTest::addColumn<Decision>("decision");
        QTest::newRow("keep") << u"keepTerminalButton"_s << Decision::Granted;
        QTest::newRow("turn off") << u"turnOffTerminalButton"_s << Decision::Denied;
    }

    void aYesFromATerminalIsKeptOrTurnedOff()
    {
        QFETCH(QString, button);
        QFETCH(Decision, decision);
        World world;
        QVERIFY(world.answerElsewhere(both));
        QVERIFY(world.show());
        QTRY_VERIFY_WITH_TIMEOUT(world.shows(u"telemetryMessageTerminalAnswer"_s), patience);
        world.click(button);
        QTRY_VERIFY_WITH_TIMEOUT(!world.shows(u"telemetryMessageTerminalAnswer"_s), patience);
        QTRY_COMPARE_WITH_TIMEOUT(world.decision(), decision, patience);
        // Once is enough: the next window does not say it again.
        QTRY_VERIFY_WITH_TIMEOUT(!Telemetry(world.options).status().showTerminalAnswer(), patience);
    }

    void aQuietLineAfterTwoClosings()
    {
        World world;
        const TelemetryContext context(world.options.data());
        QVERIFY(context.consent().recordQuestionClosed().ok);
        QVERIFY(context.consent().recordQuestionClosed().ok);
        QVERIFY(world.show());
        QVERIFY(world.shows(u"telemetryMessageClosedTwice"_s));
        world.click(u"readQuestionButton"_s);
        QTRY_VERIFY_WITH_TIMEOUT(world.page->findChild<ConsentDialog *>(), patience);
        QTest::mouseClick(world.page->findChild<QPushButton *>(u"consentRefuseButton"_s), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(world.decision(), Decision::Denied, patience);
        QTRY_VERIFY_WITH_TIMEOUT(!world.shows(u"telemetryMessageClosedTwice"_s), patience);
    }

    void oneClosingIsNoReasonForALine()
    {
        World world;
        QVERIFY(TelemetryContext(world.options.data()).consent().recordQuestionClosed().ok);
        QVERIFY(world.show());
        QVERIFY(!world.shows(u"telemetryMessageClosedTwice"_s));
    }

    void anAnswerThatFailsIsSaid()
    {
        World world;
        QVERIFY(world.show());
        world.home.write(u".local/share/candor"_s, "a file where a folder should be"); // root may write anywhere else
        world.toggle(master);
        QTRY_VERIFY_WITH_TIMEOUT(world.shows(u"telemetryMessageAnswerProblem"_s), patience);
        QVERIFY(!world.box(master)->isChecked());
        QVERIFY(!world.telemetry->isAllowed());
    }

    void theNoticeLiesOpenUntilTheAnswer()
    {
        World world;
        QVERIFY(world.show());
        const auto *notice = world.find<QToolButton>(u"telemetryNotice"_s);
        QVERIFY(notice->isChecked());
        world.box(master)->setFocus();
        world.toggle(master);
        QTRY_VERIFY_WITH_TIMEOUT(!notice->isChecked(), patience);
        QVERIFY(world.box(master)->hasFocus());
        world.toggle(master);
        QTRY_COMPARE_WITH_TIMEOUT(world.decision(), Decision::Denied, patience);
        QTRY_VERIFY_WITH_TIMEOUT(world.allText().contains(u"You refused on "_s), patience);
        QVERIFY(!notice->isChecked());
    }

    void theNoticeStaysAsThePersonLeftIt()
    {
        World world;
        QVERIFY(world.show());
        auto *notice = world.find<QToolButton>(u"telemetryNotice"_s);
        QTest::keyClick(notice, Qt::Key_Space);
        QVERIFY(!notice->isChecked());
        QTest::keyClick(notice, Qt::Key_Space);
        QVERIFY(notice->isChecked());
        world.toggle(master);
        QTRY_VERIFY_WITH_TIMEOUT(world.allText().contains(u"You agreed on "_s), patience);
        QVERIFY(notice->isChecked());
    }

    void whatIsOnThisComputerIsOnTheFirstScreenAfterAnAnswer()
    {
        const Theme theme(qApp);
        World world;
        QVERIFY(world.answerElsewhere(both));
        QVERIFY(world.show());
        world.click(u"keepTerminalButton"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!world.shows(u"telemetryMessageTerminalAnswer"_s), patience);
        const auto *view = world.find<QWidget>(u"viewWaitingButton"_s);
        QTRY_VERIFY_WITH_TIMEOUT(world.page->rect().contains(view->mapTo(world.page.get(), view->rect().bottomLeft())),
                                 patience);
        QTRY_VERIFY_WITH_TIMEOUT(!view->visibleRegion().isEmpty(), patience);
    }

    void nothingIsCutOffBesideTheNavigationOfASmallScreen()
    {
        const Theme theme(qApp);
        World world;
        QVERIFY(world.show());
        QVERIFY(world.answer(both));
        QTRY_VERIFY_WITH_TIMEOUT(world.button(u"copyIdButton"_s)->isEnabled(), patience);
        world.page->resize(423, 440); // what is left of 640 x 480
        world.click(u"showFilesButton"_s);
        const auto *area = world.find<QScrollArea>(u"scrollArea"_s);
        QTRY_VERIFY_WITH_TIMEOUT(area->widget()->width() <= 423 && area->verticalScrollBar()->maximum() > 0, patience);
        QTRY_COMPARE_WITH_TIMEOUT(area->horizontalScrollBar()->maximum(), 0, patience);
    }

    void everyControlHasANameAndIsReachedByTab()
    {
        World world;
        QVERIFY(world.show());
        QVERIFY(world.answer(both));
        QTRY_VERIFY_WITH_TIMEOUT(world.button(u"copyIdButton"_s)->isEnabled(), patience);
        const QStringList order{master,
                                usage,
                                errors,
                                u"telemetryNotice"_s,
                                u"viewWaitingButton"_s,
                                u"copyIdButton"_s,
                                u"showFilesButton"_s,
                                u"telemetryPrivacyStatement"_s};
        world.box(master)->setFocus(Qt::TabFocusReason);
        int at = 0;
        for (int presses = 0; presses < 40 && at < order.size(); ++presses) {
            QWidget *focused = QApplication::focusWidget();
            QVERIFY(focused);
            if (focused->objectName() == order.at(at)) {
                const auto *button = qobject_cast<QAbstractButton *>(focused);
                QVERIFY2((button && !button->text().isEmpty()) || !button, qPrintable(order.at(at)));
                ++at;
            }
            QTest::keyClick(focused, Qt::Key_Tab);
        }
        QVERIFY2(at == order.size(), qPrintable(order.value(at)));
    }

    void enterStaysOnThePage()
    {
        World world;
        QVERIFY(world.show());
        QDialog dialog; // of an application that embeds the page
        auto *layout = new QVBoxLayout(&dialog);
        auto *close = new QPushButton(u"Close"_s);
        close->setDefault(true);
        connect(close, &QPushButton::clicked, &dialog, &QDialog::accept);
        layout->addWidget(world.page.get());
        layout->addWidget(close);
        dialog.show();
        QVERIFY(QTest::qWaitForWindowExposed(&dialog, patience));
        for (const QString &name : {master, usage, u"telemetryNotice"_s, u"telemetryPrivacyStatement"_s}) {
            QTest::keyClick(world.find<QWidget>(name), Qt::Key_Return);
            QTest::keyClick(world.find<QWidget>(name), Qt::Key_Enter);
            QVERIFY2(dialog.isVisible(), qPrintable(name));
        }
        QTest::keyClick(close, Qt::Key_Return);
        QVERIFY(!dialog.isVisible());
        world.page->setParent(nullptr);
    }

    void visitsAreNeverRecorded()
    {
        World world;
        QVERIFY(world.show());
        QVERIFY(world.page->recordedName().isEmpty());
        QVERIFY(world.page->searchWords().contains(u"Telemetry"_s) || world.page->searchWords().size() > 8);
    }
};

QTEST_MAIN(TelemetryPageTest)
#include "tst_telemetrypage.moc"
