// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// The page of engines as people use it, over engines that are played.

#include "page/messagebar.h"
#include "resources/containermodel.h"
#include "resources/resourcespage.h"
#include "settings/settingswindow.h"
#include "support/fakeengine.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

#include <memory>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 60000; // ms

class OtherPage final : public SettingsPage
{
public:
    [[nodiscard]] QString title() const override { return u"Other"_s; }
    [[nodiscard]] QString recordedName() const override { return {}; }
    [[nodiscard]] QStringList searchWords() const override { return {}; }
    void load() override { }
};

/// The page behind another one in a window, and two engines.
struct World
{
    FakeEngine podman{FakeEngine::Kind::Podman};
    FakeEngine docker{FakeEngine::Kind::Docker};
    std::unique_ptr<Engines> engines;
    SettingsWindow window;
    ResourcesPage *page;

    World()
    {
        EngineSearch search{QProcessEnvironment(), {}, EngineSearch::Platform::Linux, u"/nowhere"_s};
        search.environment.insert(u"CONTAINER_HOST"_s, podman.address());
        search.environment.insert(u"DOCKER_HOST"_s, docker.address());
        EngineTimes times;
        times.gather = 20ms;
        times.firstRetry = times.lastRetry = 50ms;
        engines = std::make_unique<Engines>(search, times);
        page = new ResourcesPage(engines.get());
        window.addPage(u"preferences"_s, u"other"_s, new OtherPage);
        window.addPage(u"settings"_s, u"resources"_s, page);
        window.show();
    }
    template<typename T>
    [[nodiscard]] T *find(const QString &name) const
    {
        return page->findChild<T *>(name);
    }
    [[nodiscard]] QTableView *table() const { return find<QTableView>(u"containerTable"_s); }
    [[nodiscard]] QPushButton *button(const QString &name) const { return find<QPushButton>(name); }
    [[nodiscard]] QString text(int row, int column) const
    {
        return table()->model()->index(row, column).data().toString();
    }
    /// Of the engine on \a row of the list.
    [[nodiscard]] QString state(qsizetype row) const
    {
        const auto states = page->findChildren<QWidget *>(u"engineState"_s);
        return row < states.size() ? states.at(row)->accessibleName() : QString();
    }
    [[nodiscard]] bool open(int rows)
    {
        window.showPage(u"resources"_s);
        return QTest::qWaitForWindowActive(&window)
            && QTest::qWaitFor([this, rows] { return table()->model()->rowCount() == rows; }, patience);
    }
    void choose(int row) const { table()->setCurrentIndex(table()->model()->index(row, 0)); }
    [[nodiscard]] MessageBar *message() const { return find<MessageBar>(u"resourcesMessage"_s); }
};

} // namespace

class ResourcesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void nothingIsConnectedBeforeThePageIsShown()
    {
        World world;
        QVERIFY(QTest::qWaitForWindowExposed(&world.window));
        QTest::qWait(300);
        QCOMPARE(world.podman.connections() + world.docker.connections(), 0);
    }

    void isLiveWhileItIsSeen()
    {
        World world;
        world.podman.addContainer(u"web"_s, u"running"_s);
        QVERIFY(world.open(1));
        QTRY_COMPARE_WITH_TIMEOUT(world.podman.listeners(), 1, patience);
        world.podman.addContainer(u"db"_s, u"exited"_s);
        world.podman.happen(u"container"_s, u"create"_s);
        QTRY_COMPARE_WITH_TIMEOUT(world.table()->model()->rowCount(), 2, patience);

        world.window.showPage(u"other"_s);
        QTRY_COMPARE_WITH_TIMEOUT(world.podman.listeners(), 0, patience);
        world.window.showPage(u"resources"_s);
        QTRY_COMPARE_WITH_TIMEOUT(world.podman.listeners(), 1, patience);
        world.window.hide();
        QTRY_COMPARE_WITH_TIMEOUT(world.podman.listeners(), 0, patience);
        world.window.show();
        QTRY_COMPARE_WITH_TIMEOUT(world.podman.listeners(), 1, patience);
        world.window.setWindowState(Qt::WindowMinimized);
        QTRY_COMPARE_WITH_TIMEOUT(world.podman.listeners(), 0, patience);
    }

    void twoEnginesOfWhichOneDenies()
    {
        World world;
        world.docker.setManner(FakeEngine::Manner::Denied);
        world.podman.addContainer(u"web"_s, u"running"_s);
        QVERIFY(world.open(1));
        QTRY_COMPARE_WITH_TIMEOUT(world.state(0), u"Podman 4.3.1: Connected"_s, patience);
        QTRY_VERIFY_WITH_TIMEOUT(world.state(1).endsWith(": No permission"_L1), patience);
        const auto again = world.page->findChildren<QPushButton *>(u"askEngine"_s);
        QCOMPARE(again.size(), 2);
        QVERIFY(!again.at(0)->isVisible());
        QVERIFY(again.at(1)->isVisible());
        world.docker.setManner(FakeEngine::Manner::Proper);
        world.docker.addContainer(u"db"_s, u"exited"_s);
        again.at(1)->setFocus();
        QTest::keyClick(again.at(1), Qt::Key_Space);
        QTRY_COMPARE_WITH_TIMEOUT(world.table()->model()->rowCount(), 2, patience);
        QCOMPARE(world.state(1), u"Docker 20.10.24: Connected"_s);
        QCOMPARE(world.text(1, ContainerModel::EngineColumn), u"Docker"_s);
    }

    void anEngineGoesAwayAndComesBack()
    {
        World world;
        world.podman.addContainer(u"web"_s, u"running"_s);
        world.docker.addContainer(u"db"_s, u"exited"_s);
        QVERIFY(world.open(2));
        QTRY_COMPARE_WITH_TIMEOUT(world.docker.listeners(), 1, patience);
        world.docker.stop();
        QTRY_COMPARE_WITH_TIMEOUT(world.state(1), u"Docker 20.10.24: Not running"_s, patience);
        QTRY_COMPARE_WITH_TIMEOUT(world.table()->model()->rowCount(), 1, patience);
        QCOMPARE(world.text(0, ContainerModel::NameColumn), u"web"_s);
        QVERIFY(world.docker.start());
        QTRY_COMPARE_WITH_TIMEOUT(world.table()->model()->rowCount(), 2, patience);
    }

    void byTheKeyboardAlone()
    {
        World world;
        world.podman.addContainer(u"db"_s, u"exited"_s);
        world.podman.addContainer(u"web"_s, u"running"_s);
        QVERIFY(world.open(2));
        auto *const filter = world.find<QLineEdit>(u"containerFilter"_s);
        filter->setFocus(Qt::TabFocusReason);
        // Db is chosen, which does not run.
        QStringList order;
        for (int i = 0; i < 5; ++i) {
            order << QApplication::focusWidget()->objectName();
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        }
        QCOMPARE(order,
                 (QStringList{u"containerFilter"_s, u"containersShown"_s, u"startContainer"_s, u"removeContainer"_s,
                              u"containerTable"_s}));
        world.table()->setFocus();
        QTest::keyClick(world.table(), Qt::Key_Down);
        QVERIFY(world.find<QLabel>(u"chosenContainer"_s)->text().startsWith("web"_L1));
        world.button(u"stopContainer"_s)->setFocus();
        QTest::keyClick(world.button(u"stopContainer"_s), Qt::Key_Space);
        QCOMPARE(world.text(1, ContainerModel::StateColumn), u"Stopping…"_s);
        QCOMPARE(QApplication::focusWidget(), world.table()); // the button can't be used now
        QTRY_COMPARE_WITH_TIMEOUT(world.text(1, ContainerModel::StateColumn), u"Stopped"_s, patience);
        QCOMPARE(world.podman.stateOf(u"web"_s), u"exited"_s);

        QTest::keyClick(world.table(), Qt::Key_Delete);
        QPointer<QDialog> question = world.find<QDialog>(u"removalDialog"_s);
        QVERIFY(question);
        QCOMPARE(question->windowModality(), Qt::WindowModal);
        QTest::keyClick(question, Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(!question, patience);
        QCOMPARE(world.podman.stateOf(u"web"_s), u"exited"_s);
        QTest::keyClick(world.table(), Qt::Key_Delete);
        question = world.find<QDialog>(u"removalDialog"_s);
        QVERIFY(question);
        auto *const confirm = question->findChild<QPushButton *>(u"removalConfirmButton"_s);
        confirm->setFocus();
        QTest::keyClick(confirm, Qt::Key_Space);
        QTRY_COMPARE_WITH_TIMEOUT(world.table()->model()->rowCount(), 1, patience);
        QCOMPARE(world.podman.stateOf(u"web"_s), QString());
    }

    void anErrorHasAWayOut_data()
    {
        QTest::addColumn<int>("status");
        QTest::newRow("as Docker says it") << 409;
        QTest::newRow("as Podman says it") << 500;
    }

    void anErrorHasAWayOut()
    {
        QFETCH(int, status);
        World world;
        world.podman.addContainer(u"web"_s, u"running"_s);
        QVERIFY(world.open(1));
        world.podman.failNextAction(status, u"cannot remove a running container"_s);
        world.button(u"removeContainer"_s)->click();
        world.find<QDialog>(u"removalDialog"_s)->findChild<QPushButton *>(u"removalConfirmButton"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(world.message()->isVisible(), patience);
        QVERIFY(world.message()->text().contains(u"cannot remove a running container (status %1)"_s.arg(status)));
        QVERIFY(world.button(u"forceRemoval"_s)->isVisible());
        world.button(u"forceRemoval"_s)->click();
        QVERIFY(!world.message()->isVisible());
        QTRY_COMPARE_WITH_TIMEOUT(world.table()->model()->rowCount(), 0, patience);
        QTRY_COMPARE_WITH_TIMEOUT(world.find<QLabel>(u"noContainers"_s)->text(), u"There are no containers."_s,
                                  patience);
    }

    void tryingAgain()
    {
        World world;
        world.podman.addContainer(u"web"_s, u"exited"_s);
        QVERIFY(world.open(1));
        world.podman.failNextAction(500, u"<b>no space</b>"_s);
        world.button(u"startContainer"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(world.message()->isVisible(), patience);
        QVERIFY(world.message()->text().contains("<b>no space</b>"_L1));
        QVERIFY(!world.button(u"forceRemoval"_s)->isVisible());
        world.button(u"tryActionAgain"_s)->click();
        QVERIFY(!world.message()->isVisible());
        QTRY_COMPARE_WITH_TIMEOUT(world.text(0, ContainerModel::StateColumn), u"Running"_s, patience);
    }

    void aMessageCanBeCopied()
    {
        World world;
        world.podman.addContainer(u"web"_s, u"exited"_s);
        QVERIFY(world.open(1));
        world.podman.failNextAction(500, u"no space"_s);
        world.button(u"startContainer"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(world.message()->isVisible(), patience);
        world.button(u"copyMessage"_s)->click();
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 u"web could not be started.\nThe engine says: no space (status 500)"_s);
    }

    void nobodyHasToWait()
    {
        World world;
        world.podman.addContainer(u"web"_s, u"exited"_s);
        QVERIFY(world.open(1));
        QVERIFY(!world.button(u"stopWaiting"_s)->isVisible());
        world.podman.setManner(FakeEngine::Manner::Silent);
        world.podman.setMannerFor("/start");
        world.button(u"startContainer"_s)->click();
        QCOMPARE(world.text(0, ContainerModel::StateColumn), u"Starting…"_s);
        QVERIFY(!world.button(u"startContainer"_s)->isEnabled());
        QVERIFY(world.button(u"stopWaiting"_s)->isVisible());
        world.button(u"stopWaiting"_s)->setFocus();
        QTest::keyClick(world.button(u"stopWaiting"_s), Qt::Key_Space);
        QVERIFY(!world.button(u"stopWaiting"_s)->isVisible());
        QCOMPARE(QApplication::focusWidget(), world.table());
        QCOMPARE(world.text(0, ContainerModel::StateColumn), u"Stopped"_s);
        QVERIFY(world.message()->isVisible());
        world.podman.setManner(FakeEngine::Manner::Proper);
        world.button(u"tryActionAgain"_s)->click();
        QTRY_COMPARE_WITH_TIMEOUT(world.text(0, ContainerModel::StateColumn), u"Running"_s, patience);
    }

    void filters()
    {
        World world;
        world.podman.addContainer(u"web"_s, u"running"_s);
        world.podman.addContainer(u"db"_s, u"exited"_s, u"postgres:16"_s);
        QVERIFY(world.open(2));
        auto *const filter = world.find<QLineEdit>(u"containerFilter"_s);
        QTest::keyClicks(filter, u"post"_s);
        QCOMPARE(world.table()->model()->rowCount(), 1);
        QCOMPARE(world.text(0, ContainerModel::NameColumn), u"db"_s);
        QTest::keyClicks(filter, u"xyz"_s);
        QVERIFY(!world.table()->isVisible());
        QCOMPARE(world.find<QLabel>(u"noContainers"_s)->text(), u"No container matches the filter."_s);
        QVERIFY(!world.button(u"removeContainer"_s)->isEnabled());
        filter->clear();
        QCOMPARE(world.table()->model()->rowCount(), 2);
        auto *const shown = world.find<QComboBox>(u"containersShown"_s);
        QCOMPARE(shown->itemText(1), u"Running (1)"_s);
        shown->setFocus();
        QTest::keyClick(shown, Qt::Key_Down);
        QCOMPARE(world.table()->model()->rowCount(), 1);
        QCOMPARE(world.text(0, ContainerModel::NameColumn), u"web"_s);
    }

    void tenThousandContainers()
    {
        World world;
        world.podman.addContainers(10'000);
        QVERIFY(world.open(10'000));
        QTRY_COMPARE_WITH_TIMEOUT(world.podman.listeners(), 1, patience);
        const QAbstractItemModel *const model = world.table()->model();
        QTRY_COMPARE_WITH_TIMEOUT(world.find<QComboBox>(u"containersShown"_s)->itemText(0), u"All (10,000)"_s,
                                  patience);
        world.choose(6'000);
        const QString chosen = world.text(6'000, ContainerModel::NameColumn);
        const int above = world.table()->visualRect(world.table()->currentIndex()).top();
        const QSignalSpy inserted(model, &QAbstractItemModel::rowsInserted);
        const QSignalSpy removed(model, &QAbstractItemModel::rowsRemoved);
        const QSignalSpy changed(model, &QAbstractItemModel::dataChanged);
        const QSignalSpy reset(model, &QAbstractItemModel::modelReset);
        world.podman.addContainer(u"0-first"_s, u"running"_s);
        world.podman.happen(u"container"_s, u"create"_s);
        QTRY_COMPARE_WITH_TIMEOUT(model->rowCount(), 10'001, patience);
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(removed.size(), 0);
        QVERIFY(changed.size() <= 2);
        QCOMPARE(reset.size(), 0);
        // What is chosen stays so, and where it was.
        QCOMPARE(world.table()->currentIndex().data().toString(), chosen);
        QCOMPARE(world.table()->currentIndex().row(), 6'001);
        QTRY_COMPARE_WITH_TIMEOUT(world.table()->visualRect(world.table()->currentIndex()).top(), above, patience);
        // No row has a widget.
        QVERIFY(world.page->findChildren<QWidget *>().size() < 200);
    }

    void everythingHasAName()
    {
        World world;
        world.docker.setManner(FakeEngine::Manner::Denied);
        world.podman.addContainer(u"web"_s, u"running"_s);
        QVERIFY(world.open(1));
        for (QWidget *widget : world.page->findChildren<QWidget *>()) {
            if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible()
                || qobject_cast<QAbstractScrollArea *>(widget->parentWidget()))
                continue;
            const QAccessibleInterface *told = QAccessible::queryAccessibleInterface(widget);
            QVERIFY2(told && !told->text(QAccessible::Name).isEmpty(), qPrintable(widget->objectName()));
        }
        QCOMPARE(world.table()->accessibleName(), u"Containers"_s);
    }

    void theEnginesMayGoFirst()
    {
        World world;
        world.podman.addContainer(u"web"_s, u"running"_s);
        QVERIFY(world.open(1));
        world.engines.reset();
        QCOMPARE(world.table()->model()->rowCount(), 0);
        world.window.showPage(u"other"_s);
        world.window.showPage(u"resources"_s);
        QVERIFY(world.button(u"findEngines"_s) || world.button(u"askEngine"_s));
    }
};

QTEST_MAIN(ResourcesTest)
#include "tst_resources.moc"
