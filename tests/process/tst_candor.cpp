// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// The program itself: its window (without a screen), its commands beside it, and a server that counts.

#include "support/scriptedserver.h"
#include "support/telemetryworld.h"
#include "support/temporaryhome.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

using namespace candor::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60000; // ms

struct Finished
{
    int status = -1;
    QByteArray out;
    QByteArray err;

    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
};

Finished runCandor(const QProcessEnvironment &environment, const QStringList &arguments)
{
    QProcess process;
    process.setProcessEnvironment(environment);
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

QProcessEnvironment environmentFor(const TemporaryHome &home, const ScriptedServer &server)
{
    QProcessEnvironment environment = home.environment();
    environment.insert(u"CANDOR_DESTINATION"_s, u"posthog"_s);
    environment.insert(u"CANDOR_ENDPOINT"_s, server.url().toString());
    environment.insert(u"CANDOR_WRITE_KEY"_s, u"test-key"_s);
    return environment;
}

/// The window, without a screen; what it says on stderr is kept.
class Window
{
public:
    explicit Window(QProcessEnvironment environment)
    {
        environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
        environment.insert(u"LOG_LEVEL"_s, u"trace"_s);
        m_process.setProcessEnvironment(environment);
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.start(QStringLiteral(CANDOR_PROGRAM), QStringList());
    }
    ~Window()
    {
        m_process.kill();
        m_process.waitForFinished(patience);
    }
    [[nodiscard]] bool says(const QByteArray &words)
    {
        m_said += m_process.readAll();
        return m_said.contains(words);
    }
    void forget() { m_said.clear(); }
    void terminate() { m_process.terminate(); }
    [[nodiscard]] bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    [[nodiscard]] int exitCode() const
    {
        return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
    }
    [[nodiscard]] const char *said() const { return m_said.constData(); }

private:
    QProcess m_process;
    QByteArray m_said;
};

} // namespace

