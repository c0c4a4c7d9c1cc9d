// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// Which engines are found, under which names, and which of them are only named.

#include "engines/engineaddress.h"
#include "engines/enginestate.h"
#include "support/fakeengine.h"
#include "support/temporaryhome.h"

#include <QDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;

namespace {

using Platform = EngineSearch::Platform;

/// A computer without engines, whose system folders are a test's, too.
class Computer
{
public:
    Computer() { search.systemRoot = m_folder.path(); }

    [[nodiscard]] QString folder() const { return m_folder.path(); }

private:
    QTemporaryDir m_folder{u"/tmp/candor-XXXXXX"_s};

public:
    EngineSearch search{QProcessEnvironment(), {}, Platform::Linux, {}};
};

QStringList namesOf(const QList<EngineAddress> &addresses)
{
    QStringList result;
    for (const EngineAddress &address : addresses)
        result.append(address.name);
    return result;
}

} // namespace

class EngineAddressTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void variables_data()
    {
        QTest::addColumn<Platform>("platform");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("socket");
        QTest::addColumn<EngineObstacle>("obstacle");
        const auto row = [](const char *title, Platform platform, const QString &value, const QString &name,
                            const QString &socket, EngineObstacle obstacle) {
            QTest::newRow(title) << platform << value << name << socket << obstacle;
        };
        row("a socket", Platform::Linux, u"unix:///run/x.sock"_s, u"unix:///run/x.sock"_s, u"/run/x.sock"_s,
            EngineObstacle::None);
        row("one slash", Platform::Linux, u"unix:/run/x.sock"_s, u"unix:///run/x.sock"_s, u"/run/x.sock"_s,
            EngineObstacle::None);
        row("a relative one", Platform::Linux, u"unix://x.sock"_s, u"$DOCKER_HOST"_s, QString(),
            EngineObstacle::NotUnderstood);
        row("tcp", Platform::Linux, u"tcp://10.0.0.1:2375"_s, u"tcp://10.0.0.1:2375"_s, QString(),
            EngineObstacle::OverNetwork);
        row("http", Platform::Linux, u"https://10.0.0.1:2376"_s, u"https://10.0.0.1:2376"_s, QString(),
            EngineObstacle::OverNetwork);
        row("ssh", Platform::Linux, u"ssh://core@build.example/run/podman.sock"_s,
            u"ssh://core@build.example/run/podman.sock"_s, QString(), EngineObstacle::OverSsh);
        row("a password is not shown", Platform::Linux, u"tcp://me:secret@10.0.0.1:2375"_s, u"tcp://me@10.0.0.1:2375"_s,
            QString(), EngineObstacle::OverNetwork);
        row("whatever", Platform::Linux, u"secret"_s, u"$DOCKER_HOST"_s, QString(), EngineObstacle::NotUnderstood);
        row("a pipe elsewhere", Platform::Linux, u"npipe:////./pipe/docker_engine"_s, u"$DOCKER_HOST"_s, QString(),
            EngineObstacle::NotUnderstood);
        row("a pipe", Platform::Windows, u"npipe:////./pipe/docker_engine"_s, u"npipe:////./pipe/docker_engine"_s,
            u"\\\\.\\pipe\\docker_engine"_s, EngineObstacle::None);
        row("a pipe of another computer", Platform::Windows, u"npipe:////build/pipe/docker_engine"_s,
            u"npipe:////build/pipe/docker_engine"_s, QString(), EngineObstacle::OverNetwork);
        row("a socket on Windows", Platform::Windows, u"unix:///run/x.sock"_s, u"$DOCKER_HOST"_s, QString(),
            EngineObstacle::NotUnderstood);
    }

    void variables()
    {
        QFETCH(Platform, platform);
        QFETCH(QString, value);
        QFETCH(QString, name);
        QFETCH(QString, socket);
        QFETCH(EngineObstacle, obstacle);
        Computer computer;
        computer.search.platform = platform;
        computer.search.environment.insert(u"DOCKER_HOST"_s, value);
        const QList<EngineAddress> found = findEngines(computer.search);
        QCOMPARE(found.size(), 1);
        QCOMPARE(found.first().name, name);
        QCOMPARE(found.first().socket, socket);
        QCOMPARE(found.first().obstacle, obstacle);
        QCOMPARE(found.first().variable, u"DOCKER_HOST"_s);
    }

    void usualPlaces_data()
    {
        QTest::addColumn<Platform>("platform");
        QTest::addColumn<QString>("below"); ///< the folder that stands for all
        QTest::newRow("the user's Podman") << Platform::Linux << u"podman/podman.sock"_s;
        QTest::newRow("the system's Podman") << Platform::Linux << u"run/podman/podman.sock"_s;
        QTest::newRow("Docker") << Platform::Linux << u"var/run/docker.sock"_s;
        QTest::newRow("a machine") << Platform::MacOs << u".local/share/containers/podman/machine/podman.sock"_s;
        QTest::newRow("a machine of another provider")
            << Platform::MacOs << u".local/share/containers/podman/machine/applehv/podman.sock"_s;
        QTest::newRow("a machine's interface") << Platform::MacOs << u"podman/podman-machine-default-api.sock"_s;
        QTest::newRow("Docker on macOS") << Platform::MacOs << u"var/run/docker.sock"_s;
    }

    void usualPlaces()
    {
        QFETCH(Platform, platform);
        QFETCH(QString, below);
        Computer computer;
        computer.search.platform = platform;
        computer.search.directories.home = computer.search.directories.runtime = computer.folder();
        computer.search.environment.insert(u"TMPDIR"_s, computer.folder());
        QVERIFY(findEngines(computer.search).isEmpty());

        const QString path = computer.folder() + u'/' + below;
        QVERIFY(QDir().mkpath(QFileInfo(path).path()));
        const FakeEngine engine(FakeEngine::Kind::Podman, path);
        QCOMPARE(namesOf(findEngines(computer.search)), QStringList{u"unix://"_s + path});
        QCOMPARE(engine.connections(), 0);
    }

    void aFileIsNoEngine()
    {
        const TemporaryHome home;
        home.write(u"podman/podman.sock"_s, "");
        Computer computer;
        computer.search.directories.runtime = home.path();
        QVERIFY(findEngines(computer.search).isEmpty());
    }

    void oneSocketIsShownOnce()
    {
        Computer computer;
        const FakeEngine engine(FakeEngine::Kind::Podman);
        QVERIFY(QDir().mkpath(computer.folder() + u"/var/run"_s));
        QVERIFY(QFile::link(engine.path(), computer.folder() + u"/var/run/docker.sock"_s));
        computer.search.environment.insert(u"DOCKER_HOST"_s, engine.address());
        computer.search.environment.insert(u"CONTAINER_HOST"_s, engine.address());
        const QList<EngineAddress> found = findEngines(computer.search);
        QCOMPARE(namesOf(found), QStringList{engine.address()});
        QCOMPARE(found.first().variable, u"CONTAINER_HOST"_s);
    }

    /// An engine that is not running yet is named where the environment asks for it.
    void whatIsNamedNeedNotBeThere()
    {
        Computer computer;
        computer.search.environment.insert(u"CONTAINER_HOST"_s, u"unix:///nowhere/x.sock"_s);
        const QList<EngineAddress> found = findEngines(computer.search);
        QCOMPARE(found.size(), 1);
        QCOMPARE(found.first().obstacle, EngineObstacle::None);
    }

    void socketsOfOthersAreOnlyNamed()
    {
        const FakeEngine engine(FakeEngine::Kind::Docker);
        Computer computer;
#ifdef Q_OS_UNIX
        // What root makes is the system's own; of everybody else it is somebody's.
        if (effectiveUser() == 0 && ::chown(QFile::encodeName(engine.path()).constData(), 12345, 12345) != 0)
            QSKIP("this root can't give a socket away");
#endif
        computer.search.directories.user = effectiveUser() + 1;
        computer.search.environment.insert(u"DOCKER_HOST"_s, engine.address());
        const QList<EngineAddress> found = findEngines(computer.search);
        QCOMPARE(found.size(), 1);
        QCOMPARE(found.first().obstacle, EngineObstacle::ForeignSocket);
        QCOMPARE(engine.connections(), 0);
    }

    /// From any state, by any incident.
    void states()
    {
        using S = EngineState;
        using I = EngineIncident;
        for (const S state : {S::NotAsked, S::Connecting, S::Connected, S::Denied, S::NotRunning, S::NotAnswering,
                              S::NotUnderstood, S::Unusable}) {
            const bool isAsked = state != S::NotAsked && state != S::Unusable;
            QCOMPARE(stateAfter(state, I::Asked), state == S::Connected ? S::Connected : S::Connecting);
            QCOMPARE(stateAfter(state, I::Objected), S::Unusable);
            QCOMPARE(stateAfter(state, I::Answered), isAsked ? S::Connected : state);
            QCOMPARE(stateAfter(state, I::Refused), isAsked ? S::Denied : state);
            QCOMPARE(stateAfter(state, I::Missing), isAsked ? S::NotRunning : state);
            QCOMPARE(stateAfter(state, I::Unanswered), isAsked ? S::NotAnswering : state);
            QCOMPARE(stateAfter(state, I::Garbled), isAsked ? S::NotUnderstood : state);
            QVERIFY(!engineStateText(state, EngineAddress{}).isEmpty());
            QVERIFY(!engineStateName(state).isEmpty());
        }
    }
};

QTEST_GUILESS_MAIN(EngineAddressTest)
#include "tst_engineaddress.moc"
