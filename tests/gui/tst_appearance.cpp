// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

#include "candor/catalogue.h"
#include "candor/settingspage.h"
#include "candor/theme.h"
#include "settings/appearancecontroller.h"
#include "settings/appearancepage.h"
#include "settings/settings.h"
#include "support/telemetryworld.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 20000; // ms; far more than is promised, for a loaded machine

struct World
{
    TemporaryHome home;
    SettingsFile file{home.directories(), SettingsLayout::PodmanDesktop, u"candor"_s};
    Settings settings{file};
    AppearanceController controller{&settings, {u"de"_s}};
    AppearancePage page{&controller};

    [[nodiscard]] QAbstractButton *tile(const QString &theme) const
    {
        return page.findChild<QAbstractButton *>(u"theme-"_s + theme);
    }
    [[nodiscard]] QComboBox *languages() const { return page.findChild<QComboBox *>(u"language"_s); }
    [[nodiscard]] bool show()
    {
        page.resize(744, 600);
        page.show();
        page.activateWindow();
        return QTest::qWaitForWindowActive(&page, patience); // keys go nowhere before
    }
};

} // namespace

class AppearanceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void choosingAThemeDressesTheApplicationAndIsKept()
    {
        World world;
        Theme theme(qApp);
        connect(&world.controller, &AppearanceController::themeChanged, &theme, &Theme::setChoice);
        QVERIFY(world.show());
        QVERIFY(world.tile(u"system"_s)->isChecked());
        QSignalSpy changed(&world.page, &SettingsPage::changed);
        QTest::mouseClick(world.tile(u"dark"_s), Qt::LeftButton);
        QVERIFY(theme.isDark());
        QVERIFY(world.tile(u"dark"_s)->isChecked());
        QVERIFY(!world.tile(u"system"_s)->isChecked());
        QCOMPARE(changed.size(), 1);
        QTRY_COMPARE_WITH_TIMEOUT(world.file.read().string(settingkeys::theme).value_or(QString()), u"dark"_s,
                                  patience);

        QTest::mouseClick(world.page.findChild<QAbstractButton *>(u"restoreDefaults"_s), Qt::LeftButton);
        QVERIFY(world.tile(u"system"_s)->isChecked());
        QTRY_VERIFY_WITH_TIMEOUT(!world.file.read().string(settingkeys::theme).has_value(), patience);
        theme.setChoice(u"light"_s);
    }

    void theKeyboardChoosesAThemeToo()
    {
        World world;
        QVERIFY(world.show());
        world.tile(u"system"_s)->setFocus();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
        QTRY_COMPARE_WITH_TIMEOUT(world.controller.theme(), u"light"_s, patience);
    }

    void choosingALanguageTellsAndIsKept()
    {
        World world;
        QVERIFY(world.show());
        QSignalSpy languages(&world.controller, &AppearanceController::languageChanged);
        QComboBox *box = world.languages();
        QCOMPARE(box->currentIndex(), 0);
        QCOMPARE(box->itemText(box->findData(u"de"_s)), u"Deutsch"_s);
        box->setFocus();
        QTest::keyClick(box, Qt::Key_Down);
        QCOMPARE(languages.size(), 1);
        QCOMPARE(languages.at(0).at(0).toString(), u"de"_s);
        QTRY_COMPARE_WITH_TIMEOUT(world.file.read().string(settingkeys::language).value_or(QString()), u"de"_s,
                                  patience);
    }

    /// Who scrolls the page chooses nothing.
    void theWheelIsForScrolling()
    {
        World world;
        QVERIFY(world.show());
        QComboBox *box = world.languages();
        QApplication::focusWidget()->clearFocus();
        const QPointF middle(box->rect().center());
        QWheelEvent event(middle, box->mapToGlobal(middle), QPoint(), QPoint(0, -240), Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(box, &event);
        QVERIFY(!event.isAccepted()); // the page gets it
        QCOMPARE(box->currentIndex(), 0);
        QVERIFY(!box->hasFocus());
    }

    void followsTheFile()
    {
        World world;
        QVERIFY(world.show());
        QVERIFY(world.file.write({{settingkeys::theme, u"dark"_s}, {settingkeys::language, u"en"_s}}).ok);
        QTRY_VERIFY_WITH_TIMEOUT(world.tile(u"dark"_s)->isChecked(), patience);
        QTRY_COMPARE_WITH_TIMEOUT(world.languages()->currentData().toString(), u"en"_s, patience);
    }

    void everythingFitsAndHasAName_data()
    {
        QTest::addColumn<Qt::LayoutDirection>("direction");
        QTest::addColumn<int>("width");
        QTest::newRow("left to right") << Qt::LeftToRight << 744;
        QTest::newRow("left to right, narrow") << Qt::LeftToRight << 423;
        QTest::newRow("right to left") << Qt::RightToLeft << 744;
        QTest::newRow("right to left, narrow") << Qt::RightToLeft << 423;
    }

    void everythingFitsAndHasAName()
    {
        QFETCH(Qt::LayoutDirection, direction);
        QFETCH(int, width);
        Theme theme(qApp);
        World world;
        world.page.setLayoutDirection(direction);
        world.page.resize(width, 600);
        world.page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&world.page, patience));
        QList<QWidget *> controls = {world.languages(), world.page.findChild<QWidget *>(u"restoreDefaults"_s)};
        for (const QString &name : {u"system"_s, u"light"_s, u"dark"_s})
            controls.append(world.tile(name));
        for (QWidget *control : controls) {
            QVERIFY(control->isVisible());
            const auto *button = qobject_cast<QAbstractButton *>(control);
            QVERIFY(!control->accessibleName().isEmpty() || (button && !button->text().isEmpty()));
            QVERIFY2(!control->accessibleDescription().isEmpty(), qPrintable(control->objectName()));
            const QRect where(control->mapTo(&world.page, QPoint(0, 0)), control->size());
            QVERIFY2(world.page.rect().contains(where), qPrintable(control->objectName()));
        }
        // The first tile stands at the start of the line.
        const int first = world.tile(u"system"_s)->mapTo(&world.page, QPoint(0, 0)).x();
        const int last = world.tile(u"dark"_s)->mapTo(&world.page, QPoint(0, 0)).x();
        QCOMPARE(first < last, direction == Qt::LeftToRight);
    }

    void visitsAreRecordedUnderANameOfTheirOwn()
    {
        World world;
        // One that the catalogue declares, or it would be dropped.
        QFile file(repositoryPath(u"resources/catalogue.json"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        std::string error;
        const auto catalogue = Catalogue::fromJson(file.readAll().toStdString(), &error);
        QVERIFY2(catalogue, error.c_str());
        const EventDefinition *event = catalogue->find("page.viewed");
        QVERIFY(event && event->property("page"));
        QVERIFY(accepts(*event->property("page"), OwnedValue(world.page.recordedName().toStdString())));
        QVERIFY(world.page.searchWords().contains(u"Dark"_s));
    }
};

QTEST_MAIN(AppearanceTest)
#include "tst_appearance.moc"