class TestCandor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void commandsNeedNoDisplayAndTheWindowSaysSo()
    {
        const TemporaryHome home;
        const QStringList before = home.everything();
        QCOMPARE(runCandor(home.environment(), {u"--version"_s}).status, 0);
        QCOMPARE(runCandor(home.environment(), {u"telemetry"_s, u"status"_s}).status, 0);
        QCOMPARE(runCandor(home.environment(), {u"telemetry"_s, u"stauts"_s}).status, 2);
        // Of what is in the program, not of files beside it.
        const Finished document = runCandor(home.environment(), {u"telemetry"_s, u"catalogue"_s, u"--markdown"_s});
        QCOMPARE(document.status, 0);
        QFile file(repositoryPath(u"resources/USAGE_DATA.md"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(document.out == file.readAll());
        const Finished window = runCandor(home.environment(), {});
        QCOMPARE(window.status, 1);
        QVERIFY2(window.err.contains("display"), window.err.constData());
        QCOMPARE(home.everything(), before);
    }

    /// The toolkit would double what a command takes of time and memory.
    void commandsLoadNoToolkit()
    {
#ifdef Q_OS_LINUX
        const TemporaryHome home;
        QProcessEnvironment environment = home.environment();
        environment.insert(u"LD_TRACE_LOADED_OBJECTS"_s, u"1"_s); // the loader lists them instead of running it
        const Finished libraries = runCandor(environment, {});
        QCOMPARE(libraries.status, 0);
        QVERIFY2(libraries.out.contains("Qt6Core") && !libraries.out.contains("Qt6Gui"), libraries.out.constData());
#endif
    }

    void aWindowThatIsNotThereIsNamed()
    {
        const TemporaryHome home;
        const QString copy = home.path() + u"/candor"_s;
        QVERIFY(QFile::copy(QStringLiteral(CANDOR_PROGRAM), copy));
        QProcess process;
        process.setProcessEnvironment(home.environment());
        process.start(copy, QStringList());
        QVERIFY(process.waitForFinished(patience));
        QCOMPARE(process.exitCode(), 1);
        const QByteArray said = process.readAllStandardError();
        QVERIFY2(said.contains(home.path().toUtf8() + "/candor-window: No such file"), said.constData());
    }

    void theWindowsProgramTakesNoCommand()
    {
        const TemporaryHome home;
        const QStringList before = home.everything();
        QProcess process;
        process.setProcessEnvironment(home.environment());
        process.start(QFileInfo(QStringLiteral(CANDOR_PROGRAM)).path() + u"/candor-window"_s,
                      {u"telemetry"_s, u"enable"_s, u"--yes"_s});
        QVERIFY(process.waitForFinished(patience));
        QCOMPARE(process.exitCode(), 1);
        const QByteArray said = process.readAllStandardError();
        QVERIFY2(said.contains("candor --help"), said.constData());
        QCOMPARE(home.everything(), before);
    }

    void aTerminationIsAnEndInOrder()
    {
        const TemporaryHome home;
        ScriptedServer server({{200, "{\"status\":\"Ok\"}", {}}});
        QVERIFY(server.listen());
        const QProcessEnvironment environment = environmentFor(home, server);
        QCOMPARE(runCandor(environment, {u"telemetry"_s, u"enable"_s, u"--yes"_s}).status, 0);
        {
            Window window(environment);
            QTRY_VERIFY2_WITH_TIMEOUT(window.says("stored:"), window.said(), patience);
            window.terminate();
            QTRY_VERIFY2_WITH_TIMEOUT(!window.isRunning(), window.said(), patience);
            QCOMPARE(window.exitCode(), 0);
        }
        const Finished sent = runCandor(environment, {u"telemetry"_s, u"send"_s, u"--json"_s});
        QVERIFY2(sent.status == 0, sent.err.constData());
        QVERIFY(server.received().isEmpty() == false);
        QByteArray bodies;
        for (const ScriptedServer::Request &request : server.requests())
            bodies += request.body;
        QVERIFY(bodies.contains("app.stopped"));
        // The question of a first start was not answered by it, and not closed either.
        const TemporaryHome fresh;
        Window first(environmentFor(fresh, server));
        QTRY_VERIFY2_WITH_TIMEOUT(first.says("ready"), first.said(), patience);
        first.terminate();
        QTRY_VERIFY_WITH_TIMEOUT(!first.isRunning(), patience);
        QVERIFY(!fresh.exists(u".local/share/candor"_s));
    }

    void disableBesideAnOpenWindow()
    {
        const TemporaryHome home;
        ScriptedServer server({{200, "{\"status\":\"Ok\"}", {}}});
        QVERIFY(server.listen());
        const QProcessEnvironment environment = environmentFor(home, server);

        Window window(environment);
        QTRY_VERIFY2_WITH_TIMEOUT(window.says("ready"), window.said(), patience);
        QVERIFY(!home.exists(u".local/share/candor"_s));

        const Finished enabled = runCandor(environment, {u"telemetry"_s, u"enable"_s, u"--yes"_s});
        QVERIFY2(enabled.status == 0, enabled.err.constData());
        QTRY_VERIFY2_WITH_TIMEOUT(window.says("app.started"), window.said(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(
            runCandor(environment, {u"telemetry"_s, u"status"_s, u"--json"_s}).json().value("waiting"_L1).toInt() > 0,
            patience);

        const Finished sent = runCandor(environment, {u"telemetry"_s, u"send"_s, u"--json"_s});
        QVERIFY2(sent.status == 0, sent.err.constData());
        QVERIFY(!server.ids(u"uuid"_s).isEmpty());
        const qsizetype requests = server.requests().size();

        window.forget();
        const Finished disabled = runCandor(environment, {u"telemetry"_s, u"disable"_s});
        QVERIFY2(disabled.status == 0, disabled.err.constData());
        QTRY_VERIFY2_WITH_TIMEOUT(window.says("decision: denied"), window.said(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(!home.exists(u".local/share/candor/events"_s), patience);
        QCOMPARE(server.requests().size(), requests);

        // And back again at once, ten times: it ends as a yes every time.
        for (int round = 0; round < 10; ++round) {
            const Finished off = runCandor(environment, {u"telemetry"_s, u"disable"_s});
            QVERIFY2(off.status == 0, off.err.constData());
            const Finished on = runCandor(environment, {u"telemetry"_s, u"enable"_s, u"--yes"_s});
            QVERIFY2(on.status == 0, on.err.constData());
            const QJsonObject status = runCandor(environment, {u"telemetry"_s, u"status"_s, u"--json"_s}).json();
            QCOMPARE(status.value("decision"_L1).toString(), u"granted"_s);
        }
        window.forget();
        QCOMPARE(runCandor(environment, {u"telemetry"_s, u"disable"_s}).status, 0);
        QTRY_VERIFY2_WITH_TIMEOUT(window.says("decision: denied"), window.said(), patience);
    }

    void aFirstStartAsksAndIsNotAskedAboutInCi()
    {
        const TemporaryHome home;
        QProcessEnvironment environment = home.environment();
        environment.insert(u"CI"_s, u"true"_s);
        const QJsonObject status = runCandor(environment, {u"telemetry"_s, u"status"_s, u"--json"_s}).json();
        QCOMPARE(status.value("rule"_L1).toString(), u"ci"_s);
        QCOMPARE(runCandor(environment, {u"telemetry"_s, u"enable"_s, u"--yes"_s}).status, 1);
        QVERIFY(!home.exists(u".local/share/candor/consent.json"_s));
    }
};

QTEST_GUILESS_MAIN(TestCandor)
#include "tst_candor.moc"
