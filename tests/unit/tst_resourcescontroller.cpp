// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// What the page of engines shows and does, without a window.

#include "resources/resourcescontroller.h"
#include "support/fakeengine.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 60000; // ms

/// One engine, or one that the environment names as Docker's beside it.
struct World
{
    FakeEngine podman{FakeEngine::Kind::Podman};
    FakeEngine docker{FakeEngine::Kind::Docker};
    std::unique_ptr<Engines> engines;
    std::unique_ptr<ResourcesController> controller;

    explicit World(int number = 1)
    {
        EngineSearch search{QProcessEnvironment(), {}, EngineSearch::Platform::Linux, u"/nowhere"_s};
        if (number > 0)
            search.environment.insert(u"CONTAINER_HOST"_s, podman.address());
        if (number > 1)
            search.environment.insert(u"DOCKER_HOST"_s, docker.address());
        EngineTimes times;
        times.gather = 20ms;
        times.firstRetry = times.lastRetry = 50ms;
        engines = std::make_unique<Engines>(search, times);
        controller = std::make_unique<ResourcesController>(engines.get());
    }
    [[nodiscard]] bool look(int rows)
    {
        controller->setActive(true);
        return QTest::qWaitFor([this, rows] { return controller->model()->rowCount() == rows; }, patience);
    }
    void choose(const QString &name) { controller->choose({podman.address(), podman.idOf(name)}); }
    [[nodiscard]] ResourcesController::EngineView first() const { return controller->engines().constFirst(); }
};

} // namespace

class ResourcesControllerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsConnectedBeforeItIsLookedAt()
    {
        World world(2);
        world.controller->find();
        QCOMPARE(world.controller->engines().size(), 2);
        QTest::qWait(200);
        QCOMPARE(world.podman.connections() + world.docker.connections(), 0);
        QCOMPARE(world.first().state, u"Not asked"_s);
    }

    void watchesWhileItIsActive()
    {
        World world;
        world.podman.addContainer(u"web"_s, u"running"_s);
        QVERIFY(world.look(1));
        QTRY_COMPARE_WITH_TIMEOUT(world.podman.listeners(), 1, patience);
        world.podman.addContainer(u"db"_s, u"exited"_s);
        world.podman.happen(u"container"_s, u"create"_s);
        QTRY_COMPARE_WITH_TIMEOUT(world.controller->model()->rowCount(), 2, patience);
        world.controller->setActive(false);
        QTRY_COMPARE_WITH_TIMEOUT(world.podman.listeners(), 0, patience);
    }

    void tellsOfAnEngine()
    {
        World world;
        world.podman.addContainer(u"web"_s, u"running"_s);
        world.podman.addContainer(u"db"_s, u"exited"_s);
        QVERIFY(world.look(2));
        QTRY_VERIFY_WITH_TIMEOUT(world.first().description.contains("Images: 3"_L1), patience);
        QCOMPARE(world.first().title, u"Podman 4.3.1"_s);
        QCOMPARE(world.first().state, u"Connected"_s);
        QVERIFY(!world.first().canAsk);
        QVERIFY(world.first().description.startsWith(u"Running: 1 · Stopped: 1"_s));
        QVERIFY(world.first().description.endsWith(world.podman.address()));
    }

    void whatIsNotKnownIsSaid()
    {
        World world;
        world.podman.setManner(FakeEngine::Manner::NoEngine);
        world.podman.setMannerFor("/images");
        world.podman.addContainer(u"web"_s, u"running"_s);
        QVERIFY(world.look(1));
        QTRY_VERIFY_WITH_TIMEOUT(world.first().description.contains("Volumes: 2"_L1), patience);
        QVERIFY2(world.first().description.contains("Images: not known"_L1), qPrintable(world.first().description));
    }

    void aBadEngineIsToldWhatToDo_data()
    {
        QTest::addColumn<FakeEngine::Manner>("manner");
        QTest::addColumn<QString>("state");
        QTest::newRow("denies") << FakeEngine::Manner::Denied << u"No permission"_s;
        QTest::newRow("garbage") << FakeEngine::Manner::Garbage << u"Not understood"_s;
        QTest::newRow("old") << FakeEngine::Manner::Old << u"Not understood"_s;
    }

    void aBadEngineIsToldWhatToDo()
    {
        QFETCH(FakeEngine::Manner, manner);
        QFETCH(QString, state);
        World world;
        world.podman.setManner(manner);
        world.controller->setActive(true);
        QTRY_COMPARE_WITH_TIMEOUT(world.first().state, state, patience);
        QVERIFY(world.first().canAsk);
        QVERIFY(world.first().description.startsWith(world.engines->list().constFirst()->facts().stateText()));
        QCOMPARE(world.controller->emptyText(), u"Containers are shown here when an engine is connected."_s);
        world.podman.setManner(FakeEngine::Manner::Proper);
        world.podman.addContainer(u"web"_s, u"running"_s);
        world.controller->ask(world.first().address);
        QTRY_COMPARE_WITH_TIMEOUT(world.controller->model()->rowCount(), 1, patience);
        QCOMPARE(world.first().state, u"Connected"_s);
    }

    void twoOfAKindAreToldApart()
    {
        World world(2);
        world.podman.addContainer(u"web"_s, u"running"_s);
        world.docker.addContainer(u"db"_s, u"running"_s);
        QVERIFY(world.look(2));
        QTRY_COMPARE_WITH_TIMEOUT(world.controller->engineTitles(), (QStringList{u"Podman"_s, u"Docker"_s}), patience);
    }

    void actions_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<ContainerAction>("action");
        QTest::addColumn<QString>("after"); // empty: it is not there
        QTest::newRow("start") << u"exited"_s << ContainerAction::Start << u"running"_s;
        QTest::newRow("stop") << u"running"_s << ContainerAction::Stop << u"exited"_s;
        QTest::newRow("restart") << u"running"_s << ContainerAction::Restart << u"running"_s;
        QTest::newRow("remove") << u"exited"_s << ContainerAction::Remove << QString();
    }

    void actions()
    {
        QFETCH(QString, before);
        QFETCH(ContainerAction, action);
        QFETCH(QString, after);
        World world;
        world.podman.addContainer(u"web"_s, before);
        QVERIFY(world.look(1));
        const ContainerKey key{world.podman.address(), world.podman.idOf(u"web"_s)};
        QVERIFY(!world.controller->can(action));
        world.controller->choose(key);
        QVERIFY(world.controller->can(action));
        world.controller->perform(action);
        QVERIFY(world.controller->model()->isUnderWay(key));
        for (const auto each : {ContainerAction::Start, ContainerAction::Stop, ContainerAction::Remove})
            QVERIFY(!world.controller->can(each));
        QTRY_VERIFY_WITH_TIMEOUT(!world.controller->model()->isUnderWay(key), patience);
        QCOMPARE(world.podman.stateOf(u"web"_s), after);
        QVERIFY(world.controller->problem().isEmpty());
    }

    void aFailureHasAWayOut()
    {
        World world;
        world.podman.addContainer(u"web"_s, u"exited"_s);
        QVERIFY(world.look(1));
        world.choose(u"web"_s);
        world.podman.failNextAction(500, u"no space left on device"_s);
        QSignalSpy problem(world.controller.get(), &ResourcesController::problemChanged);
        world.controller->perform(ContainerAction::Start);
        QVERIFY(problem.wait(patience));
        QCOMPARE(world.controller->problem(),
                 u"web could not be started.\nThe engine says: no space left on device (status 500)"_s);
        QVERIFY(!world.controller->canForce());
        world.controller->tryAgain();
        QVERIFY(world.controller->problem().isEmpty());
        QTRY_COMPARE_WITH_TIMEOUT(world.podman.stateOf(u"web"_s), u"running"_s, patience);
    }

    void removingByForce()
    {
        World world;
        world.podman.addContainer(u"web"_s, u"running"_s);
        QVERIFY(world.look(1));
        world.choose(u"web"_s);
        QCOMPARE(world.controller->removalQuestion().headline, u"Remove web?"_s);
        QSignalSpy problem(world.controller.get(), &ResourcesController::problemChanged);
        world.controller->remove(world.controller->chosen());
        QVERIFY(problem.wait(patience));
        QVERIFY(world.controller->canForce());
        QCOMPARE(world.podman.stateOf(u"web"_s), u"running"_s);
        world.controller->tryAgain(true);
        QTRY_COMPARE_WITH_TIMEOUT(world.podman.stateOf(u"web"_s), QString(), patience);
        QTRY_COMPARE_WITH_TIMEOUT(world.controller->model()->rowCount(), 0, patience);
        QCOMPARE(world.controller->emptyText(), u"There are no containers."_s);
    }

    void anEngineGoesAwayAndComesBack()
    {
        World world;
        world.podman.addContainer(u"web"_s, u"running"_s);
        QVERIFY(world.look(1));
        QTRY_COMPARE_WITH_TIMEOUT(world.podman.listeners(), 1, patience);
        world.podman.stop();
        QTRY_COMPARE_WITH_TIMEOUT(world.controller->model()->rowCount(), 0, patience);
        QCOMPARE(world.first().state, u"Not running"_s);
        QCOMPARE(world.first().title, u"Podman 4.3.1"_s);
        QVERIFY(world.podman.start());
        QTRY_COMPARE_WITH_TIMEOUT(world.controller->model()->rowCount(), 1, patience);
    }

    void theEnginesMayGoFirst()
    {
        World world;
        world.podman.addContainer(u"web"_s, u"running"_s);
        QVERIFY(world.look(1));
        connect(
            world.controller.get(), &ResourcesController::changed, world.engines.get(),
            [&world] { world.engines.release()->deleteLater(); }, Qt::SingleShotConnection);
        world.choose(u"web"_s);
        world.controller->perform(ContainerAction::Stop);
        QTRY_COMPARE_WITH_TIMEOUT(world.controller->model()->rowCount(), 0, patience);
        QVERIFY(world.controller->engines().isEmpty());
        QVERIFY(!world.controller->can(ContainerAction::Stop));
        world.controller->setActive(false);
        world.controller->retranslate();
    }

    void itMayGoInASlotOfItsOwn()
    {
        World world;
        world.podman.addContainer(u"web"_s, u"exited"_s);
        QVERIFY(world.look(1));
        world.choose(u"web"_s);
        world.podman.failNextAction(500, u"no"_s);
        connect(world.controller.get(), &ResourcesController::problemChanged, this,
                [&world] { world.controller.reset(); });
        world.controller->perform(ContainerAction::Start);
        QTRY_VERIFY_WITH_TIMEOUT(!world.controller, patience);
        QTRY_COMPARE_WITH_TIMEOUT(world.podman.listeners(), 0, patience);
    }
};

QTEST_GUILESS_MAIN(ResourcesControllerTest)
#include "tst_resourcescontroller.moc"
