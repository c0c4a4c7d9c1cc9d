// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// What is recorded of container engines with the app's own catalogue, and what never is.

#include "candor/telemetry.h"
#include "engines/enginereports.h"
#include "support/fakeengine.h"
#include "support/telemetryworld.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

#include <optional>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 60000; // ms
const QUrl nobody(u"http://127.0.0.1:9"_s);

/// An engine that a busy machine makes slow is none that does not answer.
EngineTimes times()
{
    EngineTimes result;
    result.answer = result.list = result.action = std::chrono::milliseconds(patience);
    result.gather = 20ms;
    return result;
}

struct Recorded
{
    QString name;
    QJsonObject properties;
    QByteArray bytes;
};

/// An app with a fake engine, and all that it recorded.
class World
{
public:
    explicit World(FakeEngine::Kind kind)
        : fake(kind)
        , telemetry(std::in_place, options())
    {
        EngineSearch search{QProcessEnvironment(), {}, EngineSearch::Platform::Linux, u"/nowhere"_s};
        search.environment.insert(u"CONTAINER_HOST"_s, fake.address());
        engines.emplace(search, times());
        reports.emplace(&*engines, &*telemetry, "window");
    }

    void agree(Categories categories = Category::Usage | Category::Errors)
    {
        QSignalSpy answered(&*telemetry, &Telemetry::answered);
        telemetry->answer(categories, Origin::Prompt, u"en"_s);
        if (!answered.wait(patience) || !telemetry->isAllowed())
            qFatal("no yes");
        // The routes of requests come out of the catalogue, which this reads after them.
        bool isRead = false;
        telemetry->fetchCatalogue(
            &fake, [&isRead](const std::shared_ptr<const Catalogue> &, const QString &) { isRead = true; });
        if (!QTest::qWaitFor([&isRead] { return isRead; }, patience))
            qFatal("no catalogue");
    }
    void ask()
    {
        QSignalSpy settled(&*engines, &Engines::settled);
        engines->ask();
        if (!settled.wait(patience))
            qFatal("the engine did not answer");
    }
    [[nodiscard]] Engine *engine() const { return engines->list().constFirst(); }
    ContainerResult perform(ContainerAction action, const QString &name)
    {
        QSignalSpy performed(engine(), &Engine::performed);
        engine()->perform(action, fake.idOf(name));
        if (!performed.wait(patience))
            qFatal("nothing was done");
        return performed.constFirst().constFirst().value<ContainerResult>();
    }

    /// Ends the app, and reads what it has stored of engines and containers; requests go to requests.
    [[nodiscard]] QList<Recorded> finish()
    {
        reports.reset();
        engines.reset();
        telemetry.reset();
        const Telemetry reader(options());
        QList<Recorded> result;
        const auto complete = [&] {
            bool done = false;
            bool hasStopped = false;
            const_cast<Telemetry &>(reader).fetchActivity(
                {}, &fake, [&](const std::vector<ActivityEvent> &events, const QString &) {
                    result.clear();
                    requests.clear();
                    for (const ActivityEvent &event : events) {
                        hasStopped = hasStopped || event.name() == "app.stopped"_L1;
                        if (event.state() == ActivityEvent::State::NotRecorded)
                            qWarning("not recorded: %s, %s", qPrintable(event.name()), qPrintable(event.reason()));
                        else if (!event.name().startsWith("app."_L1))
                            (event.name() == "request.completed"_L1 ? requests : result)
                                .prepend(
                                    {event.name(),
                                     QJsonDocument::fromJson(event.bytes()).object().value("properties"_L1).toObject(),
                                     event.bytes()});
                    }
                    done = true;
                });
            return QTest::qWaitFor([&done] { return done; }, patience) && hasStopped;
        };
        if (!QTest::qWaitFor(complete, patience))
            qFatal("the app did not store its end");
        return result;
    }

    TemporaryHome home;
    FakeEngine fake;
    QList<Recorded> requests;
    std::optional<Telemetry> telemetry;
    std::optional<Engines> engines;
    std::optional<EngineReports> reports;

private:
    [[nodiscard]] TelemetryOptions options() const { return appOptions(home, nobody); }
};

