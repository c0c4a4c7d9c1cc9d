// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// What is recorded of a command in a terminal: the program itself, beside an engine that a test plays.

#include "cli/commandrecord.h"
#include "support/fakeengine.h"
#include "support/telemetryworld.h"
#include "support/temporaryhome.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 120000; // ms

/// A person's computer with one engine, which has a container of a telling name.
class Computer
{
public:
    Computer()
    {
        m_engine.addContainer(u"anneliese-web"_s, u"running"_s);
        m_environment.insert(u"CONTAINER_HOST"_s, m_engine.address());
    }

    int run(const QStringList &arguments)
    {
        QProcess process;
        process.setProcessEnvironment(m_environment);
        process.start(QStringLiteral(CANDOR_PROGRAM), arguments);
        if (!QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, patience)) {
            process.kill();
            process.waitForFinished(patience);
            return -1;
        }
        m_out = process.readAllStandardOutput();
        return process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    }
    /// ... on that engine alone.
    int container(const QStringList &words)
    {
        return run(QStringList{u"container"_s} + words + QStringList{u"--engine"_s, m_engine.address()});
    }
    /// Properties of each event in the store, the oldest first, by its name.
    QList<std::pair<QString, QJsonObject>> recorded()
    {
        QList<std::pair<QString, QJsonObject>> result;
        if (run({u"telemetry"_s, u"show"_s, u"--json"_s}) != 0)
            qFatal("show");
        const QByteArrayList lines = m_out.split('\n');
        for (const QByteArray &line : lines) {
            const QJsonObject event = QJsonDocument::fromJson(line).object();
            if (!event.isEmpty())
                result.append({event.value("name"_L1).toString(),
                               event.value("event"_L1).toObject().value("properties"_L1).toObject()});
        }
        return result;
    }
    /// Those of the one event of this name; empty where there is none, or another one.
    QJsonObject onlyRecorded(const QString &wanted)
    {
        QJsonObject result;
        int found = 0;
        for (const auto &[name, properties] : recorded()) {
            if (name == wanted && ++found == 1)
                result = properties;
        }
        return found == 1 ? result : QJsonObject();
    }
    [[nodiscard]] const QByteArray &shown() const { return m_out; }
    [[nodiscard]] const TemporaryHome &home() const { return m_home; }
    void set(const QString &variable, const QString &value) { m_environment.insert(variable, value); }
    [[nodiscard]] QString engine() const { return m_engine.address(); }

private:
    FakeEngine m_engine{FakeEngine::Kind::Podman};
    TemporaryHome m_home;
    QProcessEnvironment m_environment = m_home.environment();
    QByteArray m_out;
};

} // namespace

class CommandRecordTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void source_data()
    {
        QTest::addColumn<QStringList>("variables");
        QTest::addColumn<QString>("file");
        QTest::addColumn<bool>("terminal");
        QTest::addColumn<QString>("expected");
        const QString given = u"CANDOR_ANONYMOUS_ID_FOR"_s;
        QTest::newRow("a script") << QStringList() << QString() << false << u"script"_s;
        QTest::newRow("a terminal") << QStringList() << QString() << true << u"terminal"_s;
        QTest::newRow("Podman's file") << QStringList() << u"run/.containerenv"_s << true << u"container"_s;
        QTest::newRow("Docker's file") << QStringList() << u".dockerenv"_s << false << u"container"_s;
        QTest::newRow("a variable") << QStringList{u"container"_s} << QString() << true << u"container"_s;
        QTest::newRow("a workspace") << QStringList{given, u"container"_s} << QString() << true << u"workspace"_s;
        QTest::newRow("ci") << QStringList{u"CI"_s, given} << u".dockerenv"_s << false << u"ci"_s;
    }
    void source()
    {
        QFETCH(QStringList, variables);
        QFETCH(QString, file);
        QFETCH(bool, terminal);
        QFETCH(QString, expected);
        const TemporaryHome home;
        if (!file.isEmpty())
            home.write(u"root/"_s + file, "");
        QProcessEnvironment environment = home.environment();
        for (const QString &variable : variables)
            environment.insert(variable, u"1"_s);
        TelemetryOptions options(u"candor", u"Candor", u"0.1.0");
        options.setEnvironment(environment);
        QString text;
        QTextStream stream(&text);
        CommandLineHost host{stream, stream, options, {}, home.path(u"root"_s)};
        if (terminal)
            host.readAnswer = [] { return QString(); };
        QCOMPARE(QString::fromLatin1(commandSource(host)), expected);
    }

    void recordsACommand_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QJsonObject>("expected");
        QTest::addColumn<int>("status");
        const auto row = [](const char *name, const QStringList &words, const char *command, bool alias,
                            const QStringList &flags, int status = 0) {
            QJsonObject expected{{u"command"_s, QLatin1StringView(command)},
                                 {u"alias"_s, alias},
                                 {u"success"_s, status == 0},
                                 {u"flag_engine"_s, true}};
            for (const QString &flag : flags)
                expected["flag_"_L1 + flag] = true;
            if (status != 0)
                expected["error"_L1] = QJsonObject{{u"exitCode"_s, status}};
            QTest::newRow(name) << words << expected << status;
        };
        const QString web = u"anneliese-web"_s;
        row("list", {u"list"_s}, "container list", false, {});
        row("list as JSON", {u"list"_s, u"--json"_s}, "container list", false, {u"json"_s});
        row("ls", {u"ls"_s}, "container list", true, {});
        row("stop", {u"stop"_s, web}, "container stop", false, {});
        row("rm --force", {u"rm"_s, u"--force"_s, web}, "container remove", true, {u"force"_s});
        row("remove what runs", {u"remove"_s, web}, "container remove", false, {}, 1);
        row("start what is not there", {u"start"_s, u"hedwig"_s}, "container start", false, {}, 2);
    }
    void recordsACommand()
    {
        QFETCH(QStringList, words);
        QFETCH(QJsonObject, expected);
        QFETCH(int, status);
        Computer computer;
        QCOMPARE(computer.run({u"telemetry"_s, u"enable"_s, u"--yes"_s}), 0);
        QCOMPARE(computer.container(words), status);
        QJsonObject properties = computer.onlyRecorded(u"command.completed"_s);
        QVERIFY2(properties.take("duration_ms"_L1).toInteger(-1) >= 0, computer.shown().constData());
        QCOMPARE(properties.take("source"_L1).toString(), u"script"_s);
        for (auto each = expected.begin(); each != expected.end(); ++each)
            QVERIFY2(properties.value(each.key()) == each.value(), computer.shown().constData());
        for (const QString &key : properties.keys())
            QVERIFY2(expected.contains(key) || !key.startsWith("flag_"_L1), computer.shown().constData());
        QVERIFY(!computer.shown().contains("anneliese"));
        QVERIFY(!computer.shown().contains("hedwig"));
        QVERIFY(!computer.shown().contains(computer.engine().section(u'/', -2, -2).toUtf8()));
    }

    void recordsResources()
    {
        Computer computer;
        QCOMPARE(computer.run({u"telemetry"_s, u"enable"_s, u"--yes"_s}), 0);
        QCOMPARE(computer.run({u"resources"_s}), 0);
        const QJsonObject properties = computer.onlyRecorded(u"command.completed"_s);
        QCOMPARE(properties.value("command"_L1).toString(), u"resources"_s);
        QVERIFY(properties.value("success"_L1).toBool());
        QCOMPARE(computer.onlyRecorded(u"engine.connected"_s).value("engine"_L1).toString(), u"podman"_s);
    }

    /// What it does to a container is recorded as in the window, and says where it came from.
    void recordsWhatItDoes()
    {
        Computer computer;
        QCOMPARE(computer.run({u"telemetry"_s, u"enable"_s, u"--yes"_s}), 0);
        QCOMPARE(computer.container({u"stop"_s, u"anneliese-web"_s}), 0);
        const QString source = computer.onlyRecorded(u"command.completed"_s).value("source"_L1).toString();
        const QJsonObject stopped = computer.onlyRecorded(u"container.stopped"_s);
        QCOMPARE(stopped.value("engine"_L1).toString(), u"podman"_s);
        QVERIFY(stopped.value("success"_L1).toBool());
        const QJsonObject request = computer.onlyRecorded(u"request.completed"_s);
        QCOMPARE(request.value("route"_L1).toString(), u"/containers/:id/stop"_s);
        QCOMPARE(request.value("status"_L1).toInt(), 204);
        QCOMPARE(request.value("source"_L1).toString(), source);
        QVERIFY(!computer.shown().contains("anneliese"));
    }

    void recordsNothingElse_data()
    {
        QTest::addColumn<QStringList>("answer");
        QTest::addColumn<QStringList>("command");
        const QStringList yes{u"enable"_s, u"--yes"_s};
        const QStringList list{u"container"_s, u"list"_s};
        QTest::newRow("before an answer") << QStringList() << list;
        QTest::newRow("after a no") << QStringList{u"disable"_s} << list;
        QTest::newRow("errors alone") << QStringList{u"enable"_s, u"--only"_s, u"errors"_s, u"--yes"_s} << list;
        QTest::newRow("telemetry") << yes << QStringList{u"telemetry"_s, u"status"_s};
        QTest::newRow("help") << yes << QStringList{u"container"_s, u"--help"_s};
        QTest::newRow("a mistake") << yes << QStringList{u"container"_s, u"lits"_s};
        QTest::newRow("version") << yes << QStringList{u"--version"_s};
    }
    void recordsNothingElse()
    {
        QFETCH(QStringList, answer);
        QFETCH(QStringList, command);
        Computer computer;
        if (!answer.isEmpty())
            QCOMPARE(computer.run(QStringList{u"telemetry"_s} + answer), 0);
        const QStringList before = computer.home().everything();
        QVERIFY(computer.run(command) >= 0);
        if (answer.value(0) != "enable"_L1)
            QCOMPARE(computer.home().everything(), before);
        QVERIFY(computer.recorded().isEmpty());
    }
};

QTEST_GUILESS_MAIN(CommandRecordTest)
#include "tst_commandrecord.moc"
