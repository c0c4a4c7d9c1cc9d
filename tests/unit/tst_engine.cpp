// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// Engines as a page or a command sees them: what is known of each, how it follows, and what is done to containers.

#include "engines/enginejson.h"
#include "engines/engines.h"
#include "support/fakeengine.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 60000; // ms
using Kind = FakeEngine::Kind;
using Manner = FakeEngine::Manner;

EngineTimes times()
{
    EngineTimes result;
    result.answer = result.list = result.action = std::chrono::milliseconds(patience);
    result.gather = 20ms;
    result.firstRetry = 10ms;
    result.lastRetry = 40ms;
    return result;
}

EngineAddress addressOf(const FakeEngine &engine)
{
    return {engine.address(), engine.path(), {}};
}

std::unique_ptr<Engine> engineAt(const FakeEngine &fake, const EngineTimes &allowed = times())
{
    return std::make_unique<Engine>(addressOf(fake), effectiveUser(), allowed);
}

/// Asks, and waits for the whole answer.
bool isSettled(Engine *engine)
{
    QSignalSpy settled(engine, &Engine::settled);
    engine->ask();
    return settled.wait(patience);
}

EngineSearch searchFor(const QList<const FakeEngine *> &fakes)
{
    EngineSearch result{QProcessEnvironment(), {}, EngineSearch::Platform::Linux, u"/nowhere"_s};
    const QStringList variables{u"CONTAINER_HOST"_s, u"DOCKER_HOST"_s};
    for (qsizetype i = 0; i < fakes.size(); ++i)
        result.environment.insert(variables.at(i), fakes.at(i)->address());
    return result;
}

int count(const FakeEngine &fake, const QString &part)
{
    return int(fake.requests().filter(part).size());
}

} // namespace

class EngineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isKnownWhenItWasAsked_data()
    {
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<bool>("chunked");
        QTest::newRow("Podman") << Kind::Podman << false;
        QTest::newRow("Docker, in chunks") << Kind::Docker << true;
    }

    void isKnownWhenItWasAsked()
    {
        QFETCH(Kind, kind);
        QFETCH(bool, chunked);
        FakeEngine fake(kind);
        fake.setChunked(chunked);
        fake.addContainer(u"web"_s, u"running"_s);
        fake.addContainer(u"db"_s, u"exited"_s, u"postgres"_s,
                          {{u"org.opencontainers.image.source"_s, u"https://github.com/docker-library/postgres"_s}});
        fake.addContainer(u"old"_s, u"paused"_s);
        const auto engine = engineAt(fake);
        QCOMPARE(engine->facts().state, EngineState::NotAsked);
        QCOMPARE(fake.connections(), 0);

        QVERIFY(isSettled(engine.get()));
        QCOMPARE(count(fake, u"/info"_s), 0); // it is slow, and there is no other one
        engine->identify();
        QVERIFY(isSettled(engine.get()));
        const EngineFacts &facts = engine->facts();
        QCOMPARE(facts.state, EngineState::Connected);
        QCOMPARE(facts.kind, kind == Kind::Podman ? EngineKind::Podman : EngineKind::Docker);
        QCOMPARE(facts.version, kind == Kind::Podman ? u"4.3.1"_s : u"20.10.24"_s);
        QCOMPARE(facts.counts.running, std::optional<qsizetype>(2));
        QCOMPARE(facts.counts.stopped, std::optional<qsizetype>(1));
        QCOMPARE(facts.counts.images, std::optional<qsizetype>(3));
        QCOMPARE(facts.counts.volumes, std::optional<qsizetype>(2));
        QCOMPARE(facts.counts.pods, kind == Kind::Podman ? std::optional<qsizetype>(1) : std::nullopt);
        QVERIFY(!engine->id().isEmpty());
        QCOMPARE(facts.containers.size(), 3);
        QCOMPARE(facts.containers.at(0).name, u"db"_s); // by name
        QCOMPARE(facts.containers.at(0).source, u"https://github.com/docker-library/postgres"_s);
        QCOMPARE(count(fake, u"/events"_s), 0); // nobody watches
        QVERIFY(!facts.isLive);
    }

    void troublesHaveAState_data()
    {
        QTest::addColumn<Manner>("manner");
        QTest::addColumn<EngineState>("state");
        QTest::newRow("silent") << Manner::Silent << EngineState::NotAnswering;
        QTest::newRow("garbage") << Manner::Garbage << EngineState::NotUnderstood;
        QTest::newRow("headers without end") << Manner::EndlessHeader << EngineState::NotUnderstood;
        QTest::newRow("denied") << Manner::Denied << EngineState::Denied;
        QTest::newRow("the end halfway") << Manner::DiesHalfway << EngineState::NotAnswering;
        QTest::newRow("the end at once") << Manner::HangsUp << EngineState::NotAnswering;
        QTest::newRow("an error of its own") << Manner::Failing << EngineState::NotAnswering;
        QTest::newRow("too old") << Manner::Old << EngineState::NotUnderstood;
        QTest::newRow("a web server") << Manner::NoEngine << EngineState::NotUnderstood;
    }

    void troublesHaveAState()
    {
        QFETCH(Manner, manner);
        QFETCH(EngineState, state);
        FakeEngine fake(Kind::Podman);
        fake.setManner(manner);
        EngineTimes allowed = times();
        if (manner == Manner::Silent)
            allowed.answer = 50ms;
        const auto engine = engineAt(fake, allowed);
        QVERIFY(isSettled(engine.get()));
        QCOMPARE(engine->facts().state, state);
        QVERIFY(!engine->facts().counts.running);
        QVERIFY(!engine->facts().stateText().isEmpty());
        // It can be asked again, and is well then.
        fake.setManner(Manner::Proper);
        const auto later = engineAt(fake);
        QVERIFY(isSettled(later.get()));
        QCOMPARE(later->facts().state, EngineState::Connected);
    }

    void troublesLater_data()
    {
        QTest::addColumn<QByteArray>("part");
        QTest::addColumn<Manner>("manner");
        QTest::addColumn<EngineState>("state");
        QTest::newRow("no containers for you") << QByteArray("/containers") << Manner::Denied << EngineState::Denied;
        QTest::newRow("dies over containers")
            << QByteArray("/containers") << Manner::DiesHalfway << EngineState::NotAnswering;
        QTest::newRow("no images for you") << QByteArray("/images") << Manner::Denied << EngineState::Connected;
        QTest::newRow("garbage for images") << QByteArray("/images") << Manner::Garbage << EngineState::Connected;
    }

    void troublesLater()
    {
        QFETCH(QByteArray, part);
        QFETCH(Manner, manner);
        QFETCH(EngineState, state);
        FakeEngine fake(Kind::Podman);
        fake.addContainer(u"web"_s, u"running"_s);
        fake.setManner(manner);
        fake.setMannerFor(part);
        const auto engine = engineAt(fake);
        QVERIFY(isSettled(engine.get()));
        QCOMPARE(engine->facts().state, state);
        QVERIFY(!engine->facts().counts.images); // not known is not 0
        QCOMPARE(engine->facts().counts.running.has_value(), state == EngineState::Connected);
        QCOMPARE(engine->facts().version, u"4.3.1"_s);
    }

    void isNotRunning()
    {
        FakeEngine fake(Kind::Podman);
        fake.abandon();
        const auto engine = engineAt(fake);
        QVERIFY(isSettled(engine.get()));
        QCOMPARE(engine->facts().state, EngineState::NotRunning);
        fake.stop();
        QVERIFY(isSettled(engine.get()));
        QCOMPARE(engine->facts().state, EngineState::NotRunning);
        QVERIFY(fake.start());
        QVERIFY(isSettled(engine.get()));
        QCOMPARE(engine->facts().state, EngineState::Connected);
    }

    void foreignSocketsAreNeverConnected()
    {
        const FakeEngine fake(Kind::Docker);
        EngineAddress address{u"tcp://10.0.0.1:2375"_s, {}, u"DOCKER_HOST"_s, EngineObstacle::OverNetwork};
        Engine engine(address, effectiveUser(), times());
        QCOMPARE(engine.facts().state, EngineState::Unusable);
        QVERIFY(isSettled(&engine));
        QCOMPARE(engine.facts().state, EngineState::Unusable);
        QVERIFY(engine.facts().stateText().contains(u"network"_s));
        QCOMPARE(fake.connections(), 0);
    }

    void followsWhatHappens()
    {
        FakeEngine fake(Kind::Podman);
        fake.addContainer(u"web"_s, u"running"_s);
        const auto engine = engineAt(fake);
        QSignalSpy happened(engine.get(), &Engine::happened);
        engine->setWatched(true);
        QTRY_COMPARE_WITH_TIMEOUT(fake.listeners(), 1, patience);
        QTRY_COMPARE_WITH_TIMEOUT(engine->facts().counts.running, std::optional<qsizetype>(1), patience);
        QVERIFY(engine->facts().isLive);

        fake.addContainer(u"db"_s, u"running"_s);
        fake.setImages(4);
        fake.happen(u"image"_s, u"pull"_s, {{u"name"_s, u"postgres"_s}});
        fake.happen(u"container"_s, u"start"_s, {{u"image"_s, u"postgres"_s}});
        QTRY_COMPARE_WITH_TIMEOUT(engine->facts().counts.running, std::optional<qsizetype>(2), patience);
        QTRY_COMPARE_WITH_TIMEOUT(engine->facts().counts.images, std::optional<qsizetype>(4), patience);
        QCOMPARE(happened.size(), 2);
        const auto first = happened.first().first().value<EngineEvent>();
        QCOMPARE(first.subject, EngineEvent::Subject::Image);
        QCOMPARE(first.image, u"postgres"_s);
        // It was read from the stream's news, not by asking who it is again.
        QCOMPARE(count(fake, u"/_ping"_s), 1);
    }

    void aBurstIsReadTogether()
    {
        FakeEngine fake(Kind::Docker);
        fake.addContainer(u"web"_s, u"running"_s);
        EngineTimes slow = times();
        slow.gather = 500ms;
        const auto engine = engineAt(fake, slow);
        engine->setWatched(true);
        QTRY_COMPARE_WITH_TIMEOUT(fake.listeners(), 1, patience);
        QTRY_COMPARE_WITH_TIMEOUT(engine->facts().counts.running, std::optional<qsizetype>(1), patience);
        fake.forgetRequests();
        QSignalSpy happened(engine.get(), &Engine::happened);
        QByteArray burst;
        for (int i = 0; i < 1000; ++i)
            burst += R"({"Type":"container","Action":"start","Actor":{"Attributes":{"image":"nginx"}}})"
                     "\n";
        fake.addContainer(u"last"_s, u"running"_s);
        fake.sendToListeners(burst);
        QTRY_COMPARE_WITH_TIMEOUT(engine->facts().counts.running, std::optional<qsizetype>(2), patience);
        QCOMPARE(happened.size(), 1000);
        QVERIFY2(count(fake, u"/containers/json"_s) < 100, "the list was read for each event");
    }

    /// Health checks and commands come all the time and change nothing that is shown.
    void someEventsAreNoNews()
    {
        FakeEngine fake(Kind::Docker);
        const auto engine = engineAt(fake);
        engine->setWatched(true);
        QTRY_COMPARE_WITH_TIMEOUT(fake.listeners(), 1, patience);
        QTRY_COMPARE_WITH_TIMEOUT(engine->facts().counts.running, std::optional<qsizetype>(0), patience);
        fake.forgetRequests();
        QSignalSpy happened(engine.get(), &Engine::happened);
        fake.happen(u"container"_s, u"exec_start: sh"_s);
        fake.happen(u"container"_s, u"health_status: healthy"_s);
        QTRY_COMPARE_WITH_TIMEOUT(happened.size(), 2, patience);
        QTest::qWait(100);
        QCOMPARE(fake.requests(), QStringList());
    }

    void comesBackWhileSomebodyLooks()
    {
        FakeEngine fake(Kind::Podman);
        fake.addContainer(u"web"_s, u"running"_s);
        const auto engine = engineAt(fake);
        engine->setWatched(true);
        QTRY_COMPARE_WITH_TIMEOUT(fake.listeners(), 1, patience);
        QTRY_VERIFY_WITH_TIMEOUT(engine->facts().counts.running, patience);
        fake.stop();
        QTRY_COMPARE_WITH_TIMEOUT(engine->facts().state, EngineState::NotRunning, patience);
        QVERIFY(!engine->facts().counts.running);
        QVERIFY(!engine->facts().isLive);
        QVERIFY(fake.start());
        QTRY_COMPARE_WITH_TIMEOUT(engine->facts().state, EngineState::Connected, patience);
        QTRY_COMPARE_WITH_TIMEOUT(engine->facts().counts.running, std::optional<qsizetype>(1), patience);
        QTRY_COMPARE_WITH_TIMEOUT(fake.listeners(), 1, patience);

        // Nobody looks any more: the stream ends, and nothing is asked again.
        engine->setWatched(false);
        QTRY_COMPARE_WITH_TIMEOUT(fake.listeners(), 0, patience);
        fake.stop();
        QVERIFY(fake.start());
        fake.forgetRequests();
        QTest::qWait(200);
        QCOMPARE(fake.requests(), QStringList());
    }

    void isAskedAgainWhereItMayBeWell_data()
    {
        QTest::addColumn<Manner>("manner");
        QTest::newRow("the end halfway") << Manner::DiesHalfway;
        QTest::newRow("the end at once") << Manner::HangsUp;
        QTest::newRow("an error of its own") << Manner::Failing;
    }

    /// An engine that starts answers so for a moment.
    void isAskedAgainWhereItMayBeWell()
    {
        QFETCH(Manner, manner);
        FakeEngine fake(Kind::Docker);
        fake.setManner(manner);
        const auto engine = engineAt(fake);
        engine->setWatched(true);
        QTRY_COMPARE_WITH_TIMEOUT(engine->facts().state, EngineState::NotAnswering, patience);
        fake.setManner(Manner::Proper);
        QTRY_COMPARE_WITH_TIMEOUT(engine->facts().state, EngineState::Connected, patience);
    }

    /// It was replaced while nobody looked.
    void aNewerEngineIsNoticed()
    {
        FakeEngine fake(Kind::Podman);
        const auto engine = engineAt(fake);
        QVERIFY(isSettled(engine.get()));
        QCOMPARE(engine->facts().version, u"4.3.1"_s);
        fake.setVersion(u"5.2.0"_s);
        fake.addContainer(u"web"_s, u"running"_s);
        QVERIFY(isSettled(engine.get()));
        QCOMPARE(engine->facts().version, u"5.2.0"_s);
        QCOMPARE(engine->facts().counts.running, std::optional<qsizetype>(1));
        fake.setVersion(u"5.3.0"_s);
        engine->setWatched(true);
        QTRY_COMPARE_WITH_TIMEOUT(engine->facts().version, u"5.3.0"_s, patience);
        QCOMPARE(engine->facts().state, EngineState::Connected);
    }

    void eventsThatAreNoneEndTheStream()
    {
        FakeEngine fake(Kind::Podman);
        const auto engine = engineAt(fake);
        engine->setWatched(true);
        QTRY_COMPARE_WITH_TIMEOUT(fake.listeners(), 1, patience);
        fake.sendToListeners("no event\n");
        QTRY_COMPARE_WITH_TIMEOUT(engine->facts().state, EngineState::NotUnderstood, patience);
        QTRY_COMPARE_WITH_TIMEOUT(fake.listeners(), 0, patience);
    }

    void aLineWithoutEndEndsTheStream()
    {
        FakeEngine fake(Kind::Podman);
        const auto engine = engineAt(fake);
        engine->setWatched(true);
        QTRY_COMPARE_WITH_TIMEOUT(fake.listeners(), 1, patience);
        fake.sendToListeners(QByteArray(2 * 1024 * 1024, ' '));
        QTRY_COMPARE_WITH_TIMEOUT(engine->facts().state, EngineState::NotUnderstood, patience);
    }

    void actions_data()
    {
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<ContainerAction>("action");
        QTest::addColumn<QString>("before");
        QTest::addColumn<bool>("force");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("after");
        for (const Kind kind : {Kind::Podman, Kind::Docker}) {
            const char *const name = kind == Kind::Podman ? "Podman" : "Docker";
            const auto row = [kind, name](const char *what, ContainerAction action, const QString &before, bool force,
                                          int status, const QString &after) {
                QTest::addRow("%s, %s", name, what) << kind << action << before << force << status << after;
            };
            row("start", ContainerAction::Start, u"exited"_s, false, 204, u"running"_s);
            row("start twice", ContainerAction::Start, u"running"_s, false, 304, u"running"_s);
            row("stop", ContainerAction::Stop, u"running"_s, false, 204, u"exited"_s);
            row("restart", ContainerAction::Restart, u"exited"_s, false, 204, u"running"_s);
            row("remove", ContainerAction::Remove, u"exited"_s, false, 204, QString());
            row("remove a running one", ContainerAction::Remove, u"running"_s, false, 409, u"running"_s);
            row("remove by force", ContainerAction::Remove, u"running"_s, true, 204, QString());
        }
    }

    void actions()
    {
        QFETCH(Kind, kind);
        QFETCH(ContainerAction, action);
        QFETCH(QString, before);
        QFETCH(bool, force);
        QFETCH(int, status);
        QFETCH(QString, after);
        FakeEngine fake(kind);
        fake.addContainer(u"web"_s, before);
        const auto engine = engineAt(fake);
        QVERIFY(isSettled(engine.get()));
        QSignalSpy performed(engine.get(), &Engine::performed);
        const quint64 ticket = engine->perform(action, fake.idOf(u"web"_s), force);
        QVERIFY(performed.isEmpty());
        QVERIFY(performed.wait(patience));
        const auto result = performed.first().first().value<ContainerResult>();
        QCOMPARE(result.ticket, ticket);
        QCOMPARE(result.action, action);
        QCOMPARE(result.container.name, u"web"_s);
        QCOMPARE(result.statusCode, std::optional(status));
        QCOMPARE(result.success, status < 400);
        QCOMPARE(result.message, status < 400 ? QString() : u"cannot remove a running container"_s);
        QCOMPARE(fake.stateOf(u"web"_s), after);
        // And what is shown follows, also where nobody watches.
        const qsizetype left = after.isEmpty() ? 0 : 1;
        QTRY_COMPARE_WITH_TIMEOUT(engine->facts().containers.size(), left, patience);
        QTRY_COMPARE_WITH_TIMEOUT(engine->facts().counts.running,
                                  std::optional<qsizetype>(after == "running"_L1 ? 1 : 0), patience);
    }

    void actionsFail_data()
    {
        QTest::addColumn<Manner>("manner");
        QTest::newRow("no answer") << Manner::Silent;
        QTest::newRow("garbage") << Manner::Garbage;
        QTest::newRow("the end halfway") << Manner::DiesHalfway;
    }

    void actionsFail()
    {
        QFETCH(Manner, manner);
        FakeEngine fake(Kind::Docker);
        fake.addContainer(u"web"_s, u"exited"_s);
        EngineTimes allowed = times();
        if (manner == Manner::Silent)
            allowed.action = 50ms;
        const auto engine = engineAt(fake, allowed);
        QVERIFY(isSettled(engine.get()));
        fake.setManner(manner);
        fake.setMannerFor("/start");
        QSignalSpy performed(engine.get(), &Engine::performed);
        engine->perform(ContainerAction::Start, fake.idOf(u"web"_s));
        QVERIFY(performed.wait(patience));
        const auto result = performed.first().first().value<ContainerResult>();
        QVERIFY(!result.success);
        QVERIFY(!result.statusCode);
        QVERIFY(!result.message.isEmpty());
    }

    void nobodyHasToWait()
    {
        FakeEngine fake(Kind::Podman);
        fake.addContainer(u"web"_s, u"exited"_s);
        const auto engine = engineAt(fake);
        QVERIFY(isSettled(engine.get()));
        fake.setManner(Manner::Silent);
        fake.setMannerFor("/start");
        QSignalSpy performed(engine.get(), &Engine::performed);
        const QString id = fake.idOf(u"web"_s);
        engine->stopWaiting(id); // for nothing
        QCOMPARE(performed.size(), 0);
        const quint64 ticket = engine->perform(ContainerAction::Start, id);
        QTRY_COMPARE_WITH_TIMEOUT(count(fake, u"/start"_s), 1, patience);
        fake.forgetRequests();
        engine->stopWaiting(u"another"_s);
        QCOMPARE(performed.size(), 0);
        engine->stopWaiting(id);
        QCOMPARE(performed.size(), 1);
        const auto result = performed.first().first().value<ContainerResult>();
        QCOMPARE(result.ticket, ticket);
        QVERIFY(!result.success);
        QVERIFY(!result.message.isEmpty());
        engine->stopWaiting(id);
        QCOMPARE(performed.size(), 1);
        // It may have been done: what is shown is read again.
        QTRY_COMPARE_WITH_TIMEOUT(count(fake, u"/containers/json"_s), 1, patience);
    }

    void actionsNeedAnEngine()
    {
        FakeEngine fake(Kind::Docker);
        const auto engine = engineAt(fake);
        QSignalSpy performed(engine.get(), &Engine::performed);
        engine->perform(ContainerAction::Stop, u"0123"_s);
        QVERIFY(performed.isEmpty());
        QVERIFY(performed.wait(patience));
        QVERIFY(!performed.first().first().value<ContainerResult>().success);
        QCOMPARE(fake.connections(), 0);
    }

    /// An id goes into a path; it can't get out of it.
    void idsAreEncoded()
    {
        FakeEngine fake(Kind::Docker);
        const auto engine = engineAt(fake);
        QVERIFY(isSettled(engine.get()));
        QSignalSpy performed(engine.get(), &Engine::performed);
        engine->perform(ContainerAction::Start, u"../x?y=1 HTTP/1.1\r\nHost: z"_s);
        QVERIFY(performed.wait(patience));
        QCOMPARE(fake.requests().filter(u"POST"_s),
                 QStringList{u"POST /v1.41/containers/..%2Fx%3Fy%3D1%20HTTP%2F1.1%0D%0AHost%3A%20z/start"_s});
    }

    void tenThousandContainers()
    {
        FakeEngine fake(Kind::Podman);
        fake.addContainers(10'000);
        fake.setImages(100'000);
        const auto engine = engineAt(fake);
        QVERIFY(isSettled(engine.get()));
        QCOMPARE(engine->facts().containers.size(), 10'000);
        QCOMPARE(engine->facts().counts.running, std::optional<qsizetype>(3334));
        QCOMPARE(engine->facts().counts.stopped, std::optional<qsizetype>(6666));
        QCOMPARE(engine->facts().counts.images, std::optional<qsizetype>(100'000));
    }

    /// What an engine says of itself and its containers can be of any length and number.
    void whatIsKnownIsLimited()
    {
        const auto answer = [](qsizetype number, const QByteArray &id, const QByteArray &name) {
            const QJsonObject container{{u"Id"_s, QLatin1StringView(id)},
                                        {u"Names"_s, QJsonArray{QString(u'/' + QLatin1StringView(name))}},
                                        {u"Image"_s, QLatin1StringView(name)}};
            const QByteArray one = QJsonDocument(container).toJson(QJsonDocument::Compact);
            return '[' + (one + ',').repeated(number - 1) + one + ']';
        };
        const QByteArray longWord(10'000, 'x');
        QCOMPARE(enginejson::containers(answer(100'000, "1", "web"))->size(), 100'000);
        QVERIFY(!enginejson::containers(answer(100'001, "1", "web")));
        QVERIFY(!enginejson::containers(answer(1, longWord, "web")));
        const auto containers = enginejson::containers(answer(1, "1", longWord));
        QCOMPARE(containers->first().name.size(), 500);
        QCOMPARE(containers->first().image.size(), 500);
    }

    void twoWaysToOnePodman_data()
    {
        QTest::addColumn<QString>("computer");
        QTest::addColumn<bool>("sameStore");
        QTest::addColumn<qsizetype>("shown");
        QTest::newRow("one store") << u"workstation"_s << true << qsizetype(1);
        QTest::newRow("two stores") << u"workstation"_s << false << qsizetype(2);
        // All machines of Podman are called so, and have their store in the same place.
        QTest::newRow("perhaps two virtual machines") << u"localhost.localdomain"_s << true << qsizetype(2);
    }

    void twoWaysToOnePodman()
    {
        QFETCH(QString, computer);
        QFETCH(bool, sameStore);
        QFETCH(qsizetype, shown);
        FakeEngine first(Kind::Podman);
        FakeEngine second(Kind::Podman);
        first.setPlace(computer, u"/var/lib/containers"_s);
        second.setPlace(computer, sameStore ? u"/var/lib/containers"_s : u"/home/somebody/containers"_s);
        Engines engines(searchFor({&first, &second}), times());
        QSignalSpy settled(&engines, &Engines::settled);
        engines.ask();
        QVERIFY(settled.wait(patience));
        QCOMPARE(engines.list().size(), shown);
    }

    void oneEngineIsShownOnce()
    {
        FakeEngine first(Kind::Docker);
        FakeEngine second(Kind::Docker);
        Engines engines(searchFor({&first, &second}), times());
        QCOMPARE(engines.list().size(), 2);
        QCOMPARE(first.connections() + second.connections(), 0);
        QSignalSpy settled(&engines, &Engines::settled);
        engines.ask();
        QVERIFY(settled.wait(patience));
        QCOMPARE(engines.list().size(), 1);
        QCOMPARE(engines.list().first()->facts().address.socket, first.path());

        second.setId(u"ANOTHER"_s);
        Engines others(searchFor({&first, &second}), times());
        QSignalSpy othersSettled(&others, &Engines::settled);
        others.ask();
        QVERIFY(othersSettled.wait(patience));
        QCOMPARE(others.list().size(), 2);
    }

    /// The second way to an engine counts when the first is gone.
    void anotherWayIsThereWhenTheFirstGoes()
    {
        FakeEngine first(Kind::Docker);
        FakeEngine second(Kind::Docker);
        Engines engines(searchFor({&first, &second}), times());
        engines.setWatched(true);
        const auto shown = [&engines] {
            QStringList result;
            for (const Engine *const engine : engines.list()) {
                if (engine->facts().state == EngineState::Connected)
                    result.append(engine->facts().address.socket);
            }
            return result;
        };
        QTRY_COMPARE_WITH_TIMEOUT(shown(), QStringList{first.path()}, patience);
        QTRY_COMPARE_WITH_TIMEOUT(engines.list().size(), 1, patience);
        first.stop();
        QTRY_COMPARE_WITH_TIMEOUT(shown(), QStringList{second.path()}, patience);
        QVERIFY(first.start());
        QTRY_COMPARE_WITH_TIMEOUT(shown(), QStringList{first.path()}, patience);
        QTRY_COMPARE_WITH_TIMEOUT(engines.list().size(), 1, patience);
    }

    void noEnginesAreSettled()
    {
        Engines engines(searchFor({}), times());
        QSignalSpy settled(&engines, &Engines::settled);
        engines.ask();
        QVERIFY(settled.isEmpty());
        QVERIFY(settled.wait(patience));
    }

    void aNewSearchKeepsWhatIsKnown()
    {
        const QTemporaryDir folder(u"/tmp/candor-XXXXXX"_s);
        EngineSearch search{QProcessEnvironment(), {}, EngineSearch::Platform::Linux, u"/nowhere"_s};
        search.directories.runtime = folder.path();
        QVERIFY(QDir().mkpath(folder.filePath(u"podman"_s)));
        Engines engines(search, times());
        QVERIFY(engines.list().isEmpty());
        QSignalSpy changed(&engines, &Engines::listChanged);
        auto fake = std::make_unique<FakeEngine>(Kind::Podman, folder.filePath(u"podman/podman.sock"_s));
        engines.find();
        QCOMPARE(changed.size(), 1);
        QCOMPARE(engines.list().size(), 1);
        Engine *const engine = engines.list().first();
        engines.find();
        QCOMPARE(changed.size(), 1);
        QCOMPARE(engines.list(), QList<Engine *>{engine});
        fake.reset();
        engines.find();
        QCOMPARE(changed.size(), 2);
        QVERIFY(engines.list().isEmpty());
    }

    void mayBeDestroyedByAnySignal_data()
    {
        QTest::addColumn<QString>("signal");
        for (const char *const name : {"changed", "settled", "performed", "happened", "all changed", "all settled"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }

    void mayBeDestroyedByAnySignal()
    {
        QFETCH(QString, signal);
        FakeEngine fake(Kind::Podman);
        fake.addContainer(u"web"_s, u"exited"_s);
        auto engine = engineAt(fake);
        auto engines = std::make_unique<Engines>(searchFor({&fake}), times());
        bool gone = false;
        const auto destroy = [&engine, &engines, &gone] {
            engine.reset();
            engines.reset();
            gone = true;
        };
        if (signal == "changed"_L1)
            connect(engine.get(), &Engine::changed, this, destroy);
        else if (signal == "settled"_L1)
            connect(engine.get(), &Engine::settled, this, destroy);
        else if (signal == "performed"_L1)
            connect(engine.get(), &Engine::performed, this, destroy);
        else if (signal == "happened"_L1)
            connect(engine.get(), &Engine::happened, this, destroy);
        else if (signal == "all changed"_L1)
            connect(engines.get(), &Engines::engineChanged, this, destroy);
        else
            connect(engines.get(), &Engines::settled, this, destroy);

        engines->ask();
        engine->setWatched(true);
        QTRY_VERIFY_WITH_TIMEOUT(gone || fake.listeners() == 1, patience);
        if (!gone && signal == "happened"_L1)
            fake.sendToListeners(R"({"Type":"container","Action":"start"})"
                                 "\n"
                                 R"({"Type":"container","Action":"die"})"
                                 "\n");
        if (!gone && signal == "performed"_L1)
            engine->perform(ContainerAction::Start, fake.idOf(u"web"_s));
        QTRY_VERIFY_WITH_TIMEOUT(gone, patience);
        QTRY_COMPARE_WITH_TIMEOUT(fake.listeners(), 0, patience);
    }
};

QTEST_GUILESS_MAIN(EngineTest)
#include "tst_engine.moc"
