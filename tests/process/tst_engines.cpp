// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// Container engines in a terminal: the program itself, beside engines that a test plays.

#include "support/fakeengine.h"
#include "support/temporaryhome.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

using namespace candor::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 120000; // ms
using Kind = FakeEngine::Kind;
using Manner = FakeEngine::Manner;

struct Finished
{
    int status = -1;
    QByteArray out;
    QByteArray err;

    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
    /// Of one engine.
    [[nodiscard]] QJsonObject engine(const QString &address) const
    {
        for (const auto &each : json().value(u"engines"_s).toArray()) {
            if (each.toObject().value(u"address"_s) == address)
                return each.toObject();
        }
        return {};
    }
};

/// A home folder, and what the environment says of engines.
class Computer
{
public:
    void set(const QString &variable, const QString &value) { m_environment.insert(variable, value); }

    [[nodiscard]] Finished run(const QStringList &arguments, const QString &output = QString()) const
    {
        QProcess process;
        process.setProcessEnvironment(m_environment);
        if (!output.isEmpty())
            process.setStandardOutputFile(output);
        process.start(QStringLiteral(CANDOR_PROGRAM), arguments);
        Finished result;
        if (!QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, patience)) {
            process.kill();
            process.waitForFinished(patience);
            return result;
        }
        result.status = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
        result.out = process.readAllStandardOutput();
        result.err = process.readAllStandardError();
        return result;
    }
    /// `candor container ...` with one engine alone.
    [[nodiscard]] Finished container(const FakeEngine &engine, const QStringList &words) const
    {
        return run(QStringList{u"container"_s} + words + QStringList{u"--engine"_s, engine.address()});
    }
    [[nodiscard]] const TemporaryHome &home() const { return m_home; }

private:
    TemporaryHome m_home;
    QProcessEnvironment m_environment = m_home.environment();
};

} // namespace

class EnginesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void resources()
    {
        FakeEngine podman(Kind::Podman);
        podman.addContainer(u"web"_s, u"running"_s);
        podman.addContainer(u"db"_s, u"exited"_s);
        FakeEngine docker(Kind::Docker);
        docker.setManner(Manner::Denied);
        docker.setMannerFor("/images");
        Computer computer;
        computer.set(u"CONTAINER_HOST"_s, podman.address());
        computer.set(u"DOCKER_HOST"_s, docker.address());
        const QStringList before = computer.home().everything();

        const Finished json = computer.run({u"resources"_s, u"--json"_s});
        QVERIFY2(json.status == 0, json.err.constData());
        const QJsonObject first = json.engine(podman.address());
        QCOMPARE(first.value(u"kind"_s), u"podman"_s);
        QCOMPARE(first.value(u"version"_s), u"4.3.1"_s);
        QCOMPARE(first.value(u"state"_s), u"connected"_s);
        QCOMPARE(first.value(u"variable"_s), u"CONTAINER_HOST"_s);
        QCOMPARE(first.value(u"running"_s), 1);
        QCOMPARE(first.value(u"stopped"_s), 1);
        QCOMPARE(first.value(u"images"_s), 3);
        QCOMPARE(first.value(u"pods"_s), 1);
        const QJsonObject second = json.engine(docker.address());
        QCOMPARE(second.value(u"kind"_s), u"docker"_s);
        QCOMPARE(second.value(u"running"_s), 0);
        QVERIFY(second.value(u"images"_s).isNull()); // it did not say
        QVERIFY(second.value(u"pods"_s).isNull()); // it has none

        const Finished text = computer.run({u"resources"_s});
        QVERIFY2(text.status == 0, text.err.constData());
        QVERIFY2(text.out.contains("Podman 4.3.1  " + podman.address().toUtf8()), text.out.constData());
        QVERIFY2(text.out.contains("running: 1, stopped: 1"), text.out.constData());
        QVERIFY2(text.out.contains("not known"), text.out.constData());
        QCOMPARE(computer.home().everything(), before);
    }

    void troubles_data()
    {
        QTest::addColumn<Manner>("manner");
        QTest::addColumn<QString>("state");
        QTest::newRow("denied") << Manner::Denied << u"denied"_s;
        QTest::newRow("garbage") << Manner::Garbage << u"not-understood"_s;
        QTest::newRow("headers without end") << Manner::EndlessHeader << u"not-understood"_s;
        QTest::newRow("the end halfway") << Manner::DiesHalfway << u"not-answering"_s;
        QTest::newRow("silent") << Manner::Silent << u"not-answering"_s;
    }

    void troubles()
    {
        QFETCH(Manner, manner);
        QFETCH(QString, state);
        FakeEngine engine(Kind::Podman);
        engine.setManner(manner);
        Computer computer;
        computer.set(u"CONTAINER_HOST"_s, engine.address());
        const Finished finished = computer.run({u"resources"_s, u"--json"_s});
        QVERIFY2(finished.status == 0, finished.err.constData());
        const QJsonObject object = finished.engine(engine.address());
        QCOMPARE(object.value(u"state"_s), state);
        QVERIFY(object.value(u"explanation"_s).toString().endsWith(u'.'));
        for (const QString &number : {u"running"_s, u"stopped"_s, u"images"_s, u"volumes"_s, u"pods"_s})
            QVERIFY(object.contains(number) && object.value(number).isNull());
        const Finished list = computer.container(engine, {u"list"_s});
        QCOMPARE(list.status, 1);
        QVERIFY2(list.err.contains(engine.address().toUtf8()), list.err.constData());
        QVERIFY(list.out.isEmpty());
    }

    void whatIsOnlyNamed()
    {
        Computer computer;
        computer.set(u"CONTAINER_HOST"_s, u"ssh://core@build.example/run/podman.sock"_s);
        computer.set(u"DOCKER_HOST"_s, u"unix:///nowhere/docker.sock"_s);
        const Finished finished = computer.run({u"resources"_s, u"--json"_s});
        QVERIFY2(finished.status == 0, finished.err.constData());
        QCOMPARE(finished.engine(u"ssh://core@build.example/run/podman.sock"_s).value(u"state"_s), u"unusable"_s);
        const QJsonObject missing = finished.engine(u"unix:///nowhere/docker.sock"_s);
        QCOMPARE(missing.value(u"state"_s), u"not-running"_s);
        QVERIFY(missing.value(u"kind"_s).isNull());
    }

    void containers()
    {
        FakeEngine engine(Kind::Podman);
        engine.addContainer(u"webber"_s, u"running"_s, u"acme.example/private:1"_s);
        engine.addContainer(u"web"_s, u"exited"_s);
        Computer computer;
        computer.set(u"CONTAINER_HOST"_s, engine.address());

        const Finished list = computer.container(engine, {u"list"_s, u"--json"_s});
        QVERIFY2(list.status == 0, list.err.constData());
        const QJsonArray all = list.json().value(u"containers"_s).toArray();
        QCOMPARE(all.size(), 2);
        QCOMPARE(all.at(0).toObject().value(u"name"_s), u"web"_s); // not as the engine sorts them
        QCOMPARE(all.at(1).toObject().value(u"name"_s), u"webber"_s);
        QCOMPARE(all.at(1).toObject().value(u"state"_s), u"running"_s);
        QCOMPARE(all.at(1).toObject().value(u"image"_s), u"acme.example/private:1"_s);
        QCOMPARE(all.at(1).toObject().value(u"engine"_s), engine.address());
        const Finished text = computer.container(engine, {u"list"_s});
        QVERIFY2(text.out.contains("webber  running"), text.out.constData());

        const Finished start = computer.container(engine, {u"start"_s, u"web"_s});
        QVERIFY2(start.status == 0, start.err.constData());
        QCOMPARE(start.out, "web was started.\n");
        QCOMPARE(engine.stateOf(u"web"_s), u"running"_s);
        // By its id, and as JSON.
        const Finished stop = computer.container(engine, {u"stop"_s, engine.idOf(u"web"_s), u"--json"_s});
        QVERIFY2(stop.status == 0, stop.err.constData());
        QCOMPARE(stop.json().value(u"action"_s), u"stop"_s);
        QCOMPARE(stop.json().value(u"name"_s), u"web"_s);
        QCOMPARE(stop.json().value(u"success"_s), true);
        QCOMPARE(stop.json().value(u"statusCode"_s), 204);
        QCOMPARE(engine.stateOf(u"web"_s), u"exited"_s);
        QCOMPARE(computer.container(engine, {u"restart"_s, u"web"_s}).status, 0);
        QCOMPARE(engine.stateOf(u"web"_s), u"running"_s);

        const Finished refused = computer.container(engine, {u"remove"_s, u"web"_s});
        QCOMPARE(refused.status, 1);
        QVERIFY2(refused.err.contains("cannot remove a running container"), refused.err.constData());
        QVERIFY2(refused.err.contains("--force"), refused.err.constData());
        QCOMPARE(computer.container(engine, {u"remove"_s, u"web"_s, u"--force"_s}).status, 0);
        QCOMPARE(engine.stateOf(u"web"_s), QString());
    }

    void whatIsMeantMustBePlain()
    {
        FakeEngine podman(Kind::Podman);
        FakeEngine docker(Kind::Docker);
        for (FakeEngine *const engine : {&podman, &docker})
            engine->addContainer(u"candor-test-twice"_s, u"exited"_s);
        podman.addContainer(u"once"_s, u"exited"_s);
        Computer computer;
        computer.set(u"CONTAINER_HOST"_s, podman.address());
        computer.set(u"DOCKER_HOST"_s, docker.address());

        const Finished both = computer.run({u"container"_s, u"start"_s, u"candor-test-twice"_s});
        QCOMPARE(both.status, 2);
        QVERIFY2(both.err.contains("--engine"), both.err.constData());
        QVERIFY2(computer.container(podman, {u"start"_s, u"000"_s}).err.contains("several"), "two ids begin so");
        QCOMPARE(computer.container(podman, {u"start"_s, u"nobody"_s}).status, 2);
        QCOMPARE(podman.requests().filter(u"POST"_s) + docker.requests().filter(u"POST"_s), QStringList());

        QCOMPARE(computer.container(docker, {u"start"_s, u"candor-test-twice"_s}).status, 0);
        QCOMPARE(docker.stateOf(u"candor-test-twice"_s), u"running"_s);
        QCOMPARE(podman.stateOf(u"candor-test-twice"_s), u"exited"_s);
    }

    void wrongUsage_data()
    {
        QTest::addColumn<QStringList>("arguments");
        for (const char *const line :
             {"resources web", "resources --jsn", "container", "container lst", "container start", "container list web",
              "container stop a b", "container stop a --force", "container list --engine",
              "container list --json --json", "container list --engine unix:///nowhere", "resorces"})
            QTest::newRow(line) << QString::fromLatin1(line).split(u' ');
    }

    void wrongUsage()
    {
        QFETCH(QStringList, arguments);
        const Computer computer;
        const Finished finished = computer.run(arguments);
        QCOMPARE(finished.status, 2);
        QVERIFY(finished.out.isEmpty());
        QVERIFY(!finished.err.isEmpty());
    }

    void help_data()
    {
        QTest::addColumn<QStringList>("arguments");
        for (const char *const line : {"resources --help", "container --help", "container remove --help"})
            QTest::newRow(line) << QString::fromLatin1(line).split(u' ');
    }

    void help()
    {
        QFETCH(QStringList, arguments);
        const Finished finished = Computer().run(arguments);
        QCOMPARE(finished.status, 0);
        QVERIFY2(finished.out.contains("Exit status:"), finished.out.constData());
    }

    void lostOutput_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("resources") << QStringList{u"resources"_s, u"--json"_s};
        QTest::newRow("list") << QStringList{u"container"_s, u"list"_s, u"--json"_s};
        QTest::newRow("start") << QStringList{u"container"_s, u"start"_s, u"candor-test-web"_s, u"--json"_s};
        QTest::newRow("help") << QStringList{u"container"_s, u"--help"_s};
    }

    void lostOutput()
    {
#ifndef Q_OS_LINUX
        QSKIP("needs a device that is always full");
#endif
        QFETCH(QStringList, arguments);
        FakeEngine engine(Kind::Docker);
        engine.addContainer(u"candor-test-web"_s, u"exited"_s);
        Computer computer;
        computer.set(u"DOCKER_HOST"_s, engine.address());
        const Finished finished = computer.run(arguments, u"/dev/full"_s);
        QCOMPARE(finished.status, 1);
        QVERIFY2(finished.err.contains("the output could not be written"), finished.err.constData());
    }

    /// What an engine calls things does not steer the terminal.
    void namesAreMadeVisible()
    {
        FakeEngine engine(Kind::Docker);
        engine.addContainer(u"evil\x1b[2J"_s, u"running"_s);
        Computer computer;
        computer.set(u"DOCKER_HOST"_s, engine.address());
        for (const QStringList &form : {QStringList{u"list"_s}, QStringList{u"list"_s, u"--json"_s}}) {
            const Finished finished = computer.container(engine, form);
            QVERIFY2(finished.status == 0, finished.err.constData());
            QVERIFY(finished.out.contains("evil"));
            QVERIFY(!finished.out.contains('\x1b'));
        }
    }
};

QTEST_GUILESS_MAIN(EnginesTest)
#include "tst_engines.moc"
