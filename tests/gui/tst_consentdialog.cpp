// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// The question, in a real window over the real facade and real files.

#include "candor/catalogue.h"
#include "candor/collectedevents.h"
#include "candor/consentdialog.h"
#include "candor/telemetry.h"
#include "candor/theme.h"
#include "support/scriptedserver.h"
#include "support/telemetryworld.h"
#include "telemetry/telemetrycontext.h"
#include "telemetry/telemetryoptionsdata.h"

#include <QApplication>
#include <QCheckBox>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60000; // ms; far more than is promised, for a loaded machine

const QString consentFile = u".local/share/candor/consent.json"_s;
const QString settingsFile = u".local/share/containers/podman-desktop/configuration/settings.json"_s;
const QStringList answers{u"consentRefuseButton"_s, u"consentChooseButton"_s, u"consentAgreeButton"_s};

struct World
{
    TemporaryHome home;
    TelemetryOptions options;
    std::unique_ptr<Telemetry> telemetry;
    QWidget window;

    explicit World(const QUrl &endpoint = QUrl(u"http://127.0.0.1:9"_s), const QString &key = u"test-key"_s)
        : options(appOptions(home, endpoint, key))
    {
        window.resize(960, 680);
    }

    [[nodiscard]] bool ask()
    {
        if (!telemetry)
            telemetry = std::make_unique<Telemetry>(options);
        window.show();
        window.activateWindow();
        if (!QTest::qWaitForWindowActive(&window, patience))
            return false;
        // The catalogue is read first.
        if (!QTest::qWaitFor([this] { return !telemetry->status().questionWaits(); }, patience))
            return false;
        ConsentDialog::askIfUndecided(telemetry.get(), &window);
        // isActiveWindow() is true of a dialog as soon as its parent is active; keys need the dialog itself.
        return dialog() && QTest::qWaitFor([this] { return QApplication::activeWindow() == dialog(); }, patience);
    }
    /// The question if it is on the screen.
    [[nodiscard]] ConsentDialog *dialog() const
    {
        for (auto *dialog : window.findChildren<ConsentDialog *>()) {
            if (dialog->isVisible())
                return dialog;
        }
        return nullptr;
    }
    template<typename T>
    [[nodiscard]] T *find(const QString &name) const
    {
        return dialog()->findChild<T *>(name);
    }
    [[nodiscard]] QPushButton *button(const QString &name) const { return find<QPushButton>(name); }
    void click(const QString &name) const { QTest::mouseClick(button(name), Qt::LeftButton); }

    /// Over the window, soon. Frames are left out: asked while the window manager makes one, Qt takes the unfinished
    /// frame (1x1) for the final one.
    [[nodiscard]] bool isCentred() const
    {
        const auto distance = [this] { return dialog()->geometry().center() - window.geometry().center(); };
        return QTest::qWaitFor([&] { return distance().manhattanLength() < 60; }, patience);
    }
    [[nodiscard]] QString places() const
    {
        const auto named = [](const QRect &place) {
            return u"%1,%2 %3x%4"_s.arg(place.x()).arg(place.y()).arg(place.width()).arg(place.height());
        };
        return u"the question %1, its window %2"_s.arg(named(dialog()->geometry()), named(window.geometry()));
    }
    /// Everything that can be read, without markup and without the marks around host names.
    [[nodiscard]] QString text() const
    {
        QStringList result;
        for (const auto *label : dialog()->findChildren<QLabel *>()) {
            if (label->isVisible())
                result.append(label->text());
        }
        for (const auto *button : dialog()->findChildren<QAbstractButton *>()) {
            if (button->isVisible())
                result.append(button->text().remove(u'&'));
        }
        return result.join(u'\n').remove(u"<b>"_s).remove(u"</b>"_s).remove(QChar(0x2068)).remove(QChar(0x2069));
    }
    [[nodiscard]] QJsonObject consent() const { return QJsonDocument::fromJson(home.read(consentFile)).object(); }
    [[nodiscard]] QJsonObject settings() const { return QJsonDocument::fromJson(home.read(settingsFile)).object(); }
};

} // namespace

class ConsentDialogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void theAnswersAreOfEqualWeight()
    {
        const Theme theme(qApp);
        World world;
        QVERIFY(world.ask());
        const QPushButton *first = world.button(answers.first());
        for (const QString &name : answers) {
            const QPushButton *button = world.button(name);
            QVERIFY2(button->isVisible() && button->isEnabled(), qPrintable(name));
            QCOMPARE(button->size(), first->size());
            QCOMPARE(button->y(), first->y());
            QCOMPARE(button->font(), first->font());
            QCOMPARE(button->palette(), first->palette());
            QVERIFY2(!button->isDefault() && !button->autoDefault() && !button->hasFocus(), qPrintable(name));
        }
        QVERIFY(world.find<QScrollArea>(u"consentNotice"_s)->hasFocus());
    }

    void enterAnswersOnlyWhereAButtonHasTheFocus()
    {
        World world;
        QVERIFY(world.ask());
        QTest::keyClick(world.dialog(), Qt::Key_Return);
        QTest::keyClick(world.dialog(), Qt::Key_Enter);
        QVERIFY(world.dialog());
        QVERIFY(world.button(u"consentAgreeButton"_s)->isEnabled()); // nothing is under way
        world.button(u"consentRefuseButton"_s)->setFocus();
        QTest::keyClick(world.dialog(), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(world.consent().value(u"decision"_s).toString(), u"denied"_s, patience);
    }

    void everyMnemonicIsItsOwn()
    {
        World world;
        QVERIFY(world.ask());
        for (const bool choosing : {false, true}) {
            if (choosing)
                world.click(u"consentChooseButton"_s);
            QStringList seen;
            for (const auto *button : world.dialog()->findChildren<QAbstractButton *>()) {
                if (!button->isVisible() || button->text().isEmpty())
                    continue;
                const QString mnemonic = QKeySequence::mnemonic(button->text()).toString();
                QVERIFY2(!mnemonic.isEmpty(), qPrintable(button->text()));
                QVERIFY2(!seen.contains(mnemonic), qPrintable(button->text()));
                seen.append(mnemonic);
            }
            QVERIFY(seen.size() >= 5);
        }
    }

    void answersReachTheFiles_data()
    {
        QTest::addColumn<QString>("mnemonic");
        QTest::addColumn<QString>("decision");
        QTest::addColumn<QStringList>("categories");
        QTest::newRow("no") << u"d"_s << u"denied"_s << QStringList{};
        QTest::newRow("yes") << u"s"_s << u"granted"_s << QStringList{u"usage"_s, u"errors"_s};
        QTest::newRow("errors only") << u"cen"_s << u"granted"_s << QStringList{u"errors"_s};
        QTest::newRow("usage only") << u"cun"_s << u"granted"_s << QStringList{u"usage"_s};
        QTest::newRow("no while choosing") << u"cud"_s << u"denied"_s << QStringList{};
        QTest::newRow("chosen, then back, then no") << u"cubd"_s << u"denied"_s << QStringList{};
    }

    void answersReachTheFiles()
    {
        QFETCH(QString, mnemonic);
        QFETCH(QString, decision);
        QFETCH(QStringList, categories);
        World world;
        QVERIFY(world.ask());
        for (const QChar key : mnemonic) {
            // Pressed as by a person, a button takes a moment to spring back before it does what it says.
            const QString sequence = u"Alt+"_s + key.toUpper();
            QAbstractButton *button = nullptr;
            const auto canBePressed = [&] {
                for (auto *candidate : world.dialog()->findChildren<QAbstractButton *>()) {
                    if (candidate->shortcut() == QKeySequence(sequence) && candidate->isVisible()
                        && candidate->isEnabled())
                        button = candidate;
                }
                return button != nullptr;
            };
            QVERIFY2(QTest::qWaitFor(canBePressed, patience), qPrintable(sequence));
            QSignalSpy clicked(button, &QAbstractButton::clicked);
            QTest::keyClick(world.dialog(), key.toLatin1(), Qt::AltModifier);
            QTRY_COMPARE_WITH_TIMEOUT(clicked.size(), 1, patience);
        }
        QTRY_VERIFY_WITH_TIMEOUT(!world.dialog(), patience);
        QCOMPARE(world.consent().value(u"decision"_s).toString(), decision);
        QCOMPARE(world.consent().value(u"origin"_s).toString(), u"prompt"_s);
        QCOMPARE(world.consent().value(u"noticeLanguage"_s).toString(), u"en"_s);
        QStringList written;
        for (const QJsonValue &category : world.consent().value(u"categories"_s).toArray())
            written.append(category.toString());
        written.sort();
        categories.sort();
        QCOMPARE(written, categories);
        QCOMPARE(world.settings().value(u"telemetry.enabled"_s), QJsonValue(decision == u"granted"_s));
        QCOMPARE(world.telemetry->isAllowed(), decision == u"granted"_s);
        QVERIFY(!world.telemetry->shouldAsk());
    }

    void whatAnAdministratorTurnedOffIsNotOffered_data()
    {
        QTest::addColumn<QString>("locked");
        QTest::addColumn<QString>("answer");
        QTest::addColumn<QString>("lockedBox");
        QTest::addColumn<QString>("freeBox");
        QTest::addColumn<QStringList>("categories");
        QTest::addColumn<bool>("whileOpen");
        const QString usage = u"consentUsage"_s;
        const QString errors = u"consentErrors"_s;
        for (const bool whileOpen : {false, true}) {
            const char *const when = whileOpen ? "while it is open" : "before";
            QTest::addRow("errors, %s", when)
                << u"telemetry.errors"_s << u"Send usage"_s << errors << usage << QStringList{u"usage"_s} << whileOpen;
            QTest::addRow("usage, %s", when)
                << u"telemetry.usage"_s << u"Send errors"_s << usage << errors << QStringList{u"errors"_s} << whileOpen;
        }
    }

    void whatAnAdministratorTurnedOffIsNotOffered()
    {
        QFETCH(QString, locked);
        QFETCH(QString, answer);
        QFETCH(QString, lockedBox);
        QFETCH(QString, freeBox);
        QFETCH(QStringList, categories);
        QFETCH(bool, whileOpen);
        World world;
        Directories directories = world.options.data().directories;
        directories.managed = QStringList{world.home.path(u"managed"_s)};
        world.options.data().directories = directories;
        const auto lock = [&] {
            world.home.write(u"managed/default-settings.json"_s, "{\"" + locked.toUtf8() + "\": false}");
            world.home.write(u"managed/locked.json"_s, "{\"locked\": [\"" + locked.toUtf8() + "\"]}");
        };
        if (!whileOpen)
            lock();
        QVERIFY(world.ask());
        if (whileOpen) {
            world.click(u"consentChooseButton"_s);
            world.find<QCheckBox>(lockedBox)->click();
            QVERIFY(world.find<QCheckBox>(lockedBox)->isChecked());
            lock();
            QTRY_VERIFY_WITH_TIMEOUT(!world.find<QCheckBox>(lockedBox)->isEnabled(), patience);
            QVERIFY(!world.button(u"consentSendChosenButton"_s)->isEnabled()); // nothing is left of what was ticked
            world.click(u"consentBackButton"_s);
        }
        QCOMPARE(world.button(u"consentAgreeButton"_s)->text().remove(u'&'), answer);
        QVERIFY2(world.text().contains(u"Managed by your organization: not collected."_s), qPrintable(world.text()));
        world.click(u"consentChooseButton"_s);
        QVERIFY(!world.find<QCheckBox>(lockedBox)->isEnabled() && !world.find<QCheckBox>(lockedBox)->isChecked());
        QVERIFY(world.find<QCheckBox>(freeBox)->hasFocus());
        world.click(u"consentBackButton"_s);
        world.click(u"consentAgreeButton"_s);
        QTRY_COMPARE_WITH_TIMEOUT(world.consent().value(u"decision"_s).toString(), u"granted"_s, patience);
        QCOMPARE(world.consent().value(u"categories"_s).toVariant().toStringList(), categories);
    }

    void nothingTickedCantAgree()
    {
        World world;
        QVERIFY(world.ask());
        world.click(u"consentChooseButton"_s);
        auto *send = world.button(u"consentSendChosenButton"_s);
        auto *usage = world.find<QCheckBox>(u"consentUsage"_s);
        QVERIFY(usage->isVisible() && !usage->isChecked());
        QVERIFY(!world.find<QCheckBox>(u"consentErrors"_s)->isChecked());
        QVERIFY(!send->isEnabled());
        QTest::keyClick(usage, Qt::Key_Space);
        QVERIFY(send->isEnabled());
        QTRY_COMPARE_WITH_TIMEOUT(send->size(), world.button(u"consentRefuseButton"_s)->size(), patience);
        QTest::keyClick(usage, Qt::Key_Space);
        QVERIFY(!send->isEnabled());
        // A tick is an answer of its own: going back forgets it.
        QTest::keyClick(usage, Qt::Key_Space);
        world.click(u"consentBackButton"_s);
        QVERIFY(world.button(u"consentAgreeButton"_s)->isVisible());
        world.click(u"consentChooseButton"_s);
        QVERIFY(!usage->isChecked() && !send->isEnabled());
    }

    void closingDecidesNothingAndIsCounted_data()
    {
        QTest::addColumn<bool>("escape");
        QTest::newRow("Escape") << true;
        QTest::newRow("the window's own way") << false;
    }

    void closingDecidesNothingAndIsCounted()
    {
        QFETCH(bool, escape);
        World world;
        QVERIFY(world.ask());
        if (escape)
            QTest::keyClick(world.dialog(), Qt::Key_Escape);
        else
            world.dialog()->close();
        QVERIFY(!world.dialog());
        QTRY_COMPARE_WITH_TIMEOUT(world.consent().value(u"timesClosed"_s).toInt(), 1, patience);
        QCOMPARE(world.consent().value(u"decision"_s).toString(), u"undecided"_s);
        QVERIFY(!world.home.exists(settingsFile));
        QVERIFY(!world.home.exists(u".redhat"_s));
        QVERIFY(!world.telemetry->isAllowed());
    }

    void quittingIsNotCounted()
    {
        World world;
        QVERIFY(world.ask());
        QEvent quit(QEvent::Quit);
        QCoreApplication::sendEvent(qApp, &quit);
        QTRY_VERIFY_WITH_TIMEOUT(!world.dialog(), patience);
        // What the telemetry writes, it writes in order: had the quit been counted, this would be the second.
        world.telemetry->recordQuestionClosed();
        QTRY_VERIFY_WITH_TIMEOUT(world.home.exists(consentFile), patience);
        QTRY_VERIFY_WITH_TIMEOUT(world.consent().value(u"timesClosed"_s).toInt() > 0, patience);
        QCOMPARE(world.consent().value(u"timesClosed"_s).toInt(), 1);
    }

    void anAnswerThatFailsStays_data()
    {
        QTest::addColumn<QString>("answer");
        QTest::newRow("yes") << u"consentAgreeButton"_s;
        QTest::newRow("no") << u"consentRefuseButton"_s;
    }

    void anAnswerThatFailsStays()
    {
        QFETCH(QString, answer);
        World world;
        QVERIFY(world.ask());
        world.home.write(u".local/share/candor"_s, "a file where a folder should be"); // root may write anywhere else
        world.click(answer);
        QTRY_VERIFY_WITH_TIMEOUT(world.dialog() && world.find<QWidget>(u"consentError"_s)->isVisible(), patience);
        QVERIFY(world.button(u"consentRefuseButton"_s)->isEnabled());
        QVERIFY(world.button(u"consentAgreeButton"_s)->isEnabled());
        QVERIFY(world.text().contains(u"consent.json"_s) || world.text().contains(u"candor"_s));
        QVERIFY(!world.telemetry->isAllowed());

        QVERIFY(QFile::remove(world.home.path(u".local/share/candor"_s)));
        world.click(u"consentRefuseButton"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!world.dialog(), patience);
        QCOMPARE(world.consent().value(u"decision"_s).toString(), u"denied"_s);
    }

    void theExampleIsBuiltWhenItIsOpened()
    {
        World world;
        QVERIFY(world.ask());
        const auto *shown = world.find<QLabel>(u"consentExampleText"_s);
        QVERIFY(!shown->isVisible() && shown->text().isEmpty());
        auto *open = world.find<QToolButton>(u"consentExample"_s);
        QTest::mouseClick(open, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(shown->isVisible(), patience);
        const QJsonObject example = QJsonDocument::fromJson(shown->text().toUtf8()).object();
        QByteArray made;
        world.telemetry->fetchExample(u"made if you agree"_s, this,
                                      [&made](const QByteArray &json, const QString &) { made = json; });
        QTRY_VERIFY_WITH_TIMEOUT(!made.isEmpty(), patience);
        const QJsonObject whole = QJsonDocument::fromJson(made).object();
        QCOMPARE(example.value(u"event"_s).toString(), u"app.started"_s);
        QCOMPARE(example.value(u"distinct_id"_s).toString(), u"made if you agree"_s);
        QCOMPARE(example.keys(), whole.keys());
        QCOMPARE(example.value(u"properties"_s).toObject().keys(), whole.value(u"properties"_s).toObject().keys());
        QVERIFY(example.value(u"properties"_s).toObject().contains(u"app_version"_s));
        QTest::mouseClick(open, Qt::LeftButton);
        QVERIFY(!shown->isVisible() && shown->text().isEmpty());
        QVERIFY(!world.home.exists(u".local/share/candor"_s)); // looking creates nothing
        QVERIFY(!world.home.exists(u".redhat"_s));
    }

    void everythingThatIsCollectedIsOneClickAway()
    {
        World world;
        QVERIFY(world.ask());
        const auto labels = [&world] {
            QStringList result;
            for (const auto *label : world.find<QWidget>(u"collectedTable"_s)->findChildren<QLabel *>())
                result.append(label->text());
            return result;
        };
        QVERIFY(labels().isEmpty()); // built when it is opened
        QTest::mouseClick(world.find<QToolButton>(u"consentEverything"_s), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!labels().isEmpty(), patience);
        std::shared_ptr<const Catalogue> catalogue;
        world.telemetry->fetchCatalogue(
            world.dialog(),
            [&catalogue](const std::shared_ptr<const Catalogue> &found, const QString &) { catalogue = found; });
        QTRY_VERIFY_WITH_TIMEOUT(catalogue, patience);
        // It is read from its beginning on, however long it is.
        const auto *const notice = world.find<QScrollArea>(u"consentNotice"_s);
        const auto *const button = world.find<QToolButton>(u"consentEverything"_s);
        const auto top = [notice](const QWidget *widget) { return widget->mapTo(notice->viewport(), QPoint()).y(); };
        QTRY_VERIFY_WITH_TIMEOUT(notice->verticalScrollBar()->value() > 0, patience);
        QVERIFY(top(button) >= 0);
        QVERIFY(top(world.find<QWidget>(u"collectedTable"_s)) < notice->viewport()->height());
        const QString all = labels().join(u'\n');
        for (const EventDefinition &event : catalogue->events()) {
            QVERIFY2(labels().contains(QString::fromStdString(event.name)), event.name.c_str());
            QVERIFY2(all.contains(QString::fromStdString(event.purpose.at("en"))), event.name.c_str());
            for (const EventProperty &property : event.properties) {
                const QString line = QString::fromStdString(property.name + ": " + property.description.at("en"));
                QVERIFY2(all.contains(line), property.name.c_str());
                // What it may hold follows in words.
                QVERIFY2(!all.contains(line + u" \n"_s) && all.contains(line + u' '), property.name.c_str());
            }
        }
        QVERIFY(labels().contains(u"Usage"_s));
        QVERIFY(all.contains(u"One of: linux, windows, macos, other."_s));
        QVERIFY(!world.home.exists(u".local/share/candor"_s)); // looking creates nothing
    }

    void closingWhatWasOpenedLeavesNoHole_data()
    {
        QTest::addColumn<QString>("disclosure");
        QTest::addColumn<bool>("atOnce");
        for (const QString &name : {u"consentExample"_s, u"consentEverything"_s}) {
            QTest::addRow("%s", qPrintable(name)) << name << false;
            QTest::addRow("%s, before its content is there", qPrintable(name)) << name << true;
        }
    }

    void closingWhatWasOpenedLeavesNoHole()
    {
        QFETCH(QString, disclosure);
        QFETCH(bool, atOnce);
        const Theme theme(qApp);
        World world;
        QVERIFY(world.ask());
        const int before = world.dialog()->height();
        const auto *content = world.find<QScrollArea>(u"consentNotice"_s)->widget();
        const int text = content->height();
        auto *button = world.find<QToolButton>(disclosure);
        button->click();
        const auto isFilled = [&world] {
            return !world.find<QLabel>(u"consentExampleText"_s)->text().isEmpty()
                || world.find<QWidget>(u"collectedTable"_s)->findChild<QLabel *>();
        };
        if (!atOnce)
            QTRY_VERIFY_WITH_TIMEOUT(isFilled() && content->height() > text, patience);
        button->click();
        // Whatever was asked for has arrived when what is asked for afterwards has.
        bool arrived = false;
        world.telemetry->fetchCatalogue(world.dialog(), [&arrived](const auto &, const QString &) { arrived = true; });
        QTRY_VERIFY_WITH_TIMEOUT(arrived, patience);
        QTRY_COMPARE_WITH_TIMEOUT(world.dialog()->height(), before, patience);
        QTRY_COMPARE_WITH_TIMEOUT(content->height(), text, patience);
    }

    void rulesAndTypesAreSaidInWords()
    {
        std::string error;
        const auto catalogue = Catalogue::fromJson(R"({"id": "c", "categories": {"usage": {"description": {"en": "U"}},
            "errors": {"description": {"en": "E"}}}, "common": [], "events": [{"name": "image.pulled",
            "category": "errors", "purpose": {"en": "Why."}, "owner": "o", "since": "1.0", "expires": "2030-01-01",
            "rules": {"ratio": 0.125, "aggregate_ms": 1500}, "properties": [
            {"name": "count", "type": "integer", "description": {"en": "D."}, "example": 1},
            {"name": "image", "type": "hashed", "description": {"en": "D."}, "example": "a"},
            {"name": "message", "type": "text", "description": {"en": "D."}, "example": "a"},
            {"name": "kind", "type": "enum", "values": ["a", "other"], "otherwise": "other",
             "description": {"en": "D."}, "example": "a"}]},
            {"name": "image.seen", "category": "usage", "purpose": {"en": "Why."}, "owner": "o", "since": "1.0",
            "expires": "2030-01-01", "rules": {"daily": true}, "properties": []}]})",
                                                   &error);
        QVERIFY2(catalogue, error.c_str());
        const std::vector<CollectedEvent> events = collectedEvents(*catalogue, u"en"_s);
        QCOMPARE(events.size(), 2U);
        QCOMPARE(events[0].category, u"Errors"_s);
        QVERIFY(events[0].rules.contains(u"12.5 %"_s) && events[0].rules.contains(u"1.5 seconds"_s));
        QVERIFY(events[1].rules.contains(u"once a day"_s));
        QVERIFY(events[0].properties[1].type.contains(u"keyed hash"_s));
        QVERIFY(events[0].properties[2].type.contains(u"personal data removed"_s));
        QVERIFY(events[0].properties[3].type.contains(u"“other”"_s));
    }

    void theAnswersStayOnASmallScreen()
    {
        const Theme theme(qApp);
        World world;
        QVERIFY(world.ask());
        world.dialog()->resize(640, 440); // 640 x 480 less a title bar
        QTest::mouseClick(world.find<QToolButton>(u"consentExample"_s), Qt::LeftButton);
        world.dialog()->resize(640, 440);
        QTRY_COMPARE_WITH_TIMEOUT(world.dialog()->height(), 440, patience);
        for (const QString &name : answers) {
            const QPushButton *button = world.button(name);
            const QRect place(button->mapTo(world.dialog(), QPoint()), button->size());
            QTRY_VERIFY2_WITH_TIMEOUT(
                world.dialog()->rect().contains(QRect(button->mapTo(world.dialog(), QPoint()), button->size())),
                qPrintable(name), patience);
            QVERIFY2(button->width() >= button->sizeHint().width(), qPrintable(name));
            QVERIFY(place.isValid());
        }
        QTRY_VERIFY_WITH_TIMEOUT(world.find<QScrollArea>(u"consentNotice"_s)->verticalScrollBar()->maximum() > 0,
                                 patience);
    }

    void showsTheWholeTextWhereTheScreenHasRoom_data()
    {
        QTest::addColumn<int>("pointSize");
        for (const int size : {9, 10, 11, 12, 13})
            QTest::addRow("%d points", size) << size;
    }
    void showsTheWholeTextWhereTheScreenHasRoom()
    {
        QFETCH(int, pointSize);
        const QFont before = QApplication::font();
        QFont font = before;
        font.setPointSize(pointSize);
        QApplication::setFont(font);
        {
            World world;
            QVERIFY(world.ask());
            QTRY_COMPARE_WITH_TIMEOUT(world.find<QScrollArea>(u"consentNotice"_s)->verticalScrollBar()->maximum(), 0,
                                      patience);
        }
        QApplication::setFont(before);
    }

    void opensCentredOverAWindowThatIsShownWithIt()
    {
        World world;
        world.telemetry = std::make_unique<Telemetry>(world.options);
        ConsentDialog::askIfUndecided(world.telemetry.get(), &world.window);
        world.window.show();
        QTRY_VERIFY_WITH_TIMEOUT(world.dialog(), patience);
        QVERIFY2(world.isCentred(), qPrintable(world.places()));
    }

    void opensCentredOverAWindowThatWasShownJustBefore()
    {
        World world;
        world.telemetry = std::make_unique<Telemetry>(world.options);
        world.window.show();
        ConsentDialog::askIfUndecided(world.telemetry.get(), &world.window);
        QTRY_VERIFY_WITH_TIMEOUT(world.dialog(), patience);
        QVERIFY2(world.isCentred(), qPrintable(world.places()));
    }

    void anErrorCoversNothing()
    {
        const Theme theme(qApp);
        World world;
        QVERIFY(world.ask());
        const auto *notice = world.find<QScrollArea>(u"consentNotice"_s);
        const int before = notice->viewport()->height();
        world.home.write(u".local/share/candor"_s, "a file where a folder should be"); // root may write anywhere else
        world.click(u"consentAgreeButton"_s);
        auto *error = world.find<QWidget>(u"consentError"_s);
        QTRY_VERIFY_WITH_TIMEOUT(error->isVisible() && error->visibleRegion().boundingRect() == error->rect(),
                                 patience);
        QVERIFY(notice->viewport()->height() >= before);
    }

    void whereTheFocusBeginsCanBeSeen()
    {
        const Theme theme(qApp);
        World world;
        QVERIFY(world.ask());
        const auto *notice = world.find<QScrollArea>(u"consentNotice"_s);
        QTRY_VERIFY_WITH_TIMEOUT(notice->hasFocus(), patience);
        const auto edge = [&] { // beside the text
            return world.dialog()->grab(QRect(0, notice->height() / 2, 12, 12)).toImage();
        };
        const QImage focused = edge();
        world.button(u"consentRefuseButton"_s)->setFocus();
        QVERIFY(focused != edge());
    }

    void thePrivacyStatementIsOneStopForTheKeyboard()
    {
        World world;
        QVERIFY(world.ask());
        const auto pressTab = [](Qt::KeyboardModifiers modifiers = {}) {
            QTest::keyClick(QApplication::focusWidget(), modifiers ? Qt::Key_Backtab : Qt::Key_Tab, modifiers);
        };
        auto *link = world.find<QLabel>(u"consentPrivacyStatement"_s);
        QObject::disconnect(link, &QLabel::linkActivated, world.dialog(), nullptr); // no browser
        QSignalSpy activated(link, &QLabel::linkActivated);
        for (int round = 0; round < 2; ++round) {
            world.find<QToolButton>(u"consentEverything"_s)->setFocus(Qt::TabFocusReason);
            pressTab();
            QCOMPARE(QApplication::focusWidget(), link);
            QVERIFY(link->hasSelectedText()); // the ring is around it
            QTest::keyClick(link, Qt::Key_Return);
            QCOMPARE(activated.size(), round + 1);
            pressTab();
            QVERIFY(QApplication::focusWidget() != link);
        }
        pressTab(Qt::ShiftModifier);
        QCOMPARE(QApplication::focusWidget(), link);
        QVERIFY(link->hasSelectedText());
        pressTab(Qt::ShiftModifier);
        QCOMPARE(QApplication::focusWidget(), world.find<QToolButton>(u"consentEverything"_s));
    }

    void opensCentredOverItsWindow()
    {
        World world;
        QVERIFY(world.ask());
        QVERIFY2(world.isCentred(), qPrintable(world.places()));
        QCOMPARE(world.dialog()->windowModality(), Qt::WindowModal);
    }

    void opensAtMostOnceAProcess()
    {
        World world;
        QVERIFY(world.ask());
        ConsentDialog::askIfUndecided(world.telemetry.get(), &world.window);
        QCOMPARE(world.window.findChildren<ConsentDialog *>().size(), 1);
        QTest::keyClick(world.dialog(), Qt::Key_Escape);
        QTRY_COMPARE_WITH_TIMEOUT(world.consent().value(u"timesClosed"_s).toInt(), 1, patience);
        QVERIFY(!world.ask());
        QVERIFY(!world.telemetry->shouldAsk());
    }

    void opensAgainAfterOneClosingButNotAfterTwo()
    {
        World world;
        const TelemetryContext context(world.options.data());
        QVERIFY(context.consent().recordQuestionClosed().ok);
        {
            const Telemetry telemetry(world.options);
            QTRY_VERIFY_WITH_TIMEOUT(telemetry.shouldAsk(), patience);
        }
        QVERIFY(context.consent().recordQuestionClosed().ok);
        QVERIFY(!world.ask());
        QVERIFY(!world.dialog());
    }

    void isNotAskedWhenTheEnvironmentRefuses()
    {
        World world;
        QProcessEnvironment environment = world.home.environment();
        environment.insert(u"DO_NOT_TRACK"_s, u"1"_s);
        world.options.setEnvironment(environment);
        QVERIFY(!world.ask());
        QVERIFY(!world.dialog());
    }

    void waitsForItsWindow()
    {
        World world;
        world.telemetry = std::make_unique<Telemetry>(world.options);
        ConsentDialog::askIfUndecided(world.telemetry.get(), &world.window);
        QVERIFY(!world.dialog());
        world.window.show();
        QTRY_VERIFY_WITH_TIMEOUT(world.dialog(), patience);
    }

    void isGoneWhenItIsAnsweredElsewhere()
    {
        World world;
        QVERIFY(world.ask());
        QVERIFY(TelemetryContext(world.options.data()).answer({{}, Origin::CommandLine, u"en"_s}).ok);
        QTRY_VERIFY_WITH_TIMEOUT(!world.dialog(), patience);
        QCOMPARE(world.consent().value(u"timesClosed"_s).toInt(), 0);
        QCOMPARE(world.consent().value(u"origin"_s).toString(), u"command-line"_s);
    }

    void saysWhatIsTrue_data()
    {
        QTest::addColumn<QUrl>("endpoint");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QStringList>("says");
        QTest::addColumn<QStringList>("doesNotSay");
        const QString stored = u"stored in the EU"_s;
        const QString address = u"IP address"_s;
        // Looked at only: nobody agrees here, so nobody looks the name up.
        QTest::newRow("another computer") << QUrl(u"https://eu.i.posthog.com"_s) << u"test-key"_s
                                          << QStringList{u"May Candor send usage data?"_s,
                                                         u"It goes to eu.i.posthog.com."_s,
                                                         stored,
                                                         u"deleted after 12 months"_s,
                                                         address,
                                                         u"Don’t send"_s}
                                          << QStringList{u"this computer, "_s, u"records stay"_s};
        QTest::newRow("a receiver on this computer")
            << QUrl(u"http://127.0.0.1:9"_s) << u"test-key"_s
            << QStringList{u"May Candor send usage data?"_s, u"It goes to a receiver on this computer, 127.0.0.1."_s,
                           u"Don’t send"_s}
            << QStringList{stored, u"12 months"_s, address, u"records stay"_s};
        QTest::newRow("no key") << QUrl(u"https://eu.i.posthog.com"_s) << QString()
                                << QStringList{u"May Candor record usage data?"_s, u"records stay on this computer"_s,
                                               u"Don’t record"_s, u"Record usage and errors"_s}
                                << QStringList{stored, u"12 months"_s, address, u"posthog"_s, u"Don’t send"_s};
    }

    void saysWhatIsTrue()
    {
        QFETCH(QUrl, endpoint);
        QFETCH(QString, key);
        QFETCH(QStringList, says);
        QFETCH(QStringList, doesNotSay);
        World world(endpoint, key);
        QVERIFY(world.ask());
        const auto *notice = world.find<QScrollArea>(u"consentNotice"_s);
        for (const QString &part : says)
            QVERIFY2(world.text().contains(part), qPrintable(part + u" | "_s + world.text()));
        for (const QString &part : doesNotSay) {
            QVERIFY2(!world.text().contains(part), qPrintable(part + u" | "_s + world.text()));
            QVERIFY2(!notice->accessibleDescription().contains(part), qPrintable(part));
        }
        QVERIFY(notice->accessibleDescription().contains(u"Nothing is collected before you agree"_s));
        QVERIFY(!world.text().contains(u'{'));
    }
};

QTEST_MAIN(ConsentDialogTest)
#include "tst_consentdialog.moc"
