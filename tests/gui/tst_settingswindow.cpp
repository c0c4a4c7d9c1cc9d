// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

#include "candor/settingspage.h"
#include "candor/theme.h"
#include "settings/settingswindow.h"

#include <QAccessible>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTest>
#include <QTranslator>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace candor;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 20000; // ms; far more than is promised, for a loaded machine

class TestPage final : public SettingsPage
{
public:
    TestPage(const QString &title, const QString &recordedName, const QStringList &words)
        : m_title(title)
        , m_recordedName(recordedName)
        , m_words(words)
        , button(new QPushButton(u"Do it"_s))
    {
        (new QVBoxLayout(this))->addWidget(button);
    }
    [[nodiscard]] QString title() const override { return m_title; }
    [[nodiscard]] QString recordedName() const override { return m_recordedName; }
    [[nodiscard]] QStringList searchWords() const override { return m_words; }
    void load() override { ++loads; }

private:
    QString m_title;
    QString m_recordedName;
    QStringList m_words;

public:
    QPushButton *button;
    int loads = 0;
};

/// The window as the app has it.
struct World
{
    SettingsWindow window;
    TestPage *appearance = new TestPage(u"Appearance"_s, u"appearance"_s, {u"Theme"_s, u"Language of windows"_s});
    TestPage *telemetry = new TestPage(u"Telemetry"_s, u"telemetry"_s, {u"Send usage data"_s});
    TestPage *activity = new TestPage(u"Activity"_s, QString(), {u"Exact bytes"_s, u"Send now"_s});
    QSignalSpy shown{&window, &SettingsWindow::pageShown};

    World()
    {
        window.addPage(u"preferences"_s, u"appearance"_s, appearance);
        window.addPage(u"preferences"_s, u"telemetry"_s, telemetry);
        window.addPage(u"privacy"_s, u"activity"_s, activity);
    }
    [[nodiscard]] bool show()
    {
        window.show();
        window.activateWindow();
        return QTest::qWaitForWindowActive(&window, patience);
    }
    [[nodiscard]] QLineEdit *search() const { return window.findChild<QLineEdit *>(u"searchField"_s); }
    [[nodiscard]] QTreeWidget *tree() const { return window.findChild<QTreeWidget *>(u"navigation"_s); }
    [[nodiscard]] QWidget *nothingFound() const { return window.findChild<QWidget *>(u"nothingFound"_s); }
    [[nodiscard]] QStringList visiblePages() const
    {
        QStringList result;
        for (int g = 0; g < tree()->topLevelItemCount(); ++g) {
            const QTreeWidgetItem *group = tree()->topLevelItem(g);
            for (int i = 0; i < group->childCount(); ++i) {
                if (!group->isHidden() && !group->child(i)->isHidden())
                    result.append(group->child(i)->text(0));
            }
        }
        return result;
    }
    [[nodiscard]] QStringList shownNames() const
    {
        QStringList result;
        for (const auto &arguments : shown)
            result.append(arguments.at(0).toString());
        return result;
    }
};

} // namespace

class SettingsWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pagesStandInTheirGroups()
    {
        World world;
        QVERIFY(world.show());
        QCOMPARE(world.window.windowTitle(), u"Candor — Settings"_s);
        QCOMPARE(world.tree()->topLevelItemCount(), 2);
        QCOMPARE(world.tree()->topLevelItem(0)->text(0), u"Preferences"_s);
        QCOMPARE(world.tree()->topLevelItem(1)->text(0), u"Privacy"_s);
        QCOMPARE(world.visiblePages(), (QStringList{u"Appearance"_s, u"Telemetry"_s, u"Activity"_s}));
        QCOMPARE(world.window.currentPage(), u"appearance"_s);
        QVERIFY(world.appearance->isVisible());
        QVERIFY(world.appearance->loads > 0);
        QCOMPARE(world.activity->loads, 0);
    }

    void everyPageThatIsShownIsTold()
    {
        World world;
        QVERIFY(world.shownNames().isEmpty()); // nobody has seen anything yet
        QVERIFY(world.show());
        QCOMPARE(world.shownNames(), QStringList{u"appearance"_s});
        world.window.showPage(u"telemetry"_s);
        QVERIFY(world.telemetry->isVisible());
        world.window.showPage(u"telemetry"_s); // there already
        world.window.showPage(u"unknown"_s);
        world.window.showPage(u"activity"_s);
        QCOMPARE(world.shownNames(), (QStringList{u"appearance"_s, u"telemetry"_s, QString()}));
    }

    void aPageAskedForBeforeTheWindowIsTheFirst()
    {
        World world;
        world.window.showPage(u"telemetry"_s);
        QVERIFY(world.show());
        QVERIFY(world.telemetry->isVisible());
        QCOMPARE(world.shownNames(), QStringList{u"telemetry"_s});
    }

    void tellsWhenItIsSeen()
    {
        World world;
        QSignalSpy seen(&world.window, &SettingsWindow::seenChanged);
        QSignalSpy activated(&world.window, &SettingsWindow::activated);
        QVERIFY(world.show());
        QCOMPARE(seen.size(), 1);
        QVERIFY(seen.at(0).at(0).toBool());
        QTRY_VERIFY_WITH_TIMEOUT(!activated.isEmpty(), patience);
        world.window.showMinimized();
        QTRY_COMPARE_WITH_TIMEOUT(seen.size(), 2, patience);
        QVERIFY(!seen.at(1).at(0).toBool());
        world.window.showNormal();
        QTRY_COMPARE_WITH_TIMEOUT(seen.size(), 3, patience);
        world.window.hide();
        QTRY_COMPARE_WITH_TIMEOUT(seen.size(), 4, patience);
        QCOMPARE(world.shown.size(), 1); // the same page all the time
    }

    void searchLooksThroughNamesAndDescriptions_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("pages");
        QTest::newRow("part of a name") << u"elem"_s << QStringList{u"Telemetry"_s};
        QTest::newRow("a description") << u"exact bytes"_s << QStringList{u"Activity"_s};
        QTest::newRow("any case") << u"THEME"_s << QStringList{u"Appearance"_s};
        QTest::newRow("two pages") << u"send"_s << QStringList{u"Telemetry"_s, u"Activity"_s};
        QTest::newRow("all words") << u"now send"_s << QStringList{u"Activity"_s};
        QTest::newRow("white space") << u"  "_s << QStringList{u"Appearance"_s, u"Telemetry"_s, u"Activity"_s};
        QTest::newRow("nothing") << u"zebra"_s << QStringList{};
    }

    void searchLooksThroughNamesAndDescriptions()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, pages);
        World world;
        QVERIFY(world.show());
        QTest::keyClick(&world.window, Qt::Key_F, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(QApplication::focusWidget(), world.search(), patience);
        QTest::keyClicks(world.search(), text);
        QCOMPARE(world.visiblePages(), pages);
        QCOMPARE(world.nothingFound()->isVisible(), pages.isEmpty());
        if (pages.isEmpty()) {
            QVERIFY(qobject_cast<QLabel *>(world.nothingFound())->text().contains(text));
            QCOMPARE(world.window.currentPage(), u"appearance"_s); // the page stays
        } else {
            QCOMPARE(world.tree()->currentItem()->text(0), pages.first());
        }
        QVERIFY(world.search()->hasFocus()); // typing goes on

        QTest::keyClick(world.search(), Qt::Key_Escape);
        QVERIFY(world.search()->text().isEmpty());
        QCOMPARE(world.visiblePages().size(), 3);
        QVERIFY(!world.nothingFound()->isVisible());
    }

    void askingForAHiddenPageEndsTheSearch()
    {
        World world;
        QVERIFY(world.show());
        world.search()->setText(u"theme"_s);
        world.window.showPage(u"activity"_s);
        QVERIFY(world.search()->text().isEmpty());
        QVERIFY(world.activity->isVisible());
    }

    void everythingIsReachedByKeyboard()
    {
        World world;
        QVERIFY(world.show());
        QTRY_COMPARE_WITH_TIMEOUT(QApplication::focusWidget(), world.tree(), patience);
        QTest::keyClick(world.tree(), Qt::Key_Down);
        QCOMPARE(world.window.currentPage(), u"telemetry"_s);
        QTest::keyClick(world.tree(), Qt::Key_Down); // over the heading between
        QCOMPARE(world.window.currentPage(), u"activity"_s);
        QTest::keyClick(world.tree(), Qt::Key_Home);
        QCOMPARE(world.window.currentPage(), u"appearance"_s);
        QTest::keyClick(world.tree(), Qt::Key_Up); // only a heading above
        QCOMPARE(world.window.currentPage(), u"appearance"_s);
        QTest::keyClick(world.tree(), Qt::Key_Left);
        QCOMPARE(world.window.currentPage(), u"appearance"_s);
        QTest::keyClick(world.tree(), Qt::Key_End);
        QCOMPARE(world.window.currentPage(), u"activity"_s);
        QTest::keyClick(world.tree(), Qt::Key_Up);
        QCOMPARE(world.window.currentPage(), u"telemetry"_s);
        QTest::keyClick(world.tree(), Qt::Key_End);
        QTest::keyClick(world.tree(), Qt::Key_F6);
        QTRY_COMPARE_WITH_TIMEOUT(QApplication::focusWidget(), world.activity->button, patience);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6);
        QTRY_COMPARE_WITH_TIMEOUT(QApplication::focusWidget(), world.search(), patience);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6);
        QTRY_COMPARE_WITH_TIMEOUT(QApplication::focusWidget(), world.tree(), patience);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QTRY_COMPARE_WITH_TIMEOUT(QApplication::focusWidget(), world.activity->button, patience);
        world.search()->setFocus();
        QTest::keyClick(world.search(), Qt::Key_Down);
        QTRY_COMPARE_WITH_TIMEOUT(QApplication::focusWidget(), world.tree(), patience);
    }

    void screenReadersFindNames()
    {
        World world;
        QVERIFY(world.show());
        for (QWidget *widget : {static_cast<QWidget *>(world.search()), static_cast<QWidget *>(world.tree())})
            QVERIFY(!widget->accessibleName().isEmpty());
        QAccessibleInterface *tree = QAccessible::queryAccessibleInterface(world.tree());
        QVERIFY(tree);
        QCOMPARE(tree->role(), QAccessible::Tree);
        QStringList names;
        for (int i = 0; i < tree->childCount(); ++i)
            names.append(tree->child(i)->text(QAccessible::Name));
        for (const QString &name : {u"Preferences"_s, u"Appearance"_s, u"Telemetry"_s, u"Privacy"_s, u"Activity"_s})
            QVERIFY2(names.contains(name), qPrintable(name));
    }

    void theNavigationStandsAtTheStart_data()
    {
        QTest::addColumn<Qt::LayoutDirection>("direction");
        QTest::newRow("left to right") << Qt::LeftToRight;
        QTest::newRow("right to left") << Qt::RightToLeft;
    }

    void theNavigationStandsAtTheStart()
    {
        QFETCH(Qt::LayoutDirection, direction);
        World world;
        world.window.setLayoutDirection(direction);
        QVERIFY(world.show());
        const int tree = world.tree()->mapTo(&world.window, QPoint(0, 0)).x();
        const int page = world.appearance->mapTo(&world.window, QPoint(0, 0)).x();
        QCOMPARE(tree < page, direction == Qt::LeftToRight);
    }

    void aClickBesideThePagesTakesNothingAway()
    {
        World world;
        QVERIFY(world.show());
        world.window.showPage(u"telemetry"_s);
        QTreeWidget *tree = world.tree();
        const auto staysSelected = [&] {
            return world.window.currentPage() == "telemetry"_L1
                && tree->selectedItems() == QList<QTreeWidgetItem *>{tree->currentItem()};
        };
        QVERIFY(staysSelected());
        const QPoint beside(tree->viewport()->width() / 2, tree->viewport()->height() - 2);
        QVERIFY(!tree->itemAt(beside));
        const QPoint heading = tree->visualItemRect(tree->topLevelItem(1)).center();
        const QPoint itself = tree->visualItemRect(tree->currentItem()).center();
        for (const QPoint &place : {beside, heading}) {
            QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, place);
            QVERIFY(staysSelected());
        }
        QTest::mouseClick(tree->viewport(), Qt::LeftButton, Qt::ControlModifier, itself);
        QVERIFY(staysSelected());
        QTest::mouseDClick(tree->viewport(), Qt::LeftButton, {}, heading);
        QVERIFY(staysSelected());
        QTest::mousePress(tree->viewport(), Qt::LeftButton, {}, itself);
        QTest::mouseMove(tree->viewport(), heading);
        QTest::mouseMove(tree->viewport(), beside);
        QTest::mouseRelease(tree->viewport(), Qt::LeftButton, {}, beside);
        QVERIFY(staysSelected());
    }

    void hasASensibleSize()
    {
        World world;
        QVERIFY(world.show());
        const QSize least = world.window.minimumSize();
        const QSize screen = world.window.screen()->availableSize();
        QCOMPARE(least.boundedTo(screen), least);
        QVERIFY(least.width() >= std::min(screen.width() / 2, world.window.fontMetrics().averageCharWidth() * 60));
        world.window.resize(100, 100);
        QTRY_COMPARE_WITH_TIMEOUT(world.window.size(), least, patience);
        QVERIFY(world.window.rect().contains(
            world.appearance->mapTo(&world.window, world.appearance->rect().bottomRight())));
    }

    void speaksAnotherLanguageAtOnce()
    {
        class Upper final : public QTranslator
        {
        public:
            [[nodiscard]] bool isEmpty() const override { return false; }
            [[nodiscard]] QString translate(const char *context, const char *source, const char *, int) const override
            {
                return qstrcmp(context, "candor::SettingsWindow") == 0 ? QString::fromUtf8(source).toUpper()
                                                                       : QString();
            }
        };
        World world;
        QVERIFY(world.show());
        Upper translator;
        QCoreApplication::installTranslator(&translator);
        QTRY_COMPARE_WITH_TIMEOUT(world.window.windowTitle(), u"CANDOR — SETTINGS"_s, patience);
        QCOMPARE(world.tree()->topLevelItem(0)->text(0), u"PREFERENCES"_s);
        QCOMPARE(world.search()->placeholderText(), u"SEARCH SETTINGS"_s);
        QCoreApplication::removeTranslator(&translator);
        QTRY_COMPARE_WITH_TIMEOUT(world.window.windowTitle(), u"Candor — Settings"_s, patience);
    }
};

QTEST_MAIN(SettingsWindowTest)
#include "tst_settingswindow.moc"