QStringList namesOf(const QList<Recorded> &events)
{
    QStringList result;
    for (const Recorded &event : events)
        result.append(event.name);
    return result;
}

} // namespace

class EngineReportsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void connected()
    {
        World world(FakeEngine::Kind::Podman);
        world.fake.addContainers(30); // 10 of them run
        world.agree();
        world.ask();
        world.ask(); // once is enough
        const QList<Recorded> events = world.finish();
        QCOMPARE(namesOf(events), QStringList{u"engine.connected"_s});
        const QJsonObject properties = events.first().properties;
        QCOMPARE(properties.value("engine"_L1), u"podman"_s);
        QCOMPARE(properties.value("version"_L1), u"4.3.1"_s);
        QCOMPARE(properties.value("running"_L1), u"5-19"_s);
        QCOMPARE(properties.value("stopped"_L1), u"20-99"_s);
        QCOMPARE(properties.value("images"_L1), u"1-4"_s);
        QCOMPARE(properties.value("pods"_L1), u"1-4"_s);
    }

    void anotherWayToOneEngineIsNoOther()
    {
        World world(FakeEngine::Kind::Docker);
        const FakeEngine same(FakeEngine::Kind::Docker);
        EngineSearch search{QProcessEnvironment(), {}, EngineSearch::Platform::Linux, u"/nowhere"_s};
        search.environment.insert(u"CONTAINER_HOST"_s, world.fake.address());
        search.environment.insert(u"DOCKER_HOST"_s, same.address());
        world.reports.reset();
        world.engines.emplace(search, times());
        world.reports.emplace(&*world.engines, &*world.telemetry, "window");
        world.agree();
        world.ask();
        QCOMPARE(namesOf(world.finish()), QStringList{u"engine.connected"_s});
    }

    void whatIsNotKnownIsNotSaid()
    {
        World world(FakeEngine::Kind::Docker);
        world.fake.setManner(FakeEngine::Manner::Denied);
        world.fake.setMannerFor("/images");
        world.agree();
        world.ask();
        const QList<Recorded> events = world.finish();
        QCOMPARE(namesOf(events), QStringList{u"engine.connected"_s});
        const QJsonObject properties = events.first().properties;
        QVERIFY(!properties.contains("images"_L1));
        QVERIFY(!properties.contains("pods"_L1));
        QCOMPARE(properties.value("running"_L1), u"0"_s);
    }

    /// A yes that comes while an engine is connected tells of it, and of nothing from before.
    void nothingBeforeAYes()
    {
        World world(FakeEngine::Kind::Docker);
        world.fake.addContainer(u"web"_s, u"exited"_s);
        world.ask();
        QVERIFY(world.perform(ContainerAction::Start, u"web"_s).success);
        world.agree();
        QCOMPARE(namesOf(world.finish()), QStringList{u"engine.connected"_s});
    }

    void troublesAreNoConnection()
    {
        World world(FakeEngine::Kind::Docker);
        world.fake.setManner(FakeEngine::Manner::Denied);
        world.agree();
        world.ask();
        QCOMPARE(world.finish().size(), 0);
    }

    void actions_data()
    {
        QTest::addColumn<ContainerAction>("action");
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("event");
        QTest::addColumn<QString>("request");
        QTest::newRow("start") << ContainerAction::Start << u"exited"_s << u"container.started"_s
                               << u"POST /containers/:id/start"_s;
        QTest::newRow("stop") << ContainerAction::Stop << u"running"_s << u"container.stopped"_s
                              << u"POST /containers/:id/stop"_s;
        QTest::newRow("restart") << ContainerAction::Restart << u"running"_s << u"container.restarted"_s
                                 << u"POST /containers/:id/restart"_s;
        QTest::newRow("remove") << ContainerAction::Remove << u"exited"_s << u"container.removed"_s
                                << u"DELETE /containers/:id"_s;
    }

    void actions()
    {
        QFETCH(ContainerAction, action);
        QFETCH(QString, before);
        QFETCH(QString, event);
        QFETCH(QString, request);
        World world(FakeEngine::Kind::Podman);
        world.fake.addContainer(u"kestrel-billing"_s, before, u"registry.acme.example/secret:7"_s);
        world.agree();
        world.ask();
        QVERIFY(world.perform(action, u"kestrel-billing"_s).success);
        const QList<Recorded> events = world.finish();
        QCOMPARE(namesOf(events), (QStringList{u"engine.connected"_s, event}));
        const QJsonObject properties = events.at(1).properties;
        QCOMPARE(properties.value("engine"_L1), u"podman"_s);
        QCOMPARE(properties.value("success"_L1), true);
        QVERIFY(properties.value("duration_ms"_L1).isDouble());
        QVERIFY(!properties.contains("error"_L1));
        // All that was read of the engine is none.
        QCOMPARE(world.requests.size(), 1);
        const QJsonObject asked = world.requests.first().properties;
        QCOMPARE(asked.value("source"_L1), u"window"_s);
        QCOMPARE(asked.value("method"_L1).toString() + u' ' + asked.value("route"_L1).toString(), request);
        QCOMPARE(asked.value("status"_L1), 204);
        QCOMPARE(asked.value("success"_L1), true);
        QVERIFY(asked.value("duration_ms"_L1).isDouble());
        for (const Recorded &each : events + world.requests) {
            QVERIFY2(!each.bytes.contains("kestrel"), each.bytes.constData());
            QVERIFY2(!each.bytes.contains("acme"), each.bytes.constData());
        }
    }

    void failures_data()
    {
        QTest::addColumn<Categories>("categories");
        QTest::newRow("with errors") << Categories(Category::Usage | Category::Errors);
        QTest::newRow("without") << Categories(Category::Usage);
    }

    void failures()
    {
        QFETCH(Categories, categories);
        World world(FakeEngine::Kind::Docker);
        world.fake.addContainer(u"web"_s, u"exited"_s, u"registry.acme.example/secret:7"_s);
        world.fake.addContainer(u"proxy"_s, u"exited"_s);
        world.agree(categories);
        world.ask();
        world.fake.failNextAction(
            409,
            u"container web of registry.acme.example/secret:7 can't start: the port is in use by proxy. "_s
                + world.fake.idOf(u"web"_s));
        QVERIFY(!world.perform(ContainerAction::Start, u"web"_s).success);
        const QList<Recorded> events = world.finish();
        QCOMPARE(namesOf(events), (QStringList{u"engine.connected"_s, u"container.started"_s}));
        const Recorded &failed = events.at(1);
        QCOMPARE(failed.properties.value("success"_L1), false);
        QCOMPARE(world.requests.size(), 1);
        QCOMPARE(world.requests.first().properties.value("status"_L1), 409);
        QCOMPARE(world.requests.first().properties.value("success"_L1), false);
        const QJsonObject error = failed.properties.value("error"_L1).toObject();
        if (!categories.testFlag(Category::Errors)) {
            QVERIFY(error.isEmpty());
            return;
        }
        QCOMPARE(error.value("class"_L1), u"conflict"_s);
        QCOMPARE(error.value("statusCode"_L1), 409);
        const QString message = error.value("message"_L1).toString();
        QVERIFY2(message.contains(u"port is in use"_s), qPrintable(message));
        for (const char *const name : {"web", "proxy", "acme", "secret", "00000"})
            QVERIFY2(!failed.bytes.contains(name), failed.bytes.constData());
    }

    void namesInAMessage_data()
    {
        QTest::addColumn<QString>("message");
        QTest::addColumn<QStringList>("gone");
        QTest::addColumn<QString>("left");
        QTest::newRow("an image without its tag")
            << u"pull access denied for localhost:5000/hedwig/app"_s << QStringList{u"hedwig"_s} << u"access denied"_s;
        QTest::newRow("a repository alone")
            << u"no access to hedwig/app here"_s << QStringList{u"hedwig"_s} << u"no access"_s;
        QTest::newRow("a name within another one")
            << u"db-anneliese is in the way"_s << QStringList{u"anneliese"_s} << u"in the way"_s;
        QTest::newRow("a name with an ending")
            << u"unit db-anneliese.scope already exists"_s << QStringList{u"anneliese"_s} << u"already exists"_s;
        QTest::newRow("in quotation marks")
            << u"can't find \"ottilie\", it isn't there"_s << QStringList{u"ottilie"_s} << u"there"_s;
        QTest::newRow("in single ones") << u"it can't use 'ottilie' as it doesn't exist"_s << QStringList{u"ottilie"_s}
                                        << u"exist"_s;
        QTest::newRow("a network") << u"network ottilie not found"_s << QStringList{u"ottilie"_s} << u"not found"_s;
        QTest::newRow("a volume with its name")
            << u"volume with name ottilie already exists"_s << QStringList{u"ottilie"_s} << u"already exists"_s;
        QTest::newRow("nothing named") << u"the container is running: stop it first, it can't be removed"_s
                                       << QStringList() << u"is running: stop it first"_s;
    }
    void namesInAMessage()
    {
        QFETCH(QString, message);
        QFETCH(QStringList, gone);
        QFETCH(QString, left);
        World world(FakeEngine::Kind::Docker);
        world.fake.addContainer(u"db"_s, u"exited"_s, u"localhost:5000/hedwig/app"_s);
        world.fake.addContainer(u"db-anneliese"_s, u"exited"_s);
        world.agree();
        world.ask();
        world.fake.failNextAction(500, message);
        QVERIFY(!world.perform(ContainerAction::Start, u"db"_s).success);
        const QList<Recorded> events = world.finish();
        const QString recorded = events.last().properties.value("error"_L1).toObject().value("message"_L1).toString();
        QVERIFY2(recorded.contains(left), qPrintable(recorded));
        for (const QString &name : gone)
            QVERIFY2(!events.last().bytes.contains(name.toUtf8()), events.last().bytes.constData());
    }

    void noAnswer()
    {
        World world(FakeEngine::Kind::Docker);
        world.fake.addContainer(u"web"_s, u"running"_s);
        world.agree();
        world.ask();
        world.fake.setManner(FakeEngine::Manner::Garbage);
        world.fake.setMannerFor("/stop");
        QVERIFY(!world.perform(ContainerAction::Stop, u"web"_s).success);
        const QList<Recorded> events = world.finish();
        const QJsonObject error = events.last().properties.value("error"_L1).toObject();
        QCOMPARE(events.last().name, u"container.stopped"_s);
        QCOMPARE(error.value("class"_L1), u"no_answer"_s);
        QVERIFY(!error.contains("statusCode"_L1));
    }

    /// One that is not finished when the app ends has no outcome of its own.
    void interrupted()
    {
        World world(FakeEngine::Kind::Docker);
        world.fake.addContainer(u"web"_s, u"running"_s);
        world.agree();
        world.ask();
        world.fake.setManner(FakeEngine::Manner::Silent);
        world.engine()->perform(ContainerAction::Stop, world.fake.idOf(u"web"_s));
        const QList<Recorded> events = world.finish();
        QCOMPARE(events.last().name, u"container.stopped"_s);
        QCOMPARE(events.last().properties.value("error"_L1).toObject().value("class"_L1), u"interrupted"_s);
    }

    void reported_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("verb");
        QTest::addColumn<QJsonObject>("attributes");
        QTest::addColumn<QString>("event"); ///< empty: none
        QTest::addColumn<QString>("image");
        QTest::addColumn<QString>("source"); ///< empty: none
        const QString container = u"container"_s;
        const auto row = [](const char *name, const QString &type, const QString &verb, const QJsonObject &attributes,
                            const QString &event, const QString &image = QString(), const QString &source = QString()) {
            QTest::newRow(name) << type << verb << attributes << event << image << source;
        };
        const auto of = [](const QString &image) {
            return QJsonObject{{u"name"_s, u"kestrel"_s}, {u"image"_s, image}};
        };
        row("created", container, u"create"_s, of(u"nginx:1.25"_s), u"container_created"_s, u"nginx"_s);
        row("started", container, u"start"_s, of(u"docker.io/library/postgres"_s), u"container_started"_s,
            u"postgres"_s);
        row("removed by Docker", container, u"destroy"_s, of(u"redis"_s), u"container_removed"_s, u"redis"_s);
        row("removed by Podman", container, u"remove"_s, of(u"redis"_s), u"container_removed"_s, u"redis"_s);
        row("an image of somebody's", container, u"start"_s, of(u"registry.kestrel.example/billing:7"_s),
            u"container_started"_s, u"other"_s);
        row("one that is called like a person", container, u"start"_s, of(u"kestrel"_s), u"container_started"_s,
            u"other"_s);
        row("ended", container, u"die"_s, {{u"image"_s, u"node"_s}, {u"exitCode"_s, u"0"_s}}, u"container_stopped"_s,
            u"node"_s);
        row("stopped", container, u"die"_s, {{u"image"_s, u"node"_s}, {u"exitCode"_s, u"143"_s}},
            u"container_stopped"_s, u"node"_s);
        row("failed", container, u"die"_s, {{u"image"_s, u"node"_s}, {u"exitCode"_s, u"1"_s}}, u"container_failed"_s,
            u"node"_s);
        row("pulled", u"image"_s, u"pull"_s, {{u"name"_s, u"python:3"_s}}, u"image_pulled"_s, u"python"_s);
        row("of a public repository", container, u"start"_s,
            {{u"image"_s, u"ghcr.io/kestrel/x"_s},
             {u"org.opencontainers.image.source"_s, u"https://github.com/kestrel/x"_s}},
            u"container_started"_s, u"other"_s, u"github.com"_s);
        row("of a private repository", container, u"start"_s,
            {{u"image"_s, u"x"_s}, {u"org.opencontainers.image.source"_s, u"https://git.kestrel.example/x"_s}},
            u"container_started"_s, u"other"_s, u"other"_s);
        row("a health check", container, u"health_status: healthy"_s, of(u"nginx"_s), QString());
        row("a command", container, u"exec_start: sh -c kestrel"_s, of(u"nginx"_s), QString());
        row("a volume", u"volume"_s, u"create"_s, {}, QString());
        row("a network", u"network"_s, u"connect"_s, {}, QString());
    }

    void reported()
    {
        QFETCH(QString, type);
        QFETCH(QString, verb);
        QFETCH(QJsonObject, attributes);
        QFETCH(QString, event);
        QFETCH(QString, image);
        QFETCH(QString, source);
        World world(FakeEngine::Kind::Podman);
        world.agree();
        world.ask();
        world.engines->setWatched(true);
        QTRY_COMPARE_WITH_TIMEOUT(world.fake.listeners(), 1, patience);
        QSignalSpy happened(world.engine(), &Engine::happened);
        world.fake.happen(type, verb, attributes);
        QVERIFY(happened.wait(patience));
        const QList<Recorded> events = world.finish();
        QCOMPARE(events.size(), event.isEmpty() ? 1 : 2);
        for (const Recorded &each : events)
            QVERIFY2(!each.bytes.contains("kestrel"), each.bytes.constData());
        if (event.isEmpty())
            return;
        QCOMPARE(events.at(1).name, u"engine.reported"_s);
        const QJsonObject properties = events.at(1).properties;
        QCOMPARE(properties.value("engine"_L1), u"podman"_s);
        QCOMPARE(properties.value("event"_L1), event);
        QCOMPARE(properties.value("image"_L1), image);
        QCOMPARE(properties.value("source"_L1).toString(), source);
        QCOMPARE(properties.value("count"_L1), 1);
    }

    void aBurstIsOneEvent()
    {
        World world(FakeEngine::Kind::Docker);
        world.agree();
        world.ask();
        world.engines->setWatched(true);
        QTRY_COMPARE_WITH_TIMEOUT(world.fake.listeners(), 1, patience);
        QSignalSpy happened(world.engine(), &Engine::happened);
        for (int i = 0; i < 50; ++i)
            world.fake.happen(u"container"_s, u"start"_s, {{u"image"_s, u"nginx"_s}});
        QTRY_COMPARE_WITH_TIMEOUT(happened.size(), 50, patience);
        const QList<Recorded> events = world.finish();
        qint64 number = 0;
        for (const Recorded &event : events) {
            if (event.name == "engine.reported"_L1)
                number += event.properties.value("count"_L1).toInteger();
        }
        QCOMPARE(number, 50);
        QVERIFY2(events.size() < 25, qPrintable(namesOf(events).join(u' ')));
    }
};

QTEST_GUILESS_MAIN(EngineReportsTest)
#include "tst_enginereports.moc"
